using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What the coordinator reads of a round at the desk, and of what can be done about it.</summary>
    public static partial class Board
    {
        public const string ToDoTitle = "Att göra nu";
        public const string NumbersTitle = "Läget";
        public const string UpcomingTitle = "Härnäst";
        public const string DepartmentsTitle = "Enheter";
        public const string MeasuresTitle = "Åtgärder";
        public const string ShowLabel = "Visa enheter";
        public const string Update = "Uppdatera";
        public const string CsvLink = "Läget som tabell (CSV)";
        public const string Measure = "Åtgärd";
        public const string Responsible = "Ansvariga";
        public const string CoResponsible = "Medansvariga";
        public const string Lacking = "Saknas från";
        public const string NotDone = "Det är inte gjort";
        public const string Cancel = "Tillbaka";
        public const string LetterTitle = "Brevet";
        public const string LetterSubject = "Ämne:";
        public const string WithCalendar = "En kalenderfil följer med.";

        /// <summary>The round's state, and how long is left.</summary>
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
            (today > round.Deadline ? $"Svarstiden gick ut {Texts.LongDay(round.Deadline)}"
                : $"Sista svarsdag är {Texts.LongDay(round.Deadline)}{In(round.Deadline, today)}")
            + $". Omgången skulle stängas {Texts.LongDay(round.Closes)}, men stängs inte av sig själv så länge den är pausad.";

        private static string In(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
        {
            0 => ", i dag",
            1 => ", i morgon",
            > 1 and var days => $", om {days} dagar",
            _ => "",
        };

        public static string Updated(DateTimeOffset now) => $"Läget {Texts.Moment(now)}.";

        public static string Step(BoardStep step) =>
            Texts.Capital(StepTo(step.Kind, step.Departments == 1, Texts.Count(step.Departments, "enhet", "enheter")));

        private static string StepKind(NoticeKind kind) => kind switch
        {
            NoticeKind.Invitation => "inbjudan",
            NoticeKind.Reminder => "påminnelse",
            NoticeKind.Overdue => "besked om att svarstiden har gått ut",
            NoticeKind.Deputy => "mejl till ersättaren",
            NoticeKind.Head => "mejl till chefen",
            _ => "besked till samordnaren",
        };

        private static string StepTo(NoticeKind kind, bool one, string departments) => kind switch
        {
            NoticeKind.Overdue => $"besked till {departments} om att svarstiden har gått ut",
            NoticeKind.Deputy when !one => $"mejl till ersättarna i {departments}",
            NoticeKind.Deputy => $"{StepKind(kind)} i {departments}",
            NoticeKind.Head when !one => $"mejl till cheferna för {departments}",
            NoticeKind.Head => $"{StepKind(kind)} för {departments}",
            NoticeKind.Coordinator => $"{StepKind(kind)} om {departments}",
            _ => $"{StepKind(kind)} till {departments}",
        };

        public static string Show(string show) => show switch
        {
            "saknas" => "Inget inskickat",
            "delvis" => "Delvis inskickat",
            "inskickade" => "Allt inskickat",
            "fragor" => "Ska kompletteras",
            "forsenade" => "Försenade",
            "sena" => "Svarade sent",
            "inte-levererade" => "Mejl som inte kom fram",
            "vantar" => "Mejl som väntar",
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

        public static string State(Round round, BoardDepartment department) =>
            string.Join(", ", More(round, department).Prepend(Texts.Capital(Texts.State(department.State))));

        /// <summary>What is to be known of a department beside its state; that it is overdue comes first.</summary>
        public static IReadOnlyList<string> More(Round round, BoardDepartment department) => new[]
        {
            department.IsOverdue ? "försenad" : null,
            department.IsLate ? "sent" : null,
            department.Status.IsUndeliverable && department.State != AssignmentState.NotDelivered
                ? $"{Texts.Count(department.Status.Refused, "mejl", "mejl")} kom inte fram" : null,
            department.WaitingSince is { } since ? $"mejl väntar sedan {Texts.Moment(since)}" : null,
            department.Deadline == round.Deadline ? null
                : $"{(round.State == RoundState.Closed ? "hade svarstid till" : "svarar senast")} {Texts.Day(department.Deadline)}",
        }.OfType<string>().ToList();

        /// <summary>Before their number.</summary>
        public static string Those(AssignmentState state) => state switch
        {
            AssignmentState.NotInvited => "Inte inbjudna än",
            AssignmentState.NotDelivered => "Inte levererade",
            AssignmentState.Invited => "Inbjudna, inget sparat",
            AssignmentState.Started => "Påbörjade",
            AssignmentState.PartlySubmitted => "Har svarat delvis",
            AssignmentState.Submitted => "Har svarat",
            AssignmentState.Returned => "Ska kompletteras",
            AssignmentState.Exempt => "Undantagna",
            _ => "Har inte svarat",
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

        public static string Waiting(IReadOnlyList<string> departments, DateTimeOffset since) =>
            $"Mejl till {Names(departments)} har inte gått iväg. Mejltjänsten har inte tagit emot dem sedan {Texts.Moment(since)}. "
                + "FollowUp "
            + "försöker igen varje timme. Se över adresserna, eller be den som sköter driften att se över mejltjänsten.";

        public static string DigestWaits(DateTimeOffset since) =>
            $"Mejl till dig som samordnare har inte gått iväg sedan {Texts.Moment(since)}. Be den som sköter driften att se över "
            + "mejltjänsten.";

        public static string DigestRefused(string email, string reason) =>
            $"Mejl till {email}, som är omgångens kontakt, går inte att skicka: {Texts.Ended(reason)}";

        public static string DoesNotClose(Round round) =>
            $"Omgången skulle ha stängts {Texts.LongDay(round.Closes)}, men det har inte gått. FollowUp försöker igen varje timme. Be den "
                + "som "
            + "sköter driften att se efter.";

        public static string DoesNotCompile(Round round) =>
            $"Omgången stängdes {Texts.Moment(round.ClosedAt!.Value)}, men rapporten har inte kunnat sammanställas. FollowUp försöker igen "
            + "varje timme. Be den som sköter driften att se efter.";

        public static string WaitingMail(Rounds.QueuedMail mail) =>
            $"{mail.Email}: mejltjänsten har inte tagit emot det sedan {Texts.Moment(mail.WaitingSince!.Value)}. Nästa försök görs "
            + $"{Texts.Moment(mail.NextTry!.Value)}.";

        public const string MailingsTitle = "Brev till flera enheter";
        public const string WaitingTitle = "Mejl som väntar";

        public static string NothingYet(int count, int daysLeft) =>
            $"{Texts.Count(count, "enhet", "enheter")} har inte skickat in något, och "
            + daysLeft switch
            {
                < 0 => "svarstiden har gått ut.",
                0 => "sista svarsdagen är i dag.",
                1 => "sista svarsdagen är i morgon.",
                _ => $"det är {daysLeft} dagar kvar.",
            };

        public static string ToAnswer(int count) => $"{Texts.Count(count, "enhet", "enheter")} har en fråga att besvara.";

        public static string PausedPast(Round round) =>
            $"Omgången är pausad, och skulle ha stängts {Texts.Day(round.Closes)}. Förläng och återuppta den, eller stäng den.";

        public static string ReportToRead => "Läs rapporten, och skriv din bedömning där den behövs.";

        public const string ContactsTitle = "Kontakter i den här omgången";
        public const string AnswersTitle = "Svaren";
        public const string DepartmentTrail = "Vad som har hänt";
        public const string Role = "Roll";
        public const string Name = "Namn";
        public const string Email = "E-post";
        public const string Refused = "Mejl som inte kom fram";
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

        public static string Asked(ClarificationRequest asked) => $"Samordnarens fråga {Texts.Moment(asked.Asked)}: {asked.Question}";

        public static string Exempt(Exemption exemption) =>
            $"Undantag sedan {Texts.Moment(exemption.At)}. Anledning: {Texts.Ended(exemption.Reason)}";

        public static string Extension(DeadlineExtension extension) =>
            $"Egen sista svarsdag: {Texts.LongDay(extension.Deadline)}. Anledning: {Texts.Ended(extension.Reason)}";

        public static string SubmittedInWords(AssignmentSummary status)
        {
            var asked = status.Asked.Count();
            return $"{status.Submitted} av {Texts.Count(asked, "obligatorisk del", "obligatoriska delar")} av enkäten är "
                + $"inskickade{(status.Filled > status.Submitted ? $", {status.Filled} är ifyllda" : "")}.";
        }

        public static IReadOnlyList<string> CsvHeadings => ["Enhet", "Läge", "Inskickade", "Ifyllda", "Av", "Sista svarsdag", "Nästa steg"];

        // Versions

        public const string SubmissionsTitle = "Inskickningar";
        public const string SubmittedBy = "Inskickat av";
        public const string NoSubmissionTitle = "Inskickningen finns inte";
        public const string DelegationsTitle = "Överlämnade avsnitt";
        public const string LinkColumn = "Länk";
        public const string LinkIsOpen = "öppen";
        public const string LinkIsClosed = "stängd";
        public const string NoLink = "–";
        public const string CloseFormer = "Gäller inte längre: stäng länken";
        public const string CommentsTitle = "Kommentarer till förhandsvisningen";
        public const string AssessmentVersionsTitle = "Alla versioner av bedömningen";
        public const string NoVersions = "Det finns inget att visa här.";

        public static string SubmissionTitle(Submission submission) => $"Inskickning {submission.Number}";

        public static string SubmissionOf(Submission submission) =>
            $"Inskickning {submission.Number}, {Texts.Moment(submission.Received)}, {submission.Name} ({submission.Role})";

        public static string NoSubmission(string department, int count) => count == 0 ? $"{department} har inte skickat in något."
            : $"{department} har skickat in {Texts.Count(count, "gång", "gånger")}.";

        public static string DelegationOf(Delegation delegation) =>
            $"{SectionName(delegation.SectionId)}: till {delegation.Name}, {delegation.Email}, {Texts.Moment(delegation.At)}"
            + (delegation.CompletedAt is { } done ? $", återlämnat {Texts.Moment(done)}" : "")
            + (delegation.RevokedAt is { } taken ? $", taget tillbaka {Texts.Moment(taken)}" : "");

        public static string AssessmentVersion(string chapter, Assessment assessment) =>
            $"{chapter}, version {assessment.Version}, {Texts.Moment(assessment.Written)}, till rapportens version {assessment.Report}";

        public const string TakenAway = "(bedömningen togs bort)";

        // The trail

        public static string TrailTitle(Round round) => $"Händelser – {round.Title}";

        public static IReadOnlyList<string> TrailHeadings => ["När", "Vad", "Enhet", "Om", "Av"];

        public static IReadOnlyList<string> TrailCsvHeadings => [.. TrailHeadings, "Enhetens kortnamn"];

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

        public static string LetterHeading(Round round, Notice notice, DateTimeOffset at) => notice.Kind switch
        {
            NoticeKind.Receipt => "Kvitto till den som skickade in",
            NoticeKind.Returned => "Begäran om komplettering",
            NoticeKind.Delegation => "Till en kollega som får ett avsnitt",
            NoticeKind.DelegationCompleted => "När kollegan har lämnat tillbaka",
            NoticeKind.Extended => "Längre svarstid",
            NoticeKind.Link => "Länken på nytt, eller till en ny kontakt",
            NoticeKind.Exempt => "Undantag",
            NoticeKind.Lifted => "Undantaget hävt",
            NoticeKind.Thanks => "Tack efter stängningen",
            _ => $"{Texts.Capital(Texts.Trail.Notice(notice.Kind, round))}, {Texts.LongDay(StockholmTime.DayOf(at))}",
        };

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
        public const string WrittenMeanwhile = "Bedömningen har ändrats. Skriv ihop texterna och spara igen.";

        public static string LostChapter(string title) => $"{title} (kapitlet finns inte i den senaste rapporten)";

        public static string AssessmentOf(string chapter) => $"Bedömning av ”{chapter}”";

        public const string TheirsMeanwhile = "Det här står där nu:";
        public const string TablesTitle = "Tabeller (CSV)";

        public static string ReportVersion(Reports.ReportVersion version, bool newest) =>
            $"Version {version.Number}, sammanställd {Texts.Moment(version.Compiled)}{(newest ? " (gällande)" : "")}";

        public const string AsHtml = "öppna";
        public const string SaveAsJson = "Spara som datafil (JSON)";

        public static string FlagsLead(Round round, DateOnly day) => round.State == RoundState.Closed
            ? $"Som omgången stängdes, {Texts.Day(day)}."
            : $"Av det som är inskickat till och med {Texts.Day(day)}. Det finns tid att göra något åt det.";

        public const string NoRoundTitle = "Omgången finns inte";
        public const string NoDepartmentTitle = "Omgången frågar inte enheten";
        public const string NoActTitle = "Sidan finns inte";
        public const string NoAct = "Det finns inget att göra på den adressen. Gå tillbaka till omgången.";
    }
}
