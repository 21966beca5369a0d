using CsCheck;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <summary>Histories that share a clock, a mail service and a program that is ended now and then.</summary>
/// <param name="Outages">When the mail service is down.</param>
/// <param name="Cuts">When the program is ended, in order of time.</param>
internal sealed record HistoryWorldPlan(
    DateOnly Week, IReadOnlyList<Outage> Outages, IReadOnlyList<Cut> Cuts, IReadOnlyList<HistoryPlan> Histories)
{
    private const int Days = 25;

    // Mondays at different distances from public holidays.
    private static readonly Gen<DateOnly> Weeks = Gen.OneOf(
        new DateOnly(2026, 1, 12), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 30), new DateOnly(2026, 4, 20),
        new DateOnly(2026, 9, 7));

    /// <summary>The same seed draws the same histories first, however many follow.</summary>
    public static HistoryWorldPlan Draw(PCG pcg, int count)
    {
        var week = Weeks.Generate(pcg, null, out _);
        return new HistoryWorldPlan(week, OutagesIn(week).Generate(pcg, null, out _), CutsIn(week).Generate(pcg, null, out _),
            Enumerable.Range(0, count).Select(number => HistoryPlan.Of(number, week).Generate(pcg, null, out _)).ToList());
    }

    /// <summary>What can be left out of one history's world.</summary>
    public IEnumerable<string> Parts(int history) =>
    [
        .. Histories[history].Parts,
        .. Cuts.Select((_, place) => $"c{place}"),
        .. Outages.Select((_, place) => $"o{place}"),
    ];

    /// <summary>One history by itself, and only these parts of its world.</summary>
    public HistoryWorldPlan Keep(int history, IEnumerable<string> parts)
    {
        var kept = parts.ToHashSet();
        return this with
        {
            Outages = [.. Outages.Where((_, place) => kept.Contains($"o{place}"))],
            Cuts = [.. Cuts.Where((_, place) => kept.Contains($"c{place}"))],
            Histories = [Histories[history].Keep(kept)],
        };
    }

    private static Gen<Outage[]> OutagesIn(DateOnly week) => Gen.Select(
        Gen.Int[0, Days - 1], Gen.Int[0, 23], Gen.Frequency((3, Gen.Int[1, 5]), (1, Gen.Int[12, 29])), (day, hour, hours) =>
        {
            var from = StockholmTime.At(week.AddDays(day), new TimeOnly(hour, 13));
            return new Outage(from, from.AddHours(hours));
        }).Array[1, 3];

    private static Gen<Cut[]> CutsIn(DateOnly week) => Gen.Select(
        Gen.Int[0, Days - 1], Gen.Int[1, 199], Gen.Bool,
        (day, requests, losesReply) => new Cut(StockholmTime.At(week.AddDays(day), TimeOnly.MinValue), requests, losesReply))
        .Array[2, 6].Select(cuts => cuts.OrderBy(cut => cut.From).ToArray());
}

internal sealed record Outage(DateTimeOffset From, DateTimeOffset To);

/// <summary>Ends the program at a request to the tables, counted from the first step after <paramref name="From"/>.</summary>
/// <param name="LosesReply">Whether that request is still done.</param>
internal sealed record Cut(DateTimeOffset From, int Requests, bool LosesReply);
