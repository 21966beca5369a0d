using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Preview;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>
/// The letters of a round at the desk, each as one department would get it now; of a draft, as it would if the draft were opened now.
/// </summary>
public sealed class LetterDeskFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, RoundPreviews previews,
    Letters letters,
    TimeProvider clock)
{
    [Function("ShowLetters")]
    public Task<IResult> ShowLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/omgangar/{{id}}/brev")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
            {
                return RoundDeskFunctions.Unknown(request, principal, id);
            }
            var departments = round.State == RoundState.Draft
                ? (await previews.MakeAsync(round, cancellation)).Departments.Select(department => (department.Id, department.Name))
                    .ToList()
                : (await answers.ListStatusesAsync(id, round.Run, cancellation)).Select(status => (status.Id, status.Name))
                    .OrderBy(department => department.Name, Texts.Alphabet).ToList();
            var asked = request.Query["enhet"].FirstOrDefault();
            var chosen = departments.Any(department => department.Id == asked) ? asked : departments.FirstOrDefault().Id;
            return DeskPages.Page<LettersPage>(request, StatusCodes.Status200OK, principal,
                (nameof(LettersPage.Round), round),
                (nameof(LettersPage.Departments), departments),
                (nameof(LettersPage.Chosen), chosen),
                (nameof(LettersPage.Samples), chosen == null ? [] : await SamplesAsync(round, chosen, cancellation)));
        });

    private async Task<IReadOnlyList<(string Heading, Letter Letter)>> SamplesAsync(Round round, string departmentId,
        CancellationToken cancellation)
    {
        if (round.State == RoundState.Draft)
        {
            return await previews.FormAsync(round, departmentId, cancellation) is { } asked
                ? Samples(round with { OpenedAt = clock.GetUtcNow() }, Assignment.Unanswered(asked)).ToList() : [];
        }
        return await answers.FindAsync(round.Id, departmentId, round.Run, cancellation) is { Work: var work }
            ? Samples(round.For(work.Extension), work).ToList() : [];
    }

    /// <summary>
    /// Every letter that may come, in the order of a round's life, at the time it would go out and as the department stands now.
    /// </summary>
    private IEnumerable<(string Heading, Letter Letter)> Samples(Round round, Assignment work)
    {
        var (now, recipient) = (clock.GetUtcNow(), work.Department.Recipients.FirstOrDefault()?.Id ?? "");
        (string, Letter) Sample(Round round, Assignment work, Notice notice, DateTimeOffset at) =>
            (Texts.Board.LetterHeading(round, notice, at), letters.Sample(round, work, notice, recipient, at));
        // Where nothing of the kind has happened yet, words stand for what somebody would write: what the letter says must be known before
        // it is sent.
        var section = work.Questionnaire.Sections[0].Id;
        var notices = Timetable.Notices(round).ToList();
        var isUntouched = work.Submissions.Count + work.Drafts.Count == 0;
        foreach (var notice in notices.Where(notice => notice.Kind != NoticeKind.Coordinator
            && notice.Concerns(round, work.AllSubmitted, work.AskedSince))
            .DistinctBy(notice => (notice.Kind, notice.Kind == NoticeKind.Reminder && StockholmTime.DayOf(notice.At) == round.Deadline)))
        {
            yield return Sample(round, work, notice, notice.At);
            if (notice.Kind == NoticeKind.Reminder && isUntouched)
            {
                yield return (Texts.Board.ReminderBegunHeading,
                    letters.Sample(round, work.With(section, new AnswerValues()), notice, recipient, notice.At));
                isUntouched = false;
            }
        }
        var submitted = work.Submissions.Count > 0 ? work : Submitted(round, work, recipient, now);
        yield return Sample(round, submitted, new Receipt(submitted.Submissions[^1]), submitted.Submissions[^1].Received);
        var asked = work.Returns.LastOrDefault() ?? new ClarificationRequest(1, round.Run, section, Texts.Board.SampleQuestion, now, 0);
        yield return Sample(round, work, new Returned(asked), asked.Asked);
        var delegation = work.Delegations.LastOrDefault()
            ?? new Delegation("", round.Run, section, Texts.Board.SampleColleague, Texts.Board.SampleEmail, recipient, now);
        yield return Sample(round, work, new DelegationLetter(delegation), delegation.At);
        var back = delegation with { CompletedAt = delegation.CompletedAt ?? now };
        yield return Sample(round, work, new DelegationCompletedLetter(back), back.CompletedAt.Value);
        var longer = round with
        {
            FirstDeadline = round.FirstDeadline ?? round.Deadline,
            Deadline = round.FirstDeadline == null
            ? round.Days.OnOrAfter(round.Deadline.AddDays(7)) : round.Deadline
        };
        yield return Sample(longer, work, new Extended(longer.Deadline, now), now);
        yield return Sample(round, work, new LetterAskedFor(new LetterRequest("", round.Run, NoticeKind.Link, null, now)), now);
        yield return Sample(round, work with { Exemption = work.Exemption ?? new Exemption(Texts.Board.SampleReason, now) },
            new Released(new Exemption(Texts.Board.SampleReason, now)), now);
        yield return Sample(round, work, new LetterAskedFor(new LetterRequest("", round.Run, NoticeKind.Lifted, null, now)), now);
        if (round.ReopenedAt == null)
        {
            // A reopening has a deadline ahead of it, whatever day it is.
            yield return (Texts.Board.ReopenedHeading, letters.Sample(round with { ReopenedAt = now }, work, notices[0], recipient,
                notices[0].At));
        }
        var closed = round.State == RoundState.Closed ? round
            : round with { State = RoundState.Closed, ClosedAt = Timetable.ClosesAt(round) };
        yield return Sample(closed, submitted, new Thanks(Timetable.InWorkingHours(round, closed.ClosedAt!.Value)),
            Timetable.InWorkingHours(round, closed.ClosedAt!.Value));
    }

    /// <summary>As if it had answered everything.</summary>
    private static Assignment Submitted(Round round, Assignment work, string recipient, DateTimeOffset now) =>
        (work with { Drafts = work.Questionnaire.Sections.ToDictionary(section => section.Id, _ => new AnswerValues()) })
            .With(new Submission(
            1, round.Run, recipient, Texts.Board.SampleSubmitter, Texts.Board.SampleRole, now,
            work.Questionnaire.Sections.Select(section => section.Id).ToList()));
}
