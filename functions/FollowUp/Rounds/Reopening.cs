namespace FollowUp.Rounds;

/// <summary>What the coordinator writes to open a closed round again.</summary>
/// <param name="Reason">Goes to the trail.</param>
/// <param name="Deadline">As in a draft, and after the day of the reopening.</param>
public sealed record Reopening(string? Reason, DateOnly? Deadline, DateOnly? Closes)
{
    private const int LongestReason = 1000;

    /// <summary>What is wrong with it, each as a sentence.</summary>
    public IEnumerable<string> Problems(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Reason)) { yield return Texts.Acts.ReopenReasonMissing; }
        else if (Reason.Length > LongestReason || Reason.Any(char.IsControl)) { yield return Texts.Acts.BadReason(LongestReason); }
        foreach (var (field, day) in new[] { ("deadline", Deadline), ("closes", Closes) })
        {
            if (day == null) { yield return Texts.Drafting.Missing(field); }
        }
        if ((Deadline, Closes) is not ({ } deadline, { } closes)) { yield break; }
        if (deadline <= today) { yield return Texts.Acts.DeadlineNotAhead; }
        foreach (var problem in RoundDraft.DayProblems(today, deadline, closes)) { yield return problem; }
    }

    /// <summary>Whether the round is the one that this has opened: then it was only said once more.</summary>
    public bool Made(Round round) => round is { State: RoundState.Open, ReopenedAt: not null } && round.Deadline == Deadline && round.Closes == Closes;
}
