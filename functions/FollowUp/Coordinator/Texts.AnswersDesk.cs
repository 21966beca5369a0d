using FollowUp.Reports;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // What departments have submitted

        public const string AnswersTitle = "Inskickade svar";
        public const string ReadAnswers = "Läs och sök i svaren";
        public const string SearchLabel = "Sök i svaren";
        public const string SearchText = "Ord eller namn";
        public const string SearchHint = "Letar i svaren, frågorna och enheternas namn.";
        public const string SearchSection = "Åtgärd eller fråga";
        public const string SearchStatus = "Hur långt de har kommit";
        public const string SearchSince = "Inskickat från och med";
        public const string SearchButton = "Sök";
        public const string AllOfThem = "Alla";

        public static string Found(int found, int all, int shown) => all == 0 ? "Inget är inskickat än."
            : $"{found} av {Count(all, "svar", "svar")}{(shown < found ? $". De första {shown} visas. Välj mer för att se färre." : ".")}";

        public static string AnswerBy(ReportedAnswer answer) => $"Inskickat {Moment(answer.Received)} av {answer.SubmittedBy}"
            + (answer.Replaced == 0 ? "." : $". Ersätter {Count(answer.Replaced, "tidigare svar", "tidigare svar")}.");
    }
}
