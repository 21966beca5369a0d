using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What a department can paste into its own account.</summary>
    public static class Extract
    {
        public const string FiguresTitle = "Siffror";
        public const string Done = "Vad som har gjorts";
        public const string NotDone = "Varför inget har gjorts";
        public const string Causes = "Orsaker";
        public const string How = "Hur arbetet görs";
        public const string Levels = "Nivåer";
        public const string Targets = "Målgrupper";
        public const string Contribution = "Vad enheten har bidragit med";
        public const string ResponsibleTitle = "Åtgärder som enheten ansvarar för";
        public const string HelpingTitle = "Åtgärder som enheten är medansvarig för";

        public static string Status(string status) => $"Status: {status}";

        public static string Involved(string choice) => $"Involverade: {choice.ToLower(Swedish)}";

        public static string Link(RoundKind kind) => $"Utdrag till ert {Account(kind)}";

        internal static string Account(RoundKind kind) => kind == Plans.RoundKind.HalfYear ? "delårsbokslut"
            : "årsbokslut eller er verksamhetsberättelse";

        public static string Hint(RoundKind kind) =>
            $"Markera texten, kopiera den och klistra in den i ert {Account(kind)}. Rubriker och tabeller följer med till ordbehandlaren.";

        public static string Title(Round round, string department) => $"{department}: uppföljning av {round.PlanTitle}, {round.Period}";

        public static string Source(Round round) =>
            $"Enhetens egna svar i {round.Title} ({round.Municipality}), så som de gällde när omgången stängdes "
                + $"{Day(Timetable.ClosedOn(round))}. Diarienummer: "
                + $"{(round.DiaryNumbers.Count == 0 ? "–" : string.Join(", ", round.DiaryNumbers))}.";

        public static string OnLevel(PreventionLevel level) => $"Arbete på {Level(level)} nivå";

        public static string ForTarget(MeasureTarget target) => $"Arbete för {Target(target)}";

        public static string Indicator(string value, IReadOnlyList<string> more) => more.Count == 0 ? value
            : $"{value} ({string.Join(", ", more)})";
    }
}
