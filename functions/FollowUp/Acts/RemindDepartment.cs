using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>
/// Reminds those who are asked, unless they have submitted everything: once a day, and no oftener in a round than the ladder may.
/// </summary>
public sealed record RemindDepartment : Act
{
    public override string Path => "paminn";

    public override string Route => "remind";

    public override int Place => 110;

    public override ActWords Words => Texts.Acts.Remind;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<string> Lead(ActTarget target) => [Texts.Acts.RemindLead(target.Department.Department.Name)];

    public override string? WhyNot(ActTarget target) => Writing.WhyNotRemind(target.Round, target.Department, target.Now);

    internal override LetterRequest? Letter(ActTarget target) =>
        new(RoundIds.ReminderAskedFor(target.Today), target.Round.Run, NoticeKind.Reminder, null, target.Now);

    private protected override bool IsDone(ActTarget target) => Writing.IsAskedFor(target.Department, Letter(target)!);

    private protected override Decision Change(ActTarget target)
    {
        var (after, entry) = Writing.Ask(target.Department, Letter(target)!, target.Who);
        return Decision.Done(after, entry);
    }
}
