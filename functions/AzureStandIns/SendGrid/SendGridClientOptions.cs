#nullable disable
using System.Net.Http.Headers;

namespace SendGrid;

public class SendGridClientOptions : BaseClientOptions
{
    public string ApiKey
    {
        get;
        set => Auth = new AuthenticationHeaderValue("Bearer", field = value);
    }
}

public class BaseClientOptions
{
    public string Host { get; set; }

    internal AuthenticationHeaderValue Auth { get; set; }
}
