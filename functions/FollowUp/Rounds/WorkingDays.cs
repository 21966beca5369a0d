namespace FollowUp.Rounds;

/// <summary>Swedish working days: no weekends, no public holidays, nor the three eves on which offices are closed.</summary>
public static class WorkingDays
{
    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>The day itself if it is a working day, else the last one before it.</summary>
    public static DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(-1);
        }
        return day;
    }

    /// <summary>The day itself if it is a working day, else the first one after it.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }
        return day;
    }

    private static bool IsHoliday(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (1, 6) or (5, 1) or (6, 6) or (12, 24) or (12, 25) or (12, 26) or (12, 31))
        {
            return true;
        }
        var easter = EasterSunday(day.Year);
        var fromEaster = day.DayNumber - easter.DayNumber;
        // Good Friday, Easter Monday, Ascension Day.
        if (fromEaster is -2 or 1 or 39)
        {
            return true;
        }
        // Midsummer's Eve, the Friday of 19–25 June. (All Saints' Day is always a Saturday.)
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
