using System.Net;
using System.Security.Cryptography;
using System.Text;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Accessibility;

/// <summary>
/// The accessibility statement, and what users say of the pages: each a case that the coordinator hears of. A GET changes nothing.
/// </summary>
public sealed class AccessibilityFunctions(FeedbackTable cases, LinkTokens tokens, TimeProvider clock)
{
    public const string Route = "tillganglighet";
    public const string FeedbackRoute = $"{Route}/synpunkter";

    // Anybody can send the form: nobody may fill the table with it, nor keep others from it.
    private const int MaxCasesADay = 500;
    private const int MaxCasesOfOneSender = 20;
    private const int MaxContact = 200;

    // No link hash is like this.
    private const string FormName = "feedback";

    private static readonly FormOptions Limits = new()
    {
        BufferBody = true,
        BufferBodyLengthLimit = 200_000,
        ValueCountLimit = 20,
        ValueLengthLimit = 200_000,
        KeyLengthLimit = 200,
    };

    [Function("ShowAccessibility")]
    public static IResult ShowAccessibility(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request) =>
        PageResults.Page<StatementPage>(StatusCodes.Status200OK, new Dictionary<string, object?>());

    [Function("ShowFeedbackForm")]
    public IResult ShowFeedbackForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = FeedbackRoute)] HttpRequest request) =>
        Form(request, StatusCodes.Status200OK, new FeedbackState(RandomNumberGenerator.GetHexString(32)));

    [Function("SendFeedback")]
    public async Task<IResult> SendFeedback([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = FeedbackRoute)] HttpRequest request,
        CancellationToken cancellation)
    {
        var (form, refusal) = await LinkPages.ReadFormAsync(request, tokens, FormName, cancellation, Limits);
        if (form == null)
        {
            return refusal!;
        }
        var state = new FeedbackState(form[FeedbackState.SheetField].ToString(), InputText.Paragraph(form[FeedbackState.TextField]),
            InputText.Line(form[FeedbackState.ContactField]));
        state = state with { Errors = [.. Wrong(state)] };
        if (state.Errors.Count > 0)
        {
            return Form(request, StatusCodes.Status400BadRequest, state);
        }
        var posted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{state.Sheet}\n{state.Contact}\n{state.Text}")));
        while (true)
        {
            var now = clock.GetUtcNow();
            var today = StockholmTime.DayOf(now);
            // The same form posted twice is one case, also around midnight.
            var known = await cases.ListAsync(today.AddDays(-1), cancellation);
            if (known.FirstOrDefault(feedback => feedback.Form == posted) is { } already)
            {
                return Received(request, already);
            }
            var number = known.Count(feedback => StockholmTime.DayOf(feedback.Received) == today) + 1;
            var sender = Sender(request, today);
            if (number > MaxCasesADay || known.Count(feedback => feedback.Sender == sender) >= MaxCasesOfOneSender)
            {
                return Form(request, StatusCodes.Status429TooManyRequests, state with { Full = true });
            }
            var feedback = new FeedbackCase(FeedbackKeys.Number(today, number), now, state.Text, state.Contact == "" ? null : state.Contact,
                posted, sender);
            if (await cases.AddAsync(feedback, cancellation))
            {
                return Received(request, feedback);
            }
        }
    }

    [Function("ShowFeedbackReceived")]
    public async Task<IResult> ShowFeedbackReceived(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = FeedbackRoute + "/{number}")] HttpRequest request, string number,
        CancellationToken cancellation) =>
        FeedbackKeys.IsNumber(number) && await cases.FindAsync(number, cancellation) is { } feedback
            ? PageResults.Page<FeedbackReceivedPage>(StatusCodes.Status200OK, new Dictionary<string, object?>
            {
                [nameof(
                FeedbackReceivedPage.Feedback)] = feedback
            })
            : LinkPages.Message(request, StatusCodes.Status404NotFound, Texts.Accessibility.UnknownCaseTitle,
                Texts.Accessibility.UnknownCase);

    [Function("ListFeedback")]
    public async Task<IResult> ListFeedback([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/feedback")] HttpRequest request,
        CancellationToken cancellation) =>
        ApiResults.Json(StatusCodes.Status200OK, (await cases.ListAsync(DateOnly.MinValue, cancellation))
            .Select(feedback => new { feedback.Number, feedback.Received, feedback.Text, feedback.Contact }));

    /// <summary>
    /// Tells senders of a day apart without keeping their addresses: without the app's secret nobody can find the address again.
    /// </summary>
    private string Sender(HttpRequest request, DateOnly day)
    {
        // The platform's front adds the address that it saw to whatever a sender has written there.
        var forwarded = request.Headers["X-Forwarded-For"].LastOrDefault()?.Split(',')[^1].Trim();
        var address = IPEndPoint.TryParse(forwarded ?? "", out var seen) ? seen.Address : request.HttpContext.Connection.RemoteIpAddress;
        if (address?.IsIPv4MappedToIPv6 == true)
        {
            address = address.MapToIPv4();
        }
        // One household or office has a whole /64 of IPv6.
        var network = address?.GetAddressBytes() is { } bytes ? Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8))) : "";
        return tokens.FormToken($"{FormName}|{day:yyyyMMdd}|{network}")[..22];
    }

    private IResult Form(HttpRequest request, int status, FeedbackState state) =>
        PageResults.Page<FeedbackPage>(status, new Dictionary<string, object?>
        {
            [nameof(FeedbackPage.State)] = state,
            [nameof(FeedbackPage.FormToken)] = tokens.FormToken(FormName),
        });

    private static IResult Received(HttpRequest request, FeedbackCase feedback) =>
        PageResults.SeeOther(request, $"/{FeedbackRoute}/{feedback.Number}");

    private static IEnumerable<Problem> Wrong(FeedbackState state)
    {
        if ((state.Text == "" ? Texts.Accessibility.TextMissing : InputCheck.Paragraph(state.Text, AnswerRules.MaxText)) is { } text)
        {
            yield return new Problem(FeedbackState.TextField, text);
        }
        if (InputCheck.Line(state.Contact, MaxContact) is { } contact)
        {
            yield return new Problem(FeedbackState.ContactField, contact);
        }
    }
}

/// <summary>The content of the form's fields, and what is wrong with it.</summary>
/// <param name="Sheet">Distinguishes one opened form from another.</param>
/// <param name="Full">Whether as many cases have come today as are taken.</param>
public sealed record FeedbackState(string Sheet, string Text = "", string Contact = "", bool Full = false)
{
    public const string SheetField = "blankett";
    public const string TextField = "synpunkt";
    public const string ContactField = "kontakt";

    public IReadOnlyList<Problem> Errors { get; init; } = [];
}
