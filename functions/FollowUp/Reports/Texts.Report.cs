using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class ReportText
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
        public const string AnswersNote =
            "Senast inskickade version av varje svar, enhet för enhet. Numret framför varje svar är det som siffrorna hänvisar till.";
        public const string Assessment = "Samordnarens bedömning";

        public const string KeyFigures = "Nyckeltal";
        public const string KeyFigure = "Nyckeltal";
        public const string Number = "Antal";
        public const string OutOf = "Av";
        public const string ShareHeading = "Andel";
        public const string SystemRow =
            "Fast arbetssätt: uppdrag som görs återkommande eller enligt en skriftlig rutin, och som finns i verksamhetsplanen";
        public const string TimelyRow = "Uppföljning lämnad i tid: enheter";
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
        public const string LevelsNote =
            "En åtgärd räknas som gjord på en nivå, eller för en målgrupp, när minst en ansvarig enhet har angett den och svarat att "
            + "arbetet pågår, är genomfört eller är en del av det ordinarie arbetet. En åtgärd kan ha flera nivåer och målgrupper, och "
            + "enheterna kan ha arbetat på andra än planens. Andelarna för nivåer och målgrupper räknas bara av åtgärder där något har "
            + "gjorts.";
        public const string Statuses = "Hur långt enheterna har kommit";
        public const string Ways = "Hur arbetet görs, där något har gjorts";
        public const string WayHeading = "Arbetssätt";
        public const string BusinessPlan = "Finns i enhetens verksamhetsplan";
        public const string Involvement = "Har de medansvariga enheterna involverats?";
        public const string Answer = "Svar";
        public const string NoAnswer = "Framgår inte av svaren";
        public const string NotStated = "framgår inte av svaren";
        public const string NotStatedHeading = "Framgår inte";
        public const string CauseHeading = "Orsak";
        public const string CausesInWords = "Enheternas egna ord";
        public const string ResourceHeading = "Resurser";
        public const string ResourcesInWords = "Enheternas egna ord";
        public const string ConditionComments = "Vad som saknas, enligt enheterna";
        public const string Stances = "Enheternas inställning";
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
        public const string Systematic = "Görs med fast arbetssätt";
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
        public const string SystemShare = "Görs med fast arbetssätt";
        public const string History = "Vilka som har följt upp";
        public const string NotAsked = "Inte tillfrågad";
        public const string Outside = "Uppföljningar som gjordes utanför FollowUp";

        public static IReadOnlyList<string> OutsideHeadings => ["Period", "Klar", "Diarienummer", "Rapporten finns"];

        public static string Masked { get; } = $"Färre än {AnswerRules.SmallestSafeCount}";

        public static string Title(Round round) =>
            $"{(round.Kind == Plans.RoundKind.Consultation ? "Samrådsredogörelse" : "Uppföljningsrapport")}: {round.PlanTitle}";

        public static string Subtitle(Round round) => $"{round.Municipality}, {round.Title}";

        public static string Facts(Round round)
        {
            var (asked, closed) = (round.OpenedAt is { } opened ? Timetable.AskedOn(round, opened) : round.Opens,
                Timetable.ClosedOn(round));
            // Closed before its days had come.
            string Was(DateOnly day, string past, string otherwise) => $"{(day > closed ? otherwise : past)} {Day(day)}";
            var consultation = round.Kind == Plans.RoundKind.Consultation;
            var reopening = round is not { FirstClosed: { } first, ReopenedAt: { } reopened } ? ""
                : $" {(consultation ? "Samrådet" : "Uppföljningen")} stängdes första gången {Day(first)} och öppnades igen "
                    + $"{Day(StockholmTime.DayOf(reopened))}.";
            return $"{(consultation ? "" : $"Uppföljningen gäller {round.Period}. ")}"
                + $"Enkäten {Was(asked, "skickades", "skulle ha skickats")} och sista svarsdag "
                + $"{Was(round.Deadline, "var", "skulle ha varit")}. "
                + $"Svar togs emot till och med {Day(closed)}.{reopening} "
                + $"Diarienummer: {(round.DiaryNumbers.Count == 0 ? "–" : string.Join(", ", round.DiaryNumbers))}."
                + string.Concat(round.Plans.Where(plan => plan.Link != null).Select(plan => round.Plans.Count == 1
                    ? $" Planen finns på {plan.Link}." : $" ”{plan.Title}” finns på {plan.Link}."));
        }

        public static string ResponseRate(RoundKind kind, int complete, int partial, int missing, int all)
        {
            var (whole, part, nothing) = kind == Plans.RoundKind.Consultation
                ? ("angett sin inställning", "lämnat synpunkter men inte angett sin inställning", "inte svarat")
                : ("lämnat hela sin uppföljning", "lämnat en del", "inte lämnat någon uppföljning");
            if (all == 1 && complete == 0)
            {
                return $"Den enda tillfrågade enheten har {(partial == 1 ? part : nothing)}.";
            }
            var first = complete == all
                ? $"{(all == 1 ? "Den enda tillfrågade enheten" : all == 2 ? "Båda enheterna" : $"Alla {all} enheter")} har {whole}."
                : $"{complete} av {Count(all, "enhet", "enheter")} har {whole} ({Percent(complete, all)}).";
            string[] rest =
            [
                .. partial > 0 ? (string[])[$"{Count(partial, "enhet", "enheter")} har {part}"] : [],
                .. missing > 0 ? (string[])[$"{Count(missing, "enhet", "enheter")} har {nothing}"] : [],
            ];
            return rest.Length == 0 ? first : $"{first} {And(rest)}.";
        }

        public static string LateAnswers(int late) => late == 0 ? "Ingen enhet svarade efter svarstiden."
            : $"{Count(late, "enhet", "enheter")} svarade efter svarstiden.";

        public static string BalanceRow(PreventionLevel level) =>
            $"Fördelning på preventionsnivåer: åtgärder med arbete på {Level(level)} nivå";

        public static string AccountRow(RoundKind kind) => $"Redovisat i {Texts.Account(kind)}: uppdrag";

        public static string AccountShare(RoundKind kind) => $"I {Texts.Account(kind)}";

        public static string InAccount(RoundKind kind) => $"I {Texts.Account(kind)}";

        public static string Account(RoundKind kind) =>
            $"Redovisad i enhetens {(kind == Plans.RoundKind.HalfYear ? "delårsbokslut" : "årsbokslut eller verksamhetsberättelse")}";

        public static string LevelShare(PreventionLevel level) => $"{Capital(Level(level))} nivå";

        public static string DutiesNote(int duties) =>
            "Varje enhets ansvar för en åtgärd räknas som ett uppdrag: en åtgärd som tre enheter ansvarar för är tre uppdrag. "
            + $"Uppföljningen omfattar {Duties(duties)}.";

        public static string CausesNote(int notDone) =>
            $"För {Duties(notDone)} har enheten svarat att inget har gjorts. En enhet kan ange flera orsaker.";

        public const string ResourcesNote = "En enhet kan ange flera svar för samma uppdrag.";

        public static string ChangesNote(int compared) =>
            $"{(compared == 1 ? "Ett svar" : $"{compared} svar")} om status går att jämföra med det som enheten, eller den enhet vars "
            + "ansvar den har tagit över, svarade förra gången.";

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
            var consultation = round.Kind == Plans.RoundKind.Consultation;
            yield return (consultation ? "Varje enhet fick en egen enkät. Redogörelsen" : "Varje enhet fick en egen enkät om det som "
                + $"{(round.Plans.Count == 1 ? "planen" : "planerna")} ger den ansvar för. Rapporten")
                + " är sammanställd av det som enheterna har skickat in, utan ändringar. Det som bara har sparats som "
                + "utkast ingår inte. Har en enhet skickat in flera versioner av ett svar gäller den senaste.";
            if (figures.ResponseRate.Missing.Count + figures.ResponseRate.Partial.Count > 0 && consultation)
            {
                yield return "Alla har inte svarat på allt: det behöver inte betyda att de saknar synpunkter.";
            }
            else if (!consultation)
            {
                yield return "Uppgifterna är enheternas egna och har inte kontrollerats mot andra källor."
                    + (figures.ResponseRate.Missing.Count + figures.ResponseRate.Partial.Count == 0 ? ""
                        : " Alla har inte svarat på allt: att något inte är redovisat behöver inte betyda att inget har gjorts.");
            }
            if (round.ReopenedAt != null)
            {
                yield return "Omgången öppnades igen efter att den hade stängts. Det som kom in därefter räknas som i tid om det kom före "
                    + "den nya sista svarsdagen. Det som var sent före stängningen räknas fortfarande som sent.";
            }
            if (round.FirstDeadline is { } first)
            {
                yield return $"Svarstiden förlängdes för alla: sista svarsdagen flyttades från {Day(first)} till {Day(round.Deadline)}.";
            }
            if (answered.Departments.Where(work => round.For(work.Extension).Deadline != round.Deadline).ToList() is { Count: > 0 } later)
            {
                yield return "Egen, längre svarstid hade "
                    + $"{And(later.Select(work => $"{work.Department.Name} ({Day(work.Extension!.Deadline)})").ToList())}. Deras svar är i "
                    + "tid om de kom före den dagens slut.";
            }
            if (consultation)
            {
                yield break;
            }
            if (figures.KeyFigures.System != null)
            {
                yield return "Fast arbetssätt: ett uppdrag har ett fast arbetssätt när det görs återkommande eller enligt en skriftlig "
                    + "rutin och enheten svarar att det finns i verksamhetsplanen. Andelen räknas av de uppdrag där något har gjorts och "
                    + "båda frågorna är besvarade. Uppdrag där enheten har svarat att inget har gjorts räknas inte alls.";
            }
            yield return "Fördelning på preventionsnivåer: andelen av de åtgärder där något har gjorts och minst en ansvarig enhet har "
                + "uppgett nivå.";
            yield return "Uppföljning lämnad i tid: andelen enheter som har lämnat hela sin uppföljning i tid. Kompletteringar som "
                + "samordnaren har bett om räknas inte som sena.";
            yield return "Andelar räknas alltid av dem som har svarat på frågan. Hur många det är står under ”Av”, och hur många svar som "
                + "inte säger något om saken står under ”Framgår inte”. Ett svar som saknas, eller ”vet inte”, räknas aldrig som ett nej.";
            if (round.Plans.Count > 1)
            {
                yield return "En åtgärd som finns i flera av planerna räknas i var och en av dem. Enheten har bara fått frågan en gång.";
            }
            yield return $"I indikatorerna skrivs antal från 1 till {AnswerRules.SmallestSafeCount - 1} inte ut. Andelar skrivs alltid ut.";
        }

        public const string Sum = "Summa";

        public static string OwnAnswered(int answered, int asked) =>
            asked == 0 ? "Ingen enhet fick frågan."
                : asked == 1 ? $"Enheten som fick frågan har {(answered == 0 ? "inte " : "")}svarat på den."
                : answered == 0 ? $"Ingen av {Count(asked, "enhet", "enheter")} som fick frågan har svarat på den."
                : $"{answered} av {Count(asked, "enhet", "enheter")} som fick frågan har svarat på den.";

        public static string MeasureOf(MeasureFigures measure) => $"{measure.Number} {measure.Title}" + (measure.Due, measure.Page) switch
        {
            (null, null) => "",
            ({ } day, null) => $" (klart senast {Day(day)})",
            (null, { } page) => $" (sidan {page} i planen)",
            ({ } day, { } page) => $" (klart senast {Day(day)}, sidan {page} i planen)",
        };

        public static string MeasuresOf(int area) => $"Åtgärder i fokusområde {area}";

        public static string AreasOf(string plan) => $"Fokusområden: {plan}";

        public static string Area(int number, string title) => $"Fokusområde {number}: {title}";

        public static string AreaSentence(int reported, int done, int all) => all switch
        {
            0 => "Fokusområdet har inga åtgärder i uppföljningen.",
            1 => reported == 0 ? "Fokusområdets enda åtgärd är inte redovisad av någon ansvarig enhet."
                : "Fokusområdets enda åtgärd är redovisad av minst en ansvarig enhet, "
                + $"{(done == 1 ? "och något har gjorts." : "men ingen har uppgett att något har gjorts.")}",
            _ => Reported(reported, all, "områdets") + Done(reported, done, all),
        };

        /// <param name="whose">"planens".</param>
        private static string Reported(int reported, int all, string whose) =>
            reported == 0 ? $"Ingen av {whose} {all} åtgärder är redovisad av någon ansvarig enhet."
            : (reported < all ? $"{reported} av {whose} {all} åtgärder"
                : $"{Capital(whose)} {(all == 2 ? "båda" : $"alla {all}")} åtgärder")
                + $" är {(reported == 1 ? "redovisad" : "redovisade")} av minst en ansvarig enhet.";

        // Where nothing is reported nothing is known.
        private static string Done(int reported, int done, int all) => reported == 0 ? ""
            : done == 0 ? " Ingen har uppgett att något har gjorts i någon av dem."
            : done == reported ? $" I {(done == 1 ? "den" : done == 2 ? "båda" : $"alla {done}")} har något gjorts."
            : $" I {done} av dem har något gjorts.";

        public static string Missing(RoundKind kind) => kind == Plans.RoundKind.Consultation ? "Enheter som inte har angett sin inställning"
            : "Uppföljning som saknas";

        public static string Exempt(RoundKind kind, string department, string reason) =>
            $"{department} behövde inte lämna {(kind == Plans.RoundKind.Consultation ? "några synpunkter" : "någon uppföljning")} "
                + $"och räknas inte med i siffrorna. Skäl: {reason}";

        public static string NobodyMissing(RoundKind kind) => kind == Plans.RoundKind.Consultation ? "Alla enheter har svarat."
            : "Alla enheter har lämnat hela sin uppföljning.";

        public static string Reported(RoundKind kind) => kind == Plans.RoundKind.Consultation ? "Besvarat" : "Redovisade åtgärder";

        public static string By(Submission submission) => $"{submission.Name}, {submission.Role}";

        public static string Involved(string choice) => $"Involverad: {choice.ToLower(Swedish)}";

        public static string ShareOf(string share, int basis) => $"{share} av {basis}";

        public static string AlsoNotStated(int count) => $"{count} framgår inte";

        public static string RoleOf(SectionKind kind) => kind == SectionKind.Responsible ? "ansvarig" : "medansvarig";

        private static string Duties(int count) => Count(count, "uppdrag", "uppdrag");

        // As it is written

        public const string LinksNote = "Siffror och svar som är länkar leder till det som de bygger på.";
        public const string NoBasis = "Ingen siffra bygger på mer än ett svar.";
        public const string NoAnswers = "Inga svar har skickats in.";

        public static IReadOnlyList<string> AnswerColumns { get; } =
            ["Nummer", Department, "Avsnitt", RoleHeading, "Fråga", Answer, Received];

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

        public static string ChartDescription(IReadOnlyList<string> series) =>
            $"Liggande staplar som visar {And(series.Select(one => $"”{one}”").ToList())}. Tabellen nedan visar samma sak.";

        public static string NoTable(string name, IEnumerable<string> known) =>
            $"Rapporten har ingen tabell som heter ”{name}”. Det här finns: {string.Join(", ", known)}.";
    }
}
