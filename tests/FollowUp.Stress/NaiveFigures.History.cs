using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

internal sealed partial class NaiveFigures
{
    private RoundFigures InTheRow() => new(_round.Id, _round.Title, _round.Period, Departments(Complete),
        Departments(work => Complete(work) && !Late(work)),
        Reported(Measures()), SomewhereDone(Measures()),
        _asksAccount ? Count(Duties().Where(duty => !duty.NothingDone), duty => duty.SaysSystematic, duty => duty.Systematic) : null,
        _asksAccount ? Listing(Duties(), "account-measures", true) : null, Levels(Measures()));

    private List<Compliance> History(RandomRound round, List<NaiveFigures> earlier)
    {
        var lines = _works.Select(work => (work.Department.Id, work.Department.Name, Line: Line(round, work.Department.Id))).ToList();
        foreach (var work in earlier.AsEnumerable().Reverse().SelectMany(other => other._works))
        {
            if (!lines.Exists(line => line.Line.Contains(work.Department.Id)))
            {
                lines.Add((work.Department.Id, work.Department.Name, [work.Department.Id]));
            }
        }
        return lines.OrderBy(line => line.Name, Alphabet).ThenBy(line => line.Id, StringComparer.Ordinal)
            .Select(line => new Compliance(line.Id, line.Name,
        [
            .. earlier.Select(other => other.FollowedUp(work => line.Line.Contains(work.Department.Id))),
            FollowedUp(work => work.Department.Id == line.Id),
        ])).ToList();
    }

    private IReadOnlyList<FollowedUp> FollowedUp(Func<Assignment, bool> those) => _works.Where(those).Select(work =>
    {
        var must = work.Questionnaire.Sections.Where(section => !section.Optional).ToList();
        return new FollowedUp(work.Department.Id, work.Department.Name, must.Count(section => Newest(work, section) != null), must.Count,
            Late(work), work.Submissions.Count == 0);
    }).ToList();

    /// <summary>The department and every department that it has succeeded by the close, directly or not.</summary>
    private HashSet<string> Line(RandomRound round, string id)
    {
        var line = new HashSet<string> { id };
        while (round.Register.Successions.Where(succession => succession.Date <= Timetable.ClosedOn(_round)
            && succession.To.Any(line.Contains)).SelectMany(succession => succession.From).Any(line.Add))
        {
        }
        return line;
    }
}
