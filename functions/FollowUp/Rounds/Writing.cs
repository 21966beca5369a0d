using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <summary>When something can be changed for a department, and when it can be written to. Pure.</summary>
internal static class Writing
{
    /// <summary>As good as closed is a round whose last day has passed.</summary>
    public static RoundState StateAt(Round round, DateTimeOffset now) =>
        round.State == RoundState.Open && now >= Timetable.ClosesAt(round) ? RoundState.Closed : round.State;

    /// <summary>And for the department one whose close has reached it.</summary>
    public static RoundState StateFor(Round round, Assignment work, DateTimeOffset now) =>
        work.Closed && round.State is (RoundState.Open or RoundState.Paused) ? RoundState.Closed : StateAt(round, now);

    // Why it cannot be done as things stand, with the round as it is for the department; null where it can.

    public static string? WhyNotChange(Round round, Assignment work, DateTimeOffset now) =>
        StateFor(round, work, now) is not (RoundState.Open or RoundState.Paused) and var state ? Texts.Acts.CannotChange(state)
        : work.Exemption != null ? Texts.Acts.IsExempt(work.Department.Name)
        : null;

    public static string? WhyNotMany(Round round, DateTimeOffset now) =>
        StateAt(round, now) is not RoundState.Open and var state ? Texts.Acts.CannotWrite(state) : null;

    public static string? WhyNotWrite(Round round, Assignment work, DateTimeOffset now) =>
        StateFor(round, work, now) is not RoundState.Open and var state ? Texts.Acts.CannotWrite(state)
        : work.Exemption != null ? Texts.Acts.IsExempt(work.Department.Name)
        : !work.IsInvited(round) ? Texts.Acts.NotInvitedYet(work.Department.Name)
        : null;

    public static string? WhyNotRemind(Round round, Assignment work, DateTimeOffset now) => WhyNotWrite(round, work, now)
        ?? (work.HasNothingLeft ? Texts.Acts.HasNothingLeft(work.Department.Name)
        : work.IsRemindedOn(StockholmTime.DayOf(now)) ? Texts.Acts.RemindedToday(work.Department.Name)
        : work.Reminders.Count >= Timetable.MaxReminders ? Texts.Acts.RemindedEnough(work.Department.Name, Timetable.MaxReminders)
        : null);

    public static string? WhyNotSend(LetterRequest letter, Round round, Assignment work, DateTimeOffset now) =>
        letter.IsRenewal ? WhyNotRenew(round, work, now)
        : letter.Kind == NoticeKind.Reminder ? WhyNotRemind(round, work, now)
        : WhyNotWrite(round, work, now);

    /// <summary>Why nobody hears of the new links; of a paused round they hear when it goes on.</summary>
    private static string? WhyNotRenew(Round round, Assignment work, DateTimeOffset now) => WhyNotChange(round, work, now)
        ?? (!work.IsInvited(round) ? Texts.Acts.NotInvitedYet(work.Department.Name)
        : work.HasNothingLeft ? Texts.Acts.HasNothingLeft(work.Department.Name)
        : null);

    public static bool IsAskedFor(Assignment work, LetterRequest letter) =>
        work.LettersAskedFor.Any(other => (other.Run, other.Id) == (letter.Run, letter.Id));

    /// <returns>The department's part with the letter asked for, and the trail's entry.</returns>
    public static (Assignment After, TrailEntry Entry) Ask(Assignment work, LetterRequest letter, string who) =>
        (work with { LettersAskedFor = [.. work.LettersAskedFor, letter] },
            new TrailEntry($"asked|{letter.Run}|{letter.Id}", letter.Asked, who, TrailEvent.LetterAskedFor, work.Department.Id,
                Texts.Trail.LetterAskedFor(letter, work.Department.Contacts.FirstOrDefault(to => to.Id == letter.RecipientId)?.Email)));
}
