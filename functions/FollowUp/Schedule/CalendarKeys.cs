using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Schedule;

/// <summary>The ids of the rounds that the calendar drafts, and the keys of what it mails about.</summary>
internal static class CalendarKeys
{
    public const string Partition = "|calendar";

    /// <summary>The round that the calendar drafts for what a plan promises.</summary>
    /// <param name="attempt">1 first; one more where a round of another kind has taken the id.</param>
    public static string DueRound(string planId, DuePeriod period, int attempt)
    {
        var what = period.Kind switch
        {
            RoundKind.HalfYear => $"{period.Last}-halvar",
            RoundKind.MandatePeriod => $"{period.First}-mandat",
            RoundKind.Biennial => $"{period.First}-{period.Last}",
            _ => $"{period.Last}",
        };
        what = attempt == 1 ? $"-{what}" : $"-{what}-{attempt}";
        return planId[..Math.Min(planId.Length, RoundIds.MaxRoundId - what.Length)] + what;
    }

    /// <summary>One thing in the calendar: the key of the mail about it, or its event's UID.</summary>
    public static string Key(params IEnumerable<string> what) => $"calendar~{string.Join('~', what)}";

    /// <summary>A round's mail to its coordinator on that day.</summary>
    public static string Digest(string roundId, DateOnly day) => Key("digest", roundId, $"{day:yyyy-MM-dd}");

    public static string Key(string planId, DuePeriod period) =>
        Key("round", planId, period.Kind.ToString().ToLowerInvariant(), $"{period.First}");

    public static string Key(FollowUpObligation floor) =>
        Key(floor.Kind.ToString().ToLowerInvariant(), floor.Plan.Id, $"{floor.LastDay:yyyy-MM-dd}");

    public static string Key(PlanEnd end) => Key("end", end.Plan.Id, $"{end.Plan.End:yyyy-MM-dd}");
}
