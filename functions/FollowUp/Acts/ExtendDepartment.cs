using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Gives the department more time than the others have.</summary>
/// <param name="Before">The deadline that the coordinator saw when they decided.</param>
public sealed record ExtendDepartment(string? Reason, DateOnly? Deadline, DateOnly? Before) : Act
{
    public ExtendDepartment() : this(null, null, null)
    {
    }

    public override string Path => "forlang-enhet";

    public override string Route => "extend";

    public override int Place => 140;

    public override ActWords Words => Texts.Acts.Extension;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<string> Lead(ActTarget target) => [Texts.Acts.ExtensionLead(target.Department.Department.Name)];

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        NewDays.Deadline(null) with { Hint = Texts.Acts.AtMost(target.Round) }, ReasonField(Texts.Acts.ReasonToTrail),
        NewDays.Shown("before", target.Round.Deadline),
    ];

    public override Act With(ActInput input) =>
        new ExtendDepartment(input.Line("reason"), input.Day("deadline"), input.Day("before"));

    public override string? WhyNot(ActTarget target) =>
        Writing.WhyNotChange(target.Round, target.Department, target.Now)
        ?? (target.Department.HasNothingLeft ? Texts.Acts.HasNothingLeft(target.Department.Department.Name)
        // There is no day left that it could be given.
        : target.Round.Closes <= target.Today ? Texts.Acts.AfterClose(target.Round)
        : null);

    private protected override ActResult? Check(ActTarget target) =>
        CheckReason(Reason, Texts.Acts.ExtensionReasonMissing)
        ?? (Deadline == null ? ActResult.Invalid("deadline", Texts.Acts.DayMissing)
            : Before == null ? ActResult.Invalid("before", Texts.Acts.SeenDayMissing) : null);

    private protected override bool IsDone(ActTarget target) => target.Round.Deadline == Deadline;

    private protected override Decision Change(ActTarget target)
    {
        var (round, day) = (target.Round, Deadline!.Value);
        return Before != round.Deadline ? Decision.Refuse(Texts.Acts.ExtendedMeanwhile(round))
            : day < round.Deadline ? Decision.Wrong("deadline", Texts.Acts.NotLater(round))
            : day <= target.Today ? Decision.Wrong("deadline", Texts.Acts.DeadlineNotAhead)
            : day > round.Closes ? Decision.Wrong("deadline", Texts.Acts.AfterClose(round))
            : Decision.Done(target.Department with { Extension = new DeadlineExtension(round.Run, day, Reason!, target.Now) },
                Entry(target, TrailEvent.DepartmentExtended, Texts.Trail.Extended(round.Deadline, day, Reason!)));
    }
}
