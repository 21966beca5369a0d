using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Reminds every department that has submitted nothing: once a day.</summary>
public sealed record RemindAll : Act
{
    public override string Path => "paminn-alla";

    public override string Route => "remind";

    public override int Place => 20;

    public override ActWords Words => Texts.Acts.RemindAll;

    internal override Wakes Wakes => Wakes.Everybody;

    /// <summary>Ids of those that have submitted nothing; null before they were looked up.</summary>
    internal IReadOnlyList<string>? Silent { get; init; }

    /// <summary>Whether it has been done today.</summary>
    internal bool Asked { get; init; }

    public override string? WhyNot(ActTarget target) => Writing.WhyNotMany(target.Round, target.Now);

    internal override bool Reaches(AssignmentSummary department) => department.HasNothing;

    internal override LetterRequest? Letter(ActTarget target) =>
        new(RoundIds.ReminderAskedFor(target.Today), target.Round.Run, NoticeKind.Reminder, null, target.Now);

    internal override async Task<Act> LookUpAsync(ActFacts facts, ActTarget target, CancellationToken cancellation) => this with
    {
        Silent = [.. (await facts.DepartmentsAsync(target.Round, cancellation)).Where(Reaches).Select(department => department.Id)],
        Asked = await facts.IsAskedForAsync(target.Round, Letter(target)!.Id, cancellation),
    };

    private protected override bool IsDone(ActTarget target) => Asked;

    private protected override Decision Change(ActTarget target) => Silent is not { Count: > 0 }
        ? Decision.Refuse(Texts.Acts.NobodyToRemind)
        : Decision.Done(target.Round, Entry(target, TrailEvent.MailingAskedFor, Texts.Trail.Mailing(Letter(target)!, Silent.Count)),
            new Mailing(Letter(target)!, target.Who, Silent));
}
