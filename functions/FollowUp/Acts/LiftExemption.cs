using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>The department is to answer after all, and hears of it.</summary>
public sealed record LiftExemption : Act
{
    public override string Path => "hav-undantag";

    public override string Route => "lift";

    public override int Place => 170;

    public override ActWords Words => Texts.Acts.Lift;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<string> Lead(ActTarget target) => [Texts.Acts.LiftLead(target.Department.Department.Name)];

    public override string? WhyNot(ActTarget target) => target.Department.Exemption == null
        ? Texts.Acts.IsNotExempt(target.Department.Department.Name)
        : Writing.WhyNotChange(target.Round, target.Department with { Exemption = null }, target.Now);

    private protected override bool IsDone(ActTarget target) => target.Department.Exemption == null;

    private protected override Decision Change(ActTarget target)
    {
        var work = target.Department;
        return Decision.Done(
            work with
            {
                Exemption = null,
                // A department that was never told of its exemption need not hear that it has ended.
                LettersAskedFor = work.NoticesDecided.Contains(RoundIds.ExemptNotice(work.Exemption!.At))
                    ? [.. work.LettersAskedFor, new LetterRequest(
                        RoundIds.LiftedNotice(work.LettersAskedFor.Count(letter => letter.Kind == NoticeKind.Lifted) + 1), target.Round.Run,
                        NoticeKind.Lifted, null, target.Now)]
                    : work.LettersAskedFor,
            },
            Entry(target, TrailEvent.ExemptionLifted, ""));
    }
}
