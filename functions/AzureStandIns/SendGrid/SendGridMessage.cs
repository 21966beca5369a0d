#nullable disable
using System.Text.Json.Nodes;

namespace SendGrid.Helpers.Mail;

public class SendGridMessage
{
    private readonly JsonArray _to = [];
    private readonly JsonArray _attachments = [];
    private readonly JsonObject _headers = [];
    private readonly JsonObject _customArgs = [];
    private readonly JsonObject _tracking = [];
    private EmailAddress _from;
    private EmailAddress _replyTo;

    public string Subject { get; set; }

    public string PlainTextContent { get; set; }

    public string HtmlContent { get; set; }

    public void SetFrom(string email, string name = null) => _from = new EmailAddress(email, name);

    public void AddTo(string email, string name = null) => _to.Add(new EmailAddress(email, name).ToJson());

    public void SetReplyTo(EmailAddress email) => _replyTo = email;

    public void AddGlobalHeader(string key, string value) => _headers.Add(key, value);

    /// <summary>Comes back in every event about the mail.</summary>
    public void AddGlobalCustomArg(string key, string value) => _customArgs.Add(key, value);

    public void AddAttachment(string filename, string base64Content, string type = null, string disposition = null, string content_id = null) =>
        _attachments.Add(Given(("filename", filename), ("content", base64Content), ("type", type), ("disposition", disposition), ("content_id", content_id)));

    public void SetClickTracking(bool enable, bool enableText) =>
        _tracking["click_tracking"] = new JsonObject { ["enable"] = enable, ["enable_text"] = enableText };

    public void SetOpenTracking(bool enable, string substitutionTag = null)
    {
        var setting = Given(("substitution_tag", substitutionTag));
        setting["enable"] = enable;
        _tracking["open_tracking"] = setting;
    }

    /// <summary>The body of POST /v3/mail/send. The service wants no nulls, no empty lists, and plain text before HTML.</summary>
    internal string ToJson()
    {
        var mail = new JsonObject
        {
            ["from"] = _from.ToJson(),
            ["subject"] = Subject,
            ["personalizations"] = new JsonArray(new JsonObject { ["to"] = _to.DeepClone() }),
            ["content"] = new JsonArray(
                new JsonObject { ["type"] = "text/plain", ["value"] = PlainTextContent },
                new JsonObject { ["type"] = "text/html", ["value"] = HtmlContent }),
            ["reply_to"] = _replyTo.ToJson(),
            ["headers"] = _headers.DeepClone(),
            ["custom_args"] = _customArgs.DeepClone(),
            ["tracking_settings"] = _tracking.DeepClone(),
        };
        if (_attachments.Count > 0)
        {
            mail["attachments"] = _attachments.DeepClone();
        }
        return mail.ToJsonString();
    }

    /// <summary>An object of those that have a value.</summary>
    internal static JsonObject Given(params (string Key, string Value)[] pairs) =>
        new(pairs.Where(pair => pair.Value != null).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode)pair.Value)));
}
