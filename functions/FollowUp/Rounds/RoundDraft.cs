using FollowUp.Plans;

namespace FollowUp.Rounds;

/// <summary>What the coordinator writes to draft a round (<c>seeds/rounds</c> shows it as JSON).</summary>
public sealed record RoundDraft(
    string? Id,
    string? Title,
    string? PlanId,
    string? Period,
    IReadOnlyList<string>? DiaryNumbers,
    DateOnly? Opens,
    DateOnly? Deadline,
    DateOnly? Closes,
    string? ContactEmail,
    IReadOnlyList<LadderStep>? Ladder)
{
    /// <summary>The longest ladder; also what a department can be mailed in a round, which PRODUCT calls capped.</summary>
    private const int LongestLadder = 10;

    /// <summary>What is wrong with it, each as a sentence; empty when it can become a round.</summary>
    public IEnumerable<string> Problems()
    {
        if (!RoundIds.IsRoundId(Id)) { yield return Texts.Drafting.BadId(Id); }
        if (string.IsNullOrWhiteSpace(Title)) { yield return Texts.Drafting.Missing("title"); }
        if (string.IsNullOrWhiteSpace(PlanId)) { yield return Texts.Drafting.Missing("planId"); }
        if (string.IsNullOrWhiteSpace(Period)) { yield return Texts.Drafting.Missing("period"); }
        if (!System.Net.Mail.MailAddress.TryCreate(ContactEmail, out _)) { yield return Texts.Drafting.BadContact(ContactEmail); }
        if (Opens is not { } opens) { yield return Texts.Drafting.Missing("opens"); yield break; }
        if (Deadline is not { } deadline) { yield return Texts.Drafting.Missing("deadline"); yield break; }
        if (Closes is not { } closes) { yield return Texts.Drafting.Missing("closes"); yield break; }
        if (opens > deadline) { yield return Texts.Drafting.DeadlineBeforeOpening; }
        if (deadline > closes) { yield return Texts.Drafting.ClosesBeforeDeadline; }
        var ladder = Ladder ?? [];
        if (ladder.Count > LongestLadder) { yield return Texts.Drafting.LadderTooLong(LongestLadder); }
        if (ladder.Any(step => step.Kind == RungKind.Invitation)) { yield return Texts.Drafting.InvitationInLadder; }
        if (ladder.Distinct().Count() != ladder.Count) { yield return Texts.Drafting.SameStepTwice; }
        if (ladder.Any(step => step.Kind != RungKind.Reminder && step.DaysFromDeadline <= 0)) { yield return Texts.Drafting.OverdueBeforeDeadline; }
    }

    /// <summary>The round; call only when there are no <see cref="Problems"/>.</summary>
    public Round ToRound(ActionPlan plan, int planVersion) => new(
        Id!, Title!.Trim(), plan.Id, planVersion, plan.Title, plan.Municipality, Period!.Trim(), DiaryNumbers ?? [],
        Opens!.Value, Deadline!.Value, Closes!.Value, ContactEmail!, Ladder ?? [],
        RoundState.Draft, Run: 0, OpenedAt: null, ClosedAt: null);
}
