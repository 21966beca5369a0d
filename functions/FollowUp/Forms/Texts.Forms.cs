using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    public static class Form
    {
        public const string Continue = "Spara och fortsätt";
        public const string Save = "Spara och gå till översikten";
        public const string ToOverview = "Till översikten";
        public const string ContinueAnyway = "Fortsätt ändå och gör klart senare";
        public const string ErrorTitle = "Fel: ";
        public const string ErrorSummary = "Något behöver rättas innan det kan sparas";
        public const string ContestedSummary = "Någon annan har ändrat samma svar";
        public const string ChooseBetween =
            "Båda svaren står nedanför. Välj vilket som ska gälla och spara igen. Det här är inte sparat ännu, men övriga svar är det.";
        public const string IncompleteSummary = "Svaret är inte klart att skicka in";
        public const string IncompleteIsSaved = "Det ni har skrivit är sparat. Det här behövs också:";
        public static string RestIsSaved(int faults) => faults == 1
            ? "Det här svaret är inte sparat. Det står kvar nedanför, och övriga svar är sparade."
            : "De här svaren är inte sparade. De står kvar nedanför, och övriga svar är sparade.";

        public const string NotANumber = "Skriv ett tal, till exempel 12 eller 3,5.";
        public const string More = "Fler frågor om åtgärden (frivilliga)";
        public const string Anew = "Svara på nytt om något har ändrats eller inte längre är aktuellt";
        public const string New = "Ny för er sedan förra uppföljningen.";
        public const string UnknownChoice = "Välj ett av alternativen.";
        public const string NoneAndSome = "Välj antingen ”Ingen” eller de åtgärder som det gäller.";
        public const string FromEarlier = "Från förra gången";
        public const string EarlierFilledInButNew =
            "Svaret från förra gången är ifyllt, men inte för åtgärder som är nya för er. Kryssa för dem också där det stämmer. Inget är "
            + "sparat förrän ni sparar.";
        public const string EarlierFilledIn =
            "Svaret från förra gången är ifyllt. Ändra det som inte stämmer längre och spara. Inget är sparat förrän ni gör det.";
        public const string MeasureHeading = "Åtgärd";
        public const string MeasuresCaption = "Kryssa för åtgärderna, ”Alla” eller ”Ingen”";
        public const string TwoValues = "Frågan kan bara ha ett svar.";
        public const string Incomplete = "Ofullständig, svar saknas.";
        public const string Empty = "Inte besvarad.";
        public const string EmptyOptional = "Frivillig, inte besvarad.";
        public const string NotLost = "Kopiera det ni vill behålla innan ni stänger sidan.";
        public const string SavedMeanwhile = "Sparat av någon annan:";
        public const string WhichCounts = "Vilket svar ska gälla?";
        public const string MineCounts = "Mitt svar, som är ifyllt nedan. Det går att ändra först.";
        public const string TheirsCounts = "Det som någon annan har sparat.";
        public const string AutosaveOffline = "Ingen kontakt just nu. Stäng inte sidan: texten sparas när kontakten är tillbaka.";
        public const string AutosaveFailed =
            "Det gick inte att spara. Kopiera texten innan sidan stängs, och öppna sedan länken i det senaste mejlet på nytt.";
        public const string AutosaveContested = "Någon annan har ändrat samma svar. Spara med en knapp längst ned för att jämföra.";
        public const string AutosaveUndecided = "Välj vilket svar som ska gälla vid varje fråga där det står två.";

        public static string AutosaveClosed(Round round, Assignment work) =>
            $"{LinkPages.ClosedTitle(round, work)}, så texten sparas inte. Tryck på en knapp längst ned för att läsa mer och kopiera "
            + "texten.";

        /// <summary>Each says why.</summary>
        public static string AutosaveRefused(int faults) => faults == 1 ? "Ett svar är inte sparat. Felet står vid svaret."
            : $"{faults} svar är inte sparade. Felen står vid svaren.";

        /// <param name="amended">Whether something else has been submitted.</param>
        public static string Autosaved(DateTimeOffset at, bool amended) => $"Sparat {Clock(at)}{(amended ? ", men inte inskickat" : "")}";

        /// <param name="checking">Whether it is said where it is submitted.</param>
        public static string Saved(Assignment work, Section section, bool checking = false)
        {
            var name = section.IsMeasure ? section.Number : $"”{section.Title}”";
            return (work.Drafts.GetValueOrDefault(section.Id), work.Current(section.Id)) switch
            {
                ({ Count: > 0 }, _) =>
                    $"”{Heading(section)}” är "
                    + $"sparat.{(checking || !work.IsChanged(section.Id) ? "" : " Glöm inte att granska och skicka in.")}",
                (_, { } counting) => $"Fälten i {name} är tomma. Det som skickades in den {Moment(counting.Received)} gäller fortfarande.",
                _ => $"Ni har inte svarat på {name} ännu.",
            };
        }

        /// <summary>The heading of a column of ticks.</summary>
        public static string Column(Question question) => question.Key == QuestionKeys.PlanMeasures
            ? "I verksamhetsplanen"
            : "Redovisad";

        public static string Place(int number, int all, string department) => $"Avsnitt {number} av {all}, {department}";

        public const string Lacking = "Svar saknas.";

        public static string Question(ClarificationRequest returned) =>
            $"Samordnaren bad er den {Moment(returned.Asked)} att komplettera svaret:";

        public static string Responsible(IReadOnlyList<string> names) => names.Count == 1 ? $"Ansvarig är {names[0]}."
            : $"Ansvariga är {And(names)}.";

        public static string Title(RoundKind kind, string department) =>
            $"{(kind == Plans.RoundKind.Consultation ? "Samråd" : "Uppföljning")}: {department}";

        public static string NotAYear(int first, int last) => $"Skriv ett årtal mellan {first} och {last}.";

        public static string Intro(Round round) => round.Kind == Plans.RoundKind.Consultation
            ? $"{round.Municipality} ber om era synpunkter på {PlanNames(round)}."
            : $"Frågorna gäller {PlanNames(round)} ({round.Municipality}) och avser {round.Period}.";

        /// <summary>What was answered the last time, with author and date.</summary>
        public static string Earlier(EarlierAnswer earlier, string department, Section section) =>
            $"Förra svaret: {earlier.Round}, "
                + $"{Day(StockholmTime.DayOf(earlier.Received))}{(earlier.Department == department ? "" : $", {earlier.Department}")}"
            + (Alphabet.Equals(earlier.Title, section.Title) ? "" : $". Då hette det ”{earlier.Title}”");

        public static string Dropped(IReadOnlyList<string> measures) =>
            $"Det här fick ni frågor om förra gången men inte den här gången: {And(measures)}.";

        /// <param name="plan">In quotation marks.</param>
        public static string From(string plan) => $"Ur {plan}.";

        public static string Serves(IReadOnlyList<string> directions) =>
            $"Åtgärden hör till {(directions.Count == 1 ? "inriktningen" : "inriktningarna")} {And(directions)}.";

        public static string When(Round round, bool late, Assignment work) => late
            ? $"Svarstiden gick ut {LongDay(round.Deadline)}. Ni kan fortfarande svara, till och med "
            + $"{LongDay(round.Closes)}."
            + $"{(work.AllSubmitted || round.Kind == Plans.RoundKind.Consultation ? "" : " Svaret redovisas som sent.")}"
            : $"Svara senast {LongDay(round.Deadline)}.";

        public const string ChangedMeanwhile = "Någon annan har ändrat svaret sedan ni öppnade sidan.";

        public static string Role(Section section) => !section.IsMeasure ? "" :
            $"{(section.Kind == SectionKind.Responsible ? "Ni är ansvariga" : "Ni är medansvariga")}"
                + $"{(section.Qualifier == null ? "" : $" ({section.Qualifier})")}.";

        public static string WordingOf(DecidedText decided) =>
            decided.Plan == null ? "Så står det i planen" : $"Så står det i {decided.Plan}";

        /// <summary>"" where neither is said.</summary>
        public static string DueAndPage(DecidedText decided) => string.Join(" ", new[]
        {
            decided.Due is { } day ? $"Ska vara klart senast {Day(day)}." : null,
            decided.Page is { } page ? $"Står på sidan {page}{(decided.Plan == null ? " i planen" : $" i {decided.Plan}")}." : null,
        }.OfType<string>());

        public static string ReadPlan(string? plan) => plan == null ? "Läs planen" : $"Läs {plan}";

        public static string Examples(string examples) => $"Exempel i planen: {examples}.";

        public static string? Planned(IReadOnlyList<string> levels) => levels.Count switch
        {
            0 => null,
            1 => $"Planens preventionsnivå: {levels[0]}.",
            _ => $"Planens preventionsnivåer: {And(levels)}.",
        };

        public static string Amended(DateTimeOffset at) =>
            $"Ändringen är sparad men inte inskickad. Det som skickades in den {Moment(at)} gäller fortfarande.";
    }
}
