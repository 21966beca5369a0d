using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Schedule;

/// <summary>What a round that comes back is about, and when it usually is. All days are Europe/Stockholm.</summary>
/// <param name="First">The first year that it is about.</param>
/// <param name="Last">The last one; the same as the first where it is about a year or half of one.</param>
public sealed partial record DuePeriod(RoundKind Kind, int First, int Last)
{
    /// <summary>The years that the calendar reaches: those in which a round may be.</summary>
    public const int FirstYear = 2000;
    public const int LastYear = 2099;

    private const int MandateYears = 4;

    // Some election year; every fourth year is one.
    private const int ElectionYear = 2018;

    // Of weeks: time enough for the coordinator and the key persons to look through every form.
    private const int Preparation = 4;

    /// <summary>The general elections: the second Sunday of September (Elections Act 2005:837, chapter 1, section 3).</summary>
    public static DateOnly ElectionDay(int year) => Nth(DayOfWeek.Sunday, 2, year, 9);

    /// <summary>
    /// The periods that the plan promises to follow up so. A year counts when the plan was there for half of it, so that nobody is asked
    /// about a plan that has just begun; a half-year account when it was there for half of that and to its end; two years, counted from the
    /// plan's first, when it reached the second; a mandate period when the plan is there as it begins, between the election and the round.
    /// </summary>
    public static IEnumerable<DuePeriod> Of(ActionPlan plan, RoundKind kind)
    {
        var years = Enumerable.Range(FirstYear, LastYear - FirstYear).Where(year => year >= plan.Start.Year && year <= plan.End.Year);
        return kind switch
        {
            RoundKind.Annual => years.Where(year => plan.Start <= new DateOnly(year, 7, 1)).Select(year => new DuePeriod(kind, year, year)),
            RoundKind.HalfYear => years.Where(year => plan.Start <= new DateOnly(year, 4, 1) && plan.End >= new DateOnly(year, 6, 30))
                .Select(year => new DuePeriod(kind, year, year)),
            RoundKind.Biennial => years.Where(year => (year - plan.Start.Year) % 2 == 1)
                .Select(year => new DuePeriod(kind, year - 1, year)),
            RoundKind.MandatePeriod => Enumerable.Range(FirstYear, LastYear - FirstYear)
                .Where(year => (year - ElectionYear) % MandateYears == 0)
                .Select(year => new DuePeriod(kind, year + 1, year + MandateYears))
                .Where(period => plan.Start <= period.Opens && plan.End >= ElectionDay(period.First - 1)),
            _ => [],
        };
    }

    /// <summary>The next one whose round is still to open; null for a kind that does not come back.</summary>
    public static DuePeriod? Next(RoundKind kind, DateOnly today) => Around(kind, today).FirstOrDefault(period => period.Opens >= today);

    /// <summary>What the round is about; null where no plan could ask for it.</summary>
    public static DuePeriod? Of(Round round) => round.About is { } about ? Of(round.Kind, about) : Named(round.Kind, round.Period);

    public static DuePeriod? Of(OutsideFollowUp outside) => Of(outside.Kind, outside.Period);

    /// <summary>The period of the kind that has just these days; null where there is none.</summary>
    public static DuePeriod? Of(RoundKind kind, RoundPeriod days) =>
        Real(new DuePeriod(kind, days.First.Year, days.Last.Year)) is { } period && period.Days == days ? period : null;

    /// <summary>The period of the kind that the label names, as texts name it or by its years; null where there is none.</summary>
    public static DuePeriod? Named(RoundKind kind, string label)
    {
        return InWords(kind, label) is { } period
            && (IsCalled(Texts.Calendar.Period(period)) || IsCalled(Texts.Calendar.Years(period))) ? period : null;

        bool IsCalled(string name) => Texts.Alphabet.Equals(name, label.Trim().Replace('-', '–'));
    }

    /// <summary>The period whose round has this title by itself; null where there is none.</summary>
    public static DuePeriod? Titled(RoundKind kind, string title) =>
        InWords(kind, title) is { } period && Texts.Calendar.RoundTitle(period) == title ? period : null;

    private static DuePeriod? InWords(RoundKind kind, string text)
    {
        var years = Year().Matches(text).Select(year => int.Parse(year.Value, CultureInfo.InvariantCulture)).ToList();
        return years.Count is 1 or 2 ? Real(new DuePeriod(kind, years[0], years[^1])) : null;
    }

    /// <summary>In a form: kind and years.</summary>
    public string ToKey() => $"{Kind}-{First}-{Last}";

    public static DuePeriod? TryParse(string key) => key.Split('-') is [var kind, var first, var last]
        && Enum.TryParse<RoundKind>(kind, out var parsed) && Enum.IsDefined(parsed)
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? Real(new DuePeriod(parsed, from, to)) : null;

    /// <summary>The period, where one of its kind can begin and end in these years.</summary>
    private static DuePeriod? Real(DuePeriod period) => period is { First: >= FirstYear, Last: <= LastYear } && period.Kind switch
    {
        RoundKind.Annual or RoundKind.HalfYear => period.First == period.Last,
        RoundKind.Biennial => period.Last == period.First + 1,
        RoundKind.MandatePeriod => period.Last == period.First + MandateYears - 1
            && (period.First - 1 - ElectionYear) % MandateYears == 0,
        _ => false,
    } ? period : null;

    private static IEnumerable<DuePeriod> Around(RoundKind kind, DateOnly day) =>
        Enumerable.Range(day.Year - MandateYears - 1, 2 * MandateYears + 2).Select(year => kind switch
    {
        RoundKind.Annual or RoundKind.HalfYear => new DuePeriod(kind, year, year),
        RoundKind.Biennial when year % 2 == 1 => new DuePeriod(kind, year - 1, year),
        RoundKind.MandatePeriod when (year - ElectionYear) % MandateYears == 0 => new DuePeriod(kind, year + 1, year + MandateYears),
        _ => null,
    }).OfType<DuePeriod>();

    /// <summary>Its days; mandate periods are counted in whole years.</summary>
    public RoundPeriod Days => new(new DateOnly(First, 1, 1),
        Kind == RoundKind.HalfYear ? new DateOnly(Last, 6, 30) : new DateOnly(Last, 12, 31));

    public bool Covers(Round round) => Of(round) == this;

    /// <summary>The day from which the round should be prepared.</summary>
    public DateOnly Prepare => Opens.AddDays(-7 * Preparation);

    public DateOnly Opens => WorkingDays.Default.OnOrAfter(Kind switch
    {
        // When people are back from the summer, and before the half-year accounts are closed.
        RoundKind.HalfYear => Nth(DayOfWeek.Monday, 3, First, 8),
        // Early in the first spring of the new committees.
        RoundKind.MandatePeriod => Nth(DayOfWeek.Monday, 1, First, 3),
        // When people are back from Christmas, and before the annual accounts are closed.
        _ => Nth(DayOfWeek.Monday, 2, Last + 1, 1),
    });

    public DateOnly Deadline => Kind switch
    {
        RoundKind.HalfYear => WorkingDays.Default.OnOrAfter(Opens.AddDays(7 * 4)),
        RoundKind.MandatePeriod => WorkingDays.Default.OnOrAfter(Opens.AddDays(7 * 6)),
        // The last Friday of February.
        _ => WorkingDays.Default.OnOrBefore(Nth(DayOfWeek.Friday, 1, Last + 1, 3).AddDays(-7)),
    };

    /// <summary>Late answers are taken for some weeks; half-year accounts wait for nobody.</summary>
    public DateOnly Closes => WorkingDays.Default.OnOrAfter(Deadline.AddDays(7 * (Kind == RoundKind.HalfYear ? 1 : 3)));

    [GeneratedRegex(@"\b\d{4}\b")]
    private static partial Regex Year();

    private static DateOnly Nth(DayOfWeek weekday, int which, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((weekday - first.DayOfWeek + 7) % 7 + 7 * (which - 1));
    }
}
