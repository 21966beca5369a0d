using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>What a plan becomes by a change in a form.</summary>
/// <param name="Plan">Null where it cannot be taken.</param>
internal sealed record PlanEdit(StoredPlan? Plan, IReadOnlyList<Finding> Errors)
{
    /// <param name="changed">The plan's tree with what was typed.</param>
    /// <param name="measure">Number of the measure that was changed; null where no measure was.</param>
    /// <param name="place">What was changed, in words, for what is odd about it.</param>
    public static PlanEdit Read(StoredPlan before, MapNode changed, string? measure, string place, DepartmentRegister register,
        IReadOnlyList<ActionPlan> known)
    {
        var was = PlanReader.Read(PlanWriter.Tree(before.Plan, register), register, known);
        var now = PlanReader.Read(changed, register, known);
        // What was wrong before, such as a department that has left the register since, stops nobody.
        var old = was.Findings.Where(finding => finding.IsError).Select(finding => finding.Message).ToHashSet();
        var errors = now.Findings.Where(finding => finding.IsError && (IsTyped(finding) || !old.Contains(finding.Message))).ToList();
        // They come in the order of their lines.
        if (errors.Count > 0)
        {
            return new PlanEdit(null, errors);
        }
        var messages = now.Findings.Where(finding => !finding.IsError).Select(finding => finding.Message).ToHashSet();
        var warnings = before.Warnings.Where(warning => messages.Contains(warning.Message)).ToList();
        var told = warnings.Select(warning => warning.Message).Concat(was.Findings.Select(finding => finding.Message)).ToHashSet();
        var others = before.Plan.Measures.Where(other => other.Number != measure).ToDictionary(other => other.Number);
        var plan = now.Understood!;
        return new PlanEdit(new StoredPlan(plan with
        {
            IsExample = before.Plan.IsExample,
            // As they were, whatever the register says by now.
            FocusAreas = plan.FocusAreas.Select(area => area with
            {
                Measures = area.Measures.Select(one => others.GetValueOrDefault(one.Number, one)).ToList(),
            }).ToList(),
        }, [.. warnings, .. now.Findings.Where(finding => !finding.IsError && !told.Contains(finding.Message))
            .Select(finding => finding with { Place = place })]), []);
    }

    /// <summary>Whether its line is a field of the form: what is about the rest of the plan has a place in words.</summary>
    public static bool IsTyped(Finding finding) => finding.Place == null;
}
