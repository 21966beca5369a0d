#nullable disable
using System.Net;

namespace SendGrid;

public class Response
{
    internal Response(HttpResponseMessage answer) => (StatusCode, Body) = (answer.StatusCode, answer.Content);

    public HttpStatusCode StatusCode { get; set; }

    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and < 300;

    public HttpContent Body { get; set; }
}
