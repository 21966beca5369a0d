using System.Globalization;

namespace FollowUp.Local.Emulator;

/// <summary>
/// The Functions host's timer schedules: NCRONTAB, <c>{second} {minute} {hour} {day} {month} {day-of-week}</c>, in UTC.
/// As there, a date must match both day fields; <c>5/20</c> means every twentieth from 5; Sunday is 0 and never 7.
/// Names need three letters, and a range must not run backwards (the host would silently turn it round).
/// </summary>
public sealed class Schedule
{
    private static readonly string[] MonthNames = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string[] DayNames = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private readonly IReadOnlyList<int> _seconds, _minutes, _hours, _days, _months, _daysOfWeek;

    private Schedule(string[] fields)
    {
        _seconds = Field("second", fields[0], 0, 59);
        _minutes = Field("minute", fields[1], 0, 59);
        _hours = Field("hour", fields[2], 0, 23);
        _days = Field("day", fields[3], 1, 31);
        _months = Field("month", fields[4], 1, 12, MonthNames);
        _daysOfWeek = Field("day-of-week", fields[5], 0, 6, DayNames);
        if (_months.All(month => DateTime.DaysInMonth(2024, month) < _days[0]))
        {
            throw new FormatException($"no such date ever comes: day {fields[3]} in month {fields[4]}");
        }
    }

    /// <exception cref="FormatException">The expression is not one; the message says where.</exception>
    public static Schedule Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return fields.Length == 6 ? new Schedule(fields) : throw new FormatException($"it has {fields.Length} fields");
        }
        catch (FormatException error)
        {
            throw new FormatException(
                $"'{expression}' is not a schedule '{{second}} {{minute}} {{hour}} {{day}} {{month}} {{day-of-week}}': {error.Message}.", error);
        }
    }

    /// <summary>The first occurrence later than <paramref name="after"/>, in UTC.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        var earliest = new DateTime(after.UtcTicks - after.UtcTicks % TimeSpan.TicksPerSecond, DateTimeKind.Utc).AddSeconds(1);
        // It ends: the calendar repeats itself every 400 years, and in those every date falls on every day of the week.
        for (var day = earliest.Date; ; day = day.AddDays(1), earliest = day)
        {
            if (_months.Contains(day.Month) && _days.Contains(day.Day) && _daysOfWeek.Contains((int)day.DayOfWeek)
                && FirstTime(earliest.TimeOfDay) is { } time)
            {
                return day + time;
            }
        }
    }

    private TimeSpan? FirstTime(TimeSpan earliest)
    {
        foreach (var hour in _hours.Where(hour => hour >= earliest.Hours))
        {
            foreach (var minute in _minutes.Where(minute => hour > earliest.Hours || minute >= earliest.Minutes))
            {
                foreach (var second in _seconds)
                {
                    var time = new TimeSpan(hour, minute, second);
                    if (time >= earliest)
                    {
                        return time;
                    }
                }
            }
        }
        return null;
    }

    private static int[] Field(string name, string text, int min, int max, string[]? names = null)
    {
        return [.. text.Split(',').SelectMany(Part).Distinct().Order()];

        IEnumerable<int> Part(string part)
        {
            var (range, step) = part.Split('/') switch
            {
                [var whole] => (whole, (int?)null),
                [var from, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => (from, n),
                _ => throw Unreadable(part),
            };
            var (first, last) = range.Split('-') switch
            {
                ["*"] => (min, max),
                [var value] => (Value(value), step is null ? Value(value) : max),
                [var from, var to] => (Value(from), Value(to)),
                _ => throw Unreadable(part),
            };
            if (first > last)
            {
                throw new FormatException($"the {name} range '{part}' runs backwards");
            }
            for (var value = first; value <= last; value += step ?? 1)
            {
                yield return value;
            }
        }

        int Value(string value)
        {
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed
                : names is not null && value.Length >= 3 && Array.FindIndex(names, known => known.StartsWith(value, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? min + index
                : throw Unreadable(value);
            return number >= min && number <= max ? number : throw new FormatException($"the {name} {number} is not from {min} to {max}");
        }

        FormatException Unreadable(string part) => new($"the {name} '{part}' cannot be read");
    }
}
