using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

public static partial class Texts
{
    /// <summary>What the coordinator reads of a round at the desk, and of what can be done about it.</summary>
    public static class Board
    {
        public const string ToDoTitle = "Att göra nu";
        public const string NumbersTitle = "Läget";
        public const string UpcomingTitle = "Härnäst";
        public const string DepartmentsTitle = "Enheter";
        public const string MeasuresTitle = "Åtgärder";
        public const string ActsTitle = "Gör något med omgången";
        public const string MoreTitle = "Mer om omgången";
        public const string ShowLabel = "Visa enheter";
        public const string Update = "Uppdatera";
        public const string TrailLink = "Händelser";
        public const string LettersLink = "Breven: se hur de ser ut";
        public const string ReportLink = "Iakttagelser, rapport och bedömning";
        public const string CsvLink = "Läget som tabell (CSV)";
        public const string JsonLink = "Läget som data (JSON)";
        public const string Measure = "Åtgärd";
        public const string Responsible = "Ansvariga";
        public const string CoResponsible = "Medansvariga";
        public const string Lacking = "Saknas från";
        public const string NotDone = "Det är inte gjort";
        public const string Cancel = "Tillbaka";
        public const string LetterTitle = "Brevet";
        public const string LetterSubject = "Ämne:";
        public const string WithCalendar = "En kalenderfil följer med.";
        public const string ConfirmMissing = "Kryssa i rutan om du vill göra det.";

        /// <summary>How the round stands, and how long is left.</summary>
        public static string Situation(Round round, DateTimeOffset now)
        {
            var today = StockholmTime.DayOf(now);
            return round.State switch
            {
                RoundState.Closed =>
                    $"Omgången är stängd sedan {Texts.LongDay(Timetable.ClosedOn(round))}."
                    + $"{(round.ReportedRun == round.Run ? " Rapporten är sammanställd." : " Rapporten sammanställs.")}",
                RoundState.Cancelled =>
                    $"Omgången avbröts {Texts.LongDay(StockholmTime.DayOf(round.ClosedAt!.Value))}. Anledning: "
                    + $"{Texts.Ended(round.CancelReason!)}",
                RoundState.Paused =>
                    "Omgången är pausad: inga mejl går ut och inga svar tas "
                    + $"emot.{(round.PauseReason == null ? "" : $" Anledning: {Texts.Ended(round.PauseReason)}")} "
                    + $"{DaysOfPaused(round, today)}",
                _ when now < Timetable.OpensAt(round) =>
                    $"Omgången är öppnad. Inbjudningarna skickas {Texts.Moment(Timetable.OpensAt(round))}. {Days(round, today)}",
                _ => $"Omgången är öppen. {Days(round, today)}",
            };
        }

        private static string Days(Round round, DateOnly today) => today > round.Deadline
            ? $"Svarstiden gick ut {Texts.LongDay(round.Deadline)}. Sena svar tas emot till och med "
            + $"{Texts.LongDay(round.Closes)}{In(round.Closes, today)}."
            : $"Sista svarsdag är {Texts.LongDay(round.Deadline)}{In(round.Deadline, today)}"
            + $"{(round.FirstDeadline is { } first ? $", framflyttad från {Texts.Day(first)}" : "")}. Omgången stängs "
            + $"{Texts.LongDay(round.Closes)}.";

        // It closes when it has been resumed, whatever its days say.
        private static string DaysOfPaused(Round round, DateOnly today) =>
            $"{(today > round.Deadline ? $"Svarstiden gick ut {Texts.LongDay(round.Deadline)}" : $"Sista svarsdag är {Texts.LongDay(round.Deadline)}{In(round.Deadline, today)}")}. Omgången skulle stängas {Texts.LongDay(round.Closes)}, men stängs inte av sig själv så länge den är pausad.";

        private static string In(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
        {
            0 => ", i dag",
            1 => ", i morgon",
            > 1 and var days => $", om {days} dagar",
            _ => "",
        };

        public static string Updated(DateTimeOffset now) => $"Läget {Texts.Moment(now)}.";

        public static string Step(BoardStep step) =>
            $"{Texts.Capital(Texts.LongDay(step.Day))}: "
            + $"{StepTo(step.Kind, step.Departments == 1, Texts.Count(step.Departments, "enhet", "enheter"))}";

        public static string ClosesOn(Round round) => $"{Texts.Capital(Texts.LongDay(round.Closes))}: omgången stängs";

        private static string StepKind(RungKind kind) => kind switch
        {
            RungKind.Invitation => "inbjudan",
            RungKind.Reminder => "påminnelse",
            RungKind.Overdue => "besked om att svarstiden har gått ut",
            RungKind.Deputy => "mejl till ersättaren",
            RungKind.Head => "mejl till chefen",
            _ => "besked till samordnaren",
        };

        private static string StepTo(RungKind kind, bool one, string departments) => kind switch
        {
            RungKind.Overdue => $"besked till {departments} om att svarstiden har gått ut",
            RungKind.Deputy when !one => $"mejl till ersättarna i {departments}",
            RungKind.Deputy => $"{StepKind(kind)} i {departments}",
            RungKind.Head when !one => $"mejl till cheferna för {departments}",
            RungKind.Head => $"{StepKind(kind)} för {departments}",
            RungKind.Coordinator => $"{StepKind(kind)} om {departments}",
            _ => $"{StepKind(kind)} till {departments}",
        };

        public static string Show(string show) => show switch
        {
            "saknas" => "Inget inskickat",
            "delvis" => "Delvis inskickat",
            "inskickade" => "Allt inskickat",
            "fragor" => "Ska kompletteras",
            "sena" => "Sena",
            "inte-levererade" => "Mejl som inte kom fram",
            "undantagna" => "Undantagna",
            _ => "Alla",
        };

        public static string Column(string sort) => sort switch
        {
            "lage" => "Läge",
            "inskickat" => "Inskickat",
            "nasta" => "Nästa steg",
            _ => "Enhet",
        };

        public static string State(Round round, BoardDepartment department) => string.Join(", ", new[]
        {
            Texts.Capital(Texts.State(department.State)),
            department.IsLate ? "sent" : null,
            department.Status.IsUnreached && department.State != AssignmentState.NotDelivered
                ? $"{Texts.Count(department.Status.Refused, "mejl", "mejl")} kom inte fram" : null,
            department.Deadline != round.Deadline ? $"svarar senast {Texts.Day(department.Deadline)}" : null,
        }.OfType<string>());

        /// <summary>Before their number.</summary>
        public static string Those(AssignmentState state) => state switch
        {
            AssignmentState.NotInvited => "Inte inbjudna än",
            AssignmentState.NotDelivered => "Inte levererade",
            AssignmentState.Invited => "Inbjudna, inget sparat",
            AssignmentState.Started => "Påbörjade",
            AssignmentState.PartlySubmitted => "Delvis inskickade",
            AssignmentState.Submitted => "Inskickade",
            AssignmentState.Returned => "Ska kompletteras",
            AssignmentState.Exempt => "Undantagna",
            _ => "Uteblivna",
        };

        public static string Submitted(AssignmentSummary status)
        {
            var asked = status.Asked.Count();
            return $"{Texts.Of(status.Submitted, asked)}{(status.Filled > status.Submitted ? $" ({status.Filled} ifyllda)" : "")}";
        }

        public static string Next(BoardDepartment department) => department.Next is { } next
            ? $"{Texts.Capital(StepKind(next.Kind))} {Texts.Day(StockholmTime.DayOf(next.At))}" : "–";

        public static string Part(BoardPart part) => part.Asked == 0 ? "–" : Texts.Of(part.Submitted, part.Asked);

        public static string Names(IReadOnlyList<string> names) => names.Count switch
        {
            0 => "–",
            > 4 => $"{string.Join(", ", names.Take(3))} och {names.Count - 3} till",
            _ => Texts.And(names),
        };

        // What to do

        public static string Undelivered(int count) =>
            $"Mejl till {Texts.Count(count, "enhet", "enheter")} kom inte fram. Byt ut kontakten eller ring.";

        public static string NothingYet(int count, int daysLeft) =>
            $"{Texts.Count(count, "enhet", "enheter")} har inte skickat in något, och {(daysLeft switch { < 0 => "svarstiden har gått ut", 0 => "sista svarsdagen är i dag", 1 => "sista svarsdagen är i morgon", _ => $"det är {daysLeft} dagar kvar" })}.";

        public static string ToAnswer(int count) => $"{Texts.Count(count, "enhet", "enheter")} har en fråga att besvara.";

        public static string PausedPast(Round round) =>
            $"Omgången är pausad, och skulle ha stängts {Texts.Day(round.Closes)}. Förläng och återuppta den, eller stäng den.";

        public static string ReportToRead => "Läs rapporten, och skriv din bedömning där den behövs.";

        // Acts

        public static string Act(string act) => act switch
        {
            "paminn-alla" => "Påminn alla som inte har skickat in något",
            "forlang" => "Förläng svarstiden för alla",
            "pausa" => "Pausa omgången",
            "ateruppta" => "Återuppta omgången",
            "stang" => "Stäng omgången nu",
            "avbryt" => "Avbryt omgången",
            "oppna-igen" => "Öppna omgången igen",
            "oppna" => "Öppna omgången",
            "forlang-enhet" => "Ge enheten längre svarstid",
            "undanta" => "Undanta enheten från att svara",
            "hav-undantag" => "Häv undantaget",
            "paminn" => "Påminn nu",
            "lank" => "Skicka länken igen",
            "kontakt" => "Byt ut en kontakt",
            _ => "Be om komplettering",
        };

        public static IReadOnlyList<string> Lead(string act, Round round, string? department) => act switch
        {
            "oppna" =>
            [
                $"Inbjudningarna skickas {Texts.Moment(Timetable.OpensAt(round))}, eller genast om den tiden har passerat. Vad varje "
                    + "enhet frågas om fryses nu och ändras inte sedan, även om planen eller registret ändras.",
            ],
            "paminn-alla" =>
                ["De enheter som inte har skickat in något får en påminnelse nu. Den som redan har fått en i dag, eller har påmints så "
                + "ofta som det går, får ingen."],
            "forlang" =>
                ["Påminnelserna flyttas med till den nya sista svarsdagen. De som har något kvar att skicka in får ett mejl om den nya "
                + "dagen, med en kalenderfil som flyttar den i kalendern.",
                "Behöver bara sena svar mer tid: låt sista svarsdag stå kvar och flytta dagen då omgången stängs."],
            "pausa" => ["Inga mejl går ut, inga svar tas emot och omgången stängs inte av sig själv förrän du återupptar den. Det som är "
                + "sparat finns kvar. Enheterna får inget mejl om pausen. Den som öppnar sin länk ser att omgången är pausad, och "
                + "anledningen om du skriver en."],
            "ateruppta" => ["Svar tas emot igen, och de mejl vars tid har kommit skickas."],
            "stang" => ["Inga fler svar tas emot, och rapporten sammanställs genast av det som är inskickat. Det som bara är sparat "
                + "kommer inte med.", "Omgången kan öppnas igen, men rapporten som sammanställs nu finns kvar."],
            "avbryt" when round.State == RoundState.Draft =>
                ["Utkastet ges upp för gott. Ingen enhet har fått något mejl, och ingen får något. Nyckelpersonernas länkar öppnar det "
                + "inte längre. Omgången står kvar i listan som avbruten."],
            "avbryt" => ["Omgången ges upp för gott: inga fler mejl, inga svar och ingen rapport. Det går inte att ångra. Enheterna får "
                + "inget mejl om avbrottet. Den som öppnar sin länk ser att omgången är avbruten, och anledningen."],
            "oppna-igen" =>
                ["Länkarna tar emot svar igen. De som inte har skickat in allt får ett mejl. När omgången stängs sammanställs en ny "
                + "version av rapporten. Den gamla finns kvar."],
            "forlang-enhet" =>
                [$"{department} får en egen sista svarsdag, och påminnelserna flyttas med. Enheten får ett mejl om den nya dagen. För de "
                + "andra ändras inget."],
            "undanta" =>
                [$"{department} påminns inte mer och räknas inte med i rapporten, som nämner undantaget och anledningen. Länken tar inte "
                + "emot svar. Har enheten fått inbjudan får den ett mejl om att den inte behöver svara."],
            "hav-undantag" =>
                [$"{department} ska svara ändå. Det som var sparat finns kvar. Har enheten fått veta att den är undantagen får den ett "
                + "mejl om att den ska svara, till när, med länken och en kalenderfil. Är svarstiden knapp: ge den längre tid."],
            "paminn" => [$"{department} får påminnelsen nu. Den räknas: en enhet påminns högst {Timetable.MaxReminders} gånger i en "
                + "omgång."],
            "lank" => ["Mottagaren får sin länk i ett nytt mejl. Det är samma länk som förut."],
            "kontakt" =>
            [
                "Den gamla länken slutar fungera genast. Det som är sparat finns kvar, och den nya mottagaren får en egen länk.",
                "Bytet gäller den här omgången. I registret, som nästa omgång utgår från, ändrar du kontakten under Enheter.",
            ],
            _ => ["Enheten får frågan i ett mejl och ser den vid svaret i enkäten. Svaret räknas som det är tills enheten har skickat in "
                + "ett nytt."],
        };

        public static string Button(string act) => act switch
        {
            "paminn-alla" or "paminn" => "Skicka påminnelsen",
            "forlang" or "forlang-enhet" => "Förläng",
            "pausa" => "Pausa",
            "ateruppta" => "Återuppta",
            "stang" => "Stäng omgången",
            "avbryt" => "Avbryt omgången",
            "oppna-igen" or "oppna" => "Öppna",
            "undanta" => "Undanta",
            "hav-undantag" => "Häv undantaget",
            "lank" => "Skicka länken",
            "kontakt" => "Byt ut kontakten",
            _ => "Skicka frågan",
        };

        /// <summary>What was just done.</summary>
        public static string? Done(string? act) => act switch
        {
            "oppna" => "Omgången är öppnad.",
            "paminn-alla" => "Påminnelserna är på väg.",
            "forlang" => "Svarstiden är förlängd för alla.",
            "pausa" => "Omgången är pausad.",
            "ateruppta" => "Omgången är återupptagen.",
            "stang" => "Omgången är stängd, och rapporten sammanställs.",
            "avbryt" => "Omgången är avbruten.",
            "oppna-igen" => "Omgången är öppen igen.",
            "forlang-enhet" => "Enheten har fått längre svarstid.",
            "undanta" => "Enheten är undantagen.",
            "hav-undantag" => "Undantaget är hävt.",
            "paminn" => "Påminnelsen är på väg.",
            "lank" => "Länken är på väg.",
            "kontakt" => "Kontakten är utbytt.",
            "komplettera" => "Frågan är på väg.",
            _ => null,
        };

        public static string DoneBefore(string done) =>
            $"{done} Det var redan gjort, av dig eller någon annan, och har inte gjorts två gånger.";

        /// <param name="today">Departments that had been reminded that day.</param>
        public static string RemindedAll(int reminded, int today, int not) => string.Join(' ', (string[])
        [
            reminded == 0 ? "Ingen ny påminnelse skickades." : $"Påminnelse skickas till {Texts.Count(reminded, "enhet", "enheter")}.",
            .. today == 0 ? (string[])[] : [$"{Texts.Count(today, "enhet", "enheter")} hade redan fått en i dag."],
            .. not == 0 ? (string[])[] : [$"{Texts.Count(not, "enhet", "enheter")} kunde inte påminnas: varför står på enhetens sida."],
        ]);

        public static string LetterTo(IReadOnlyList<string> recipients) => recipients.Count == 0 ? "Ingen mottagare finns."
            : $"Till {Texts.And(recipients)}. Enhetens egen länk visas inte här.";

        public static string LetterOf(string department) =>
            $"Så här blir brevet till {department}. Breven till de andra beror på hur långt var och en har kommit.";

        public const string BeingPrepared = "Enkäterna görs i ordning. Uppdatera sidan om ett ögonblick.";
        public const string NobodyToShow = "Ingen enhet att visa här.";

        public const string DraftHasChanged =
            "Någon har ändrat omgången sedan du öppnade sidan. Gå igenom förhandsvisningen igen innan du öppnar omgången.";

        public const string NobodyToRemind =
            "Alla enheter har skickat in något. Det finns ingen att påminna här; påminn en enskild enhet på dess sida.";

        public const string Reason = "Anledning";
        public const string PauseReasonHint = "Frivillig. Visas för enheterna.";
        public const string ReasonToDepartments = "Visas för enheterna.";
        public const string ReasonToTrail = "Visas i händelseloggen.";
        public const string ReasonInReport = "Visas för enheten och i rapporten.";
        public const string Deadline = "Ny sista svarsdag";
        public const string Closes = "Omgången stängs";
        public const string ClosesHint = "Till och med den dagen tas sena svar emot.";
        public const string ConfirmClose = "Ja, stäng omgången nu";
        public const string ConfirmCancel = "Ja, avbryt omgången för gott";
        public const string ConfirmOpen = "Ja, jag har gått igenom förhandsvisningen";
        public const string Contact = "Kontakt";
        public const string ContactName = "Namn på den nya kontakten";
        public const string ContactNameHint = "Frivilligt. Behövs inte för en funktionsbrevlåda.";
        public const string ContactEmail = "E-postadress";
        public const string SectionLabel = "Vilket svar gäller det?";
        public const string Question = "Frågan till enheten";
        public const string QuestionHint = "Frågan blir allmän handling. Skriv inget om enskilda personer.";

        // One department's page

        public const string BackToRound = "Till omgången";
        public const string ContactsTitle = "Kontakter i den här omgången";
        public const string AnswersTitle = "Svaren";
        public const string DepartmentActsTitle = "Gör något för enheten";
        public const string DepartmentTrail = "Vad som har hänt";
        public const string Role = "Roll";
        public const string Name = "Namn";
        public const string Email = "E-post";
        public const string Refused = "Mejl som inte kom fram";
        public const string AskMore = "Be om komplettering";
        public const string DraftNotShown = "Det som är sparat men inte inskickat ser bara enheten.";
        public const string WhyNotTitle = "Det här går inte nu";

        public static string Progress(SectionProgress progress) => progress switch
        {
            SectionProgress.Nothing => "inget sparat",
            SectionProgress.Begun => "påbörjat",
            SectionProgress.Filled => "ifyllt, inte inskickat",
            SectionProgress.Submitted => "inskickat",
            _ => "ska kompletteras",
        };

        public static string Recipient(Contact contact) =>
            $"{Texts.Role(contact.Role)}: {(contact.Name == null ? contact.Email : $"{contact.Name}, {contact.Email}")}";

        public static string Asked(ClarificationRequest asked) => $"Samordnarens fråga {Texts.Moment(asked.Asked)}: {asked.Question}";

        public static string Exempt(Exemption exemption) =>
            $"Undantagen sedan {Texts.Moment(exemption.At)}. Anledning: {Texts.Ended(exemption.Reason)}";

        public static string MoreTime(DeadlineExtension moreTime) =>
            $"Egen sista svarsdag: {Texts.LongDay(moreTime.Deadline)}. Anledning: {Texts.Ended(moreTime.Reason)}";

        public static string AtMost(Round round) => $"Senast {Texts.Day(round.Closes)}, då omgången stängs.";

        public static string SubmittedInWords(AssignmentSummary status)
        {
            var asked = status.Asked.Count();
            return $"{status.Submitted} av {Texts.Count(asked, "del", "delar")} av enkäten är "
                + $"inskickade{(status.Filled > status.Submitted ? $", {status.Filled} är ifyllda" : "")}.";
        }

        public static IReadOnlyList<string> CsvHeadings => ["Enhet", "Läge", "Inskickade", "Ifyllda", "Av", "Sista svarsdag", "Nästa steg"];

        // The trail

        public static string TrailTitle(Round round) => $"Händelser – {round.Title}";

        public static IReadOnlyList<string> TrailHeadings => ["När", "Vad", "Enhet", "Om", "Av"];

        public static IReadOnlyList<string> TrailCsvHeadings => [.. TrailHeadings, "Enhetens beteckning"];

        public const string DepartmentFilter = "Enhet";
        public const string WhoFilter = "Av";
        public const string WhatFilter = "Vad";
        public const string Everything = "Alla";
        public const string Filter = "Visa urvalet";
        public const string TrailCsv = "Urvalet som tabell (CSV)";

        public static string Shown(int shown, int all) => shown == all ? $"{Texts.Count(all, "händelse", "händelser")}, den senaste först."
            : $"{Texts.Of(shown, all)} händelser, den senaste först.";

        // The letters

        public static string LettersTitle(Round round) => $"Brev – {round.Title}";

        public const string LettersLead =
            "Så ser breven ut som enheten får, med dess egna uppgifter som de är nu. Länken är enhetens egen och visas inte här.";
        public const string ShowLetters = "Visa brev";
        public const string NoLettersYet =
            "Det finns inga brev att visa: ingen enhet har en enkät. Har omgången nyss öppnats görs enkäterna i ordning. Uppdatera sidan "
            + "om ett ögonblick.";
        public const string SampleReason = "(anledningen som samordnaren skriver)";
        public const string SampleQuestion = "(frågan som samordnaren skriver)";
        public const string SampleColleague = "Kollegans namn";
        public const string SampleEmail = "kollegans e-postadress";
        public const string SampleSubmitter = "Namnet på den som skickar in";
        public const string SampleRole = "funktion";
        public const string ReminderBegunHeading = "Påminnelse till den som har börjat svara";
        public const string ReopenedHeading = "När omgången öppnas igen";

        public static string LetterHeading(Round round, Rung rung, DateTimeOffset at) => rung.Kind switch
        {
            RungKind.Receipt => "Kvitto till den som skickade in",
            RungKind.Returned => "Begäran om komplettering",
            RungKind.Delegation => "Till en kollega som får ett avsnitt",
            RungKind.DelegationCompleted => "När kollegan har lämnat tillbaka",
            RungKind.Extended => "Längre svarstid",
            RungKind.Link => "Länken på nytt, eller till en ny kontakt",
            RungKind.Exempt => "Undantag",
            RungKind.Lifted => "Undantaget hävt",
            RungKind.Thanks => "Tack efter stängningen",
            _ => $"{Texts.Capital(Texts.Trail.Rung(rung.Kind, round))}, {Texts.LongDay(StockholmTime.DayOf(at))}",
        };

        // The report

        public static string ReportTitle(Round round) => $"Rapport – {round.Title}";

        public const string VersionsTitle = "Rapporten";
        public const string NoReportYet = "Rapporten sammanställs när omgången stängs.";
        public const string FlagsTitle = "Iakttagelser";
        public const string NoFlags = "Inget att anmärka på i det som är inskickat.";
        public const string FlagsNotNow = "Det finns inga iakttagelser för en omgång som inte har öppnats eller som har avbrutits.";
        public const string AssessmentsTitle = "Din bedömning";
        public const string AssessmentsLead =
            "Bedömningen står i rapporten under sitt kapitel, skild från det som är sammanställt. Tom text tar bort den. Alla versioner "
            + "sparas.";
        public const string AssessmentHint = "Högst 20 000 tecken. Skriv inget om enskilda personer.";
        public const string SaveAssessment = "Spara bedömningen";
        public const string AssessmentSaved = "Bedömningen är sparad.";
        public const string WrittenMeanwhile = "Någon annan har ändrat bedömningen. Skriv ihop texterna och spara igen.";

        public static string LostChapter(string title) => $"{title} (kapitlet finns inte i den senaste rapporten)";

        public static string AssessmentOf(string chapter) => $"Bedömning av ”{chapter}”";

        public const string TheirsMeanwhile = "Det här står där nu:";
        public const string TablesTitle = "Tabeller (CSV)";

        public static string ReportVersion(Reports.ReportVersion version, bool newest) =>
            $"Version {version.Number}, sammanställd {Texts.Moment(version.Compiled)}{(newest ? " (gäller)" : "")}";

        public const string AsHtml = "öppna";
        public const string AsJson = "som data (JSON)";

        public static string FlagsLead(Round round, DateOnly day) => round.State == RoundState.Closed
            ? $"Som omgången stängdes, {Texts.Day(day)}."
            : $"Av det som är inskickat till och med {Texts.Day(day)}. Det finns tid att göra något åt det.";

        public const string NoRoundTitle = "Omgången finns inte";
        public const string NoDepartmentTitle = "Omgången frågar inte enheten";
        public const string NoActTitle = "Sidan finns inte";
        public const string NoAct = "Det finns inget att göra på den adressen. Gå tillbaka till omgången.";
    }
}
