using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The letters of a round at the desk, each as one department would get it now.</summary>
public sealed class LetterDeskFunctions(DeskGate gate, RoundTable rounds, AnswerTable answers, Letters letters, TimeProvider clock)
{
    [Function("ShowLetters")]
    public Task<IResult> ShowLetters([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{Desk.Route}/omgangar/{{id}}/brev")] HttpRequest request, string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
            {
                return RoundDeskFunctions.Unknown(request, principal, id);
            }
            var departments = (await answers.ListStatusesAsync(id, round.Run, cancellation)).OrderBy(status => status.Name, Texts.Alphabet).ToList();
            var chosen = departments.FirstOrDefault(status => status.Id == request.Query["enhet"].FirstOrDefault()) ?? departments.FirstOrDefault();
            var work = chosen == null ? null : (await answers.FindAsync(id, chosen.Id, round.Run, cancellation))?.Work;
            return DeskPages.Page<LettersPage>(request, StatusCodes.Status200OK, principal,
                (nameof(LettersPage.Round), round),
                (nameof(LettersPage.Departments), departments),
                (nameof(LettersPage.Chosen), chosen?.Id),
                (nameof(LettersPage.Samples), work == null ? [] : Samples(round.With(work.MoreTime), work).ToList()));
        });

    /// <summary>Every letter that may come, in the order of a round's life, at the time it would go out and as the department stands now.</summary>
    private IEnumerable<(string Heading, Letter Letter)> Samples(Round round, DepartmentWork work)
    {
        var (now, recipient) = (clock.GetUtcNow(), work.Department.Recipients.FirstOrDefault()?.Id ?? "");
        (string, Letter) Sample(Round round, DepartmentWork work, Rung rung, DateTimeOffset at) =>
            (Texts.Board.LetterHeading(round, rung, at), letters.Sample(round, work, rung, recipient, at));
        foreach (var rung in Timetable.Rungs(round).Where(rung => rung.Kind != RungKind.Coordinator && Timetable.Concerns(rung, round, work.AllSubmitted, work.AskedSince)).DistinctBy(rung => (rung.Kind, rung.Kind == RungKind.Reminder && StockholmTime.DayOf(rung.At) == round.Deadline)))
        {
            yield return Sample(round, work, rung, rung.At);
        }
        foreach (var submission in work.Submissions.TakeLast(1))
        {
            yield return Sample(round, work, new Receipt(submission), submission.Received);
        }
        // Where nothing of the kind has happened yet, words stand for what somebody would write: what the letter says must be known before it is sent.
        var section = work.Questionnaire.Sections[0].Id;
        var asked = work.Returns.LastOrDefault() ?? new ReturnedAnswer(1, round.Run, section, Texts.Board.SampleQuestion, now, 0);
        yield return Sample(round, work, new Returned(asked), asked.Asked);
        var handOver = work.HandOvers.LastOrDefault() ?? new HandOver("", round.Run, section, Texts.Board.SampleColleague, Texts.Board.SampleEmail, recipient, now);
        yield return Sample(round, work, new HandOverLetter(handOver), handOver.At);
        var back = handOver with { HandedBack = handOver.HandedBack ?? now };
        yield return Sample(round, work, new HandBackLetter(back), back.HandedBack.Value);
        var longer = round with { FirstDeadline = round.FirstDeadline ?? round.Deadline, Deadline = round.FirstDeadline == null ? round.Days.OnOrAfter(round.Deadline.AddDays(7)) : round.Deadline };
        yield return Sample(longer, work, new Extended(longer.Deadline, now), now);
        yield return Sample(round, work, new LetterAskedFor(new LetterRequest("", round.Run, RungKind.Link, null, now)), now);
        yield return Sample(round, work with { Exemption = work.Exemption ?? new Exemption(Texts.Board.SampleReason, now) }, new Released(new Exemption(Texts.Board.SampleReason, now)), now);
        yield return Sample(round, work, new LetterAskedFor(new LetterRequest("", round.Run, RungKind.Lifted, null, now)), now);
        if (work.Submissions.Count > 0)
        {
            var closed = round.State == RoundState.Closed ? round : round with { State = RoundState.Closed, ClosedAt = Timetable.ClosesAt(round) };
            yield return Sample(closed, work, new Thanks(Timetable.InWorkingHours(round, closed.ClosedAt!.Value)), Timetable.InWorkingHours(round, closed.ClosedAt!.Value));
        }
    }
}
