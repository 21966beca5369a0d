using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>The days that a round is given when it is opened again or extended.</summary>
internal static class NewDays
{
    public static ActResult? Check(DateOnly? deadline, DateOnly? closes) =>
        deadline == null ? ActResult.Invalid("deadline", Texts.Acts.DayMissing)
        : closes == null ? ActResult.Invalid("closes", Texts.Acts.DayMissing)
        : closes < deadline ? ActResult.Invalid("closes", Texts.Acts.ClosesBeforeDeadline)
        : closes.Value.Year > RoundDraft.LastYear ? ActResult.Invalid("closes", Texts.Acts.OddYear(RoundDraft.LastYear))
        : null;

    public static ActField Deadline(DateOnly? day) => new("deadline", ActFieldKind.Day, Texts.Acts.NewDeadline, Iso(day));

    public static ActField Closes(DateOnly? day) => new("closes", ActFieldKind.Day, Texts.Acts.NewClose, Iso(day), Texts.Acts.CloseHint);

    /// <summary>A day that the page showed.</summary>
    public static ActField Shown(string field, DateOnly day) => new(field, ActFieldKind.Hidden, "", Iso(day));

    private static string Iso(DateOnly? day) => day?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
