using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Orchestration;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Answers;

/// <summary>
/// The department's pages behind a mailed link: the overview, a page for each section, check answers, receipt. A GET changes nothing.
/// </summary>
public sealed class AnswerFunctions(DepartmentLinks links, AssignmentTable answers, TimeProvider clock, ILogger<AnswerFunctions> log)
{
    private const int MaxName = 200;

    // Of a department: who has the link could else fill the storage.
    private const int MaxSubmissionsADay = 30;
    private const int MaxSubmissions = 300;

    /// <summary>Where calendars lead, which must not hold a link: says where that is.</summary>
    [Function("ShowWhereLinkIs")]
    public static IResult ShowWhereLinkIs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = LinkTokens.Path)] HttpRequest request) =>
        PageResults.Page<WhereLinkIsPage>(StatusCodes.Status200OK, new Dictionary<string, object?>());

    [Function("ShowOverview")]
    public async Task<IResult> ShowOverview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await links.OpenAsync(token, cancellation) switch
        {
            null => LinkPages.Unknown(request),
            { TakesAnswers: false } closed => DepartmentLinks.Closed(request, closed),
            // A colleague who answers one section sees only that one.
            { Delegation: { } delegation } helper => Section(request, 200, helper, helper.Work.Questionnaire.Find(delegation.SectionId)!,
                new SectionState { Saved = links.JustSaved(request, helper) }),
            var opened => PageResults.Page<OverviewPage>(200, new Dictionary<string, object?>
            {
                [nameof(OverviewPage.Opened)] = opened,
                [nameof(OverviewPage.Saved)] = links.JustSaved(request, opened),
            }),
        };

    [Function("ShowSection")]
    public async Task<IResult> ShowSection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}/avsnitt/{number:int}")] HttpRequest request,
        string token, int number, CancellationToken cancellation) =>
        await links.OpenAsync(token, cancellation) is not { } opened || opened.SectionAt(number) is not { } section
            ? LinkPages.Unknown(request)
            : opened.TakesAnswers ? Section(request, 200, opened, section, new SectionState { Saved = links.JustSaved(request, opened) })
            : DepartmentLinks.Closed(request, opened);

    [Function("SaveSection")]
    public async Task<IResult> SaveSection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "svar/{token}/avsnitt/{number:int}")] HttpRequest request,
        string token, int number, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var (posted, refusal) = await links.ReadSectionAsync(request, token, number, whole: false, cancellation);
        if (posted == null)
        {
            return refusal!;
        }
        var (opened, section, form) = posted;
        var typed = PostedForm.Read(form, section, opened.Work.EarlierOf(section.Id));
        var action = form[PostedForm.Action].ToString();
        if (await links.SaveAsync(opened, typed, cancellation) is not { } outcome)
        {
            return await links.UnknownAsync(request, token, cancellation);
        }
        opened = outcome.Opened;
        if (action == PostedForm.ActionAutosave)
        {
            return Autosaved(request, outcome);
        }
        if (!opened.TakesAnswers)
        {
            return DepartmentLinks.Closed(request, opened, typed.IsTouched ? typed : null);
        }
        if (typed.Faults.Count > 0 || outcome.Contested.Count > 0)
        {
            return Section(request, typed.Faults.Count > 0 ? 400 : 409, opened, section, new SectionState { Unsaved = outcome });
        }
        var draft = opened.Work.Drafts.GetValueOrDefault(section.Id);
        // Without the script the earlier answer can only be filled in on the next page.
        if (section.CanStayAsItWas && AnswerRules.BeginsFromEarlier(section, draft))
        {
            return PageResults.SeeOther(request, opened.AddressOf(section));
        }
        if (action is PostedForm.ActionComplete or PostedForm.ActionCompleteAnyway && opened.Delegation is { CompletedAt: null })
        {
            if (action == PostedForm.ActionComplete && AnswerRules.Missing(section, draft).Count
                + AnswerRules.Contradicting(section, draft).Count > 0)
            {
                return Section(request, 400, opened, section, new SectionState { IsIncomplete = true });
            }
            await CompleteAsync(durable, opened, cancellation);
            return PageResults.SeeOther(request, opened.Address);
        }
        if (action != PostedForm.ActionContinue || opened.Delegation != null)
        {
            return links.SeeSaved(request, opened, opened.Address, number);
        }
        // An empty section may be skipped; in one that is begun, what is missing is named at once.
        if (draft is { Count: > 0 } && !AnswerRules.IsComplete(section, draft))
        {
            return Section(request, 400, opened, section, new SectionState { IsIncomplete = true });
        }
        return links.SeeSaved(request, opened,
            opened.SectionAt(number + 1) is { } next ? opened.AddressOf(next) : opened.CheckAddress, number);
    }

    [Function("CheckAnswers")]
    public async Task<IResult> CheckAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}/granska")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await links.OpenWholeAsync(token, cancellation) switch
        {
            null => LinkPages.Unknown(request),
            { TakesAnswers: false } closed => DepartmentLinks.Closed(request, closed),
            var opened => Check(request, 200, opened, new CheckState { Saved = links.JustSaved(request, opened) }),
        };

    [Function("SubmitAnswers")]
    public async Task<IResult> SubmitAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "svar/{token}/skicka")] HttpRequest request,
        string token,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await links.OpenWholeAsync(token, cancellation) is not { } opened)
        {
            return LinkPages.Unknown(request);
        }
        var (form, refusal) = await links.ReadFormAsync(request, opened, cancellation);
        if (form == null)
        {
            return refusal!;
        }
        var state = new CheckState(InputText.Line(form[PostedForm.Name]), InputText.Line(form[PostedForm.Role]));
        while (true)
        {
            if (!opened.TakesAnswers)
            {
                return DepartmentLinks.Closed(request, opened);
            }
            var ready = opened.Ready;
            if (ready.Count == 0)
            {
                // The same form posted twice finds everything submitted: its writer gets the receipt, and nothing is written.
                if (opened.Work.Submissions.Count > 0)
                {
                    await SignalAsync(durable, opened);
                    return PageResults.SeeOther(request, opened.ReceiptAddress(opened.Work.Submissions[^1].Number));
                }
                return Check(request, 400, opened, state with { Errors = [new(PostedForm.VersionToken, Texts.CheckPage.NothingToSubmit)] });
            }
            state = state with
            {
                Errors = [.. NameErrors(state), .. form[PostedForm.VersionToken] == opened.VersionToken ? []
                : new[] { new Problem(PostedForm.VersionToken, Texts.CheckPage.ChangedMeanwhile) }, .. TooMany(opened.Work)]
            };
            if (state.Errors.Count > 0)
            {
                return Check(request, 400, opened, state);
            }
            var submission = new Submission(opened.Work.Submissions.Count + 1, opened.Round.Run, opened.RecipientId, state.Name, state.Role,
                clock.GetUtcNow(), ready, Timetable.DeadlineAt(opened.Round));
            var entry = new TrailEntry($"submitted|{submission.Number:D4}", submission.Received, $"{submission.Name} ({submission.Role})",
                TrailEvent.Submitted, opened.DepartmentId, Texts.Trail.Submitted(submission));
            if (await answers.SubmitAsync(opened.Stored, submission, entry, cancellation))
            {
                await SignalAsync(durable, opened);
                return PageResults.SeeOther(request, opened.ReceiptAddress(submission.Number));
            }
            // Somebody submitted, a mail was decided, or the round closed in between: look again.
            if (await links.OpenWholeAsync(token, cancellation) is not { } again)
            {
                return LinkPages.Unknown(request);
            }
            opened = again;
        }
    }

    [Function("ShowReceipt")]
    public async Task<IResult> ShowReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}/kvitto/{number:int}")] HttpRequest request,
        string token, int number, CancellationToken cancellation) =>
        await links.OpenWholeAsync(token, cancellation) is { } opened
            && opened.Work.Submissions.FirstOrDefault(submission => submission.Number == number) is { } submission
            ? PageResults.Page<ReceiptPage>(200, new Dictionary<string, object?>
            {
                [nameof(ReceiptPage.Opened)] = opened,
                [nameof(ReceiptPage.Submission)] = submission,
            })
            : LinkPages.Unknown(request);

    [Function("ShowExtract")]
    public async Task<IResult> ShowExtract(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "svar/{token}/utdrag")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await links.OpenWholeAsync(token, cancellation) switch
        {
            null => LinkPages.Unknown(request),
            { HasExtract: true } opened =>
                PageResults.Page<ExtractPage>(200, new Dictionary<string, object?> { [nameof(ExtractPage.Opened)] = opened }),
            // Who kept the address from before the round was opened again.
            { TakesAnswers: true } open => PageResults.SeeOther(request, open.Address),
            var closed => DepartmentLinks.Closed(request, closed),
        };

    /// <summary>Addresses below a link's with a sign that ours never have: the constraint keeps it from taking any other route's.</summary>
    [Function("MendLink")]
    public static IResult MendLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "svar/{token}/{*rest:regex([^a-zA-Z0-9/-]|-$)}")] HttpRequest request) =>
        LinkPages.Unknown(request);

    /// <summary>Notes that the colleague is done, unless the section was completed or revoked in the meantime.</summary>
    private async Task CompleteAsync(DurableTaskClient durable, OpenedLink opened, CancellationToken cancellation)
    {
        while (opened.Delegation is { CompletedAt: null, RevokedAt: null } delegation)
        {
            var now = clock.GetUtcNow();
            var entry = new TrailEntry($"{delegation.Id}|back", now, delegation.Email, TrailEvent.DelegationCompleted, opened.DepartmentId,
                Texts.SectionName(delegation.SectionId));
            if (await answers.PutDelegationAsync(opened.Stored, delegation with { CompletedAt = now, CompletedRun = opened.Round.Run },
                entry,
                cancellation))
            {
                await SignalAsync(durable, opened);
                return;
            }
            if (await links.OpenAsync(opened.Token, cancellation) is not { } again)
            {
                return;
            }
            opened = again;
        }
    }

    private Task SignalAsync(DurableTaskClient durable, OpenedLink opened) =>
        RoundEngine.SignalAsync(durable, opened.Round, opened.DepartmentId, log);

    /// <summary>
    /// What the page's script gets: that the page's content is known, the section's state, and what is not saved and why.
    /// </summary>
    private IResult Autosaved(HttpRequest request, SaveOutcome outcome)
    {
        var (work, section) = (outcome.Opened.Work, outcome.Typed.Section);
        var (status, message) = outcome switch
        {
            { Opened.TakesAnswers: false } => (StatusCodes.Status410Gone, Texts.Form.AutosaveClosed(outcome.Opened.Round, work)),
            { Typed.Faults.Count: > 0 and var faulty } => (StatusCodes.Status400BadRequest, Texts.Form.AutosaveRefused(faulty)),
            { Contested.Count: > 0, Typed.Chosen.Count: > 0 } => (StatusCodes.Status409Conflict, Texts.Form.AutosaveUndecided),
            { Contested.Count: > 0 } => (StatusCodes.Status409Conflict, Texts.Form.AutosaveContested),
            _ => (StatusCodes.Status200OK, Texts.Form.Autosaved(clock.GetUtcNow(), work.Current(section.Id) != null
                && work.IsChanged(section.Id))),
        };
        return Results.Json(new
        {
            message,
            shown = outcome.StillShown.ToString(),
            state = Texts.Overview.State(work, section),
            faults = outcome.Typed.Faults.Select(fault =>
                new { field = PostedForm.Field(fault.SectionId, fault.Key), message = fault.Message }),
        }, statusCode: status);
    }

    private IEnumerable<Problem> TooMany(Assignment work)
    {
        var today = StockholmTime.DayOf(clock.GetUtcNow());
        if (work.Submissions.Count >= MaxSubmissions)
        {
            yield return new Problem(PostedForm.VersionToken, Texts.CheckPage.TooManySubmissions(MaxSubmissions));
        }
        else if (work.Submissions.Count(submission => StockholmTime.DayOf(submission.Received) == today) >= MaxSubmissionsADay)
        {
            yield return new Problem(PostedForm.VersionToken, Texts.CheckPage.TooManyToday(MaxSubmissionsADay));
        }
    }

    private static IEnumerable<Problem> NameErrors(CheckState state)
    {
        foreach (var (field, text, missing) in new[] { (PostedForm.Name, state.Name, Texts.CheckPage.NameMissing),
            (PostedForm.Role, state.Role, Texts.CheckPage.RoleMissing) })
        {
            if ((text == "" ? missing : InputCheck.Line(text, MaxName)) is { } message)
            {
                yield return new Problem(field, message);
            }
        }
    }

    private static IResult Section(HttpRequest request, int status, OpenedLink opened, Section section, SectionState state) =>
        PageResults.Page<SectionPage>(status, new Dictionary<string, object?>
        {
            [nameof(SectionPage.Opened)] = opened,
            [nameof(SectionPage.Section)] = section,
            [nameof(SectionPage.State)] = state,
        });

    private static IResult Check(HttpRequest request, int status, OpenedLink opened, CheckState state) =>
        PageResults.Page<CheckPage>(status, new Dictionary<string, object?>
        {
            [nameof(CheckPage.Opened)] = opened,
            [nameof(CheckPage.State)] = state
        });
}

/// <summary>What a section's page shows beside the questions.</summary>
public sealed record SectionState
{
    /// <summary>What was just typed, where some of it could not be saved; null where the fields show what is saved.</summary>
    internal SaveOutcome? Unsaved { get; init; }

    /// <summary>Whether to say what is still missing.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>The section that was saved just before; null where none was.</summary>
    public Section? Saved { get; init; }
}

public sealed record CheckState(string Name = "", string Role = "")
{
    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <summary>The section that was saved just before; null where none was.</summary>
    public Section? Saved { get; init; }
}
