using System.Buffers.Text;
using System.Text;
using FollowUp.Coordinator;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Local.Serve;

/// <summary>
/// Lets anybody at this machine sign in at the desk under any name. It is in a program that is never deployed; only <c>serve</c> uses it.
/// </summary>
internal sealed class LocalSignIn(LinkTokens tokens) : ISignIn
{
    public const string Page = "/lokalt/inloggning";

    private const string Cookie = "followup-lokalt";
    private const int MaxName = 100;

    public string Notice => "Utvecklingsinloggning – bara på den här datorn";

    public string SignOut => Page;

    public static bool IsThisMachine(HttpRequest request) => request.Host.Host is "127.0.0.1" or "localhost";

    public Principal? WhoIs(HttpRequest request)
    {
        // What another program of this machine has laid there under the same address is not ours.
        if (!IsThisMachine(request) || request.Cookies[Cookie]?.Split('.') is not [var signedIn, var mark]
            || !tokens.IsFormToken(Form(signedIn), mark) || !Base64Url.IsValid(signedIn))
        {
            return null;
        }
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(signedIn)).Split('|', 2) is [var word, var name]
            && Enum.TryParse<Role>(word, out var role)
            ? new Principal($"local-{name}", name, role)
            : null;
    }

    public IResult Challenge(HttpRequest request, IReadOnlyList<string>? typed = null) =>
        !IsThisMachine(request) ? Results.StatusCode(StatusCodes.Status403Forbidden)
        : typed == null ? PageResults.SeeOther(request, $"{Page}?till={Uri.EscapeDataString($"{request.Path}{request.QueryString}")}")
        : LinkPages.Message(request, StatusCodes.Status403Forbidden, Texts.Desk.SignedOutTitle, Texts.Desk.SignedOut, typed);

    /// <summary>Signs in as somebody made up, or out.</summary>
    /// <returns>Where to go then.</returns>
    public string Take(HttpContext context, IFormCollection form)
    {
        if (!Enum.TryParse<Role>(form["roll"], out var role))
        {
            context.Response.Cookies.Delete(Cookie);
            return Page;
        }
        var name = string.Concat(form["namn"].ToString().Where(character => !char.IsControl(character)).Take(MaxName)).Trim();
        var signedIn = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{role}|{(name == "" ? "Kim Exempel" : name)}"));
        context.Response.Cookies.Append(Cookie, $"{signedIn}.{tokens.FormToken(Form(signedIn))}",
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
        var to = form["till"].ToString();
        return to == DeskRoutes.Overview || to.StartsWith($"{DeskRoutes.Overview}/", StringComparison.Ordinal) ? to : DeskRoutes.Overview;
    }

    private static string Form(string signedIn) => $"local|{signedIn}";
}
