using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Board
    {
        public static string LetterTo(IReadOnlyList<string> recipients) => recipients.Count == 0 ? "Ingen mottagare finns."
            : $"Till {Texts.And(recipients)}. Enhetens egen länk visas inte här.";

        /// <param name="isAlike">Whether the others get the same words.</param>
        public static string LetterOf(string department, bool isAlike) => $"Så här blir brevet till {department}. "
            + (isAlike ? "De andra får samma text." : "Breven till de andra beror på hur långt var och en har kommit.");

        // A round's tabs, numbers and matrix

        public const string TrailSearch = "Ord, namn eller adress";
        public const string FromDay = "Från och med";
        public const string ToDay = "Till och med";
        public const string TabsLabel = "Omgångens sidor";

        public static string Tab(Coordinator.RoundPlace place) => place switch
        {
            Coordinator.RoundPlace.Departments => "Enheter",
            Coordinator.RoundPlace.Measures => "Åtgärder",
            Coordinator.RoundPlace.Matrix => "Matris",
            Coordinator.RoundPlace.Answers => "Svar",
            Coordinator.RoundPlace.Report => "Rapport",
            Coordinator.RoundPlace.Letters => "Brev",
            _ => "Händelser",
        };

        public const string OtherActs = "Mer att göra";
        public const string HaveAnswered = "har svarat";
        public const string HaveAnsweredInPart = "har svarat delvis";
        public const string HaveNotAnswered = "har inte svarat";
        public const string MeasuresAnswered = "åtgärder redovisade av alla ansvariga";
        public const string InDetail = "I detalj:";
        public const string ShowThem = "Visa dem";
        public const string NothingToDo = "Inget just nu.";
        public const string MatrixTitle = "Vem svarar för vad, och hur långt har de kommit?";
        public const string MatrixHint =
            "Fyrkant: ansvarig. Cirkel: medansvarig. Samma sak står i ord under Åtgärder och på varje enhets sida.";

        public const string Closing = "Omgången stängs";

        /// <summary>Which plans, under which number.</summary>
        public static string About(Round round) => string.Join(" · ",
            round.DiaryNumbers.Prepend(string.Join(", ", round.Plans.Select(plan => plan.Title))));

        public static string ShortDay(DateOnly day) => day.ToString("ddd d MMM", Swedish);

        /// <summary>How many stand where, such as "1 påbörjad, 2 inbjudna utan något sparat".</summary>
        public static string States(Coordinator.Board board) => $"{string.Join(" · ", Enum.GetValues<AssignmentState>()
            .Select(state => (state, Count: board.Count(state))).Where(one => one.Count > 0)
            .Select(one => $"{Those(one.state)} {one.Count}"))}";

        public static string OfAll(int whole) => $"av {whole}";

        public const string WhoAnswers = "Vilka som ska svara";

        public static string PartOf(SectionStatus section) => section.Kind == SectionKind.Responsible ? "Ansvarig" : "Medansvarig";

        public static string DoneBy(DateOnly day) => $"klart senast {Day(day)}";

        public static string OnPage(string page) => $"sidan {page} i planen";

        public static string EarlierMeasure(Coordinator.BoardMeasure measure) => $"Föregående: {measure.Title}";

        public static string NextMeasure(Coordinator.BoardMeasure measure) => $"Nästa: {measure.Title}";

        public static string NoMeasure(string section) => $"Omgången frågar inte om någon åtgärd {section}.";

        public static string SignMeans(TagKind kind) => kind switch
        {
            TagKind.Ok => "inskickat",
            TagKind.Warn => "påbörjat",
            TagKind.Info => "ska kompletteras",
            TagKind.Bad => "saknas, svarstiden har gått ut",
            _ => "inget sparat",
        };

        public static string Cell(SectionStatus section) =>
            $"{PartOf(section)}, {Progress(section.Progress)}";

        public const string BeingPrepared = "Enkäterna görs i ordning. Uppdatera sidan om ett ögonblick.";
        public const string NobodyToShow = "Ingen enhet att visa här.";
    }
}
