using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Flags;

/// <param name="MeasureNumber">Null where the flag is about the department as a whole.</param>
public sealed record Flag(FlagCode Code, string DepartmentId, string? MeasureNumber, string Sentence);

public enum FlagCode
{
    /// <summary>Nothing submitted at close.</summary>
    Missing,

    /// <summary>Something submitted, but not all.</summary>
    Partial,

    /// <summary>Something submitted after the deadline.</summary>
    Late,

    /// <summary>A responsible department has submitted nothing about the measure.</summary>
    MeasureNotReported,
}

/// <summary>What is missing at the close of a round. Pure.</summary>
public static class FlagRules
{
    /// <summary>By department, then in the plan's order of measures.</summary>
    public static IReadOnlyList<Flag> Raise(ActionPlan plan, Round round, IReadOnlyList<DepartmentWork> departments)
    {
        departments = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).ToList();
        var deadline = Timetable.DeadlineAt(round);
        var flags = new List<Flag>();
        foreach (var work in departments)
        {
            if (work.Submissions.Count == 0)
            {
                flags.Add(About(FlagCode.Missing, work));
            }
            else if (!work.AllSubmitted)
            {
                flags.Add(About(FlagCode.Partial, work));
            }
            if (work.IsLate(deadline))
            {
                flags.Add(About(FlagCode.Late, work));
            }
        }
        foreach (var measure in plan.Measures)
        {
            flags.AddRange(departments
                .Where(work => work.NotSubmitted.Any(section => section.Id == measure.Number && section.Kind == SectionKind.Responsible))
                .Select(work => About(FlagCode.MeasureNotReported, work, measure.Number)));
        }
        return flags;
    }

    private static Flag About(FlagCode code, DepartmentWork work, string? measure = null) =>
        new(code, work.Department.Id, measure, Texts.Flag.Sentence(code, work.Department.Name, measure));
}
