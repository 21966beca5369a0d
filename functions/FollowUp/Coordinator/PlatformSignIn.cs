using System.Text.Json;
using FollowUp.Inputs;
using FollowUp.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FollowUp.Coordinator;

/// <summary>
/// The sign-in of Azure App Service with Entra ID ("Easy Auth"): the platform signs in and puts who it was into a header, which it takes
/// off what comes from outside. So the header counts only where the platform says that its authentication is on; elsewhere anybody could
/// write it.
/// </summary>
internal sealed class PlatformSignIn(DeskSettings settings, PageSettings pages, ILogger<PlatformSignIn> log) : ISignIn
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string EntraId = "aad";
    private const int MaxId = 200;
    private const int MaxName = 100;

    private static readonly string[] IdClaims = ["http://schemas.microsoft.com/identity/claims/objectidentifier", "oid"];

    private static readonly string[] NameClaims =
    [
        "name", "preferred_username", "email", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    private static readonly string[] RoleClaims = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];

    private static readonly string[] TenantClaims = ["http://schemas.microsoft.com/identity/claims/tenantid", "tid"];

    private enum Outcome
    {
        SignedIn,
        NobodySignedIn,
        AuthenticationOff,
        NotReadable,
        OtherTenant,
        NoRole,
    }

    public string? Notice => null;

    public string SignOut => "/.auth/logout";

    public Principal? WhoIs(HttpRequest request) => Read(request).Principal;

    public IResult Challenge(HttpRequest request, IReadOnlyList<string>? typed = null)
    {
        var outcome = Read(request).Outcome;
        if (request.Headers.ContainsKey(Header))
        {
            // Nothing of what the header says: it may be anybody's.
            log.LogWarning("{Method} {Path} was refused: the principal header does not count ({Why})", request.Method,
                request.Path.ToUriComponent(), outcome);
        }
        return outcome switch
        {
            Outcome.AuthenticationOff => Refusal(Texts.Desk.OffTitle, Texts.Desk.Off),
            Outcome.NotReadable => Refusal(Texts.Desk.NotReadableTitle, Texts.Desk.NotReadable(pages.CoordinatorEmail)),
            Outcome.OtherTenant => Refusal(Texts.Desk.OtherTenantTitle, Texts.Desk.OtherTenant(pages.CoordinatorEmail)),
            Outcome.NoRole => Refusal(Texts.Desk.NoRoleTitle, Texts.Desk.NoRole(pages.CoordinatorEmail)),
            _ when typed != null => Refusal(Texts.Desk.SignedOutTitle, Texts.Desk.SignedOut),
            _ => PageResults.SeeOther(request,
                $"/.auth/login/{EntraId}?post_login_redirect_uri={Uri.EscapeDataString($"{request.Path}{request.QueryString}")}"),
        };

        IResult Refusal(string title, string text) => LinkPages.Message(request, StatusCodes.Status403Forbidden, title, text, typed);
    }

    private (Principal? Principal, Outcome Outcome) Read(HttpRequest request)
    {
        if (!settings.PlatformSignsIn)
        {
            return (null, Outcome.AuthenticationOff);
        }
        if (request.Headers[Header] is not [{ Length: > 0 } header])
        {
            return (null, request.Headers.ContainsKey(Header) ? Outcome.NotReadable : Outcome.NobodySignedIn);
        }
        if (Decode(header) is not { } claims || Id(claims) is not { } id || Name(claims) is not { } name)
        {
            return (null, Outcome.NotReadable);
        }
        // The platform checks the issuer as well, as long as nobody lets other organisations in there.
        if (!Guid.TryParse(First(claims, TenantClaims), out var tenant) || tenant != settings.TenantId)
        {
            return (null, Outcome.OtherTenant);
        }
        return RoleOf(claims) is { } role ? (new Principal(id, name, role), Outcome.SignedIn) : (null, Outcome.NoRole);
    }

    private static ClientPrincipal? Decode(string header)
    {
        var json = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, json, out var length))
        {
            return null;
        }
        try
        {
            var read = JsonSerializer.Deserialize<ClientPrincipal>(json.AsSpan(0, length));
            return read is { auth_typ: EntraId, claims: { } claims } && claims.All(claim => claim is { typ: not null, val: not null })
                ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Id(ClientPrincipal read) => First(read, IdClaims) is { Length: > 0 and <= MaxId } id && !id.Any(char.IsControl)
        ? id : null;

    private static string? Name(ClientPrincipal read)
    {
        var name = InputText.Line(First(read, NameClaims));
        return name == "" ? null : name.Length <= MaxName ? name : name[..MaxName];
    }

    private static string? First(ClientPrincipal read, string[] types) =>
        types.Select(type => read.claims!.FirstOrDefault(claim => claim!.typ == type)?.val)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    /// <summary>The highest of those that the settings know.</summary>
    private Role? RoleOf(ClientPrincipal read)
    {
        var held = read.claims!
            // A group counts by its id; its name somebody else may choose.
            .Where(claim => RoleClaims.Contains(claim!.typ) || claim.typ == read.role_typ
                || (claim.typ == "groups" && Guid.TryParse(claim.val, out _)))
            .Select(claim => claim!.val!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enum.GetValues<Role>().Reverse().Where(role => settings.Roles[role].Any(held.Contains)).Select(role => (Role?)role)
            .FirstOrDefault();
    }

    // As the platform writes it.
#pragma warning disable IDE1006
    private sealed record ClientPrincipal(string? auth_typ, string? name_typ, string? role_typ, IReadOnlyList<Claim?>? claims);

    private sealed record Claim(string? typ, string? val);
#pragma warning restore IDE1006
}
