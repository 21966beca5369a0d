using FollowUp.Inputs;

namespace FollowUp.Time;

/// <summary>
/// Swedish working days: no weekends, no public holidays, nor the three eves on which offices are closed; and as the municipality
/// chooses, no quiet periods and no bridge days.
/// </summary>
/// <param name="UseBridgeDays">
/// Whether a day that stands alone between two on which offices are closed is one of them, such as the Friday after Ascension Day.
/// </param>
public sealed record WorkingDays(IReadOnlyList<QuietPeriod> Quiet, bool UseBridgeDays)
{
    private const int MaxQuietPeriods = 10;
    private const string Quiets = "days.quiet";

    /// <summary>When nobody has chosen: not in July, when Sweden is on holiday, nor on bridge days, which many take off.</summary>
    public static WorkingDays Default { get; } = new([new QuietPeriod("07-01", "07-31")], UseBridgeDays: false);

    /// <summary>Every day on which offices are open.</summary>
    public static WorkingDays Office { get; } = new([], UseBridgeDays: true);

    public bool IsWorkingDay(DateOnly day) => IsOfficeDay(day) && (UseBridgeDays || !IsBridgeDay(day))
        && !Quiet.Any(period => period.Contains(day));

    /// <summary>
    /// The day itself if it is a working day, else the last one before it; where there is none, the calendar's first day.
    /// </summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorkingDay(day) && day > DateOnly.MinValue)
        {
            day = day.AddDays(-1);
        }
        return day;
    }

    /// <summary>The day itself if it is a working day, else the first one after it; where there is none, the calendar's last day.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day) && day < DateOnly.MaxValue)
        {
            day = day.AddDays(1);
        }
        return day;
    }

    /// <summary>What is wrong with them, each as a sentence; call before they are used where somebody else wrote them.</summary>
    internal IEnumerable<Problem> Problems()
    {
        if (Quiet == null || Quiet.Any(period => period == null))
        {
            return [new(Quiets, Texts.Drafting.Missing)];
        }
        if (Quiet.Count > MaxQuietPeriods)
        {
            return [new(Quiets, Texts.Drafting.TooManyQuietPeriods(MaxQuietPeriods))];
        }
        var odd = Quiet.SelectMany(period => new[] { period.From, period.To }).Where(day => !QuietPeriod.IsDayOfYear(day)).ToList();
        if (odd.Count > 0)
        {
            return odd.Select(day => new Problem(Quiets, Texts.Drafting.BadQuietDay(day)));
        }
        // After so many years the weekdays fall as before.
        return Enumerable.Range(2000, 400).All(HasWorkingDay) ? [] : [new(Quiets, Texts.Drafting.NothingButQuiet)];
    }

    private bool HasWorkingDay(int year) => Enumerable.Range(new DateOnly(year, 1, 1).DayNumber, 365).Select(DateOnly.FromDayNumber)
        .Any(IsWorkingDay);

    private static bool IsOfficeDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    // The first and the last day of the calendar are holidays: every office day has a neighbour on either side.
    private static bool IsBridgeDay(DateOnly officeDay) => !IsOfficeDay(officeDay.AddDays(-1)) && !IsOfficeDay(officeDay.AddDays(1));

    // Those that may fall on a weekday: Easter Sunday, Whit Sunday, Midsummer Day and All Saints' Day never do.
    private static bool IsHoliday(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (1, 6) or (5, 1) or (6, 6) or (12, 24) or (12, 25) or (12, 26) or (12, 31))
        {
            return true;
        }
        var fromEaster = day.DayNumber - EasterSunday(day.Year).DayNumber;
        // Good Friday, Easter Monday, Ascension Day.
        if (fromEaster is -2 or 1 or 39)
        {
            return true;
        }
        // Midsummer's Eve, the Friday of 19–25 June.
        return day is { Month: 6, Day: >= 19 and <= 25, DayOfWeek: DayOfWeek.Friday };
    }

    // The Gregorian computus in the form of Meeus, Jones and Butcher.
    private static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }
}
