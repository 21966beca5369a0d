using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Flags;

/// <param name="Measure">Null where the flag is about the department as a whole.</param>
public sealed record Flag(FlagCode Code, string DepartmentId, MeasureId? Measure, string Sentence);

public sealed record MeasureId(string PlanId, string Number);

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
    /// <summary>By department, then in the plans' order of measures.</summary>
    public static IReadOnlyList<Flag> Raise(IReadOnlyList<ActionPlan> plans, Round round, IReadOnlyList<DepartmentWork> departments)
    {
        departments = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).ToList();
        var deadline = Timetable.DeadlineAt(round);
        var flags = new List<Flag>();
        foreach (var work in departments)
        {
            if (work.Submissions.Count == 0)
            {
                flags.Add(About(FlagCode.Missing, round, work));
            }
            else if (!work.AllSubmitted)
            {
                flags.Add(About(FlagCode.Partial, round, work));
            }
            if (work.IsLate(deadline))
            {
                flags.Add(About(FlagCode.Late, round, work));
            }
        }
        foreach (var plan in plans)
        {
            foreach (var measure in plan.Measures)
            {
                flags.AddRange(departments
                    .Where(work => work.Questionnaire.About(plan.Id, measure.Number) is { } section
                        && section.RoleIn(plan.Id, measure.Number) == SectionKind.Responsible && work.Counting(section.Id) == null)
                    .Select(work => About(FlagCode.MeasureNotReported, round, work, new MeasureId(plan.Id, measure.Number), plan.Title)));
            }
        }
        return flags;
    }

    private static Flag About(FlagCode code, Round round, DepartmentWork work, MeasureId? measure = null, string? plan = null) =>
        new(code, work.Department.Id, measure, Texts.Flag.Sentence(code, round.Kind, work.Department.Name, measure == null || round.Plans.Count == 1 ? measure?.Number : Texts.InPlan(measure.Number, plan!)));
}
