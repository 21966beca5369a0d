using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Tests.Mail;

/// <summary>A local HTTP server that replaces the mail service: it keeps the requests and answers as the test's script says.</summary>
internal sealed class ScriptedMailService : IAsyncDisposable
{
    public const string Key = "SG.test-key";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(ReceivedMail Mail, MailAnswer Answer)> _log = new();

    private ScriptedMailService(Func<ReceivedMail, MailAnswer> script)
    {
        Script = script;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Func<ReceivedMail, MailAnswer> Script { get; set; }

    public IReadOnlyList<ReceivedMail> Received => _log.Select(entry => entry.Mail).ToList();

    public IReadOnlyList<ReceivedMail> Accepted =>
        _log.Where(entry => entry.Answer == MailAnswer.Accepted).Select(entry => entry.Mail).ToList();

    /// <summary>Settings that make the app send its mails here.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["FollowUp:SendGridKey"] = Key,
        ["FollowUp:SendGridHost"] = _app.Urls.Single(),
        ["FollowUp:MailAllowed"] = "*",
    };

    public static async Task<ScriptedMailService> StartAsync(Func<ReceivedMail, MailAnswer> script)
    {
        var service = new ScriptedMailService(script);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var key = (string)body["custom_args"]!["mail_key"]!;
        var mail = new ReceivedMail(
            $"{context.Request.Method} {context.Request.Path}", context.Request.Headers.Authorization.ToString(),
            context.Request.ContentType, body,
            Attempt: 1 + _log.Count(entry => entry.Mail.Key == key));
        var answer = Script(mail);
        _log.Enqueue((mail, answer));
        if (answer == MailAnswer.Never)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (answer == MailAnswer.Dropped)
        {
            context.Abort();
        }
        else
        {
            context.Response.StatusCode = answer.Status;
            context.Response.Headers.Location = answer.Location;
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}

/// <param name="Attempt">1 for the first request with this mail key.</param>
internal sealed record ReceivedMail(string Request, string Authorization, string? ContentType, JsonNode Body, int Attempt)
{
    public string Key => (string)Body["custom_args"]!["mail_key"]!;

    public string MessageId => (string)Body["headers"]!["Message-ID"]!;

    public string To => (string)Body["personalizations"]![0]!["to"]![0]!["email"]!;

    public string Text => (string)Body["content"]![0]!["value"]!;

    /// <summary>The path of the recipient's form.</summary>
    public string Link => new Uri(Text.Split('\n').Single(line => line.Contains("/svar/", StringComparison.Ordinal))).AbsolutePath;
}

internal sealed record MailAnswer(int Status, string Body = "", string? Location = null)
{
    public static readonly MailAnswer Accepted = new(202);

    /// <summary>The request is read and never answered.</summary>
    public static readonly MailAnswer Never = new(0);

    /// <summary>The request is read and the connection closed.</summary>
    public static readonly MailAnswer Dropped = new(-1);

    public static MailAnswer Refused(string message) =>
        new(400, $$"""{"errors":[{"message":"{{message}}","field":"personalizations.0.to.0.email","help":null}]}""");
}
