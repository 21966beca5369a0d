using System.Globalization;
using FollowUp.Accessibility;
using FollowUp.Departments;
using FollowUp.Flags;
using FollowUp.Imports;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Records;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp;

/// <summary>Every word that a user reads, together so that one person can review it as a whole: what the coordinator's desk says stands in Texts.Desk.cs and Texts.Board.cs, the letters in Texts.Letters.cs. Nothing else in the app holds Swedish.</summary>
public static partial class Texts
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    // Plain words

    public static string Level(PreventionLevel level) => level switch
    {
        PreventionLevel.Universal => "universell",
        PreventionLevel.Selective => "selektiv",
        _ => "indikerad",
    };

    public static string Kind(DepartmentKind kind) => kind switch
    {
        DepartmentKind.Committee => "nämnd",
        DepartmentKind.Administration => "förvaltning",
        DepartmentKind.Company => "bolag",
        _ => "råd",
    };

    public static string Role(ContactRole role) => role switch
    {
        ContactRole.Contact => "kontaktperson",
        ContactRole.Deputy => "ersättare",
        ContactRole.Mailbox => "funktionsbrevlåda",
        ContactRole.Head => "chef",
        _ => "säkerhetsrepresentant",
    };

    public static string PlanKind(PlanKind kind) => kind == Plans.PlanKind.Measures ? "åtgärder" : "inriktningar";

    public static string RoundKind(RoundKind kind) => kind switch
    {
        Rounds.RoundKind.Annual => "årlig",
        Rounds.RoundKind.HalfYear => "halvår",
        Rounds.RoundKind.MandatePeriod => "mandatperiod",
        Rounds.RoundKind.Biennial => "vartannat år",
        _ => "samråd",
    };

    public static string YesOrNo(bool yes) => yes ? "ja" : "nej";

    public static string Target(MeasureTarget target) => target == MeasureTarget.Employees ? "anställda" : "invånare";

    public static string Society(SocietyLevel level) => level switch
    {
        SocietyLevel.Individual => "individ",
        SocietyLevel.Organisation => "organisation",
        _ => "samhälle",
    };

    /// <summary>All of a kind, as plans write it.</summary>
    public static string Every(PartyKind kind) => kind switch
    {
        PartyKind.EveryCommittee => "Alla nämnder",
        PartyKind.EveryAdministration => "Alla förvaltningar",
        PartyKind.EveryCompany => "Alla bolag",
        PartyKind.EveryCouncil => "Alla råd",
        _ => "Alla enheter",
    };

    public static string State(AssignmentState state) => state switch
    {
        AssignmentState.NotInvited => "inte inbjuden än",
        AssignmentState.NotDelivered => "inte levererad",
        AssignmentState.Invited => "inbjuden, inget sparat",
        AssignmentState.Started => "påbörjad",
        AssignmentState.PartlySubmitted => "delvis inskickad",
        AssignmentState.Submitted => "inskickad",
        AssignmentState.Returned => "ska kompletteras",
        AssignmentState.Exempt => "undantagen",
        _ => "utebliven",
    };

    public static string State(RoundState state) => state switch
    {
        RoundState.Draft => "förberedd men inte öppnad",
        RoundState.Open => "öppen",
        RoundState.Paused => "pausad",
        RoundState.Closed => "stängd",
        _ => "avbruten",
    };

    public static string Capital(string text) => text == "" ? "" : char.ToUpper(text[0], Swedish) + text[1..];

    /// <summary>"fredagen den 27 februari 2026"</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd'en den' d MMMM yyyy", Swedish);

    /// <summary>"27 februari 2026"</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Swedish);

    /// <summary>"27 februari 2026 kl. 08.00", in Stockholm.</summary>
    public static string Moment(DateTimeOffset instant) => StockholmTime.Local(instant).ToString("d MMMM yyyy 'kl.' HH'.'mm", Swedish);

    /// <summary>"2026-02-27 08.00", in Stockholm: for tables.</summary>
    public static string ShortMoment(DateTimeOffset instant) => StockholmTime.Local(instant).ToString("yyyy-MM-dd HH'.'mm", Swedish);

    /// <summary>"kl. 08.00", in Stockholm.</summary>
    public static string Clock(DateTimeOffset instant) => StockholmTime.Local(instant).ToString("'kl.' HH'.'mm", Swedish);

    /// <summary>"40 %": all is said of all alone, and nothing of nothing alone.</summary>
    public static string Percent(int part, int whole) => whole == 0 ? "–"
        : $"{(part == 0 || part == whole ? 100m * part / whole : Math.Clamp(Math.Round(100m * part / whole, MidpointRounding.AwayFromZero), 1, 99)):0} %";

    /// <summary>What somebody typed, as a sentence that another can follow: with a full stop where it ends in nothing.</summary>
    public static string Ended(string typed) => typed.EndsWith('.') || typed.EndsWith('!') || typed.EndsWith('?') ? typed : $"{typed}.";

    public static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    public static string Of(int part, int whole) => $"{part} av {whole}";

    /// <summary>"ingen åtgärd", "1 åtgärd", "2 åtgärder"; without a word "ingen", "1", "2".</summary>
    private static string NoneOr(int count, string one = "", string many = "") => count == 0 ? $"ingen {one}".TrimEnd() : Count(count, one, many).TrimEnd();

    public static string Measures(int count) => Count(count, "åtgärd", "åtgärder");

    /// <summary>Measures with their titles, a line each; of more than ten only the numbers, or they would bury the rest.</summary>
    public static string List(IReadOnlyList<Section> sections)
    {
        var measures = sections.Where(section => section.IsMeasure).ToList();
        IEnumerable<string> lines = measures.Count <= 10 ? sections.Select(Line) : [Numbers(measures), .. sections.Except(measures).Select(Line)];
        return string.Join("\n", lines);

        static string Line(Section section) => $"– {Heading(section)}";

        static string Numbers(List<Section> measures) =>
            $"{Measures(measures.Count)}: {And(measures.Select(section => section.Plan == null ? section.Number : $"{section.Number} i {section.Plan}").ToList())}.";
    }

    public static string Heading(Section section) => section.IsMeasure ? $"{section.Number} {section.Title}" : section.Title;

    /// <summary>A measure's number, where several plans have such numbers.</summary>
    public static string InPlan(string number, string plan) => $"{number} i ”{plan}”";

    /// <summary>What is asked of somebody: measures as a rule, else the questions that everybody gets.</summary>
    private static string Asked(IReadOnlyCollection<Section> sections) => sections.All(section => section.IsMeasure) ? Measures(sections.Count) : "svaren på frågorna";

    /// <summary>"planen ”A”", "planerna ”A” och ”B”", "förslaget ”A”": a plan's title says as a rule itself what kind of plan it is.</summary>
    public static string PlanNames(Round round)
    {
        var what = (round.Kind == Rounds.RoundKind.Consultation, round.Plans.Count) switch
        {
            (true, 1) => "förslaget",
            (false, 1) => "planen",
            (true, _) => "förslagen",
            _ => "planerna",
        };
        return $"{what} {And(round.Plans.Select(plan => $"”{plan.Title}”").ToList())}";
    }

    /// <summary>As Swedes sort: å, ä and ö last.</summary>
    public static StringComparer Alphabet { get; } = StringComparer.Create(Swedish, ignoreCase: true);

    /// <summary>What the section is called where only its id is known.</summary>
    public static string SectionName(string sectionId) => sectionId switch
    {
        QuestionnaireBuilder.ClosingSection => "avslutande frågor",
        QuestionnaireBuilder.StanceSection => "förslaget som helhet",
        _ when sectionId.StartsWith(QuestionnaireBuilder.ConditionsSections, StringComparison.Ordinal) => $"förutsättningar {sectionId[QuestionnaireBuilder.ConditionsSections.Length..]}",
        _ when sectionId.StartsWith(QuestionnaireBuilder.ViewpointsSections, StringComparison.Ordinal) => $"synpunkter {sectionId[QuestionnaireBuilder.ViewpointsSections.Length..]}",
        _ => sectionId,
    };

    /// <summary>"a", "a och b", "a, b och c"</summary>
    public static string And(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.SkipLast(1))} och {words[^1]}",
    };

    public static class Questions
    {
        public const string ClosingTitle = "Avslutande frågor";
        public const string StanceTitle = "Förslaget som helhet";

        public static string ConditionsTitle(int number, string area) => $"Förutsättningar i fokusområde {number}: {area}";

        public static string Ask(string key) => key switch
        {
            QuestionKeys.Since => "Stämmer det förra svaret fortfarande?",
            QuestionKeys.Status => "Hur långt har ni kommit med åtgärden?",
            QuestionKeys.What => "Vad har ni gjort, eller varför har det inte blivit av?",
            QuestionKeys.How => "Hur görs arbetet?",
            QuestionKeys.Causes => "Om inget har gjorts: vad beror det på?",
            QuestionKeys.Levels => "Vilka nådde ni?",
            QuestionKeys.Targets => "Vilka riktade ni arbetet till?",
            QuestionKeys.BusinessPlan => "Finns åtgärden i er verksamhetsplan?",
            QuestionKeys.BusinessPlanReference => "Var i verksamhetsplanen?",
            QuestionKeys.Account => AskAccount(Rounds.RoundKind.Annual),
            QuestionKeys.AccountReference => "Var i bokslutet?",
            QuestionKeys.Situation => "Svarar åtgärden mot det som lägesbilden visar?",
            QuestionKeys.SituationReference => "Vilken lägesbild, och var i den?",
            QuestionKeys.Resources => "Vilka resurser finns för åtgärden?",
            QuestionKeys.ResourceNeed => "Vilka resurser eller statsbidrag gäller det?",
            QuestionKeys.Contribution => "Vad har ni bidragit med?",
            QuestionKeys.Involved => "Har den ansvariga enheten involverat er?",
            QuestionKeys.Coordination => "Vilken samordning behövs framöver?",
            QuestionKeys.Structure => "Vilken struktur för samarbetet behövs framöver?",
            QuestionKeys.ConditionsComment => "Vad saknas, och vad gör ni åt det?",
            QuestionKeys.Stance => "Vad anser ni om förslaget?",
            QuestionKeys.Viewpoints => "Era synpunkter",
            _ => throw new ArgumentOutOfRangeException(nameof(key), key),
        };

        public static string AskAccount(RoundKind kind) => kind == Rounds.RoundKind.HalfYear
            ? "Är åtgärden redovisad i ert delårsbokslut?"
            : "Är åtgärden redovisad i ert årsbokslut eller er verksamhetsberättelse?";

        public static string AskIndicator(Indicator indicator) => $"{indicator.Name}{(indicator.Unit == null ? "" : $" ({indicator.Unit})")}";

        public static string AskIndicatorYear(Indicator indicator) => $"{indicator.Name}: vilket år gäller talet?";

        public static string AskIndicatorSource(Indicator indicator) => $"{indicator.Name}: varifrån kommer talet?";

        public static string IndicatorHint(Indicator indicator) =>
            $"Frivillig. Skriv ett tal, till exempel 12 eller 3,5.{(indicator.Source == null ? "" : $" Planens källa: {indicator.Source}.")}";

        public const string RemoveSmallCount = "Om någon kan kännas igen: ta bort talet.";
        public const string NobodyCanBeKnown = "Nej, jag har kontrollerat att ingen kan kännas igen";

        public static string ConfirmSmallCount(Indicator indicator) => $"{indicator.Name}: talet är mindre än {AnswerRules.SmallestSafeCount}. Kan någon enskild person kännas igen?";

        private const string NotAboutPersons = "Skriv om arbetet, inte om enskilda personer.";

        public static string? Hint(string key) => key switch
        {
            QuestionKeys.Since => "Välj ”Oförändrat” om det stämmer. Annars svarar ni på nytt.",
            QuestionKeys.What => NotAboutPersons,
            QuestionKeys.Coordination or QuestionKeys.Structure or QuestionKeys.ConditionsComment or QuestionKeys.Viewpoints or QuestionKeys.ResourceNeed =>
                $"Frivillig. {NotAboutPersons}",
            QuestionKeys.Contribution => $"Har ni inte bidragit? Skriv det. {NotAboutPersons}",
            QuestionKeys.How => "Hoppa över frågan om inget har gjorts.",
            QuestionKeys.Causes => "Frivillig.",
            QuestionKeys.Levels => "Frivillig. Ange alla nivåer som ni faktiskt arbetade på, även om planen säger något annat.",
            QuestionKeys.BusinessPlanReference or QuestionKeys.AccountReference or QuestionKeys.SituationReference => "Frivillig. Till exempel ett avsnitt eller en sida.",
            QuestionKeys.Targets or QuestionKeys.BusinessPlan or QuestionKeys.Account or QuestionKeys.Situation or QuestionKeys.Resources => "Frivillig.",
            _ => null,
        };

        public static string Choice(string key, string value) => (key, value) switch
        {
            (QuestionKeys.Since, AnswerWords.Unchanged) => "Oförändrat",
            (QuestionKeys.Since, AnswerWords.Changed) => "Ändrat",
            (QuestionKeys.Since, AnswerWords.Irrelevant) => "Inte längre aktuellt",
            (QuestionKeys.Status, _) => Status(value),
            (QuestionKeys.How, "single") => "Som en enstaka insats",
            (QuestionKeys.How, "recurring") => "Återkommande",
            (QuestionKeys.How, "routine") => "Enligt en skriftlig rutin",
            (QuestionKeys.Causes, "reorganisation") => "Omorganisation",
            (QuestionKeys.Causes, "turnover") => "Personalomsättning",
            (QuestionKeys.Causes, "resources") => "Brist på resurser",
            (QuestionKeys.Causes, "priority") => "Annat har fått gå före",
            (QuestionKeys.Causes, "knowledge") => "Brist på kunskap",
            (QuestionKeys.Causes, "responsibility") => "Oklart ansvar",
            (QuestionKeys.Causes, "other") => "Annat",
            (QuestionKeys.Levels, "universal") => "Alla, innan något har hänt (universell nivå)",
            (QuestionKeys.Levels, "selective") => "Grupper med förhöjd risk (selektiv nivå)",
            (QuestionKeys.Levels, "indicated") => "De som redan berörs av våld (indikerad nivå)",
            (QuestionKeys.Targets, "employees") => "Anställda",
            (QuestionKeys.Targets, "residents") => "Invånare",
            (QuestionKeys.Resources, "within-budget") => "Ryms inom vår budget",
            (QuestionKeys.Resources, "more-needed") => "Vi behöver mer resurser",
            (QuestionKeys.Resources, "state-grant") => "Med statsbidrag",
            (QuestionKeys.Involved, "partly") => "Delvis",
            (QuestionKeys.Stance, "support") => "Vi tillstyrker förslaget",
            (QuestionKeys.Stance, "support-with-changes") => "Vi tillstyrker förslaget med ändringar",
            (QuestionKeys.Stance, "oppose") => "Vi avstyrker förslaget",
            (QuestionKeys.Stance, "abstain") => "Vi avstår från att yttra oss",
            (_, "yes") => "Ja",
            (_, "no") => "Nej",
            (_, "in-place") => "På plats",
            (_, "partly") => "Delvis på plats",
            (_, "not-in-place") => "Inte på plats",
            (_, "unknown") => "Vet inte",
            _ => throw new ArgumentOutOfRangeException(nameof(value), $"{key}: {value}"),
        };

        public static string Status(string value) => value switch
        {
            AnswerWords.NotStarted => "Inte påbörjad",
            AnswerWords.Ongoing => "Pågår",
            AnswerWords.Done => "Genomförd",
            AnswerWords.Ordinary => "Del av det ordinarie arbetet",
            AnswerWords.Dropped => "Genomförs inte",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value),
        };
    }

    public static class Form
    {
        public const string Continue = "Spara och fortsätt";
        public const string Save = "Spara och gå till översikten";
        public const string ToOverview = "Till översikten";
        public const string ContinueAnyway = "Fortsätt ändå och gör klart senare";
        public const string ErrorTitle = "Fel: ";
        public const string ErrorSummary = "Något behöver rättas innan det kan sparas";
        public const string ContestedSummary = "Någon annan har ändrat samma svar";
        public const string ChooseBetween = "Båda svaren står nedanför. Välj vilket som ska gälla och spara igen. Det här är inte sparat ännu, men övriga svar är det.";
        public const string IncompleteSummary = "Svaret är inte klart att skicka in";
        public const string IncompleteIsSaved = "Det ni har skrivit är sparat. Det här behövs också:";
        public static string RestIsSaved(int faults) => faults == 1
            ? "Det här svaret är inte sparat. Det står kvar nedanför, och övriga svar är sparade."
            : "De här svaren är inte sparade. De står kvar nedanför, och övriga svar är sparade.";

        public const string NotANumber = "Skriv ett tal, till exempel 12 eller 3,5.";
        public const string NotOneLine = "Skriv på en rad.";
        public const string More = "Fler frågor om åtgärden (frivilliga)";
        public const string Anew = "Svara på nytt om något har ändrats eller inte längre är aktuellt";
        public const string New = "Ny för er sedan förra uppföljningen.";
        public const string UnknownChoice = "Välj ett av alternativen.";
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
        public const string AutosaveFailed = "Det gick inte att spara. Kopiera texten innan sidan stängs, och öppna sedan länken i det senaste mejlet på nytt.";
        public const string AutosaveContested = "Någon annan har ändrat samma svar. Spara med en knapp längst ned för att jämföra.";
        public const string AutosaveUndecided = "Välj vilket svar som ska gälla vid varje fråga där det står två.";

        public static string AutosaveClosed(Round round, Assignment work) => $"{LinkPages.ClosedTitle(round, work)}, så texten sparas inte. Tryck på en knapp längst ned för att läsa mer och kopiera texten.";

        /// <summary>Why stands at each of them.</summary>
        public static string AutosaveRefused(int faults) => faults == 1 ? "Ett svar är inte sparat. Felet står vid svaret." : $"{faults} svar är inte sparade. Felen står vid svaren.";

        /// <param name="amended">Whether something else has been submitted.</param>
        public static string Autosaved(DateTimeOffset at, bool amended) => $"Sparat {Clock(at)}{(amended ? ", men inte inskickat" : "")}";

        /// <param name="checking">Whether it is said where it is submitted.</param>
        public static string Saved(Assignment work, Section section, bool checking = false)
        {
            var name = section.IsMeasure ? section.Number : $"”{section.Title}”";
            return (work.Drafts.GetValueOrDefault(section.Id), work.Current(section.Id)) switch
            {
                ({ Count: > 0 }, _) => $"”{Heading(section)}” är sparat.{(checking || !work.IsChanged(section.Id) ? "" : " Glöm inte att granska och skicka in.")}",
                (_, { } counting) => $"Fälten i {name} är tomma. Det som skickades in den {Moment(counting.Received)} gäller fortfarande.",
                _ => $"Ni har inte svarat på {name} ännu.",
            };
        }

        public static string Place(int number, int all, string department) => $"Avsnitt {number} av {all}, {department}";

        public const string Lacking = "Svar saknas.";

        public static string PersonalNumber(string covered) =>
            $"Texten verkar innehålla ett personnummer ({covered}). Ta bort numret. Är det ett annat slags nummer? Skriv det på ett annat sätt.";

        public static string Question(ClarificationRequest returned) => $"Samordnaren bad er den {Moment(returned.Asked)} att komplettera svaret:";

        public static string Responsible(IReadOnlyList<string> names) => names.Count == 1 ? $"Ansvarig är {names[0]}." : $"Ansvariga är {And(names)}.";

        public static string Title(RoundKind kind, string department) => $"{(kind == Rounds.RoundKind.Consultation ? "Samråd" : "Uppföljning")}: {department}";

        public static string NotAYear(int first, int last) => $"Skriv ett årtal mellan {first} och {last}.";

        public static string Intro(Round round) => round.Kind == Rounds.RoundKind.Consultation
            ? $"{round.Municipality} ber om era synpunkter på {PlanNames(round)}."
            : $"Frågorna gäller {PlanNames(round)} ({round.Municipality}) och avser {round.Period}.";

        /// <summary>What was answered the last time, by whom and when.</summary>
        public static string Earlier(EarlierAnswer earlier, string department, Section section) =>
            $"Förra svaret: {earlier.Round}, {Day(StockholmTime.DayOf(earlier.Received))}{(earlier.Department == department ? "" : $", {earlier.Department}")}"
            + (Alphabet.Equals(earlier.Title, section.Title) ? "" : $". Då hette det ”{earlier.Title}”");

        public static string Dropped(IReadOnlyList<string> measures) => $"Det här fick ni frågor om förra gången men inte den här gången: {And(measures)}.";

        /// <param name="plan">In quotation marks.</param>
        public static string From(string plan) => $"Ur {plan}.";

        public static string Serves(IReadOnlyList<string> directions) => $"Åtgärden hör till {(directions.Count == 1 ? "inriktningen" : "inriktningarna")} {And(directions)}.";

        public static string When(Round round, bool late, Assignment work) => late
            ? $"Svarstiden gick ut {LongDay(round.Deadline)}. Ni kan fortfarande svara, till och med {LongDay(round.Closes)}.{(work.AllSubmitted || round.Kind == Rounds.RoundKind.Consultation ? "" : " Svaret redovisas som sent.")}"
            : $"Svara senast {LongDay(round.Deadline)}.";

        public static string TooLong(int length, int longest) =>
            $"Texten är {length.ToString("N0", Swedish)} tecken. Den får vara högst {longest.ToString("N0", Swedish)}. Korta den.";

        public const string ChangedMeanwhile = "Någon annan har ändrat svaret sedan ni öppnade sidan.";

        public static string Role(Section section) => !section.IsMeasure ? "" :
            $"{(section.Kind == SectionKind.Responsible ? "Ni är ansvariga" : "Ni är medansvariga")}{(section.Qualifier == null ? "" : $" ({section.Qualifier})")}.";

        public static string Examples(string examples) => $"Exempel i planen: {examples}.";

        public static string? Planned(IReadOnlyList<string> levels) => levels.Count switch
        {
            0 => null,
            1 => $"Planens preventionsnivå: {levels[0]}.",
            _ => $"Planens preventionsnivåer: {And(levels)}.",
        };

        public static string Amended(DateTimeOffset at) => $"Ändringen är sparad men inte inskickad. Det som skickades in den {Moment(at)} gäller fortfarande.";
    }

    public static class Overview
    {
        public const string Done = "Så långt har ni kommit";
        public const string HelpTitle = "Bra att veta";
        public const string Ask = "Har ni frågor? Skriv till";

        public static string Progress(Assignment work)
        {
            var all = work.Asked.ToList();
            var (filled, submitted) = (work.Filled, all.Count - work.NotSubmitted.Count());
            if (!all.All(section => section.IsMeasure))
            {
                return submitted == all.Count ? "Era svar är inskickade." : filled == all.Count ? "Svaren är klara att skicka in." : "Obligatoriska frågor saknar svar.";
            }
            var completion = work.Returned.Any() ? $" {Capital(Asked(work.Returned.ToList()))} behöver kompletteras och skickas in på nytt." : "";
            if (submitted == all.Count)
            {
                return all.Count switch
                {
                    1 => $"Åtgärden är besvarad och inskickad.{completion}",
                    2 => $"Båda åtgärderna är besvarade och inskickade.{completion}",
                    var count => $"Alla {count} åtgärder är besvarade och inskickade.{completion}",
                };
            }
            return $"{filled} av {Measures(all.Count)} är {(filled == 1 ? "besvarad" : "besvarade")}. {(submitted == 0 ? "Inget är inskickat än." : $"{submitted} är {(submitted == 1 ? "inskickad" : "inskickade")}.")}{completion}";
        }

        public static string Go(Section next, bool begun) => $"{(begun ? "Fortsätt med" : "Börja med")} {(next.IsMeasure ? $"åtgärd {next.Number}" : $"”{next.Title}”")}";

        public static string Group(Section section) => section switch
        {
            { IsMeasure: true } => "Era åtgärder",
            { Optional: true } => "Frivilliga frågor",
            _ => "Frågor till er",
        };

        public static string State(Assignment work, Section section)
        {
            var draft = work.Drafts.GetValueOrDefault(section.Id);
            return work.OpenQuestion(section.Id) != null && !work.IsChanged(section.Id) ? "Behöver kompletteras."
                : work.Current(section.Id) is { } counting
                ? work.IsChanged(section.Id) ? Form.Amended(counting.Received) : $"Inskickad {Moment(counting.Received)}."
                : AnswerRules.IsComplete(section, draft) ? "Klar att skicka in."
                : draft is { Count: > 0 } ? Form.Incomplete
                : section.Optional ? Form.EmptyOptional : Form.Empty;
        }

        public static IEnumerable<string> Help(Round round) =>
        [
            $"Ni kan sluta när ni vill och fortsätta senare, även på en annan dator eller telefon. Länken i mejlet fungerar tills {(round.Kind == Rounds.RoundKind.Consultation ? "samrådet" : "uppföljningen")} stängs.",
            "Ni kan skicka in det som är klart och resten senare.",
            "Flera kan svara samtidigt. Ett avsnitt kan också lämnas över till en kollega.",
            $"Det ni skickar in kan ni ändra tills omgången stängs {LongDay(round.Closes)}. Alla inskickade versioner sparas.",
            "Skriv om arbetet, aldrig om enskilda personer.",
        ];
    }

    public static class HandOverPage
    {
        public const string Title = "Lämna över till en kollega";
        public const string Back = "Tillbaka till avsnittet";
        public const string Intro = "Kollegan får ett mejl med en länk som bara öppnar det här avsnittet. Hen kan svara och lämna tillbaka, men inte se resten och inte skicka in. Ni ser svaret här och skickar in det själva.";
        public const string Name = "Kollegans namn";
        public const string Email = "Kollegans e-postadress i tjänsten";
        public const string Send = "Skicka länken till kollegan";
        public const string ErrorSummary = "Något behöver rättas innan länken kan skickas";
        public const string NotAnAddress = "Skriv en e-postadress, till exempel namn@kommunen.example.";
        public const string HandBack = "Spara och lämna tillbaka";
        public const string Save = "Spara och fortsätt senare";
        public const string HandBackAnyway = "Lämna tillbaka ändå";
        public const string IncompleteSummary = "Svaret är inte klart";
        public const string SaveChange = "Spara ändringen";
        public const string Amended = "Ändringen är sparad. Avsnittet är redan återlämnat.";
        public const string Ask = "Har du frågor? Skriv till";
        public const string Another = "Lämna över till fler";

        public static string Saved(bool something) => $"{(something ? "Det du har skrivit är sparat." : "Du har inte svarat på något ännu.")} Lämna tillbaka avsnittet när du är klar.";

        public static string Incomplete(bool something) =>
            $"{(something ? "Det du har skrivit är sparat. " : "")}Gör klart det här, eller lämna tillbaka ändå längst ned på sidan.";

        public static string Sent(HandOver handOver) => $"Länken skickas i ett mejl till {handOver.Name}.";

        public static string TitleOf(Section section) => $"{Title}: {Heading(section)}";

        public static string NameMissing(int longest) => $"Skriv kollegans namn, högst {longest} tecken.";

        public static string TooMany(int most) => $"Ni har redan lämnat över {most} gånger i den här omgången. Be kollegan att svara genom er egen länk.";

        public static string TakeBack(HandOver handOver) => handOver.HandedBack == null ? $"Ta tillbaka från {handOver.Name}" : $"Stäng länken för {handOver.Name}";

        public static string Where(Assignment work, HandOver handOver) => handOver switch
        {
            { HandedBack: { } at } => $"{handOver.Name} lämnade tillbaka avsnittet den {Moment(at)}.{(work.IsSubmittedSince(handOver.SectionId, at) ? "" : " Granska svaret och skicka in det.")}",
            _ when work.IsRefused(handOver) => $"Mejlet till {handOver.Name} ({handOver.Email}) kom inte fram. Ta tillbaka avsnittet, kontrollera adressen och lämna över igen.",
            _ => $"Överlämnat till {handOver.Name} ({handOver.Email}) den {Moment(handOver.At)}.",
        };

        public static string ForHelper(Round round, Assignment work, HandOver handOver) =>
            $"{By(work, handOver)} ber dig svara på en del av frågorna om {PlanNames(round)}.{About(round)} Du ser bara den här delen.";

        /// <param name="late">Whether the deadline has passed.</param>
        public static string When(Round round, Assignment work, bool late) =>
            $"Lämna tillbaka avsnittet i god tid, så att {work.Department.Name} hinner granska svaret och skicka in det {Until(round, late)}.";

        /// <summary>The department, with the mailbox of whoever handed it over.</summary>
        public static string By(Assignment work, HandOver handOver) => $"{work.Department.Name}{(work.OwnerOf(handOver) is { } owner ? $" ({owner.Email})" : "")}";

        public static string About(Round round) => round.Kind == Rounds.RoundKind.Consultation ? "" : $" Uppföljningen gäller {round.Period}.";

        public static string Until(Round round, bool late) => late ? $"innan omgången stängs {LongDay(round.Closes)}" : $"senast {LongDay(round.Deadline)}";

        public static string HandedBack(DateTimeOffset at) => $"Tack! Du lämnade tillbaka avsnittet den {Moment(at)}. Det behövs inget mer från dig. Du kan fortfarande ändra svaret.";
    }

    public static class CheckPage
    {
        public const string Title = "Granska och skicka in";
        public const string NoAnswer = "Inget svar";
        public const string Change = "Ändra";
        public const string Answer = "Svara";
        public const string Name = "Ditt namn";
        public const string RoleLabel = "Din roll eller befattning";
        public const string NameMissing = "Skriv ditt namn.";
        public const string RoleMissing = "Skriv din roll eller befattning.";
        public const string NothingToSubmit = "Det finns inget nytt att skicka in. Svara på något eller ändra ett svar först.";
        public const string AlreadySubmitted = "Inskickat och inte ändrat sedan dess.";
        public const string WillBeSubmitted = "Skickas in nu.";
        public const string ErrorSummary = "Något behöver rättas innan ni kan skicka in";
        public const string ChangedMeanwhile = "Någon har ändrat svaren sedan sidan öppnades. Granska dem igen och skicka sedan in.";

        public static string TitleFor(string department) => $"{Title}: {department}";

        public static string PublicRecord(Round round) =>
            $"När ni skickar in blir svaren allmän handling. Ni kan ändra dem tills omgången stängs {LongDay(round.Closes)}. De tidigare svaren sparas då också.";

        /// <param name="partly">Whether something is left that is not ready.</param>
        public static string SubmitTitle(bool partly) => partly ? "Skicka in det som är klart" : "Skicka in";

        public static string Ready(IReadOnlyList<Section> sections)
        {
            var (measures, others) = (sections.Count(section => section.IsMeasure), sections.Any(section => !section.IsMeasure));
            return (measures, others) switch
            {
                (0, false) => NothingToSubmit,
                (0, true) => "Svaren nedan skickas in nu.",
                (_, true) => $"{Measures(measures)} och svaren på övriga frågor skickas in nu.",
                _ => $"{Measures(measures)} skickas in nu.",
            };
        }

        /// <param name="something">Whether there is anything that can be submitted all the same.</param>
        public static string NotReady(IReadOnlyList<Section> sections, bool something) => !sections.All(section => section.IsMeasure)
            ? something ? "Obligatoriska frågor saknar svar. Det ni har skrivit kan skickas in, men svaret räknas inte som fullständigt."
                : "Obligatoriska frågor saknar svar. Svara på dem för att kunna skicka in."
            : sections.Count == 1
                ? "1 åtgärd är inte klar och skickas inte in. Ni kan göra klart och skicka in den senare."
                : $"{Measures(sections.Count)} är inte klara och skickas inte in. Ni kan göra klart och skicka in dem senare.";

        public static string Contradicts(string since, IReadOnlyList<Question> questions) => since == AnswerWords.Unchanged
            ? $"Ni har valt Oförändrat men också svarat på {Quoted(questions)}. Välj Ändrat, eller ta bort det nya svaret."
            : "Ni har valt Inte längre aktuellt men också angett hur långt ni har kommit. Ta bort det ena.";

        public static string DoesNotCount(IReadOnlyList<Question> questions) =>
            $"Räknas inte, eftersom det inte stämmer med hur långt ni har angett att ni har kommit: {Quoted(questions)}.";

        public static string NameTooLong(int longest) => $"Namnet får vara högst {longest} tecken.";

        public static string RoleTooLong(int longest) => $"Rollen får vara högst {longest} tecken.";

        public static string Lacks(IReadOnlyList<Question> questions) => $"Svar saknas på {(questions.Count == 1 ? "frågan" : "frågorna")} {Quoted(questions)}.";

        public static string NotAnswered(int count) => count == 1 ? "1 frivillig fråga är inte besvarad." : $"{count} frivilliga frågor är inte besvarade.";

        private static string Quoted(IReadOnlyList<Question> questions) => And(questions.Select(question => $"”{question.Text}”").ToList());
    }

    public static class Receipt
    {
        public const string Sent = "Det ni skickade in";
        public const string Next = "Vad händer nu?";
        public const string Back = "Fortsätt svara eller ändra";
        public const string Print = "Skriv ut sidan eller spara den som pdf om ni vill ha en kopia. Den går också att öppna igen med er länk.";

        /// <param name="work">As it stood when this had come in.</param>
        public static string Title(Assignment work)
        {
            var all = work.Asked.ToList();
            var submitted = all.Count - work.NotSubmitted.Count();
            return submitted == 0 || submitted == all.Count || !all.All(section => section.IsMeasure) ? "Tack, svaren har kommit in"
                : $"Tack, {(submitted == 1 ? "svaret" : "svaren")} på {Of(submitted, all.Count)} åtgärder har kommit in";
        }

        public static string TitleFor(Submission submission, string department) => $"Kvitto {submission.Number}: {department}";

        public static string Number(Submission submission) => $"Kvitto {submission.Number}: inskickat {Moment(submission.Received)} av {submission.Name} ({submission.Role})";

        public static string Line(Submission submission) =>
            $"{submission.Name} ({submission.Role}) skickade in svaren. De är mottagna och sparade.";

        /// <summary>What a printed copy must say of itself.</summary>
        public static IEnumerable<(string What, string Value)> Facts(Round round, string department, Submission submission) =>
        [
            ("Enhet", department),
            (round.Plans.Count == 1 ? "Plan" : "Planer", string.Join("\n", round.Plans.Select(plan => plan.Title))),
            ("Omgång", round.Title),
            ("Diarienummer", round.DiaryNumbers.Count == 0 ? "–" : string.Join(", ", round.DiaryNumbers)),
            ("Inskickning", $"{submission.Number}"),
            ("Mottaget", Moment(submission.Received)),
        ];

        public static string Then(Round round) => round.State == RoundState.Cancelled ? "Omgången avbröts, och ingen rapport sammanställs. Det inskickade är allmän handling."
            : round.Kind == Rounds.RoundKind.Consultation
            ? $"{(round.State == RoundState.Closed ? "Synpunkterna sammanställs." : round.State == RoundState.Paused ? "När samrådet har stängts sammanställs synpunkterna." : $"Samrådet stängs {LongDay(round.Closes)}. Därefter sammanställs synpunkterna.")} Det inskickade är allmän handling."
            : $"{(round.State == RoundState.Closed ? "Svaren sammanställs i uppföljningsrapporten." : round.State == RoundState.Paused ? "När uppföljningen har stängts sammanställs svaren i uppföljningsrapporten." : $"Uppföljningen stängs {LongDay(round.Closes)}. Därefter sammanställs svaren i uppföljningsrapporten.")} Det inskickade är allmän handling.";

        /// <param name="late">Whether the deadline has passed.</param>
        public static string Left(Assignment work, Round round, bool open, bool late)
        {
            var left = work.NotSubmitted.ToList();
            var all = work.Asked.All(section => section.IsMeasure) ? "Alla era åtgärder" : "Era svar";
            return (left.Count, open) switch
            {
                (0, true) => $"{all} är inskickade. Ni kan ändra svaren till och med {LongDay(round.Closes)}.",
                (0, false) => $"{all} är inskickade.",
                _ when round.State == RoundState.Paused => $"{Capital(Asked(left))} återstår att skicka in. Det går när svar tas emot igen.",
                (_, true) => $"{Capital(Asked(left))} återstår att skicka in, {(late ? $"innan omgången stängs {LongDay(round.Closes)}" : $"senast {LongDay(round.Deadline)}")}.",
                _ => $"{Capital(Asked(left))} skickades inte in.",
            };
        }
    }

    public static class LinkPages
    {
        public const string UnknownTitle = "Länken fungerar inte";
        public const string Unknown = "Länken är felaktig eller har bytts ut. Öppna länken i det senaste mejlet från oss. Om den inte heller fungerar: svara på mejlet, så hjälper samordnaren dig.";
        public const string NoStorageTitle = "Sidan är inte igång än";
        public const string NoStorage = "Inget har sparats. Försök igen om en liten stund. Har du just fyllt i ett formulär: gå tillbaka i webbläsaren, så finns det du skrev kvar.";
        public const string TypedTitle = "Det ni skrev sist är inte sparat";
        public const string OddCharacterTitle = "Ett tecken kan inte tas emot";
        public const string OddCharacter = "Texten innehåller ett nolltecken, som inte går att spara. Inget har sparats. Gå tillbaka i webbläsaren och ta bort det. Det följer ibland med när text klistras in från ett annat program.";
        public const string ForeignForm = "Det gick inte att spara";
        public const string ForeignFormText = "Inget har sparats. Öppna sidan på nytt och försök igen. Har du fått länken i ett mejl: öppna den därifrån.";
        public const string TooMuchTitle = "Texterna är för långa tillsammans";
        public const string TooMuch = "Inget har sparats. Gå tillbaka i webbläsaren och korta dem.";
        public const string SubmittedTitle = "Det ni har skickat in";
        public const string NothingSubmitted = "Ni har inte skickat in några svar.";
        public const string NotSubmittedTitle = "Sparat men inte inskickat";

        public static string ClosedTitle(Round round, Assignment work) =>
            IsExempt(round, work) ? $"{work.Department.Name} behöver inte svara" : $"{(round.Kind == Rounds.RoundKind.Consultation ? "Samrådet" : "Uppföljningen")} är {How(round)}";

        public static string Closed(Round round, Assignment work)
        {
            var consultation = round.Kind == Rounds.RoundKind.Consultation;
            return IsExempt(round, work)
                ? $"Samordnaren har undantagit {work.Department.Name} från {(consultation ? "samrådet om" : "uppföljningen av")} {PlanNames(round)}, och svar tas inte emot.{Why(work.Exemption!.Reason)}"
                : $"{(consultation ? "Samrådet om" : "Uppföljningen av")} {PlanNames(round)} är {How(round)}{round.State switch
                {
                    RoundState.Paused => $", och svar tas inte emot just nu. Det ni har sparat finns kvar, och ni kan fortsätta svara med samma länk när {(consultation ? "det" : "den")} återupptas.{Why(round.PauseReason)}",
                    RoundState.Cancelled => $". Svar tas inte längre emot, och ingen rapport sammanställs.{Why(round.CancelReason)}",
                    _ => ". Svar tas inte längre emot.",
                }}";
        }

        // The close reaches the department before anything else of it is seen.
        private static string How(Round round) => (round.State, round.Kind) switch
        {
            (RoundState.Paused, Rounds.RoundKind.Consultation) => "pausat",
            (RoundState.Cancelled, Rounds.RoundKind.Consultation) => "avbrutet",
            (_, Rounds.RoundKind.Consultation) => "stängt",
            (RoundState.Open, _) => State(RoundState.Closed),
            _ => State(round.State),
        };

        private static string Why(string? reason) => reason == null ? "" : $" Samordnarens skäl: {Ended(reason)}";

        // Of a round that is over that is what there is to say.
        private static bool IsExempt(Round round, Assignment work) => work.Exemption != null && round.State is (RoundState.Open or RoundState.Paused);

        public static string NotSubmitted(Round round, Assignment work) =>
            IsExempt(round, work) ? "De här svaren har ni sparat men inte skickat in. De finns kvar om undantaget hävs."
            : round.State == RoundState.Paused ? "De här svaren har ni sparat men inte skickat in. Ni kan fortsätta med dem när svar tas emot igen."
            : $"De här svaren sparade ni men skickade inte in.{(round.State == RoundState.Cancelled ? "" : " De ingår inte i rapporten.")}";
    }

    /// <summary>Why a mail was not taken.</summary>
    public static class Refusal
    {
        public const string NotAllowed = "Adressen finns inte bland dem som får mejl härifrån (inställningen FollowUp__MailAllowed).";

        public static string ByMailService(int status, IEnumerable<string> errors) => $"Mejltjänsten tog inte emot mejlet (svar {status}). {string.Join("; ", errors)}".TrimEnd();
    }

    public static class Trail
    {
        public const string System = "systemet";
        public const string Coordinator = "samordnaren";

        public static string Asked(Questionnaire questionnaire) => Texts.Asked(questionnaire.Sections.Where(AnswerRules.IsAsked).ToList());

        public static string NotSubmitted(Assignment work) => $"inte inskickat: {Texts.Asked(work.NotSubmitted.ToList())}";

        public static string Opened(Round round) => $"inbjudningarna skickas {Moment(Timetable.OpensAt(round))}";

        public static string Reopened(Reopening reopening) => $"sista svarsdag {Day(reopening.Deadline!.Value)}, stängs {Day(reopening.Closes!.Value)}: {reopening.Reason!.Trim()}";

        public const string AnswerHasCome = "svaret hann komma in";
        public const string NextRungHasCome = "nästa påminnelse går i stället";
        public const string RoundHasClosed = "omgången hann stängas";
        public const string NewerDigestHasCome = "ett nyare går i stället";
        public const string RoundWasCancelled = "omgången avbröts";
        public const string RoundIsOpenAgain = "omgången har öppnats igen";
        public const string IsExempt = "enheten är undantagen";
        public const string NotInvitedYet = "inbjudan har inte gått ut än";
        public const string InvitationSaidIt = "inbjudan hade redan den nya dagen";
        public const string NothingCame = "enheten har inte skickat in något";
        public const string NotCalledFor = "det gäller inte längre";
        public const string ContactChanged = "kontakten har bytts ut";

        public const string RemindedToday = "enheten har redan påmints i dag";
        public const string InvitedInstead = "inbjudan går i stället";
        public const string LiftedInstead = "brevet om att undantaget är hävt går i stället";

        public static string RemindedEnough(int most) => $"enheten har redan påmints {most} gånger";

        public static string Spared(string why) => $"skickas inte: {why}";

        public static string Extended(Round round, RoundExtension extension) =>
            $"{(extension.Deadline == round.Deadline ? "" : $"sista svarsdag {Day(extension.Deadline!.Value)} i stället för {Day(round.Deadline)}, ")}stängs {Day(extension.Closes!.Value)}{(extension.Closes == round.Closes ? "" : $" i stället för {Day(round.Closes)}")}: {RoundActs.Trimmed(extension.Reason)}";

        public static string Extended(DateOnly before, DateOnly deadline, string reason) => $"sista svarsdag {Day(deadline)} i stället för {Day(before)}: {reason}";

        public static string ContactReplaced(Departments.Contact before, Departments.Contact after) => $"{Role(before.Role)}: {after.Email} i stället för {before.Email}";

        public static string Rung(RungKind kind) => kind switch
        {
            RungKind.Invitation => "inbjudan",
            RungKind.Reminder => "påminnelse",
            RungKind.Overdue => "svarstiden har gått ut",
            RungKind.Deputy => "till ersättaren",
            RungKind.Head => "till chefen",
            RungKind.Receipt => "kvitto",
            RungKind.HandOver => "till en kollega",
            RungKind.HandBack => "återlämnat avsnitt",
            RungKind.Returned => "begäran om komplettering",
            RungKind.Extended => "längre svarstid",
            RungKind.Link => "länken till enkäten",
            RungKind.Exempt => "undantag",
            RungKind.Lifted => "undantaget hävt",
            RungKind.Thanks => "tack och utdrag",
            _ => "till samordnaren",
        };

        /// <summary>The same of a round's own, of which one that was opened again invites with other words.</summary>
        public static string Rung(RungKind kind, Round round) => kind == RungKind.Invitation && round.ReopenedAt != null ? "öppen igen" : Rung(kind);

        public const string SectionTakenBack = "avsnittet hann tas tillbaka";

        public static string Drafted(Round round) => $"{round.Title}, {And(round.Plans.Select(plan => $"plan {plan.Id} version {plan.Version}").ToList())}";

        public static string Saved(int complete, int all) => $"{complete} av {all} klara att skicka in";

        public static string HandedOver(HandOver handOver) => $"{SectionName(handOver.SectionId)}: {handOver.Email}";

        public static string Submitted(Submission submission) => $"inskickning {submission.Number}: {string.Join(", ", submission.Sections.Select(SectionName))}";

        public static string Assessed(Assessment assessment) => $"{assessment.Chapter}, version {assessment.Version}{(assessment.Text == "" ? ", borttagen" : "")}";

        public static string ReportVersion(int version) => $"version {version}";

        public static string Event(TrailEvent what) => what switch
        {
            TrailEvent.RoundDrafted => "Omgången förberedd",
            TrailEvent.DraftChanged => "Den förberedda omgången ändrad",
            TrailEvent.PreviewShared => "Länk till förhandsvisningen skapad",
            TrailEvent.PreviewRevoked => "Länk till förhandsvisningen återkallad",
            TrailEvent.PreviewCommented => "Förhandsvisningen kommenterad",
            TrailEvent.RoundOpened => "Omgången öppnad",
            TrailEvent.RoundReopened => "Omgången öppnad igen",
            TrailEvent.DepartmentAsked => "Enkät skapad",
            TrailEvent.MailDecided => "Mejl beslutat",
            TrailEvent.MailSent => "Mejl skickat",
            TrailEvent.MailRefused => "Mejl inte levererat",
            TrailEvent.MailWithdrawn => "Mejl inte skickat",
            TrailEvent.DraftSaved => "Utkast sparat",
            TrailEvent.HandedOver => "Avsnitt överlämnat till en kollega",
            TrailEvent.HandedBack => "Avsnitt återlämnat",
            TrailEvent.HandOverRevoked => "Överlämnat avsnitt taget tillbaka",
            TrailEvent.Submitted => "Svar inskickat",
            TrailEvent.AnswerReturned => "Komplettering begärd",
            TrailEvent.DeadlinePassed => "Svarstiden har gått ut",
            TrailEvent.Escalated => "Eskalering",
            TrailEvent.NobodyToTell => "Ingen i registret att underrätta",
            TrailEvent.ReminderSpared => "Påminnelse inte skickad",
            TrailEvent.RoundExtended => "Svarstiden förlängd för alla",
            TrailEvent.DepartmentExtended => "Svarstiden förlängd",
            TrailEvent.DepartmentExempted => "Undantagen från att svara",
            TrailEvent.ExemptionLifted => "Undantaget hävt",
            TrailEvent.ContactChanged => "Kontakten utbytt",
            TrailEvent.LetterAskedFor => "Mejl begärt av samordnaren",
            TrailEvent.OrchestrationRestarted => "Bevakningen startad på nytt efter ett fel",
            TrailEvent.RoundPaused => "Omgången pausad",
            TrailEvent.RoundResumed => "Omgången återupptagen",
            TrailEvent.RoundCancelled => "Omgången avbruten",
            TrailEvent.RoundClosed => "Omgången stängd",
            TrailEvent.AssessmentWritten => "Samordnarens bedömning ändrad",
            _ => "Rapporten sammanställd",
        };
    }

    public static class Flag
    {
        public static string Heading(FlagCode code, RoundKind kind) => code switch
        {
            FlagCode.FloorBroken => "Uppföljning som inte är registrerad i tid",
            FlagCode.Missing when kind == Rounds.RoundKind.Consultation => "Inget svar",
            FlagCode.Missing => "Utebliven uppföljning",
            FlagCode.MissingAgain => "Utebliven uppföljning flera gånger i rad",
            FlagCode.Partial when kind == Rounds.RoundKind.Consultation => "Ofullständigt svar",
            FlagCode.Partial => "Ofullständig uppföljning",
            FlagCode.Late => "Svar efter svarstiden",
            FlagCode.MeasureNotReported => "Åtgärder som inte är redovisade av alla ansvariga",
            FlagCode.OrphanedMeasure => "Åtgärder utan ansvarig",
            FlagCode.Contradiction => "Svar som säger emot varandra",
            FlagCode.NotInBusinessPlan => "Åtgärder som inte finns i verksamhetsplanen",
            FlagCode.NotInAccount => $"Åtgärder som inte är redovisade i {Account(kind)}",
            FlagCode.NothingDoneInArea => "Fokusområden där inget har gjorts",
            FlagCode.NothingDoneOnLevel => "Preventionsnivåer där inget har gjorts",
            FlagCode.NothingDoneForTarget => "Målgrupper som inte har nåtts",
            FlagCode.ConditionNotInPlace => "Förutsättningar som inte är på plats",
            _ => "Enheter som har bekräftat de flesta svar som oförändrade",
        };

        /// <summary>While the round is open: what has not come may still come.</summary>
        public static string HeadingSoFar(FlagCode code, RoundKind kind) => code switch
        {
            FlagCode.Missing => "Har inte svarat än",
            FlagCode.MissingAgain => "Har inte svarat än, och svarade inte heller förra gången",
            FlagCode.Partial => "Har inte svarat på allt än",
            FlagCode.MeasureNotReported => "Åtgärder som inte är redovisade av alla ansvariga än",
            _ => Heading(code, kind),
        };

        public static string FloorBroken(FollowUpObligation floor) => floor.Kind == ObligationKind.Yearly
            ? $"{floor.Plan.Title} skulle ha följts upp senast {Day(floor.LastDay)}. Ingen sådan uppföljning är registrerad. Planen ska följas upp minst en gång om året."
            : $"{floor.Plan.Title} skulle ha följts upp senast {Day(floor.LastDay)}. Ingen sådan uppföljning är registrerad. Lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete kräver uppföljning minst vartannat år.";

        public static string Missing(RoundKind kind, string department) =>
            kind == Rounds.RoundKind.Consultation ? $"{department} har inte svarat i samrådet." : $"{department} har inte lämnat någon uppföljning.";

        public static string MissingAgain(string department, int times) => $"{department} har för {Nth(times)} gången i rad inte lämnat någon uppföljning.";

        public static string NotYet(string department) => $"{department} har inte svarat än.";

        /// <param name="times">This one included.</param>
        public static string NotYetAgain(string department, int times) =>
            $"{department} har inte svarat än, och lämnade inte heller någon uppföljning {(times == 2 ? "förra gången" : $"de {times - 1} förra gångerna")}.";

        public static string Partial(RoundKind kind, string department) => kind == Rounds.RoundKind.Consultation
            ? $"{department} har lämnat synpunkter men inte tagit ställning till förslaget."
            : $"{department} har bara lämnat en del av sin uppföljning.";

        public static string Late(RoundKind kind, string department) =>
            kind == Rounds.RoundKind.Consultation ? $"{department} svarade efter svarstiden." : $"{department} lämnade uppföljning efter svarstiden.";

        public static string NotReported(string measure, IReadOnlyList<string> departments) =>
            $"Åtgärd {measure} är inte redovisad av {And(departments)}, som är {(departments.Count == 1 ? "ansvarig" : "ansvariga")}.";

        public static string Orphaned(string measure, string title) => $"Åtgärd {measure} ({title}) har ingen ansvarig: de som planen nämner finns inte längre, och ingen har tagit över.";

        public static string LeftOut(string measure, IReadOnlyList<string> done, IReadOnlyList<string> leftOut) =>
            $"Åtgärd {measure}: {And(done)} svarar att något har gjorts, men {Helping(leftOut)} inte har involverats.";

        public static string TakenIn(string measure, IReadOnlyList<string> responsible, IReadOnlyList<string> takenIn) =>
            $"Åtgärd {measure}: {And(responsible)} svarar att inget har gjorts, men {Helping(takenIn)} har involverats.";

        public static string NotIn(FlagCode code, RoundKind kind, string department, IReadOnlyList<Section> measures, int all) => code == FlagCode.NotInBusinessPlan
            ? $"{department} har inte med {Numbered(measures, all)} i sin verksamhetsplan."
            : $"{department} har inte redovisat {Numbered(measures, all)} i {(kind == Rounds.RoundKind.HalfYear ? "sitt delårsbokslut" : "sitt årsbokslut eller sin verksamhetsberättelse")}.";

        public static string NothingDoneIn(FocusArea area, string? plan) =>
            $"Ingen ansvarig enhet har svarat att något har gjorts i fokusområde {(plan == null ? $"{area.Number} {area.Title}" : InPlan($"{area.Number} {area.Title}", plan))}.";

        public static string NothingDoneOn(PreventionLevel level) => $"Ingen enhet har uppgett att den har arbetat på {Level(level)} nivå.";

        public static string NothingDoneFor(MeasureTarget target) => $"Ingen enhet har uppgett att den har riktat sig till {Target(target)}.";

        public static string NotInPlace(FocusArea area, string? plan, string condition, IReadOnlyList<string> departments) =>
            $"Fokusområde {(plan == null ? $"{area.Number}" : InPlan($"{area.Number}", plan))}: ”{condition}” är inte på plats enligt {And(departments)}.";

        public static string MostlyUnchanged(string department, int unchanged, int all) =>
            $"{department} har bekräftat {unchanged} av {all} svar som oförändrade sedan förra gången.";

        private static string Helping(IReadOnlyList<string> departments) => departments.Count == 1
            ? $"{departments[0]}, som är medansvarig, svarar att enheten"
            : $"{And(departments)}, som är medansvariga, svarar att enheterna";

        private static string Numbered(IReadOnlyList<Section> measures, int all) => measures.Count == all && all > 1
            ? $"någon av sina {all} åtgärder"
            : $"{(measures.Count == 1 ? "åtgärd" : "åtgärderna")} {string.Join(" samt ", measures.GroupBy(section => section.Plan).Select(plan => And(plan.Select(section => section.Number).ToList()) + (plan.Key == null ? "" : $" i {plan.Key}")))}";
    }

    /// <summary>"andra", "tredje" … as words up to the tenth.</summary>
    private static string Nth(int number) => number switch
    {
        1 => "första",
        2 => "andra",
        3 => "tredje",
        4 => "fjärde",
        5 => "femte",
        6 => "sjätte",
        7 => "sjunde",
        8 => "åttonde",
        9 => "nionde",
        10 => "tionde",
        _ => $"{number}:{(number % 10 is 1 or 2 && number % 100 is not (11 or 12) ? "a" : "e")}",
    };

    private static string Account(RoundKind kind) => kind == Rounds.RoundKind.HalfYear ? "delårsbokslutet" : "årsbokslut eller verksamhetsberättelse";

    /// <summary>A number as Swedes write it: 1 234,5.</summary>
    public static string Decimal(decimal number) => number.ToString("#,0.######", Swedish);

    public static class ReportText
    {
        public const string Contents = "Innehåll";
        public const string Summary = "Sammanfattning";
        public const string Responses = "Svarsfrekvens";
        public const string Areas = "Fokusområden";
        public const string Balance = "Planerat och gjort";
        public const string Work = "Hur arbetet görs";
        public const string Directions = "Inriktningar";
        public const string Causes = "Orsaker när inget har gjorts";
        public const string Resources = "Resurser";
        public const string Indicators = "Indikatorer";
        public const string Closing = "Samordning och struktur framöver";
        public const string Viewpoints = "Synpunkter";
        public const string Departments = "Enheter";
        public const string OverTheYears = "Utveckling över tid";
        public const string Flags = "Iakttagelser";
        public const string Method = "Metod och förbehåll";
        public const string Basis = "Bilaga: svaren bakom siffrorna";
        public const string BasisNote = "Här står vilka svar varje siffra bygger på. Numren leder till svaren i nästa bilaga.";
        public const string BasisLink = "Underlag";
        public const string Answers = "Bilaga: alla inskickade svar";
        public const string AnswersNote = "Senast inskickade version av varje svar, enhet för enhet. Numret framför varje svar är det som siffrorna hänvisar till.";
        public const string Assessment = "Samordnarens bedömning";

        public const string KeyFigures = "Nyckeltal";
        public const string KeyFigure = "Nyckeltal";
        public const string Number = "Antal";
        public const string OutOf = "Av";
        public const string ShareHeading = "Andel";
        public const string SystemRow = "System: uppdrag som görs återkommande eller enligt en skriftlig rutin, och som finns i verksamhetsplanen";
        public const string TimelyRow = "Hållen skyldighet: enheter med hel uppföljning i tid";
        public const string Measure = "Åtgärd";
        public const string MeasuresHeading = "Åtgärder";
        public const string Department = "Enhet";
        public const string RoleHeading = "Roll";
        public const string StateHeading = "Läge";
        public const string StatusHeading = "Status";
        public const string AreaHeading = "Fokusområde";
        public const string Levels = "Planerat och gjort per preventionsnivå";
        public const string LevelsByArea = "Planerat och gjort per fokusområde och preventionsnivå";
        public const string DoneByArea = "Planerat och gjort per fokusområde";
        public const string LevelHeading = "Preventionsnivå";
        public const string DoneOnLevel = "Åtgärder med arbete på nivån";
        public const string DoneForTarget = "Åtgärder med arbete för målgruppen";
        public const string NoneResponded = "Inte svarat";
        public const string Targets = "Planerat och gjort per målgrupp";
        public const string TargetHeading = "Målgrupp";
        public const string PlannedHeading = "Åtgärder i planen";
        public const string DoneHeading = "Åtgärder där något har gjorts";
        public const string LevelsNote = "En åtgärd räknas som gjord på en nivå, eller för en målgrupp, när minst en ansvarig enhet har angett den och svarat att arbetet pågår, är genomfört eller är en del av det ordinarie arbetet. En åtgärd kan ha flera nivåer och målgrupper, och enheterna kan ha arbetat på andra än planens.";
        public const string Statuses = "Hur långt enheterna har kommit";
        public const string Ways = "Hur arbetet görs, där något har gjorts";
        public const string WayHeading = "Arbetssätt";
        public const string BusinessPlan = "Finns i enhetens verksamhetsplan";
        public const string Involvement = "Har de medansvariga enheterna involverats?";
        public const string Answer = "Svar";
        public const string NoAnswer = "Inget svar";
        public const string CauseHeading = "Orsak";
        public const string CausesInWords = "Enheternas egna ord";
        public const string ResourceHeading = "Resurser";
        public const string ResourcesInWords = "Enheternas egna ord";
        public const string ConditionComments = "Vad som saknas, enligt enheterna";
        public const string Stances = "Inställning till förslaget";
        public const string StanceHeading = "Inställning";
        public const string ViewpointsOn = "Enheternas synpunkter";
        public const string Conditions = "Förutsättningar, antal enheter som har svarat";
        public const string Condition = "Förutsättning";
        public const string Irrelevant = "Inte längre aktuellt";
        public const string DirectionHeading = "Inriktning";
        public const string NoMeasure = "Ingen";
        public const string SituationHeading = "Svar som stöds av en lägesbild";
        public const string SituationReferences = "Lägesbilder som enheterna hänvisar till";
        public const string Gaps = "Behov som ingen åtgärd möter";
        public const string NeedHeading = "Behov";
        public const string NoGaps = "Varje inriktning har åtgärder på någon av de nivåer där planen ser ett behov.";
        public const string IndicatorHeading = "Indikator";
        public const string ValueHeading = "Värde";
        public const string YearHeading = "År";
        public const string SourceHeading = "Källa";
        public const string MaskedNote = "Antal från 1 till 4 skrivs inte ut, så att ingen enskild person kan kännas igen.";
        public const string DepartmentsWork = "Enheternas uppdrag";
        public const string SomethingDone = "Något har gjorts";
        public const string Systematic = "Görs med system";
        public const string InBusinessPlan = "I verksamhetsplanen";
        public const string Received = "Inskickat";
        public const string SubmittedBy = "Inskickat av";
        public const string Lacking = "Saknas";
        public const string NotReported = "Inte redovisad";
        public const string Nothing = "–";
        public const string InTime = "i tid";
        public const string Late = "sent";
        public const string NoFlags = "Inga iakttagelser.";
        public const string Changes = "Status jämfört med det förra svaret";
        public const string Before = "Förra svaret";
        public const string Trend = "Nyckeltal för uppföljningarna";
        public const string RoundHeading = "Uppföljning";
        public const string CompleteShare = "Hel uppföljning";
        public const string TimelyShare = "Hel och i tid";
        public const string ReportedShare = "Redovisade åtgärder";
        public const string DoneShare = "Åtgärder där något har gjorts";
        public const string SystemShare = "Görs med system";
        public const string History = "Vilka som har följt upp";
        public const string NotAsked = "Inte tillfrågad";

        public static string Masked { get; } = $"Färre än {AnswerRules.SmallestSafeCount}";

        public static string Title(Round round) => $"{(round.Kind == Rounds.RoundKind.Consultation ? "Samrådsredogörelse" : "Uppföljningsrapport")}: {round.PlanTitle}";

        public static string Subtitle(Round round) => $"{round.Municipality}, {round.Title}";

        public static string Facts(Round round)
        {
            var (asked, closed) = (round.OpenedAt is { } opened ? Timetable.AskedOn(round, opened) : round.Opens, Timetable.ClosedOn(round));
            // Closed before its days had come.
            string Was(DateOnly day, string past, string otherwise) => $"{(day > closed ? otherwise : past)} {Day(day)}";
            return $"{(round.Kind == Rounds.RoundKind.Consultation ? "" : $"Uppföljningen gäller {round.Period}. ")}Enkäten {Was(asked, "skickades", "skulle ha skickats")} och sista svarsdag {Was(round.Deadline, "var", "skulle ha varit")}. Svar togs emot till och med {Day(closed)}.{(round is { FirstClosed: { } first, ReopenedAt: { } reopened } ? $" {(round.Kind == Rounds.RoundKind.Consultation ? "Samrådet" : "Uppföljningen")} stängdes första gången {Day(first)} och öppnades igen {Day(StockholmTime.DayOf(reopened))}." : "")} Diarienummer: {(round.DiaryNumbers.Count == 0 ? "–" : string.Join(", ", round.DiaryNumbers))}.";
        }

        public static string ResponseRate(RoundKind kind, int complete, int partial, int missing, int all)
        {
            var (whole, part, nothing) = kind == Rounds.RoundKind.Consultation
                ? ("tagit ställning till förslaget", "lämnat synpunkter men inte tagit ställning", "inte svarat")
                : ("lämnat hela sin uppföljning", "lämnat en del", "inte lämnat någon uppföljning");
            var first = complete == all ? $"{(all == 1 ? "Den enda tillfrågade enheten" : all == 2 ? "Båda enheterna" : $"Alla {all} enheter")} har {whole}."
                : $"{complete} av {Count(all, "enhet", "enheter")} har {whole} ({Percent(complete, all)}).";
            string[] rest =
            [
                .. partial > 0 ? (string[])[$"{Count(partial, "enhet", "enheter")} har {part}"] : [],
                .. missing > 0 ? (string[])[$"{Count(missing, "enhet", "enheter")} har {nothing}"] : [],
            ];
            return rest.Length == 0 ? first : $"{first} {And(rest)}.";
        }

        public static string LateAnswers(int late) => late == 0 ? "Ingen enhet svarade efter svarstiden." : $"{Count(late, "enhet", "enheter")} svarade efter svarstiden.";

        /// <param name="whole">Whether all that the plans hold is followed up, and not only what serves the round's directions.</param>
        public static string MeasuresReported(int plans, bool whole, int reported, int done, int all) => all switch
        {
            0 => "Ingen åtgärd ingår i uppföljningen.",
            1 => $"{(!whole ? "Uppföljningens" : plans == 1 ? "Planens" : "Planernas")} enda åtgärd är {(reported == 1 ? "redovisad av minst en ansvarig enhet" : "inte redovisad av någon ansvarig enhet")}{(reported == 0 ? "." : done == 1 ? ", och något har gjorts." : ", men inget har gjorts.")}",
            _ => $"{Reported(reported, $"{(whole ? plans == 1 ? "planens " : "planernas " : "de ")}{all} åtgärder{(whole ? "" : " som uppföljningen omfattar")}", all)}{Done(reported, done, all)}",
        };

        /// <param name="much">Whether something is done in at least half of the duties.</param>
        /// <param name="systematic">Whether at least half of them are done with a system.</param>
        /// <param name="reported">Of the duties.</param>
        public static string SystemFinding(bool much, bool systematic, int reported, int done, int system, int all)
        {
            const string System = "återkommande eller enligt en skriftlig rutin och finns i enhetens verksamhetsplan";
            return 2 * reported < all ? $"{system} av {Duties(all)} ({Percent(system, all)}) görs {System}. {Count(all - reported, "är inte redovisat", "är inte redovisade")}."
                : systematic ? $"Arbetet görs till stor del med system: {system} av {Duties(all)} ({Percent(system, all)}) görs {System}."
                : much ? $"Mycket görs, men utan system: något har gjorts i {done} av {Duties(all)}, men {(system == 0 ? "inget av dem" : $"bara {system} ({Percent(system, all)})")} görs {System}."
                : $"Arbetet har inget fast system: {system} av {Duties(all)} ({Percent(system, all)}) görs {System}. {(done == 0 ? "Inget har gjorts i något av dem." : $"Något har gjorts i {done}.")}";
        }

        internal static string BalanceFinding(Weight weight, PreventionLevel most, PreventionLevel least, IReadOnlyList<LevelFigures> levels)
        {
            var all = levels[0].Done.Of;
            var done = And(levels.Select((level, index) => $"på {Level(level.Level)} nivå i {(index == 0 ? NoneOr(level.Done.Count, "åtgärd", "åtgärder") : NoneOr(level.Done.Count))}").ToList());
            var worked = $"Enheterna har arbetat {done}{(all == 1 ? "" : $", av {all} åtgärder")}.";
            var planned = levels.All(level => level.Planned.Count == 0) ? ""
                : $" Planerat är {And(levels.Select(level => $"{NoneOr(level.Planned.Count)} på {Level(level.Level)} nivå").ToList())}.";
            return weight switch
            {
                Weight.Unknown => "Ingen enhet har uppgett på vilken preventionsnivå den har arbetat.",
                Weight.All => $"Allt arbete görs på {Level(most)} nivå. {worked}{planned}",
                Weight.NearlyAll => $"Nästan allt arbete görs på {Level(most)} nivå. {worked}{planned}",
                Weight.Most => $"Tyngdpunkten ligger på {Level(most)} nivå. {worked}{planned}",
                Weight.Lacking => $"{(levels.Any(level => level.Done.Count == 0) ? "Inget" : "Nästan inget")} arbete görs på {Level(least)} nivå. {worked}{planned}",
                _ => $"Arbetet är spritt över preventionsnivåerna. {worked}{planned}",
            };
        }

        /// <param name="account">Null where the round does not ask about it, or asks nobody.</param>
        public static string DutyFinding(RoundKind kind, Figure timely, Figure? account)
        {
            var first = timely.Count == timely.Of
                ? $"Skyldigheten att följa upp hålls: {(timely.Of == 1 ? "den enda tillfrågade enheten" : timely.Of == 2 ? "båda enheterna" : $"alla {timely.Of} enheter")} har lämnat hela sin uppföljning i tid."
                : $"Skyldigheten att följa upp hålls {(timely.Count == 0 ? "inte" : "inte av alla")}: {timely.Count} av {Count(timely.Of, "enhet", "enheter")} har lämnat hela sin uppföljning i tid ({Percent(timely.Count, timely.Of)}).";
            return account == null ? first : $"{first} {account.Count} av {Duties(account.Of)} ({Percent(account.Count, account.Of)}) är {(account.Count == 1 ? "redovisat" : "redovisade")} i {Texts.Account(kind)}.";
        }

        public static string BalanceRow(PreventionLevel level) => $"Balans: åtgärder med arbete på {Level(level)} nivå";

        public static string AccountRow(RoundKind kind) => $"Hållen skyldighet: uppdrag som är redovisade i {Texts.Account(kind)}";

        public static string AccountShare(RoundKind kind) => $"I {Texts.Account(kind)}";

        public static string InAccount(RoundKind kind) => $"I {Texts.Account(kind)}";

        public static string Account(RoundKind kind) => $"Redovisad i enhetens {(kind == Rounds.RoundKind.HalfYear ? "delårsbokslut" : "årsbokslut eller verksamhetsberättelse")}";

        public static string LevelShare(PreventionLevel level) => $"{Capital(Level(level))} nivå";

        public static string DutiesNote(int duties) => $"Varje enhets ansvar för en åtgärd räknas som ett uppdrag: en åtgärd som tre enheter ansvarar för är tre uppdrag. Uppföljningen omfattar {Duties(duties)}.";

        public static string CausesNote(int notDone) => $"För {Duties(notDone)} har enheten svarat att inget har gjorts. En enhet kan ange flera orsaker.";

        public static string ChangesNote(int compared) => $"{(compared == 1 ? "Ett svar" : $"{compared} svar")} om status går att jämföra med det som enheten, eller den enhet vars ansvar den har tagit över, svarade förra gången.";

        public static string Now(string status) => $"Nu: {status.ToLower(Swedish)}";

        public static string FollowedUp(FollowedUp one, bool named) => (named ? $"{one.Name}: " : "") + (one switch
        {
            { Missing: true } => "Ingen",
            _ when one.Submitted < one.Asked => $"Del, {Of(one.Submitted, one.Asked)}",
            { Late: true } => "Hel, sent",
            _ => "Hel, i tid",
        });

        public static IEnumerable<string> MethodNotes(RoundResults answered, ReportFigures figures)
        {
            var round = answered.Round;
            yield return $"Varje enhet fick en egen enkät om det som {(round.Plans.Count == 1 ? "planen" : "planerna")} ger den ansvar för. Rapporten är sammanställd av det som enheterna har skickat in, utan ändringar. Det som bara har sparats som utkast ingår inte. Har en enhet skickat in flera versioner av ett svar gäller den senaste.";
            yield return $"Uppgifterna är enheternas egna och har inte kontrollerats mot andra källor.{(figures.ResponseRate.Missing.Count + figures.ResponseRate.Partial.Count == 0 ? "" : " Alla har inte svarat på allt: att något inte är redovisat behöver inte betyda att inget har gjorts.")}";
            if (round.ReopenedAt != null)
            {
                yield return "Omgången öppnades igen efter att den hade stängts. Det som kom in därefter räknas som i tid om det kom före den nya sista svarsdagen. Det som var sent före stängningen räknas fortfarande som sent.";
            }
            if (round.FirstDeadline is { } first)
            {
                yield return $"Svarstiden förlängdes för alla: sista svarsdagen flyttades från {Day(first)} till {Day(round.Deadline)}.";
            }
            if (answered.Departments.Where(work => round.With(work.MoreTime) != round).ToList() is { Count: > 0 } later)
            {
                yield return $"Egen, längre svarstid hade {And(later.Select(work => $"{work.Department.Name} ({Day(work.MoreTime!.Deadline)})").ToList())}. Deras svar är i tid om de kom före den dagens slut.";
            }
            if (round.Kind == Rounds.RoundKind.Consultation)
            {
                yield break;
            }
            if (figures.KeyFigures.System != null)
            {
                yield return "System: ett uppdrag görs med system när det görs återkommande eller enligt en skriftlig rutin och enheten svarar att det finns i verksamhetsplanen. Även uppdrag som inte är redovisade räknas med i det totala antalet.";
            }
            yield return "Balans: andelen av åtgärderna där något har gjorts på varje preventionsnivå. Frågan om nivå är frivillig, så andelarna kan vara för låga.";
            yield return "Hållen skyldighet: andelen enheter som har lämnat hela sin uppföljning i tid. Kompletteringar som samordnaren har bett om räknas inte som sena.";
            if (round.Plans.Count > 1)
            {
                yield return "En åtgärd som finns i flera av planerna räknas i var och en av dem. Enheten har bara fått frågan en gång.";
            }
            yield return $"I indikatorerna skrivs antal från 1 till {AnswerRules.SmallestSafeCount - 1} inte ut. Andelar skrivs alltid ut.";
        }

        public static string MeasuresOf(int area) => $"Åtgärder i fokusområde {area}";

        public static string AreasOf(string plan) => $"Fokusområden: {plan}";

        public static string Area(int number, string title) => $"Fokusområde {number}: {title}";

        public static string AreaSentence(int reported, int done, int all) => all switch
        {
            0 => "Fokusområdet har inga åtgärder i uppföljningen.",
            1 => reported == 0 ? "Fokusområdets enda åtgärd är inte redovisad av någon ansvarig enhet."
                : $"Fokusområdets enda åtgärd är redovisad av minst en ansvarig enhet, {(done == 1 ? "och något har gjorts." : "men inget har gjorts.")}",
            _ => $"{Reported(reported, $"{(reported == all ? "" : "områdets ")}{all} åtgärder", all)}{Done(reported, done, all)}",
        };

        private static string Reported(int reported, string measures, int all) =>
            reported == 0 ? $"Ingen av {measures} är redovisad av någon ansvarig enhet."
            : $"{(reported == all ? "Alla" : $"{reported} av")} {measures} är {(reported == 1 ? "redovisad" : "redovisade")} av minst en ansvarig enhet.";

        // Where nothing is reported nothing is known.
        private static string Done(int reported, int done, int all) => reported == 0 ? ""
            : done == 0 ? " Enligt svaren har inget gjorts i någon av dem." : done == all ? " Något har gjorts i alla." : $" Något har gjorts i {done}.";

        public static string Missing(RoundKind kind) => kind == Rounds.RoundKind.Consultation ? "Enheter som inte har tagit ställning" : "Utebliven och ofullständig uppföljning";

        public static string Exempt(RoundKind kind, string department, string reason) =>
            $"{department} var undantagen från att {(kind == Rounds.RoundKind.Consultation ? "lämna synpunkter" : "lämna uppföljning")} och räknas inte med i siffrorna. Motivering: {reason}";

        public static string NobodyMissing(RoundKind kind) => kind == Rounds.RoundKind.Consultation ? "Alla enheter har svarat." : "Alla enheter har lämnat hela sin uppföljning.";

        public static string Reported(RoundKind kind) => kind == Rounds.RoundKind.Consultation ? "Besvarat" : "Redovisade åtgärder";

        /// <summary>"1 enhet tillstyrker förslaget, 2 tillstyrker det med ändringar, ingen avstyrker det och 3 avstår från att yttra sig."</summary>
        public static string StancesFinding(IReadOnlyList<WordFigure> stances) => Capital(And(stances.Select((stance, index) =>
            $"{(index == 0 ? NoneOr(stance.Figure.Count, "enhet", "enheter") : NoneOr(stance.Figure.Count))} {Stance(stance.Word)}").ToList())) + ".";

        private static string Stance(string stance) => stance switch
        {
            "support" => "tillstyrker förslaget",
            "support-with-changes" => "tillstyrker det med ändringar",
            "oppose" => "avstyrker det",
            _ => "avstår från att yttra sig",
        };

        public static string FloorsFinding(string plan, int times) =>
            $"För ”{plan}” saknas en registrerad uppföljning vid {(times == 1 ? "ett tillfälle då planen" : $"{times} tillfällen då planen")} skulle ha följts upp.";

        public static string DirectionsFinding(int served, int done, int all, int gaps) =>
            $"{(served == all ? $"{(all == 1 ? "Den enda inriktningen" : $"Alla {all} inriktningar")} har åtgärder" : $"{served} av {Count(all, "inriktning", "inriktningar")} har åtgärder")} i planerna{(served == 0 ? "" : done == 0 ? ", men inget har gjorts" : all == 1 ? ", och något har gjorts" : $", och något har gjorts för {done}")}. "
            + (gaps == 0 ? "Inget behov står utan åtgärd." : $"För {gaps} behov finns ingen åtgärd.");

        public static string By(Submission submission) => $"{submission.Name}, {submission.Role}";

        public static string Involved(string choice) => $"Involverad: {choice.ToLower(Swedish)}";

        public static string RoleOf(SectionKind kind) => kind == SectionKind.Responsible ? "ansvarig" : "medansvarig";

        private static string Duties(int count) => Count(count, "uppdrag", "uppdrag");

        // As it is written

        public const string LinksNote = "Siffror och svar som är länkar leder till det som de bygger på.";
        public const string NoBasis = "Ingen siffra bygger på mer än ett svar.";
        public const string NoAnswers = "Inga svar har skickats in.";

        public static IReadOnlyList<string> AnswerColumns { get; } = ["Nummer", Department, "Avsnitt", RoleHeading, "Fråga", Answer, Received];

        public static string Version(int version) => $"Version {version}";

        public static string BasisOf(string what) => $"{BasisLink}: {what}";

        /// <summary>Before its number, in a sentence.</summary>
        public const string AnswerLink = "svar";

        public static string AnswerCount(int count) => $"{count} svar";

        /// <summary>Before its number, in a heading.</summary>
        public const string AnswerHeading = "Svar";

        public static string ReceivedFrom(DateTimeOffset received) => $"Inskickat {Moment(received)} av";

        public static string Replaces(int versions) => versions switch
        {
            0 => "",
            1 => ", ersätter en tidigare version",
            _ => $", ersätter {versions} tidigare versioner",
        };

        public static string ChartTitle(string caption) => $"Diagram: {caption}";

        public static string ChartDescription(IReadOnlyList<string> series) => $"Liggande staplar som visar {And(series.Select(one => $"”{one}”").ToList())}. Tabellen nedan visar samma sak.";

        public static string NoTable(string name, IEnumerable<string> known) => $"Rapporten har ingen tabell som heter ”{name}”. Det här finns: {string.Join(", ", known)}.";
    }

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
        public const string Status = "Status";
        public const string ResponsibleTitle = "Åtgärder som enheten ansvarar för";
        public const string HelpingTitle = "Åtgärder som enheten är medansvarig för";

        public static string Link(RoundKind kind) => $"Utdrag till ert {Account(kind)}";

        internal static string Account(RoundKind kind) => kind == Rounds.RoundKind.HalfYear ? "delårsbokslut" : "årsbokslut eller er verksamhetsberättelse";

        public static string Hint(RoundKind kind) => $"Markera texten, kopiera den och klistra in den i ert {Account(kind)}. Rubriker och tabeller följer med till ordbehandlaren.";

        public static string Title(Round round, string department) => $"{department}: uppföljning av {round.PlanTitle}, {round.Period}";

        public static string Source(Round round) =>
            $"Enhetens egna svar i {round.Title} ({round.Municipality}), så som de gällde när omgången stängdes {Day(Timetable.ClosedOn(round))}. Diarienummer: {(round.DiaryNumbers.Count == 0 ? "–" : string.Join(", ", round.DiaryNumbers))}.";

        public static string OnLevel(PreventionLevel level) => $"Arbete på {Level(level)} nivå";

        public static string ForTarget(MeasureTarget target) => $"Arbete för {Target(target)}";

        public static string Indicator(string value, IReadOnlyList<string> more) => more.Count == 0 ? value : $"{value} ({string.Join(", ", more)})";
    }

    public static class Pages
    {
        public const string Site = "FollowUp";
        public const string SkipLink = "Hoppa till innehållet";
        public const string Footer = "FollowUp – uppföljning av kommunala handlingsplaner";

        public static string Title(string title, bool error) => $"{(error ? Form.ErrorTitle : "")}{title} – {Site}";
    }

    public static class Accessibility
    {
        public const string Title = "Tillgänglighetsredogörelse";
        // Where it breaks on a narrow screen.
        public const string Heading = "Tillgänglighets\u00adredogörelse";
        public const string Aim = "Lagen hänvisar till standarden EN 301 549. Vårt mål är att även uppfylla WCAG 2.2 på nivå AA.";
        public const string ConformanceTitle = "Hur tillgänglig är tjänsten?";
        public const string DefectsTitle = "Brister vi känner till";
        public const string NoDefects = "Vi känner inte till några brister.";
        public const string BurdenTitle = "Oskäligt betungande anpassning";
        public const string NoBurden = "Vi åberopar inte undantaget för oskäligt betungande anpassning (12 § i lagen).";
        public const string OutsideLawTitle = "Innehåll som inte omfattas av lagen";
        public const string NothingOutsideLaw = "Tjänsten har inget innehåll som är undantaget från lagens krav (9 § i lagen).";
        public const string MethodTitle = "Hur vi har testat tjänsten";
        public const string ReportTitle = "Rapportera brister";
        public const string Report = "Berätta för oss om du stöter på något som inte fungerar för dig, eller om du behöver innehållet i en annan form.";
        public const string OrMail = "Du kan också mejla";
        public const string SupervisionTitle = "Tillsyn";

        // What is known of FollowUp as it is delivered; true for whoever has not changed it.
        public const string Method = "Bedömningen är en självskattning som utvecklarna av FollowUp har gjort. Automatiska tester prövar varje sida i alla dess lägen med axe-core mot WCAG 2.2, nivå A och AA, och går hela vägen från mejlets länk till kvittot med enbart tangentbord, utan skript, i ett smalt fönster och med dubbel textstorlek. Sidorna är också granskade i en webbläsare, på stor och liten skärm och i utskrift. Ingen utomstående har granskat tjänsten.";

        public static DateOnly Assessed { get; } = new(2026, 11, 21);

        public static DateOnly Updated { get; } = new(2026, 11, 21);

        public static IReadOnlyList<Defect> KnownDefects { get; } =
        [
            new("Vi vet inte hur väl tjänsten fungerar med skärmläsare och andra hjälpmedel.",
                "Personer som använder sådana hjälpmedel har ännu inte provat den.",
                "Fungerar den inte för dig? Kontakta samordnaren, som kan ta emot dina svar på ett annat sätt."),
            new("Ord på andra språk än svenska är inte uppmärkta i texter som kommer från planerna. En skärmläsare kan läsa upp dem med svenskt uttal.",
                "Det går inte att ange språk i planernas filer.",
                "Fråga samordnaren om något är svårt att förstå."),
        ];

        public static string Who(string municipality) =>
            $"{municipality} ansvarar för den här tjänsten, FollowUp, där kommunens enheter svarar på frågor om handlingsplaner. Alla som behöver tjänsten ska kunna använda den. Här beskriver vi hur den uppfyller lagen (2018:1937) om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du kan rapportera fler.";

        public static string Meets(Conformance conformance) => conformance switch
        {
            Conformance.Full => "Tjänsten är helt förenlig med lagen.",
            Conformance.Partial => "Tjänsten är delvis förenlig med lagen. Bristerna beskrivs nedan.",
            _ => "Tjänsten är inte förenlig med lagen. Bristerna beskrivs nedan.",
        };

        public static string Reason(Defect defect) => $"Orsak: {defect.Reason}";

        public static string Alternative(Defect defect) => $"Alternativ: {defect.Alternative}";

        public static string Dates(AccessibilityStatement statement) =>
            $"Bedömningen gjordes den {Day(statement.Assessed)}. Redogörelsen uppdaterades senast den {Day(statement.Updated)}.";

        public static string Supervision(string supervisor) =>
            $"{supervisor} har tillsyn över att lagen följs. Är du inte nöjd med hur vi tar hand om dina synpunkter kan du anmäla det dit:";

        public const string FeedbackTitle = "Lämna synpunkter på tillgängligheten";
        public const string FeedbackIntro = "Berätta vad som inte fungerar för dig, eller vad du behöver i en annan form. Du får ett ärendenummer när du har skickat formuläret.";
        public const string TextLabel = "Din synpunkt";
        public const string TextHint = "Skriv gärna vilken sida det gäller, vad du försökte göra och vilken webbläsare du använder. Skriv inga känsliga personuppgifter, till exempel om din hälsa.";
        public const string ContactLabel = "Så når vi dig (frivilligt)";
        public const string ContactHint = "Fyll i en e-postadress eller ett telefonnummer om du vill ha svar.";
        public const string PublicRecord = "Det du skickar blir allmän handling.";
        public const string Send = "Skicka";
        public const string ErrorSummary = "Något behöver rättas innan synpunkten kan skickas";
        public const string TextMissing = "Skriv din synpunkt.";
        public const string OddCharacters = "Texten innehåller styrtecken som inte kan sparas. Skriv in den på nytt.";
        public const string FullTitle = "Synpunkten är inte skickad";
        public const string Full = "I dag har det kommit in så många synpunkter att formuläret inte tar emot fler. Det du skrev står kvar här nedanför. Skicka det i morgon, eller mejla det till";
        public const string ReceivedTitle = "Tack, vi har tagit emot din synpunkt";
        public const string Back = "Tillbaka till tillgänglighetsredogörelsen";
        public const string UnknownCaseTitle = "Ärendet finns inte";
        public const string UnknownCase = "Kontrollera ärendenumret i adressen.";

        public static string ContactTooLong(int longest) => $"Skriv högst {longest} tecken om hur vi når dig.";

        public static string Received(FeedbackCase feedback) => $"Ditt ärende har nummer {feedback.Number}. Det togs emot {Moment(feedback.Received)}.";

        public static string WhatHappens(bool canBeReached) =>
            $"Samordnaren får ärendet med mejl senast i morgon bitti{(canBeReached ? " och svarar dig" : "")}. Spara numret. Uppge det om du vill fråga om ärendet eller lägga till något:";

        public static News News(FeedbackCase feedback) => new(
            $"Synpunkt på tillgängligheten, ärende {feedback.Number}",
            [
                $"En synpunkt på tillgängligheten i FollowUp kom in {Moment(feedback.Received)}. Ärendet har nummer {feedback.Number}. Så här står det:",
                // Marked as somebody else's words: anybody can write them.
                string.Join("\n", feedback.Text.Split('\n').Select(line => $"> {line}")),
                feedback.Contact == null ? "Den som skrev har inte uppgett hur vi kan svara." : $"Den som skrev vill ha svar: {feedback.Contact}",
                "Det som har kommit in är en allmän handling. Registrera den och svara så snart du kan. Stämmer synpunkten, lägg till bristen i tillgänglighetsredogörelsen tills den är åtgärdad.",
                "Mejlet kommer från FollowUp. Du får det som samordnare, och bara en gång.",
            ]);
    }

    public static class Privacy
    {
        public const string Title = "Så behandlar vi personuppgifter";
        public const string Intro = "Här står vilka personuppgifter som finns i FollowUp, varför de behövs och vilka rättigheter du har.";
        public const string WhoTitle = "Vem ansvarar";
        public const string WhatTitle = "Vilka uppgifter det gäller";
        public const string NoCases = "Svaren ska handla om arbetet, inte om enskilda personer. Inga beslut fattas automatiskt utifrån uppgifterna.";
        public const string WhyTitle = "Varför";
        public const string Why = "Uppgifterna behövs för att vi ska kunna skicka enkäten till rätt personer, påminna dem som inte har svarat och visa vem som har svarat vad och när.";
        public const string LegalBasis = "Den rättsliga grunden är att behandlingen är nödvändig för att utföra en uppgift av allmänt intresse: att följa upp kommunens handlingsplaner (artikel 6.1 e i dataskyddsförordningen).";
        public const string FromTitle = "Varifrån uppgifterna kommer";
        public const string From = "Namn, roll, enhet och e-postadress kommer från kommunens register över kontaktpersoner, eller från den som har lämnat över ett avsnitt till dig. Övriga uppgifter kommer till när du använder tjänsten.";
        public const string ToTitle = "Vem som får del av dem";
        public const string To = "De som arbetar med uppföljningen i kommunen. Det som har skickats in är allmän handling och kan lämnas ut till den som begär det, om inte sekretess hindrar det. I uppföljningsrapporten står namn och roll på den som har skickat in ett svar.";
        public const string Processors = "De företag som driver servern och skickar våra mejl behandlar uppgifterna för kommunens räkning, som personuppgiftsbiträden. Fråga oss om du vill veta vilka de är och i vilka länder de behandlar uppgifterna.";
        public const string HowLongTitle = "Hur länge de sparas";
        public const string HowLong = "Så länge som kommunens plan för bevarande och gallring anger. Ingenting försvinner av sig självt ur tjänsten.";
        public const string CookiesTitle = "Kakor och spårning";
        public const string Cookies = "Sidorna där enheterna svarar sätter inga kakor. Den som loggar in för att samordna uppföljningen får kakor av inloggningen, och de används bara till att hålla reda på vem som är inloggad. Tjänsten använder ingen spårning. Vi registrerar inte om du har öppnat ett mejl eller klickat på en länk i det.";
        public const string RightsTitle = "Dina rättigheter";
        public const string Rights = "Du har rätt att få veta vilka uppgifter om dig som behandlas och att få en kopia av dem, att få felaktiga uppgifter rättade och att invända mot behandlingen. I vissa fall kan du också få behandlingen begränsad eller uppgifter raderade, men allmänna handlingar måste ofta bevaras.";
        public const string Ask = "Frågor om personuppgifter:";
        public const string Complain = "Tycker du att vi behandlar uppgifterna fel kan du klaga hos Integritetsskyddsmyndigheten (IMY).";

        public static IReadOnlyList<string> What { get; } =
        [
            "Kontaktpersoner, ersättare och chefer: namn, roll, enhet och e-postadress i arbetet.",
            "Kollegor som får ett avsnitt överlämnat: namn och e-postadress i arbetet.",
            "Den som svarar: namnet och rollen som anges när svaren skickas in, vad som har sparats och skickats in och när.",
            "Mejl som vi har skickat: till vilken adress och när.",
            "Den som kommenterar en förhandsvisning: namn, kommentarer och när de skrevs.",
            "Den som lämnar synpunkter på tillgängligheten: det som står i formuläret och när det kom in.",
        ];

        public static string Who(string municipality) => $"{municipality} ansvarar för tjänsten. Personuppgiftsansvarig är den nämnd som genomför uppföljningen.";
    }

    public static class Preview
    {
        public const string Deadline = "sista svarsdag";
        public const string Close = "omgången stängs, om ingen stänger den tidigare";
        public const string Nothing = "Ingenting har skickats än. Ingen enhet har fått någon enkät.";
        public const string Departments = "Enheternas enkäter";
        public const string TimelineTitle = "Tidslinje";
        public const string ScheduleTitle = "Mejl som skickas om ingen svarar";
        public const string FindingsTitle = "Att se över";
        public const string ObstaclesTitle = "Hindrar att omgången öppnas";
        public const string NothingFound = "Inget att anmärka.";
        public const string CommentsTitle = "Kommentarer";
        public const string NoComments = "Ingen har kommenterat än.";
        public const string WriteComment = "Skriv en kommentar";
        public const string CommentHint = "Samordnaren och alla som har fått en länk till förhandsvisningen kan läsa den.";
        public const string CommentOnRound = "Kommentera omgången";
        public const string CommentOnForm = "Kommentera enkäten";
        public const string Send = "Skicka kommentaren";
        public const string Saved = "Kommentaren är sparad.";
        public const string Empty = "Skriv en kommentar först.";
        public const string OddCharacters = "Kommentaren innehåller styrtecken som inte kan sparas. Skriv in texten på nytt.";
        public const string ErrorSummary = "Kommentaren är inte sparad";
        public const string Back = "Tillbaka till översikten";
        public const string FormHint = "Så här ser enkäten ut för enheten. Här går det inte att svara.";
        public const string OverTitle = "Förhandsvisningen är avslutad";
        public const string TypedTitle = "Kommentaren är inte sparad";
        public const string NotADraft = "Omgången har redan öppnats. Bara en omgång som inte har öppnats kan förhandsvisas.";
        public const string FormLegend = "Enkäten, som enheten ser den";

        public static string RevokedLink(string name) => $"”{name}” hade en länk som är återkallad. Skriv namnet på ett annat sätt för att få en ny.";

        public static string NoLink(string name) => $"”{name}” har ingen länk till den här omgångens förhandsvisning.";

        public const string LinkNotJson = "Skicka JSON med namnet på den som ska få länken: {\"name\": \"…\"}.";

        public static string Title(Round round) => $"Förhandsvisning: {round.Title}";

        public static string FormTitle(string department) => $"Förhandsvisning av enkäten till {department}";

        public static string Intro(Round round) =>
            $"Sidan visar vad enheterna ska få frågor om i {PlanNames(round)}, vem som får dem och när. Skriv en kommentar om något bör ändras. Samordnaren ({round.ContactEmail}) läser den.";

        public static string LinkOf(string name) => $"Länken är utställd på {name}. Dina kommentarer visas under det namnet.";

        public static string Over(Round round) =>
            $"{round.Title} {(round.OpenedAt == null ? "blir inte av" : "har öppnats")}. Tack för hjälpen. Kommentarer tas inte längre emot här. Skriv till {round.ContactEmail} om du vill ta upp något.";

        public static string BadName(int longest) => $"name: ska vara en enda rad med 1–{longest} tecken.";

        public static string TooManyComments(int most) => $"Förhandsvisningen har redan {most} kommentarer och tar inte emot fler. Kontakta samordnaren.";

        public static string By(PreviewComment comment) => $"{comment.Name}, {Moment(comment.At)}, om {comment.Department ?? "hela omgången"}";

        private static string Kind(RungKind kind) => kind switch
        {
            RungKind.Invitation => "inbjudan",
            RungKind.Reminder => "påminnelse",
            RungKind.Overdue => "mejl om att svarstiden har gått ut",
            RungKind.Deputy => "mejl till ersättarna",
            RungKind.Head => "mejl till cheferna",
            _ => "besked till samordnaren i dagens sammanställning",
        };

        public static string Rung(Round round, Rung rung, PlannedStep? step) =>
            // The digest has an hour of its own.
            $"{(rung.Kind == RungKind.Coordinator ? "" : $"kl. {StockholmTime.Local(rung.At).ToString("HH'.'mm", Swedish)} ")}{Kind(rung.Kind)}{(step == null ? "" : Moved(round, step))}";

        public static string Fallen(Round round, PlannedStep step)
        {
            var why = step.Fate switch
            {
                StepFate.BeforeOpening => "Då har inbjudan inte hunnit skickas, eller så skickas den samma dag.",
                StepFate.AfterClose => "Då är omgången stängd.",
                _ => "Samma mottagare får ett annat mejl den dagen.",
            };
            return $"Skickas inte: {Kind(step.Rung.Kind)} {LongDay(StockholmTime.DayOf(step.Rung.At))}{Moved(round, step)}. {why}";
        }

        private static string Moved(Round round, PlannedStep step) => StockholmTime.DayOf(step.Rung.At) == step.Plain
            ? ""
            : $" (i stället för {LongDay(step.Plain)}, som {WhyOff(round.Days, step.Plain)})";

        public static string OpensLate(Round round) => $"Öppningsdagen {LongDay(round.Opens)} har passerat: inbjudningarna skickas så snart omgången öppnas.";

        public static string InvitedOnDayOff(WorkingDays days, DateOnly day) => $"Inbjudningarna skickas {LongDay(day)}, som {WhyOff(days, day)}.";

        public static string DeadlineOnDayOff(WorkingDays days, DateOnly day) => $"Sista svarsdag är {LongDay(day)}, som {WhyOff(days, day)}.";

        public static string NobodyToTell(Rung rung, IReadOnlyList<string> departments) => $"{Heading(rung.Kind, rung.At)}: det finns ingen mottagare för {And(departments)} i registret.";

        public static string OnlyOutdated(Rung rung, IReadOnlyList<string> departments) =>
            $"{Heading(rung.Kind, rung.At)}: ingen av mottagarna i {And(departments)} är längre aktuell enligt registret.";

        public static string NoDeputy(IReadOnlyList<string> departments) => $"Ingen ersättare finns i {And(departments)}.";

        public static string PlanWarning(Finding warning) => $"Planens fil {warning.File}, rad {warning.Line}: {warning.Message}";

        public static string Asked(Round round, PreviewedDepartment department) => string.Join(" ", new[]
        {
            (department.Responsible, department.CoResponsible) switch
            {
                (0, 0) when round.Kind == Rounds.RoundKind.Consultation => "Frågor om förslaget som helhet och om varje del av det.",
                (0, 0) => "Bara gemensamma frågor.",
                (var own, 0) => $"{Measures(own)} som ansvarig.",
                (0, var shared) => $"{Measures(shared)} som medansvarig.",
                var (own, shared) => $"{Measures(own)} som ansvarig och {shared} som medansvarig.",
            },
            department.New.Count == 0 ? null : $"Nya sedan förra gången: {And(department.New)}.",
            department.Dropped.Count == 0 ? null : $"Inte längre med: {And(department.Dropped)}.",
            department.Earlier == 0 ? null : $"Förra svaret visas på {Count(department.Earlier, "ställe", "ställen")}.",
            $"Ungefär {department.Minutes} minuter.",
        }.OfType<string>());

        public static string Comments(int count) => Count(count, "kommentar", "kommentarer");

        public static string Mailing(PreviewedRung rung) => $"{Heading(rung.Kind, rung.At)}{(rung.Kind == RungKind.Coordinator ? "" : $", {Count(rung.Mails.Count, "mejl", "mejl")}")}";

        private static string Heading(RungKind kind, DateTimeOffset at) => $"{Capital(LongDay(StockholmTime.DayOf(at)))}, {Kind(kind)}";

        public static string Total(int mails) => $"Sammanlagt {Count(mails, "mejl", "mejl")} till enheterna. Enheter som har skickat in allt får inga fler.";

        /// <summary>To whom, without addresses: "Kontaktperson: Socialnämnden och Kommunstyrelsen".</summary>
        public static IEnumerable<string> To(PreviewedRung rung) => rung.Kind == RungKind.Coordinator
            ? ["Samordnaren får ett enda mejl om alla enheter som inte har skickat in allt, tillsammans med annat som är nytt den dagen. Ingen annan får något mejl."]
            : rung.Mails
                .GroupBy(mail => mail.Role)
                .OrderBy(mails => mails.Key)
                .Select(mails => $"{Capital(Role(mails.Key))}: {And(mails.Select(mail => mail.Department).Distinct().ToList())}");

        private static string WhyOff(WorkingDays days, DateOnly day) =>
            days.Quiet.Any(period => period.Contains(day)) ? "ligger i en period utan utskick"
            : !WorkingDays.Office.IsWorkingDay(day) ? "inte är en arbetsdag"
            : "är en klämdag";
    }

    public static class Drafting
    {
        public const string NotJson = "Omgången måste vara JSON som i seeds/rounds.";

        public static string JsonFault(long? line, string? path) => $"{NotJson} Det går inte att läsa rad {(line ?? 0) + 1}{(path is null or "$" ? "" : $", vid {path}")}.";

        public const string DeadlineBeforeOpening = "deadline: sista svarsdag är före öppningsdagen.";
        public const string ClosesBeforeDeadline = "closes: omgången stängs före sista svarsdag.";
        public const string InvitationInLadder = "ladder: varje steg ska vara reminder, overdue, deputy, head eller coordinator. Inbjudan skickas alltid när omgången öppnas.";
        public const string SameStepTwice = "ladder: samma steg står två gånger.";
        public const string WrongSideOfDeadline = "ladder: påminnelser (reminder) kommer senast på sista svarsdag (daysFromDeadline högst 0). Mejl om att svarstiden har gått ut (overdue), till chefen (head) och till samordnaren (coordinator) kommer efter den (minst 1).";
        public const string NothingButQuiet = "days.quiet: perioderna utan utskick lämnar inte en enda arbetsdag kvar.";
        public const string BadDiaryNumbers = "diaryNumbers: högst tio diarienummer, vart och ett på en rad.";
        public const string NobodyAsked = "Ingen enhet får någon enkät. Kontrollera planerna och registret.";
        public const string TooLate = "Omgången kan inte öppnas: sista svarsdag har passerat. Ändra datumen i en ny omgång.";
        public static string UnknownVersion(string version, IReadOnlyList<ReportVersion> versions) =>
            $"version: rapporten finns inte i version ”{version}”. {(versions.Count == 1 ? "Det finns bara version 1." : $"Det finns version {And(versions.Select(known => $"{known.Number}").ToList())}.")}";

        public const string NoReport = "Omgången har ingen rapport än. Den sammanställs när omgången stängs.";

        public static string BadId(string? id) => $"id: ”{id}” måste vara 1–40 små bokstäver (a–z), siffror och bindestreck.";

        public static string Missing(string field) => $"{field}: saknas.";

        public static string NotALine(string field, int longest) => $"{field}: måste vara en enda rad med högst {longest} tecken.";

        public static string OddYear(int first, int last) => $"opens, closes: åren måste ligga mellan {first} och {last}.";

        public static string BadStep(int most) => $"ladder: varje steg måste ha kind och daysFromDeadline (högst {most} dagar från sista svarsdag).";

        public static string BadQuietDay(string? day) => $"days.quiet: ”{day}” är ingen dag på året. Skriv månad och dag som 07-31.";

        public static string TooManyQuietPeriods(int most) => $"days.quiet: högst {most} perioder utan utskick.";

        public static string BadContact(string? email) => $"contactEmail: ”{email}” är ingen e-postadress.";

        public static string LadderTooLong(int longest) => $"ladder: högst {longest} steg.";

        public static string NoPlan(string planId) => $"plans: det finns ingen plan ”{planId}”. Importera den först.";

        public static string Exists(string id) => $"id: det finns redan en omgång ”{id}”.";

        public static string Unknown(string id) => $"Det finns ingen omgång ”{id}”.";

        public static string Orphaned(Undecided orphan) =>
            $"Åtgärd {orphan.Measure} har ingen ansvarig: ingen svarar för ”{orphan.Party}” när omgången öppnas. Ange i registret vem som har tagit över, eller importera en ny version av planen och gör en ny omgång.";

        public const string NobodyBound = "plans: ingen av planerna har åtgärder att följa upp. Inriktningar följs upp genom de planer som länkar till dem.";

        public static string BadPlans(int most) => $"plans: ska vara en lista med en till {most} olika planers id.";

        public static string TooManyReminders(int most) => $"ladder: högst {most} påminnelser (reminder och overdue) till dem som ska svara. Låt chefen (head) och samordnaren (coordinator) ta vid.";
    }

    /// <summary>Why something cannot be done to a round.</summary>
    public static class Acts
    {
        public const string TooLateToPause = "Det går inte längre: omgångens sista dag har gått ut, och den stängs.";
        public const string TooLateToResume = "Omgången kan inte återupptas: den sista dagen har gått ut. Förläng den först, eller stäng den.";
        public const string ReasonMissing = "Skriv varför omgången avbryts.";
        public const string ReopenReasonMissing = "Skriv varför omgången öppnas igen.";
        public const string ExtensionReasonMissing = "Skriv varför svarstiden förlängs.";
        public const string ExemptionReasonMissing = "Skriv varför enheten inte behöver svara.";
        public const string DayMissing = "Ange dagen.";
        public const string NothingMoved = "Dagarna är desamma som nu. Välj en senare sista svarsdag, en senare stängningsdag eller båda.";
        public const string ClosesBeforeDeadline = "Omgången kan inte stängas före sista svarsdagen.";
        public const string DeadlineNotAhead = "Den nya sista svarsdagen måste ligga efter i dag.";
        public const string CannotCancelReopened = "Omgången kan inte avbrytas: den har stängts en gång och har en rapport. Stäng den i stället.";
        public const string ReportIsBeingCompiled = "Omgången kan inte öppnas igen än: rapporten håller på att sammanställas. Försök igen om en stund.";

        public const string ReasonNotJson = "Skicka JSON med anledningen: {\"reason\": \"…\"}.";
        public const string ReturnNotJson = "Skicka JSON med avsnittet och frågan: {\"section\": \"1:3\", \"question\": \"…\"}.";
        public const string ReopeningNotJson = "Skicka JSON med anledningen och de nya dagarna: {\"reason\": \"…\", \"deadline\": \"2026-04-10\", \"closes\": \"2026-04-24\"}.";
        public const string ExtensionNotJson = ReopeningNotJson;
        public const string MoreTimeNotJson = "Skicka JSON med anledningen och den nya dagen: {\"reason\": \"…\", \"deadline\": \"2026-03-13\"}.";
        public const string ContactNotJson = "Skicka JSON med kontakten och, för en ny, namn och e-post: {\"contact\": \"contact\", \"name\": \"…\", \"email\": \"…\"}.";

        public static string OddYear(int last) => $"Året får vara högst {last}.";

        public const string QuestionMissing = "Skriv frågan: vad enheten ska komplettera i svaret.";
        public const string OddQuestion = "Frågan innehåller styrtecken som inte kan sparas. Skriv in den på nytt.";

        public static string BadReason(int longest) => $"Anledningen ska vara en enda rad med högst {longest} tecken.";

        public static string BadName(int longest) => $"Namnet ska vara en enda rad med högst {longest} tecken.";

        public static string DoesNotAsk(string departmentId) => $"Omgången frågar inte enheten ”{departmentId}”.";

        public static string NotAsked(string departmentId, string sectionId) => $"Enheten ”{departmentId}” har inget avsnitt ”{sectionId}” i omgångens enkät.";

        public static string NothingToReturn(string department, Section section) => $"{department} har inte skickat in något svar på ”{Heading(section)}”.";

        public static string HasNothingLeft(string department) => $"{department} har skickat in allt och har inget kvar att göra.";

        public static string HasSubmitted(string department) => $"{department} har redan skickat in svar och kan inte undantas: det som är inskickat räknas. Är resten inaktuellt kan enheten skriva det i sina svar.";

        public static string IsExempt(string department) => $"{department} är undantagen. Häv undantaget först.";

        public static string IsNotExempt(string department) => $"{department} är inte undantagen.";

        public static string NotInvitedYet(string department) => $"Inbjudan till {department} har inte gått ut än.";

        public static string RemindedToday(string department) => $"{department} har redan fått en påminnelse i dag.";

        public static string RemindedEnough(string department, int most) => $"{department} har redan påmints {most} gånger, som är det mesta i en omgång. Ring i stället, eller tala med chefen.";

        public static string NotLater(Round round) => $"Svarstiden kan bara bli längre: sista svarsdag är {Day(round.Deadline)} och omgången stängs {Day(round.Closes)}.";

        public static string AfterClose(Round round) => $"Omgången stängs {Day(round.Closes)}. Förläng den först för alla om enheten ska få längre tid än så.";

        public static string ExtendedMeanwhile(Round round) => $"Någon annan har flyttat sista svarsdagen till {Day(round.Deadline)}. Se efter om det räcker, och förläng annars på nytt.";

        public static string NoContact(string department, string? contact) => $"{department} har ingen kontakt ”{contact}” att skicka till.";

        public static string IsContactAlready(string department, string email) => $"{email} är redan kontakt för {department}.";

        public static string ContactChangedMeanwhile(string email) => $"Någon annan har bytt ut kontakten: adressen är nu {email}. Se efter om det är rätt, och byt annars på nytt.";

        public static string CannotReturn(RoundState state) => $"Det går inte att be om komplettering: omgången är {State(state)}.";

        public static string CannotWrite(RoundState state) => $"Inget mejl kan skickas: omgången är {State(state)}.";

        public static string CannotChange(RoundState state) => $"Inget kan ändras för enheten: omgången är {State(state)}.";

        public static string CannotOpen(RoundState state) => Cannot("öppnas", state);

        public static string CannotClose(RoundState state) => Cannot("stängas", state);

        public static string CannotPause(RoundState state) => Cannot("pausas", state);

        public static string CannotResume(RoundState state) => Cannot("återupptas", state);

        public static string CannotCancel(RoundState state) => Cannot("avbrytas", state);

        public static string CannotExtend(RoundState state) => Cannot("förlängas", state);

        public static string CannotReopen(RoundState state) => Cannot("öppnas igen", state);

        public static string NoFlags(RoundState state) => $"Det finns inga iakttagelser: omgången är {State(state)}.";

        private static string Cannot(string act, RoundState state) => $"Omgången kan inte {act}: den är {State(state)}.";
    }

    /// <summary>Why the coordinator's assessment of a chapter is not taken.</summary>
    public static class Assessing
    {
        public const string NotJson = "Skicka JSON med texten, och med versionen av den text som den ska ersätta: {\"text\": \"…\", \"before\": 0}.";
        public const string WrittenMeanwhile = "before: någon annan har ändrat bedömningen. Läs det som står där nu, skriv ihop texterna och skicka igen med dess version som before.";

        public static string BadText(int longest) => $"Högst {longest.ToString("N0", Swedish)} tecken, utan andra styrtecken än radbrytningar och tabbar.";

        public static string UnknownChapter(string chapter, IReadOnlyList<string> known) => $"Rapporten har inget kapitel ”{chapter}”. Kapitlen är {And(known)}.";
    }

    public static class Calendar
    {
        /// <summary>"2025", "första halvåret 2025", "mandatperioden 2023–2026", "2024–2025"</summary>
        public static string Period(DuePeriod period) => period.Kind switch
        {
            Rounds.RoundKind.HalfYear => $"första halvåret {period.First}",
            Rounds.RoundKind.MandatePeriod => $"mandatperioden {Years(period)}",
            _ => Years(period),
        };

        public static string RoundTitle(DuePeriod period) => period.Kind switch
        {
            Rounds.RoundKind.HalfYear => $"Halvårsuppföljning {period.First}",
            Rounds.RoundKind.MandatePeriod => $"Uppföljning för mandatperioden {Years(period)}",
            Rounds.RoundKind.Biennial => $"Uppföljning för {Years(period)}",
            _ => $"Årlig uppföljning {period.First}",
        };

        public static string Sentence(CalendarEntry entry) => entry switch
        {
            DueRound due => $"{RoundTitle(due.Period)} av {Names(due)}. Öppnas {LongDay(due.Opens)}, sista svarsdag {LongDay(due.Deadline)}. {Stage(due)}",
            FollowUpObligation { Kind: ObligationKind.Yearly } floor =>
                // A year is followed up in the year after it.
                $"Planen ”{floor.Plan.Title}” ska följas upp minst en gång om året. {Finished(floor, $"Uppföljningen för {floor.LastDay.Year - 1}")}",
            FollowUpObligation floor => $"Planen ”{floor.Plan.Title}” ska enligt lag (2023:196) följas upp minst vartannat år och redovisas för kommunfullmäktige. " +
                Finished(floor, "Nästa uppföljning"),
            PlanEnd { Successor: { } successor } end => $"Sista dagen för planen ”{end.Plan.Title}” är {LongDay(end.Plan.End)}. Planen {successor} ersätter den.",
            PlanEnd end => $"Planen ”{end.Plan.Title}” {(end.Status == ObligationStatus.Missed ? "gällde" : "gäller")} till och med {LongDay(end.Plan.End)}. Ingen plan ersätter den än.",
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, null),
        };

        private static string Finished(FollowUpObligation floor, string what) =>
            $"{what} {(floor.Status == ObligationStatus.Missed ? "skulle ha varit" : "ska vara")} avslutad senast {LongDay(floor.LastDay)}. {Done(floor.Status)}";

        public static string OpeningEvent(DueRound due) => $"{RoundTitle(due.Period)} öppnas: {Titles(due)}";

        public static string DeadlineEvent(DueRound due) => $"Sista svarsdag: {RoundTitle(due.Period)}, {Titles(due)}";

        public static string FloorEvent(FollowUpObligation floor) => $"Senast i dag: uppföljning av {floor.Plan.Title} avslutad";

        public static string EndEvent(PlanEnd end) => $"Sista dagen: {end.Plan.Title}";

        public const string ToRound = "Se omgången och vad du kan göra";
        public const string ToPlan = "Se planen";
        public const string ToDesk = "Se alla planer och omgångar";

        /// <param name="opensItself">On its opening day.</param>
        /// <param name="today">After the opening day the coordinator decides.</param>
        public static News Drafted(DueRound due, Round round, bool opensItself, DateOnly today) => new(
            $"{(opensItself ? "Förberedd" : "Att öppna")}: {round.Title}, {round.PlanTitle}",
            [
                $"{round.Title} av {Names(due)} är förberedd. Omgången heter {round.Id}. Den ska öppnas {LongDay(round.Opens)}, sista svarsdag är {LongDay(round.Deadline)} och den stängs {LongDay(round.Closes)}.",
                opensItself ? $"Granska den före dess. Den öppnas av sig själv på öppningsdagens morgon, om inget hindrar det. Vill du ha andra datum? Förbered och öppna då en egen omgång innan dess."
                    : today >= round.Opens ? "Granska den och öppna den så snart du kan. Ingen enhet får något mejl förrän du har öppnat den. Vill du ha andra datum? Förbered då en egen omgång i stället."
                    : "Granska den och öppna den senast på öppningsdagen. Ingen enhet får något mejl förrän du har öppnat den. Vill du ha andra datum? Förbered då en egen omgång i stället.",
                .. SignOff(due.Plans[0]),
            ]);

        public static News NotDrafted(DueRound due, IReadOnlyList<string> problems) => new(
            $"Kunde inte förberedas: {RoundTitle(due.Period)}, {Titles(due)}",
            [
                $"{RoundTitle(due.Period)} av {Names(due)} ska öppnas {LongDay(due.Opens)}, men omgången kunde inte förberedas:",
                Items(problems),
                "Åtgärda det, så förbereds omgången nästa morgon, eller förbered den själv.",
                .. SignOff(due.Plans[0]),
            ]);

        public static News NotOpened(DueRound due, Round round, IReadOnlyList<string> obstacles) => new(
            $"Kunde inte öppnas: {round.Title}, {round.PlanTitle}",
            [
                $"Omgången {round.Id} skulle öppnas {LongDay(round.Opens)}, men det går inte:",
                Items(obstacles),
                $"Ingen enhet har fått något mejl. Ett nytt försök görs varje morgon till och med sista svarsdag, {LongDay(round.Deadline)}.",
                .. SignOff(due.Plans[0]),
            ]);

        public static News About(FollowUpObligation floor) => new(
            floor.Status == ObligationStatus.Missed ? $"Uppföljningen har inte gjorts i tid: {floor.Plan.Title}" : $"Att göra: uppföljning av {floor.Plan.Title} senast {Day(floor.LastDay)}",
            [
                Sentence(floor),
                floor.Status == ObligationStatus.Missed
                    ? $"Gör uppföljningen så snart det går{(floor.Kind == ObligationKind.Statutory ? " och redovisa den för kommunfullmäktige" : "")}."
                    : $"Förbered en omgång, eller se till att den som pågår stängs i tid.{(floor.Kind == ObligationKind.Statutory ? " Rapporten ska till kommunfullmäktige." : "")}",
                .. SignOff(floor.Plan),
            ]);

        public static News About(PlanEnd end) => new(
            end.Status == ObligationStatus.Missed ? $"Planen har upphört utan att ersättas: {end.Plan.Title}" : $"Planen upphör {Day(end.Plan.End)}: {end.Plan.Title}",
            [
                Sentence(end),
                $"{(end.Status == ObligationStatus.Missed ? "Det finns ingen plan som gäller efter den." : "En ny plan behöver finnas innan den upphör.")} Importera den nya när den är beslutad, och skriv ”ersätter: {end.Plan.Id}” i den. Då följer de tidigare svaren med.",
                .. SignOff(end.Plan),
            ]);

        private static string Years(DuePeriod period) => period.First == period.Last ? $"{period.First}" : $"{period.First}–{period.Last}";

        private static string Titles(DueRound due) => And(due.Plans.Select(plan => plan.Title).ToList());

        private static string Names(DueRound due) =>
            $"{(due.Plans.Count == 1 ? "planen" : "planerna")} {And(due.Plans.Select(plan => $"”{plan.Title}”").ToList())}";

        private static string Stage(DueRound due) => due.CoveredBy switch
        {
            null => "Ingen omgång är förberedd än.",
            { State: RoundState.Draft } round => $"Omgången {round.Id} är förberedd men inte öppnad.",
            { State: RoundState.Open } round => $"Omgången {round.Id} pågår.",
            { State: RoundState.Paused } round => $"Omgången {round.Id} är pausad.",
            var round => $"Omgången {round.Id} är stängd.",
        };

        private static string Done(ObligationStatus status) => status switch
        {
            ObligationStatus.Met => "Det är gjort.",
            ObligationStatus.Missed => "Det blev inte gjort i tid.",
            _ => "Det är inte gjort än.",
        };

        private static string Items(IEnumerable<string> items) => string.Join("\n", items.Select(item => $"– {item}"));

        private static IEnumerable<string> SignOff(ActionPlan plan) => [plan.Municipality, "Mejlet kommer från kalendern i FollowUp. Du får det som samordnare, och bara en gång."];
    }

    public static class Plan
    {
        public static string Unknown(string id) => $"Det finns ingen plan ”{id}”.";

        public static string Undecided(Undecided undecided) => undecided switch
        {
            { Orphaned: true } => $"Åtgärd {undecided.Measure} har ingen ansvarig: ingen svarar längre för ”{undecided.Party}”. Bestäm vem som tar över.",
            { Heirs.Count: 0 } => $"Åtgärd {undecided.Measure}: ingen svarar längre för ”{undecided.Party}”. Bestäm vem som tar över dess del.",
            _ => $"Åtgärd {undecided.Measure}: ”{undecided.Party}” har delats i {And(undecided.Heirs)}. Alla svarar tills någon har bestämt vem av dem som ansvarar.",
        };

        public static string Gap(ActionPlan plan, DirectionGap gap) => gap.Need == null
            ? $"Inriktning {gap.Number} {gap.Title}: ingen åtgärd i någon plan."
            : $"Inriktning {gap.Number} {gap.Title}: ingen åtgärd på {And(gap.Need.Levels.Select(plan.WordFor).ToList())} nivå ({gap.Need.Text}).";
    }

    public static class Import
    {
        /// <summary>Of a file that came without one.</summary>
        public const string NoName = "fil-utan-namn";

        public const string NotAMapping = "Filen måste innehålla ett YAML-dokument med nycklar överst.";
        public const string EndsBeforeStart = "till: slutdatumet ligger före startdatumet.";
        public const string TooLarge = "Filen är större än 2 MB.";
        public const string NotYaml = "Från och med den här raden går filen inte att läsa som YAML. Kontrollera indrag, kolon och citattecken. Alias (*) får inte användas.";
        public const string NotCsv = "Från och med den här raden går filen inte att läsa som en tabell. Kontrollera citattecknen.";
        public const string LevelWords = "nivåord: måste vara planens tre olika ord för universell, selektiv och indikerad, i den ordningen.";
        public const string ManyToMany = "En övergång är en sammanslagning (flera till en) eller en delning (en till flera). Skriv flera övergångar.";
        public const string NoSecurity = "Ingen enhet har en säkerhetsrepresentant bland sina kontakter.";
        public const string PluralEnding = "(nämnderna|förvaltningarna|bolagen|kontoren|styrelserna|råden)$";
        public const string Workbook = "Arbetsböcker kan inte läsas. Spara tabellen som CSV i kalkylprogrammet.";
        public const string OwnParent = "överordnad: en plan kan inte vara överordnad sig själv.";
        public const string ReplacesItself = "ersätter: en plan kan inte ersätta sig själv.";
        public const string LevelsPerNeed = "nivåer: ett behov får ha högst två olika preventionsnivåer.";

        public static string UnknownKey(string key, IEnumerable<string> known) => $"”{key}” är okänt här. Det här får stå: {string.Join(", ", known)}.";

        public static string RepeatedKey(string key) => $"”{key}” står två gånger.";

        public static string NoTable(string first) => $"Tabellen måste börja med en rubrikrad och därefter en rad av slaget ”{first}”.";

        public static string NoKindColumn(string column, IEnumerable<string> kinds) => $"Kolumnen ”{column}” saknas. Den säger vad varje rad är: {string.Join(", ", kinds)}.";

        public static string UnknownRow(string kind, IEnumerable<string> known) => $"rad: ”{kind}” måste vara något av {string.Join(", ", known)}.";

        public static string RowOutOfPlace(string kind) => $"rad: ”{kind}” har ingen rad ovanför sig som den hör till.";

        public static string CellOutOfPlace(string column, string kind) => $"{column}: ska vara tom på en rad av slaget ”{kind}”.";

        public static string Missing(string key) => $"{key}: saknas.";

        public static string NotOneLine(string key) => $"{key}: måste vara en enda rad utan styrtecken.";

        public static string LineTooLong(string key, int longest) => $"{key}: högst {longest} tecken.";

        public static string DuplicateArea(int number) => $"nummer: fokusområde {number} finns redan i planen.";

        public static string DuplicateGoal(string id) => $"id: målet {id} finns redan i planen.";

        public static string TooManyMeasures(string name, int most) => $"”{name}” har fler än {most} åtgärder. Dela upp enheten eller planen.";

        public static string TooManyContacts(string name, int most) => $"kontakter: ”{name}” har fler än {most} kontakter. Använd en funktionsbrevlåda.";

        public static string NotText(string key) => $"{key}: måste vara text.";

        public static string NotAList(string key) => $"{key}: måste vara en lista.";

        public static string NotADate(string key, string text) => $"{key}: ”{text}” är inget datum. Skriv som 2024-01-31.";

        public static string NotANumber(string text) => $"nummer: ”{text}” är inget heltal.";

        public static string BadId(string id) => $"”{id}” måste vara 1–40 små bokstäver (a–z), siffror och bindestreck.";

        public static string BadMeasureNumber(string number) => $"nummer: ”{number}” är inget åtgärdsnummer. Skriv som 1:3.";

        public static string DuplicateMeasure(string number) => $"nummer: {number} finns redan i planen.";

        public static string DuplicateDepartment(string name) => $"”{name}” finns två gånger i registret.";

        public static string NobodyResponsible(string number) => $"ansvariga: åtgärd {number} har ingen ansvarig enhet.";

        public static string UnknownDepartment(string name, string? meant) => $"Enheten ”{name}” finns inte i registret.{Suggest(meant)}";

        public static string UnknownId(string id) => $"Ingen enhet i registret har id ”{id}”.";

        public static string TwiceInList(string text) => $"”{text}” står två gånger i samma lista.";

        public static string BoundTwice(string name) => $"”{name}” står två gånger för samma åtgärd.";

        public static string UnknownLevel(string word, string? meant) => $"”{word}” är ingen preventionsnivå.{Suggest(meant)}";

        public static string LevelsPerMeasure(string number) => $"nivåer: åtgärd {number} får ha högst två olika preventionsnivåer.";

        public static string UnknownGoal(string id, string? meant) => $"mål: ”{id}” finns inte bland planens mål.{Suggest(meant)}";

        public static string NotADirection(string text) => $"inriktningar: ”{text}” måste vara en plans id, ett mellanslag och inriktningens nummer.";

        public static string NobodyToAsk(string name) => $"kontakter: ”{name}” har ingen som kan få enkäten (kontaktperson, ersättare eller funktionsbrevlåda).";

        public static string NotAnAddress(string text) => $"e-post: ”{text}” är ingen e-postadress.";

        public static string NotOneOf(string key, string text, IEnumerable<string> words) => $"{key}: ”{text}” måste vara något av {string.Join(", ", words)}.";

        // What is probably not meant

        public static string NumberGap(string missing) => $"Nummer {missing} saknas i planen.";

        public static string AreaGap(int missing) => $"Fokusområde {missing} saknas i planen.";

        public static string OddNumber(string number, string? meant) => $"Nummer {number} följer inte planens numrering.{Suggest(meant)}";

        public static string NumberAsTime(string written, string meant) =>
            $"Ett kalkylprogram har gjort ett klockslag, {written}, av numret. Det läses som {meant}. Formatera kolumnen som text.";

        public static string RepeatedHeading(string title, string first) => $"Rubriken ”{title}” står redan vid {first}.";

        public static string OutsidePlan(string number) => $"Åtgärd {number} ligger utanför planens tid.";

        public static string NoLevel(string number) => $"Åtgärd {number} har ingen preventionsnivå, men andra åtgärder i planen har det.";

        public static string UnexpandedPlural(string name) =>
            $"”{name}” låter som flera men är en enda enhet i registret. Om de svarar var för sig: gör en grupp av dem i registret.";

        public static string FormerName(string name) => $"”{name}” är ett tidigare namn. Det läses som enheten i registret.";

        public static string UnknownParent(string plan) => $"överordnad: planen ”{plan}” är inte importerad.";

        public static string UnknownReplaced(string plan) => $"ersätter: planen ”{plan}” är inte importerad.";

        public static string UnknownPlan(string plan) => $"inriktningar: planen ”{plan}” är inte importerad, så länken kan inte kontrolleras.";

        public static string UnknownDirection(string plan, string number) => $"inriktningar: planen ”{plan}” har ingen inriktning {number}.";

        internal static string Suggest(string? meant) => meant == null ? "" : $" Menade du ”{meant}”?";
    }
}
