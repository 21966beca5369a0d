using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Inputs;
using FollowUp.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace FollowUp.Pages;

/// <summary>
/// What the pages behind every kind of link have in common: how a form is read, and what is shown without a valid link.
/// </summary>
internal static partial class LinkPages
{
    /// <summary>The hidden field with what a form of this link must carry.</summary>
    public const string FormToken = "formular";

    private const int MaxBody = 2_000_000;

    // Room for a section with every text at its limit, and an end to everything else.
    private static readonly FormOptions Limits = new()
    {
        BufferBody = true,
        BufferBodyLengthLimit = MaxBody,
        MultipartBodyLengthLimit = MaxBody,
        ValueCountLimit = 1_000,
        ValueLengthLimit = 1_000_000,
        KeyLengthLimit = 200,
    };

    // Of what is read from somebody who may not post, only to show back what they had typed.
    private const long MaxTypedBack = 100_000;

    /// <summary>
    /// Whether what somebody posted who may not is small enough to be read and shown back: a session may have ended, or a link been taken
    /// back, while they typed.
    /// </summary>
    public static bool CanShowBack(HttpRequest request) => request.ContentLength <= MaxTypedBack;

    /// <summary>The posted form, or the page that says why it is not taken.</summary>
    /// <param name="linkHash">Of the link whose form it is, or a substitute where there is none.</param>
    /// <param name="limits">Where the form is smaller than a questionnaire.</param>
    public static async Task<(IFormCollection? Form, IResult? Refusal)> ReadFormAsync(
        HttpRequest request, LinkTokens tokens, string linkHash, CancellationToken cancellation, FormOptions? limits = null)
    {
        // Browsers say from where a form is sent; what is not a browser need not.
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
        {
            return (null, Foreign(request));
        }
        var (form, unreadable) = await ReadBodyAsync(request, limits ?? Limits, cancellation);
        return form == null ? (null, unreadable)
            : tokens.IsFormToken(linkHash, form[FormToken]) ? (form, null) : (null, Foreign(request));
    }

    /// <summary>
    /// What was posted, wherever it came from, with every text normalised; or the page that says why it cannot be read.
    /// </summary>
    public static async Task<(IFormCollection? Form, IResult? Refusal)> ReadBodyAsync(HttpRequest request, FormOptions limits,
        CancellationToken cancellation)
    {
        try
        {
            var form = await request.ReadFormAsync(limits, cancellation);
            return (new FormCollection(form.ToDictionary(field => field.Key,
                field => new StringValues(field.Value.Select(InputText.Paragraph).ToArray()), StringComparer.OrdinalIgnoreCase),
                form.Files), null);
        }
        catch (InvalidDataException unreadable) when (unreadable.InnerException is InvalidOperationException)
        {
            return (null, Message(request, 400, Texts.LinkPages.OddCharacterTitle, Texts.LinkPages.OddCharacter));
        }
        catch (Exception tooMuch) when (tooMuch is InvalidDataException or IOException)
        {
            return (null, Message(request, 413, Texts.LinkPages.TooMuchTitle, Texts.LinkPages.TooMuch));
        }
        catch (Exception foreign) when (foreign is InvalidOperationException or NotSupportedException)
        {
            // Not a form at all, or one with a part in an encoding that is not taken.
            return (null, Foreign(request));
        }
    }

    /// <summary>
    /// Where the address is one of a link and more, the link's; else the page that says that there is nothing. What it leads to is not
    /// looked up, so that this tells nothing.
    /// </summary>
    /// <param name="typed">What its writer had typed: it is shown back to be kept.</param>
    public static IResult Unknown(HttpRequest request, IReadOnlyList<string>? typed = null) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && WithoutMore(request.Path.Value!) is { } address
            ? PageResults.SeeOther(request, address)
            : Message(request, 404, Texts.LinkPages.UnknownTitle, Texts.LinkPages.Unknown, typed);

    /// <summary>
    /// The address without what a mail program took along, such as the full stop after it, or put into it to break the line; null where
    /// there is nothing of that.
    /// </summary>
    private static string? WithoutMore(string path)
    {
        var visible = string.Concat(path.Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format));
        var address = LinkAddress().Match(visible);
        return address.Success && address.Value != path ? address.Value : null;
    }

    [GeneratedRegex("^/[a-zA-Z]+/[a-zA-Z0-9_-]{43}(?![a-zA-Z0-9])(/[a-zA-Z0-9-]*[a-zA-Z0-9])*")]
    private static partial Regex LinkAddress();

    public static IResult Message(HttpRequest request, int status, string title, string text, IReadOnlyList<string>? typed = null) =>
        PageResults.Page<MessagePage>(status, new Dictionary<string, object?>
        {
            [nameof(MessagePage.Title)] = title,
            [nameof(MessagePage.Text)] = text,
            [nameof(MessagePage.Typed)] = typed ?? []
        });

    /// <summary>For what is no form of ours.</summary>
    public static IResult Foreign(HttpRequest request) =>
        Message(request, 400, Texts.LinkPages.ForeignForm, Texts.LinkPages.ForeignFormText);
}
