using System.Globalization;
using FollowUp.Acts;
using FollowUp.Api;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Coordinator;

/// <summary>A round at the desk: its board, and what can be done to it.</summary>
public sealed class RoundDeskFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, PlanTable plans, RoundActs acts,
    DepartmentActs departmentActs, CalendarTable notices, Letters letters, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}";
    private const string RemindAll = "paminn-alla";

    [Function("ShowBoard")]
    public Task<IResult> ShowBoard([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) switch
        {
            null => Unknown(request, principal, id),
            { Round.State: RoundState.Draft } => PageResults.SeeOther(request, DeskRoutes.Draft(id)),
            { Round: var round } => await BoardAsync(request, principal, round, cancellation),
        });

    [Function("ExportBoardAsJson")]
    public Task<IResult> ExportBoardAsJson(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/laget.json")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: var round }
            ? Unknown(request, principal, id) : Json(await ReadAsync(round, cancellation)));

    [Function("ExportBoardAsCsv")]
    public Task<IResult> ExportBoardAsCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/laget.csv")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: var round }
            ? Unknown(request, principal, id) : Csv(await ReadAsync(round, cancellation)));

    [Function("ShowRoundAct")]
    public Task<IResult> ShowRoundAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/gor/{act}")] HttpRequest request, string id, string act,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: var round }
            ? Unknown(request, principal, id)
            : Find(round, act) is not { } found ? NoAct(request, principal, round)
            : found.WhyNot is { } reason ? Refused(request, principal, round, reason)
            : Page(request, StatusCodes.Status200OK, principal, round, act == RemindAll
                ? await WithReminderAsync(Form(round, found), round, cancellation) : Form(round, found)), Role.Coordinator);

    [Function("DoRoundAct")]
    public Task<IResult> DoRoundAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/gor/{act}")] HttpRequest request, string id, string act,
        [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
            {
                return Unknown(request, principal, id, DeskAccess.Typed(form));
            }
            if (Find(round, act) is not { } found)
            {
                return NoAct(request, principal, round);
            }
            var page = Form(round, found, form);
            if (page.Fields.FirstOrDefault(field => field.Kind == ActFieldKind.Confirm && form[field.Name] != "ja") is { } unconfirmed)
            {
                return Page(request, StatusCodes.Status400BadRequest, principal, round,
                    page with { Errors = [(unconfirmed.Name, Texts.Board.ConfirmMissing)] });
            }
            // People open the draft that they have seen, not what somebody has made of it since.
            if (act == "oppna" && found.WhyNot == null && form["before"] is { Count: > 0 } seen && seen != VersionToken.Of(round))
            {
                return Refused(request, principal, round, Texts.Board.DraftHasChanged, DeskAccess.Typed(form));
            }
            if (act == RemindAll)
            {
                var (all, reminded) = await departmentActs.RemindAllAsync(durable, id, principal.Name, cancellation);
                int Count(ActOutcome outcome) => reminded.Count(one => one.Result.Outcome == outcome);
                return !all.IsDone ? Refused(request, principal, round, all.Problem!)
                    : PageResults.SeeOther(request,
                    $"{DeskRoutes.Round(id)}?{DeskPages.DoneMark}={act}&antal={Count(ActOutcome.Done)}&idag={Count(ActOutcome.DoneBefore)}"
                        + "&inte="
                    + $"{reminded.Count(one => !one.Result.IsDone)}");
            }
            var result = act switch
            {
                "oppna" => await acts.OpenAsync(durable, id, principal.Name, cancellation),
                "forlang" => await acts.ExtendAsync(durable, id,
                    new RoundExtension(form["reason"], Day(form, "deadline"), Day(form, "closes"), Day(form, "before"),
                    Day(form, "closes-before")), principal.Name, cancellation),
                "pausa" => await acts.PauseAsync(id, form["reason"], principal.Name, cancellation),
                "ateruppta" => await acts.ResumeAsync(durable, id, principal.Name, cancellation),
                "stang" => await acts.CloseAsync(durable, id, principal.Name, cancellation),
                "avbryt" => await acts.CancelAsync(durable, id, form["reason"], principal.Name, cancellation),
                "oppna-igen" => await acts.ReopenAsync(durable, id,
                    new Reopening(form["reason"], Day(form, "deadline"), Day(form, "closes")), principal.Name, cancellation),
                _ => ActResult.Refused(found.WhyNot!),
            };
            return result.Outcome switch
            {
                ActOutcome.Done => PageResults.SeeOther(request, $"{DeskRoutes.Round(id)}?{DeskPages.DoneMark}={act}"),
                ActOutcome.DoneBefore => PageResults.SeeOther(request, $"{DeskRoutes.Round(id)}?{DeskPages.DoneBeforeMark}={act}"),
                ActOutcome.Invalid => Page(request, StatusCodes.Status400BadRequest, principal, round,
                    page with { Errors = [(result.Field!, result.Problem!)] }),
                _ => Refused(request, principal, round, result.Problem!, DeskAccess.Typed(form)),
            };
        });

    /// <summary>What can be done to the round, or not now and why not, in the order of a round's life.</summary>
    internal static IReadOnlyList<DeskAct> Acts(Round round, DateTimeOffset now) => new (string Path, string? WhyNot)[]
    {
        ("oppna", round.State == RoundState.Draft ? null : Texts.Acts.CannotOpen(round.State)),
        (RemindAll, DepartmentActs.WhyNotRemindAll(round, now)),
        ("forlang", RoundActs.WhyNotExtend(round, now)),
        ("pausa", RoundActs.WhyNotPause(round, now)),
        ("ateruppta", RoundActs.WhyNotResume(round, now)),
        ("stang", RoundActs.WhyNotClose(round)),
        ("avbryt", RoundActs.WhyNotCancel(round)),
        ("oppna-igen", RoundActs.WhyNotReopen(round)),
    }.Select(act => new DeskAct(act.Path, Texts.Board.Act(act.Path), act.WhyNot)).ToList();

    /// <summary>With its recipients, and the letter as the first of them would get it.</summary>
    private async Task<ActForm> WithReminderAsync(ActForm form, Round round, CancellationToken cancellation)
    {
        var reminded = (await answers.ListStatusesAsync(round.Id, round.Run, cancellation)).Where(status => status.HasNothing)
            .OrderBy(status => status.Name, Texts.Alphabet).ToList();
        if (reminded.Count == 0 || await answers.FindAsync(round.Id, reminded[0].Id, round.Run, cancellation) is not { Work: var work })
        {
            return form with { Lead = [Texts.Board.NobodyToRemind] };
        }
        var now = clock.GetUtcNow();
        var recipient = work.Department.RecipientsOn(StockholmTime.DayOf(now)).FirstOrDefault()?.Id ?? "";
        return form with
        {
            Lead = [.. form.Lead, Texts.Board.LetterOf(work.Department.Name)],
            Recipients = reminded.Select(status => status.Name).ToList(),
            Letter = letters.Sample(round.With(work.MoreTime), work,
                new LetterAskedFor(new LetterRequest("", round.Run, RungKind.Reminder, null, now)), recipient, now),
        };
    }

    private DeskAct? Find(Round round, string act) => Acts(round, clock.GetUtcNow()).FirstOrDefault(one => one.Path == act);

    private static ActForm Form(Round round, DeskAct act, IFormCollection? typed = null)
    {
        ActField Reason(string hint) => new("reason", ActFieldKind.Line, Texts.Board.Reason, Typed("reason", ""), hint);
        string Typed(string field, string otherwise) => typed?.ContainsKey(field) == true ? typed[field].ToString() : otherwise;
        return new ActForm(act.Name, Texts.Board.Lead(act.Path, round, null), act.Path switch
        {
            "oppna" => [new ActField("ja", ActFieldKind.Confirm, Texts.Board.ConfirmOpen),
                new ActField("before", ActFieldKind.Hidden, "", Typed("before", VersionToken.Of(round)))],
            "forlang" =>
            [
                new ActField("deadline", ActFieldKind.Day, Texts.Board.Deadline, Typed("deadline", Iso(round.Deadline))),
                new ActField("closes", ActFieldKind.Day, Texts.Board.Closes, Typed("closes", Iso(round.Closes)), Texts.Board.ClosesHint),
                Reason(Texts.Board.ReasonToTrail),
                new ActField("before", ActFieldKind.Hidden, "", Typed("before", Iso(round.Deadline))),
                new ActField("closes-before", ActFieldKind.Hidden, "", Typed("closes-before", Iso(round.Closes))),
            ],
            "pausa" => [Reason(Texts.Board.PauseReasonHint)],
            "stang" => [new ActField("ja", ActFieldKind.Confirm, Texts.Board.ConfirmClose)],
            "avbryt" => [Reason(round.State == RoundState.Draft ? Texts.Board.ReasonToTrail : Texts.Board.ReasonToDepartments),
                new ActField("ja", ActFieldKind.Confirm, Texts.Board.ConfirmCancel)],
            "oppna-igen" =>
            [
                new ActField("deadline", ActFieldKind.Day, Texts.Board.Deadline, Typed("deadline", "")),
                new ActField("closes", ActFieldKind.Day, Texts.Board.Closes, Typed("closes", ""), Texts.Board.ClosesHint),
                Reason(Texts.Board.ReasonToTrail),
            ],
            _ => [],
        }, Texts.Board.Button(act.Path));
    }

    private async Task<Board> ReadAsync(Round round, CancellationToken cancellation) =>
        new(round, await plans.GetAsync(round.Plans, cancellation), await answers.ListStatusesAsync(round.Id, round.Run, cancellation),
            clock.GetUtcNow());

    private async Task<IResult> BoardAsync(HttpRequest request, Principal principal, Round round, CancellationToken cancellation)
    {
        var board = await ReadAsync(round, cancellation);
        return DeskPages.Page<BoardPage>(request, StatusCodes.Status200OK, principal,
            (nameof(BoardPage.Board), board),
            (nameof(BoardPage.View), BoardView.Of(request)),
            (nameof(BoardPage.Acts), principal.Role < Role.Coordinator ? []
                : Acts(round, board.Now).Where(act => act.WhyNot == null).ToList()),
            (nameof(BoardPage.ToDo), ToDo(board, await notices.ListDigestsAsync(round.Id, cancellation)).ToList()),
            (nameof(BoardPage.Notice), DeskPages.Notice(request)));
    }

    /// <summary>What a person should see to, a sentence each.</summary>
    /// <param name="digests">Of the round.</param>
    internal static IEnumerable<string> ToDo(Board board, IReadOnlyList<CalendarNotice> digests)
    {
        foreach (var trouble in Trouble.Of(board, since => since <= board.Now - Trouble.ShownAfter))
        {
            yield return trouble.Sentence;
        }
        if (Trouble.Of(board.Round, digests) is { } unread && unread.Since <= board.Now - Trouble.ShownAfter)
        {
            yield return unread.Sentence;
        }
        var round = board.Round;
        var left = round.Deadline.DayNumber - StockholmTime.DayOf(board.Now).DayNumber;
        if (round.State == RoundState.Paused && board.Now >= Timetable.ClosesAt(round)) { yield return Texts.Board.PausedPast(round); }
        if (round.State == RoundState.Closed && round.ReportedRun == round.Run) { yield return Texts.Board.ReportToRead; }
        if (round.State != RoundState.Open) { yield break; }
        if (board.Departments.Count(department => department.Status.IsUndeliverable) is > 0
            and var refused) { yield return Texts.Board.Undelivered(refused); }
        if (left <= 3 && board.Departments.Count(department => department.Status.HasNothing && department.Deadline == round.Deadline) is > 0
            and var silent) { yield return Texts.Board.NothingYet(silent, left); }
        if (left < 0 && board.Count(AssignmentState.Returned) is > 0 and var returned) { yield return Texts.Board.ToAnswer(returned); }
    }

    private static IResult Json(Board board) => ApiResults.Json(StatusCodes.Status200OK, new
    {
        round = new { board.Round.Id, board.Round.Title, board.Round.State, board.Round.Deadline, board.Round.Closes },
        at = board.Now,
        departments = board.Departments.Select(department => new
        {
            department.Status.Id,
            department.Status.Name,
            department.State,
            late = department.IsLate,
            department.Deadline,
            asked = department.Status.Asked.Count(),
            department.Status.Filled,
            department.Status.Submitted,
            refusedMails = department.Status.Refused,
            waitingSince = department.WaitingSince,
            exemption = department.Status.Exemption?.Reason,
            next = department.Next == null ? null : new { department.Next.Kind, department.Next.At },
        }),
        measures = board.Measures,
        upcoming = board.Upcoming,
    });

    private static IResult Csv(Board board) => ApiResults.Csv(CsvFile.Write(board.Departments
        .Select(department => new[]
        {
            department.Status.Name, Texts.Board.State(board.Round, department), $"{department.Status.Submitted}",
                $"{department.Status.Filled}", $"{department.Status.Asked.Count()}",
            Iso(department.Deadline), Texts.Board.Next(department),
        }.Select(CsvFile.Guarded))
        .Prepend(Texts.Board.CsvHeadings)));

    private static IResult Page(HttpRequest request, int status, Principal principal, Round round, ActForm form) =>
        DeskPages.Page<ActPage>(request, status, principal,
        (nameof(ActPage.Form), form), (nameof(ActPage.Action), request.Path.ToString()), (nameof(ActPage.Back), DeskRoutes.Round(round.Id)),
        (nameof(ActPage.BackText), round.Title));

    private static IResult Refused(HttpRequest request, Principal principal, Round round, string reason,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Board.WhyNotTitle, reason, DeskRoutes.Round(round.Id),
            typed);

    private static IResult NoAct(HttpRequest request, Principal principal, Round round) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoActTitle, Texts.Board.NoAct,
            DeskRoutes.Round(round.Id));

    internal static IResult Unknown(HttpRequest request, Principal principal, string id, IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoRoundTitle, Texts.Drafting.Unknown(id),
            DeskRoutes.Overview, typed);

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly? Day(IFormCollection form, string field) =>
        DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
