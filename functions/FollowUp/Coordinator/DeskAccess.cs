using System.Globalization;
using FollowUp.Acts;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FollowUp.Coordinator;

/// <summary>
/// The one door to the desk: every page of the coordinator's goes through here. What is refused is logged, and never what was typed.
/// </summary>
public sealed class DeskAccess(LinkSettings links, ISignIn signIn, LinkTokens tokens, TimeProvider clock, ILogger<DeskAccess> log)
{
    private const int MaxBody = 3_000_000;

    private static readonly TimeSpan NightHours = TimeSpan.FromHours(4);

    // Room for a plan's file of 2 MB, pasted or sent, and for what comes around it.
    private static readonly FormOptions Limits = new()
    {
        BufferBody = true,
        BufferBodyLengthLimit = MaxBody,
        MultipartBodyLengthLimit = MaxBody,
        // The contacts of 300 departments in one table.
        ValueCountLimit = 20_000,
        ValueLengthLimit = MaxBody,
        KeyLengthLimit = 200,
    };

    /// <summary>Shows something to people with at least this role.</summary>
    public async Task<IResult> SeeAsync(HttpRequest request, Func<Principal, Task<IResult>> show, Role least = Role.Reader)
    {
        if (signIn.WhoIs(request) is not { } principal)
        {
            return signIn.Challenge(request);
        }
        if (principal.Role < least)
        {
            return MayNot(request, principal, least, []);
        }
        if (!tokens.HasProof(Form(principal), request.Path, request.QueryString.ToString(), clock.GetUtcNow()))
        {
            DeskPages.ForgetNotice(request);
        }
        return await show(principal);
    }

    /// <summary>Does something for people with at least this role who posted it from one of our pages.</summary>
    public async Task<IResult> ActAsync(HttpRequest request, Role least, Func<Principal, IFormCollection, Task<IResult>> act)
    {
        if (IsForeign(request))
        {
            return Refuse(request, "another site sent it", Texts.Desk.ForeignTitle, Texts.Desk.Foreign, []);
        }
        var principal = signIn.WhoIs(request);
        var may = principal?.Role >= least;
        var (form, unreadable) = may || LinkPages.CanShowBack(request)
            ? await LinkPages.ReadBodyAsync(request, Limits, request.HttpContext.RequestAborted) : (null, null);
        var typed = form == null ? [] : Typed(form);
        if (principal == null)
        {
            return signIn.Challenge(request, typed);
        }
        if (!may)
        {
            return MayNot(request, principal, least, typed);
        }
        if (form == null)
        {
            return unreadable!;
        }
        // Ends with the day; a page from before midnight can still be sent in the night.
        if (!tokens.IsFormToken(FormOf(principal, Now), form[LinkPages.FormToken])
            && !tokens.IsFormToken(FormOf(principal, Now - NightHours), form[LinkPages.FormToken]))
        {
            return Refuse(request, $"its form is not one that {principal.Id} was given", Texts.Desk.OldFormTitle, Texts.Desk.OldForm,
                typed);
        }
        DeskPages.ForgetNotice(request);
        var result = await act(principal, form);
        var headers = request.HttpContext.Response.Headers;
        if (headers.Location is [{ } address] && address.Contains('?'))
        {
            // The page may say what was done: nobody else can make it.
            headers.Location = tokens.WithProof(Form(principal), address, clock.GetUtcNow());
        }
        return result;
    }

    /// <summary>What each form of the desk carries, so that no other site can post it.</summary>
    public string FormToken(Principal principal) => tokens.FormToken(FormOf(principal, Now));

    private DateTimeOffset Now => clock.GetUtcNow();

    private static string FormOf(Principal principal, DateTimeOffset moment) =>
        $"{Form(principal)}|{StockholmTime.DayOf(moment).ToString("O", CultureInfo.InvariantCulture)}";

    // No link hash is like this.
    private static string Form(Principal principal) => $"desk|{principal.Id}";

    /// <summary>Browsers say from where a form is sent; what is not a browser need not, but has no form token either.</summary>
    private bool IsForeign(HttpRequest request) =>
        (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
        // Browsers send "null" where the page asks for no referrer, as ours do.
        || (request.Headers.Origin is { Count: > 0 } origin && origin != "null" && !IsOwn(request, origin.ToString()));

    // Behind the platform's front the app is asked by http, whatever the browser used.
    private bool IsOwn(HttpRequest request, string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority == links.PublicBaseAddress.Authority || new HostString(from.Authority) == request.Host);

    /// <summary>What somebody typed in a form that is not taken: it is shown back.</summary>
    internal static IReadOnlyList<string> Typed(IFormCollection form) => form
        .Where(field => ActForm.IsTyped(field.Key)
            && field.Key is not (LinkPages.FormToken or PostedForm.Action or PostedForm.VersionToken or ImportState.WorkbookField))
        .SelectMany(field => field.Value).Select(InputText.Paragraph).Where(value => value != "").ToList();

    private IResult MayNot(HttpRequest request, Principal principal, Role least, IReadOnlyList<string> typed) =>
        Refuse(request, $"{principal.Id} is {principal.Role} and not {least}", Texts.Desk.MayNotTitle,
            Texts.Desk.MayNot(principal.Role, least), typed);

    private IResult Refuse(HttpRequest request, string why, string title, string text, IReadOnlyList<string> typed)
    {
        log.LogWarning("{Method} {Path} was refused: {Why}", request.Method, request.Path.ToUriComponent(), why);
        return LinkPages.Message(request, StatusCodes.Status403Forbidden, title, text, typed);
    }
}
