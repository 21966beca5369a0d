using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
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
        public const string ErrorSummary = "Kommentaren är inte sparad";
        public const string Back = "Tillbaka till översikten";
        public const string FormHint = "Så här ser enkäten ut för enheten. Här går det inte att svara.";
        public const string OverTitle = "Förhandsvisningen är avslutad";
        public const string TypedTitle = "Kommentaren är inte sparad";
        public const string NotADraft = "Omgången har redan öppnats. Bara en omgång som inte har öppnats kan förhandsvisas.";
        public const string FormLegend = "Enkäten, som enheten ser den";

        public static string RevokedLink(string name) =>
            $"”{name}” hade en länk som är återkallad. Skriv namnet på ett annat sätt för att få en ny.";

        public static string NoLink(string name) => $"”{name}” har ingen länk till den här omgångens förhandsvisning.";

        public const string LinkNotJson = "Skicka JSON med namnet på den som ska få länken: {\"name\": \"…\"}.";

        public static string Title(Round round) => $"Förhandsvisning: {round.Title}";

        public static string FormTitle(string department) => $"Förhandsvisning av enkäten till {department}";

        public static string Intro(Round round) =>
            $"Sidan visar vad enheterna ska få frågor om i {PlanNames(round)}, vem som får dem och när. Skriv en kommentar om något bör "
                + $"ändras. Samordnaren ({round.ContactEmail}) läser den.";

        public static string LinkOf(string name) => $"Länken är utställd på {name}. Dina kommentarer visas under det namnet.";

        public static string Over(Round round) =>
            $"{round.Title} {(round.OpenedAt == null ? "blir inte av" : "har öppnats")}. Tack för hjälpen. Kommentarer tas inte längre "
                + $"emot här. Skriv till {round.ContactEmail} om du vill ta upp något.";

        public const string NameMissing = "Skriv nyckelpersonens namn.";

        public static string TooManyComments(int most) =>
            $"Förhandsvisningen har redan {most} kommentarer och tar inte emot fler. Kontakta samordnaren.";

        public static string Handled(CommentHandling handled) => handled.Answer == ""
            ? $"Klar, {handled.Who}, {Moment(handled.At)}." : $"Svar från {handled.Who}, {Moment(handled.At)}: {handled.Answer}";

        public static string By(PreviewComment comment) =>
            $"{comment.Name}, {Moment(comment.At)}, om {comment.Department ?? "hela omgången"}";

        private static string Kind(NoticeKind kind) => kind switch
        {
            NoticeKind.Invitation => "inbjudan",
            NoticeKind.Reminder => "påminnelse",
            NoticeKind.Overdue => "mejl om att svarstiden har gått ut",
            NoticeKind.Deputy => "mejl till ersättarna",
            NoticeKind.Head => "mejl till cheferna",
            _ => "besked till samordnaren i dagens sammanställning",
        };

        public static string Notice(Round round, Notice notice, PlannedStep? step) =>
            // The digest has an hour of its own.
            $"{(notice.Kind == NoticeKind.Coordinator ? "" : $"kl. {StockholmTime.Local(notice.At).ToString("HH'.'mm", Swedish)} ")}"
                + $"{Kind(notice.Kind)}{(step == null ? "" : Moved(round, step))}";

        public static string Fallen(Round round, PlannedStep step)
        {
            var why = step.Fate switch
            {
                StepFate.BeforeOpening => "Då har inbjudan inte hunnit skickas, eller så skickas den samma dag.",
                StepFate.AfterClose => "Då är omgången stängd.",
                _ => "Samma mottagare får ett annat mejl den dagen.",
            };
            return $"Skickas inte: {Kind(step.Notice.Kind)} {LongDay(StockholmTime.DayOf(step.Notice.At))}{Moved(round, step)}. {why}";
        }

        private static string Moved(Round round, PlannedStep step) => StockholmTime.DayOf(step.Notice.At) == step.Plain
            ? ""
            : $" (i stället för {LongDay(step.Plain)}, " + (round.Days.IsWorkingDay(step.Plain)
                ? "för att mejlet före det har flyttats)" : $"som {WhyOff(round.Days, step.Plain)})");

        public static string OpensLate(Round round) =>
            $"Öppningsdagen {LongDay(round.Opens)} har passerat: inbjudningarna skickas så snart omgången öppnas.";

        public static string InvitedOnDayOff(WorkingDays days, DateOnly day) =>
            $"Inbjudningarna skickas {LongDay(day)}, som {WhyOff(days, day)}.";

        public static string DeadlineOnDayOff(WorkingDays days, DateOnly day) =>
            $"Sista svarsdag är {LongDay(day)}, som {WhyOff(days, day)}.";

        public static string ShortTime(int days, DateOnly better) =>
            $"Enheterna får bara {Count(days, "dag", "dagar")} på sig att svara. Flytta sista svarsdag till tidigast {LongDay(better)}, "
                + "om det går.";

        public static string LongTime(int days, DateOnly better) =>
            $"Enheterna får {days} dagar på sig att svara. Så lång tid är lätt att glömma bort. Flytta sista svarsdag till senast "
                + $"{LongDay(better)}, om det inte är menat så.";

        public static string PeriodNotOver(string period, DateOnly last) =>
            $"Perioden {period} är inte slut än: den varar till och med {LongDay(last)}. Öppna omgången efter det, eller välj en tidigare "
                + "period.";

        public static string PeriodLongPast(string period) =>
            $"Perioden {period} tog slut för mer än ett år sedan. Välj en senare period, om det inte är menat så.";

        public static string ClosesOnDeadline(DateOnly better) =>
            "Omgången stängs samma dag som svarstiden går ut: inga sena svar tas emot, och ingen får veta att svarstiden har gått ut. "
                + $"Flytta stängningen till exempelvis {LongDay(better)}.";

        public static string NobodyToTell(Notice notice, IReadOnlyList<string> departments) =>
            $"{Heading(notice.Kind, notice.At)}: det finns ingen mottagare för {And(departments)} i registret.";

        public static string OnlyOutdated(Notice notice, IReadOnlyList<string> departments) =>
            $"{Heading(notice.Kind, notice.At)}: ingen av mottagarna i {And(departments)} är längre aktuell enligt registret.";

        public static string NoDeputy(IReadOnlyList<string> departments) => $"Ingen ersättare finns i {And(departments)}.";

        public static string PlanWarning(Finding warning) => $"Planens fil {warning.File}, rad {warning.Line}: {warning.Message}";

        public static string Unasked(IReadOnlyList<string> departments) =>
            $"{Capital(Count(departments.Count, "enhet", "enheter"))} i registret har inget i planerna och får ingen enkät: "
            + $"{And(departments)}.";

        public static string Asked(Round round, PreviewedDepartment department) => string.Join(" ", new[]
        {
            (department.Responsible, department.CoResponsible) switch
            {
                (0, 0) when round.Kind == Plans.RoundKind.Consultation => "Frågor om helheten och om varje del.",
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

        public static string Mailing(PreviewedNotice notice) =>
            $"{Heading(notice.Kind, notice.At)}"
                + $"{(notice.Kind == NoticeKind.Coordinator ? "" : $", {Count(notice.Mails.Count, "mejl", "mejl")}")}";

        private static string Heading(NoticeKind kind, DateTimeOffset at) => $"{Capital(LongDay(StockholmTime.DayOf(at)))}, {Kind(kind)}";

        public static string Total(int mails) =>
            $"Sammanlagt {Count(mails, "mejl", "mejl")} till enheterna. Enheter som har skickat in allt får inga fler.";

        /// <summary>The recipients, without addresses: "Kontaktperson: Socialnämnden och Kommunstyrelsen".</summary>
        public static IEnumerable<string> To(PreviewedNotice notice) => notice.Kind == NoticeKind.Coordinator
            ? ["Samordnaren får ett enda mejl om alla enheter som inte har skickat in allt, tillsammans med annat som är nytt den dagen. "
            + "Ingen annan får något mejl."]
            : notice.Mails
                .GroupBy(mail => mail.Role)
                .OrderBy(mails => mails.Key)
                .Select(mails => $"{Capital(Role(mails.Key))}: {And(mails.Select(mail => mail.Department).Distinct().ToList())}");

        private static string WhyOff(WorkingDays days, DateOnly day) =>
            days.Quiet.Any(period => period.Contains(day)) ? "ligger i en period utan utskick"
            : !WorkingDays.Office.IsWorkingDay(day) ? "inte är en arbetsdag"
            : "är en klämdag";
    }
}
