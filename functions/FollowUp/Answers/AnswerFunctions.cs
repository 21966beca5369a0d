using System.Security.Cryptography;
using System.Text;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Records;
using FollowUp.Rounds;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Answers;

/// <summary>The department's pages behind a mailed link: the form, check answers, receipt. A GET changes nothing.</summary>
public sealed class AnswerFunctions(
    LinkTable links, RoundTable rounds, AnswerTable answers, LinkTokens tokens, TimeProvider clock, ILogger<AnswerFunctions> log)
{
    private const int LongestName = 200;
    private const string SavedMark = "sparat";
    private static readonly Dictionary<string, AnswerValues> NothingTyped = [];

    [Function("ShowForm")]
    public async Task<IResult> ShowForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}")] HttpRequest request, string token, CancellationToken cancellation) =>
        await OpenAsync(token, cancellation) switch
        {
            null => LinkPages.Unknown(request),
            { TakesAnswers: false } closed => Closed(request, closed, NothingTyped),
            var opened => Form(request, 200, opened, new FormState(opened.Stored.Work.Drafts, Saved: request.Query.ContainsKey(SavedMark))),
        };

    [Function("SaveForm")]
    public async Task<IResult> SaveForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "svar/{token}")] HttpRequest request, string token, CancellationToken cancellation)
    {
        if (await OpenAsync(token, cancellation) is not { } opened)
        {
            return LinkPages.Unknown(request);
        }
        var (form, refusal) = await ReadAsync(request, opened, cancellation);
        if (form == null)
        {
            return refusal!;
        }
        var posted = PostedForm.Read(form, opened.Stored.Work.Questionnaire);
        var shown = posted.Keys.ToDictionary(section => section, section => form[PostedForm.Shown(section)].ToString());
        // What its writer did not touch is left alone, whatever a colleague has made of it since the form was opened.
        var touched = posted.Where(section => PostedForm.Fingerprint(section.Value) != shown[section.Key]).ToDictionary();
        while (true)
        {
            if (!opened.TakesAnswers)
            {
                return Closed(request, opened, touched);
            }
            var faults = touched.SelectMany(section => AnswerRules.Faults(opened.Stored.Work.Questionnaire.Find(section.Key)!, section.Value)).ToList();
            if (faults.Count > 0)
            {
                return Form(request, 400, opened, new FormState(posted, Faults: faults, Shown: shown));
            }
            var drafts = opened.Stored.Work.Drafts;
            var changed = touched.Where(section => !section.Value.SameAs(drafts.GetValueOrDefault(section.Key) ?? [])).ToDictionary();
            var overtaken = changed.Where(section => shown[section.Key] != PostedForm.Fingerprint(drafts.GetValueOrDefault(section.Key))).ToDictionary();
            var toSave = changed.Where(section => !overtaken.ContainsKey(section.Key)).ToDictionary();
            if (toSave.Count == 0 || await SaveAsync(opened, toSave, cancellation))
            {
                if (overtaken.Count > 0)
                {
                    opened = (await OpenAsync(token, cancellation))!;
                    var values = opened.Stored.Work.Drafts.ToDictionary();
                    foreach (var (section, typed) in overtaken)
                    {
                        values[section] = typed;
                    }
                    return Form(request, 409, opened, new FormState(values, Overtaken: overtaken.Keys.ToHashSet()));
                }
                return PageResults.SeeOther(request, form[PostedForm.Action] == PostedForm.ActionCheck ? $"/svar/{token}/granska" : $"/svar/{token}?{SavedMark}");
            }
            // Somebody saved in between: look at what they wrote.
            opened = (await OpenAsync(token, cancellation))!;
        }
    }

    [Function("CheckAnswers")]
    public async Task<IResult> CheckAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}/granska")] HttpRequest request, string token, CancellationToken cancellation) =>
        await OpenAsync(token, cancellation) switch
        {
            null => LinkPages.Unknown(request),
            { TakesAnswers: false } closed => Closed(request, closed, NothingTyped),
            var opened => Check(request, 200, opened, new CheckState()),
        };

    [Function("SubmitAnswers")]
    public async Task<IResult> SubmitAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "svar/{token}/skicka")] HttpRequest request,
        string token,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await OpenAsync(token, cancellation) is not { } opened)
        {
            return LinkPages.Unknown(request);
        }
        var (form, refusal) = await ReadAsync(request, opened, cancellation);
        if (form == null)
        {
            return refusal!;
        }
        var state = new CheckState(form[PostedForm.Name].ToString().Trim(), form[PostedForm.Role].ToString().Trim());
        while (true)
        {
            if (!opened.TakesAnswers)
            {
                return Closed(request, opened, NothingTyped);
            }
            var ready = opened.Ready;
            if (ready.Count == 0)
            {
                // The same form posted twice finds everything submitted: its writer gets the receipt, and nothing is written.
                if (opened.Stored.Work.Submissions.Count > 0)
                {
                    await RingAsync(durable, opened);
                    return PageResults.SeeOther(request, $"/svar/{token}/kvitto/{opened.Stored.Work.Submissions[^1].Number}");
                }
                return Check(request, 400, opened, state with { Errors = [(PostedForm.Seen, Texts.CheckPage.NothingToSubmit)] });
            }
            state = state with { Errors = [.. NameErrors(state), .. form[PostedForm.Seen] == opened.Checksum ? [] : new[] { (PostedForm.Seen, Texts.CheckPage.ChangedMeanwhile) }] };
            if (state.Errors.Count > 0)
            {
                return Check(request, 400, opened, state);
            }
            var submission = new Submission(opened.Stored.Work.Submissions.Count + 1, state.Name, state.Role, clock.GetUtcNow(), ready);
            var entry = new TrailEntry($"submitted|{submission.Number:D4}", submission.Received, $"{submission.Name} ({submission.Role})",
                TrailEvent.Submitted, opened.DepartmentId, Texts.Trail.Submitted(submission));
            if (await answers.SubmitAsync(opened.Round.Id, opened.Stored, submission, entry, cancellation))
            {
                await RingAsync(durable, opened);
                return PageResults.SeeOther(request, $"/svar/{token}/kvitto/{submission.Number}");
            }
            // Somebody submitted, a mail was decided, or the round closed in between: look again.
            opened = (await OpenAsync(token, cancellation))!;
        }
    }

    [Function("ShowReceipt")]
    public async Task<IResult> ShowReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}/kvitto/{number:int}")] HttpRequest request,
        string token, int number, CancellationToken cancellation) =>
        await OpenAsync(token, cancellation) is { } opened && opened.Stored.Work.Submissions.FirstOrDefault(submission => submission.Number == number) is { } submission
            ? PageResults.Page<ReceiptPage>(request, 200, new Dictionary<string, object?>
            {
                [nameof(ReceiptPage.Opened)] = opened,
                [nameof(ReceiptPage.Submission)] = submission,
            })
            : LinkPages.Unknown(request);

    /// <summary>What the link opens; null alike for unknown, malformed and revoked links, at the cost of one point read.</summary>
    private async Task<OpenedLink?> OpenAsync(string token, CancellationToken cancellation)
    {
        if (await links.FindAsync(LinkTokens.Hash(token), cancellation) is not { Revoked: false } link)
        {
            return null;
        }
        var round = (await rounds.GetAsync(link.RoundId, cancellation)).Round;
        var stored = await answers.FindAsync(link.RoundId, link.DepartmentId, round.Run, cancellation);
        return stored == null ? null : new OpenedLink(token, tokens.FormToken(link.Hash), link.RecipientId, round, stored, clock.GetUtcNow() >= Timetable.DeadlineAt(round));
    }

    private Task RingAsync(DurableTaskClient durable, OpenedLink opened) =>
        RoundClockwork.RingAsync(durable, new DepartmentRun(opened.Round.Id, opened.Round.Run, opened.DepartmentId, opened.Round.Attempt).InstanceId, log);

    private async Task<bool> SaveAsync(OpenedLink opened, IReadOnlyDictionary<string, AnswerValues> drafts, CancellationToken cancellation)
    {
        var work = opened.Stored.Work;
        var after = work with { Drafts = work.Drafts.Concat(drafts).GroupBy(draft => draft.Key).ToDictionary(group => group.Key, group => group.Last().Value) };
        var now = clock.GetUtcNow();
        var entry = new TrailEntry($"draft|{now:yyyyMMddTHHmmssfffffff}|{opened.RecipientId}", now, opened.Recipient,
            TrailEvent.DraftSaved, opened.DepartmentId, Texts.Trail.Saved(after.Filled, after.Asked.Count()));
        return await answers.SaveDraftsAsync(opened.Round.Id, opened.Stored, drafts, entry, cancellation);
    }

    private Task<(IFormCollection? Form, IResult? Refusal)> ReadAsync(HttpRequest request, OpenedLink opened, CancellationToken cancellation) =>
        LinkPages.ReadFormAsync(request, tokens, LinkTokens.Hash(opened.Token), cancellation);

    private static IEnumerable<(string Field, string Message)> NameErrors(CheckState state)
    {
        if (state.Name == "") { yield return (PostedForm.Name, Texts.CheckPage.NameMissing); }
        if (state.Role == "") { yield return (PostedForm.Role, Texts.CheckPage.RoleMissing); }
        if (state.Name.Length > LongestName) { yield return (PostedForm.Name, Texts.CheckPage.NameTooLong(LongestName)); }
        if (state.Role.Length > LongestName) { yield return (PostedForm.Role, Texts.CheckPage.RoleTooLong(LongestName)); }
    }

    private static IResult Form(HttpRequest request, int status, OpenedLink opened, FormState state) =>
        PageResults.Page<FormPage>(request, status, new Dictionary<string, object?> { [nameof(FormPage.Opened)] = opened, [nameof(FormPage.State)] = state });

    private static IResult Check(HttpRequest request, int status, OpenedLink opened, CheckState state) =>
        PageResults.Page<CheckPage>(request, status, new Dictionary<string, object?> { [nameof(CheckPage.Opened)] = opened, [nameof(CheckPage.State)] = state });

    private static IResult Closed(HttpRequest request, OpenedLink opened, IReadOnlyDictionary<string, AnswerValues> typed) =>
        PageResults.Page<ClosedPage>(request, 410, new Dictionary<string, object?> { [nameof(ClosedPage.Opened)] = opened, [nameof(ClosedPage.Typed)] = typed });
}

/// <summary>A valid link and all that its pages show.</summary>
/// <param name="Late">Whether the deadline has passed.</param>
public sealed record OpenedLink(string Token, string FormToken, string RecipientId, Round Round, StoredWork Stored, bool Late)
{
    public string DepartmentId => Stored.Work.Department.Id;

    /// <summary>Who stands behind the link, as far as we know: a role or a name, and the mailbox.</summary>
    public string Recipient => Stored.Work.Department.Contacts.Single(contact => contact.Id == RecipientId).Email;

    public bool TakesAnswers => Round.State == RoundState.Open && !Stored.Work.Closed;

    /// <summary>The sections that can be submitted: complete, and not submitted like this already.</summary>
    public IReadOnlyList<string> Ready => Stored.Work.Questionnaire.Sections
        .Where(section => AnswerRules.IsComplete(section, Stored.Work.Drafts.GetValueOrDefault(section.Id)) && Stored.Work.IsChanged(section.Id))
        .Select(section => section.Id)
        .ToList();

    /// <summary>Of what would be submitted: whoever checked the answers submits those, and not what somebody else saved since.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Ready.Select(section => $"{section} {PostedForm.Fingerprint(Stored.Work.Drafts[section])}")))));
}

/// <summary>What the form shows beside the questions.</summary>
/// <param name="Values">What stands in the fields: the drafts, or what was just typed and could not be saved.</param>
/// <param name="Overtaken">Sections that somebody else changed since the form was opened.</param>
/// <param name="Shown">Fingerprints of what the form showed first, where it goes on from there; null where it shows what is saved now.</param>
public sealed record FormState(
    IReadOnlyDictionary<string, AnswerValues> Values,
    bool Saved = false,
    IReadOnlyList<AnswerRules.Fault>? Faults = null,
    IReadOnlySet<string>? Overtaken = null,
    IReadOnlyDictionary<string, string>? Shown = null);

public sealed record CheckState(string Name = "", string Role = "")
{
    public IReadOnlyList<(string Field, string Message)> Errors { get; init; } = [];
}
