using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Schedule;

/// <summary>The ids of the rounds that the calendar drafts, and the keys of what it mails about.</summary>
internal static partial class CalendarKeys
{
    public const string Partition = "|calendar";

    private const int MaxWords = 20;

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
        return Of(planId, what, attempt);
    }

    /// <summary>A round about what no plan asks for.</summary>
    /// <param name="words">What it is about.</param>
    public static string Round(string planId, string words, int attempt)
    {
        var said = NotInIds().Replace(Accent().Replace(words.Normalize(NormalizationForm.FormD).ToLowerInvariant(), ""), "-").Trim('-');
        return Of(planId, said == "" ? "x" : said[..Math.Min(said.Length, MaxWords)].Trim('-'), attempt);
    }

    private static string Of(string planId, string what, int attempt)
    {
        what = attempt == 1 ? $"-{what}" : $"-{what}-{attempt}";
        return planId[..Math.Min(planId.Length, RoundIds.MaxRoundId - what.Length)] + what;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInIds();

    [GeneratedRegex(@"\p{Mn}")]
    private static partial Regex Accent();

    /// <summary>One thing in the calendar: the key of the mail about it, or its event's UID.</summary>
    public static string Key(params IEnumerable<string> what) => $"calendar~{string.Join('~', what)}";

    /// <summary>A round's mail to its coordinator on that day.</summary>
    public static string Digest(string roundId, DateOnly day) => Key("digest", roundId, $"{day:yyyy-MM-dd}");

    public static string Key(DueRound due) => Key(due.Plans[0].Id, due.Period);

    public static string Key(string planId, DuePeriod period) =>
        Key("round", planId, period.Kind.ToString().ToLowerInvariant(), $"{period.First}");

    public static string Key(FollowUpObligation floor) =>
        Key(floor.Kind.ToString().ToLowerInvariant(), floor.Plan.Id, $"{floor.LastDay:yyyy-MM-dd}");

    public static string Key(PlanEnd end) => Key("end", end.Plan.Id, $"{end.Plan.End:yyyy-MM-dd}");
}
