using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Releases the department from answering.</summary>
public sealed record ExemptDepartment(string? Reason) : Act
{
    public ExemptDepartment() : this(Reason: null)
    {
    }

    public override string Path => "undanta";

    public override string Route => "exempt";

    public override int Place => 160;

    public override ActWords Words => Texts.Acts.Exempt;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<string> Lead(ActTarget target) => [Texts.Acts.ExemptLead(target.Department.Department.Name)];

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ReasonField(Texts.Acts.ReasonInReport)];

    public override Act With(ActInput input) => this with { Reason = input.Line("reason") };

    public override string? WhyNot(ActTarget target) => Writing.WhyNotChange(target.Round, target.Department, target.Now)
        ?? (target.Department.Submissions.Count > 0 ? Texts.Acts.HasSubmitted(target.Department.Department.Name) : null);

    private protected override ActResult? Check(ActTarget target) => CheckReason(Reason, Texts.Acts.ExemptionReasonMissing);

    private protected override bool IsDone(ActTarget target) => target.Department.Exemption?.Reason == Reason;

    private protected override Decision Change(ActTarget target) => Decision.Done(
        target.Department with { Exemption = new Exemption(Reason!, target.Now) },
        Entry(target, TrailEvent.DepartmentExempted, Reason!));
}
