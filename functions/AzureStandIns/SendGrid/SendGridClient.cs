#nullable disable
using System.Net.Http.Headers;
using SendGrid.Helpers.Mail;

namespace SendGrid;

public class SendGridClient : BaseClient
{
    public SendGridClient(HttpClient httpClient, SendGridClientOptions options)
        : base(httpClient, options)
    {
    }
}

public abstract class BaseClient
{
    private readonly HttpClient _http;
    private readonly BaseClientOptions _options;

    protected BaseClient(HttpClient httpClient, BaseClientOptions options) => (_http, _options) = (httpClient, options);

    /// <summary>Tries once. What the service answers is returned, whatever it is.</summary>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="TaskCanceledException">The answer took longer than the HTTP client waits.</exception>
    public async Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_options.Host.TrimEnd('/')}/v3/mail/send")
        {
            Content = new StringContent(msg.ToJson(), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = _options.Auth;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return new Response(await _http.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }
}
