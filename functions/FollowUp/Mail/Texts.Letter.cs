using FollowUp.Answers;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>The mails of a round, in the standard words.</summary>
    public static partial class Letter
    {
        public const string Greeting = "Hej!";
        public const string CalendarFile = "sista-svarsdag.ics";
        public const string Open = "Öppna enkäten";
        public const string OpenSection = "Öppna avsnittet";
        public const string LinkIsForSection =
            "Länken gäller bara det här avsnittet och kräver ingen inloggning. Skicka den inte vidare. Du kan spara och fortsätta senare.";
        public const string OpenReceipt = "Öppna kvittot";
        public const string OpenExtract = "Öppna ert utdrag";
        public const string LinkNotShown = "svar/enhetens-egen-länk-visas-inte-här";
        public const string LinkIsYours =
            "Länken gäller bara er enhet och kräver ingen inloggning. Skicka den inte vidare utanför enheten.";
        public const string SaveOften = "Ni kan spara och fortsätta senare.";
        public const string MoreOnPrivacy = "Läs mer om hur vi behandlar personuppgifter";
        public const string PublicRecord = "Det ni skickar in blir allmän handling.";

        private const string EarlierAnswersShown =
            "Där ni svarade förra gången visas det svaret. Stämmer det fortfarande räcker det att bekräfta det.";

        private static string ExtractComesAlong(Round round) =>
            $"Ni får också ett eget utdrag med era svar och siffror, som går att klistra in i ert {Extract.Account(round.Kind)}.";

        public static string ReadPlan(string plan) => $"Läs ”{plan}”";

        public static string CalendarTitle(Round round, string department) => $"Sista svarsdag: {round.PlanTitle}, {department}";

        public static string Subject(NoticeKind letter, Round round, Assignment work, Notice notice, DateTimeOffset decided)
        {
            var consultation = IsConsultation(round);
            var (plans, department, when) = (ShortTitle(round), work.Department.Name, WhenInSubject(letter, round, notice, decided));
            var of = $"{plans}, {department}";
            return letter switch
            {
                NoticeKind.Invitation => consultation ? $"Samråd, {when}: {of}" : $"{Capital(when)}: {of}",
                NoticeKind.Reopened => $"{(consultation ? "Öppet" : "Öppen")} igen, {when}: {of}",
                NoticeKind.Reminder or NoticeKind.ReminderBegun or NoticeKind.ReminderToComplete => $"Påminnelse, {when}: {of}",
                NoticeKind.ReminderLastDay => $"Sista dagen, {when}: {of}",
                NoticeKind.Overdue => $"Svarstiden har gått ut, {when}: {of}",
                NoticeKind.Deputy => $"Till ersättaren, {when}: {of}",
                NoticeKind.Head => $"Svar saknas, {when}: {of}",
                NoticeKind.Extended => $"Längre svarstid, {when}: {of}",
                NoticeKind.Link => $"Länk till enkäten, {when}: {of}",
                NoticeKind.Message => ((LetterAskedFor)notice).Request.Subject!,
                NoticeKind.Exempt => $"Ni behöver inte svara, {Day(StockholmTime.DayOf(decided))}: {of}",
                NoticeKind.Lifted => $"Ni ska svara ändå, {when}: {of}",
                NoticeKind.Receipt =>
                    $"Kvitto, inskickat {Day(StockholmTime.DayOf(((Rounds.Receipt)notice).Submission.Received))}: {of}",
                NoticeKind.Returned => $"Behöver kompletteras, {when}: {of}",
                NoticeKind.Delegation => $"{department} ber dig om hjälp, {when}: {plans}",
                NoticeKind.DelegationCompleted =>
                    $"Återlämnat av {((DelegationCompletedLetter)notice).Delegation.Name}, {when}: {of}",
                _ => $"Tack för {(consultation ? "era synpunkter" : "ert svar")}, "
                    + $"{(consultation ? "samrådet avslutat" : "uppföljningen avslutad")} {Day(Timetable.ClosedOn(round))}: {of}",
            };
        }

        public static IReadOnlyList<string> Body(NoticeKind letter, Round round, Assignment work, Notice notice, DateTimeOffset decided) =>
            Asking(letter, round, work, notice, decided) ?? Reminding(letter, round, work, notice, decided)
                ?? Telling(letter, round, work, notice, decided);

        private static IReadOnlyList<string>? Asking(NoticeKind letter, Round round, Assignment work, Notice notice, DateTimeOffset decided)
        {
            var (department, consultation) = (work.Department.Name, IsConsultation(round));
            var when = TimeToAnswer(letter, round, work, notice, decided);
            var calendar = decided >= Timetable.DeadlineAt(round) ? ""
                : " Öppna den bifogade kalenderfilen för att lägga in dagen i kalendern.";
            return letter switch
            {
                NoticeKind.Invitation when consultation =>
                [
                    $"{round.Municipality} ber {department} om synpunkter på {PlanNames(round)}. Ni kan svara för helheten "
                        + "och lämna synpunkter på varje del.",
                    $"{when}{calendar}",
                ],
                NoticeKind.Invitation =>
                [
                    $"{round.Municipality} följer upp arbetet med {PlanNames(round)}. Uppföljningen gäller {round.Period}. {Part(work)}",
                    $"{when} Det tar ungefär {Minutes(work)} minuter.{calendar}",
                    .. AnsweredBefore(work) ? [EarlierAnswersShown] : (string[])[],
                ],
                NoticeKind.Reopened =>
                [
                    $"{Capital(What(round))} {PlanNames(round)} är {(consultation ? "öppet" : "öppen")} igen till och med "
                        + $"{LongDay(round.Closes)}.{(work.AllSubmitted ? "" : $" {Progress(work)}")}",
                    .. ListLeft("Det här återstår:", work),
                    .. Completions(work),
                    $"{when} Länken är densamma som förut. Det ni har sparat finns kvar, och det ni har skickat in gäller tills ni "
                        + "ändrar det.",
                ],
                NoticeKind.Extended =>
                [
                    $"{department} har fått längre tid på sig att svara om {PlanNames(round)}. Sista svarsdag är nu "
                        + $"{LongDay(round.Deadline)} i stället för {LongDay(round.FirstDeadline!.Value)}.",
                    .. work.Submissions.Count > 0 ? ListLeft("Det här återstår att skicka in:", work) : [],
                    .. Completions(work),
                    "Länken är densamma som förut, och det ni har sparat finns kvar. Har ni lagt in dagen i kalendern? Öppna den bifogade "
                        + "kalenderfilen, så flyttas den.",
                ],
                NoticeKind.Link =>
                [
                    $"Här är länken till enkäten där {department} svarar om {PlanNames(round)}.{(consultation ? "" : $" {Part(work)}")}",
                    when + (work.Drafts.Count + work.Submissions.Count > 0
                        ? " Det som enheten redan har sparat eller skickat in finns kvar i enkäten." : ""),
                ],
                NoticeKind.Lifted =>
                [
                    $"{department} ska svara ändå i {What(round)} {PlanNames(round)}. Samordnaren har hävt "
                        + $"undantaget.{(consultation ? "" : $" {Part(work)}")}",
                    $"{when} Länken är densamma som förut.{(work.Drafts.Count > 0 ? " Det ni har sparat finns kvar." : "")}"
                        + (decided >= Timetable.DeadlineAt(round) ? ""
                            : " Öppna den bifogade kalenderfilen för att lägga in sista svarsdagen i kalendern igen."),
                ],
                _ => null,
            };
        }

        private static IReadOnlyList<string>? Reminding(NoticeKind letter, Round round, Assignment work, Notice notice,
            DateTimeOffset decided)
        {
            var (department, what) = (work.Department.Name, What(round));
            var when = TimeToAnswer(letter, round, work, notice, decided);
            return letter switch
            {
                NoticeKind.Reminder or NoticeKind.ReminderBegun or NoticeKind.ReminderLastDay =>
                    Reminder(letter == NoticeKind.ReminderLastDay, round, work),
                NoticeKind.ReminderToComplete =>
                [
                    $"{department} har skickat in sina svar om {PlanNames(round)}, men samordnaren har bett om komplettering. Frågan står "
                        + "i enkäten.",
                    .. Completions(work),
                    when,
                ],
                NoticeKind.Overdue =>
                [
                    $"Svarstiden för {what} {PlanNames(round)} gick ut "
                        + $"{LongDay(round.Deadline)}.{(ListsLeft(work) ? "" : $" Vi saknar svar från {department}.")}",
                    .. ListLeft($"Från {department} saknas svar om:", work),
                    StillTaken(round),
                ],
                NoticeKind.Deputy =>
                [
                    $"{Progress(work, $" i {what} {PlanNames(round)}")} Kan du som är ersättare se till att enheten svarar?",
                    .. ListLeft("Det här återstår:", work),
                    when,
                ],
                NoticeKind.Head =>
                [
                    $"{Progress(work, $" i {what} {PlanNames(round)}")} Svarstiden gick ut {LongDay(round.Deadline)}.",
                    .. ListLeft("Det saknas svar om:", work),
                    $"Kan du se till att enheten svarar? Länken till enkäten har skickats till {Recipients(work, decided)}. Svar tas emot "
                        + $"till och med {LongDay(round.Closes)}."
                        + $"{(IsConsultation(round) ? "" : " Det som saknas därefter redovisas i rapporten.")}",
                ],
                NoticeKind.Returned =>
                [
                    $"{department} har skickat in svar om {PlanNames(round)}. Ett av svaren behöver "
                        + $"kompletteras:\n{List([SectionOf(work, notice)])}",
                    $"Samordnarens fråga:\n{((Returned)notice).Asked.Question}",
                    when,
                    "Det ni redan har skickat in gäller tills ni skickar in ett nytt svar.",
                ],
                _ => null,
            };
        }

        private static IReadOnlyList<string> Telling(NoticeKind letter, Round round, Assignment work, Notice notice, DateTimeOffset decided)
        {
            var (department, consultation, what) = (work.Department.Name, IsConsultation(round), What(round));
            return letter switch
            {
                NoticeKind.Message => ((LetterAskedFor)notice).Request.Text!.Split("\n\n", StringSplitOptions.RemoveEmptyEntries),
                NoticeKind.Exempt =>
                [
                    $"{department} behöver inte svara i {what} {PlanNames(round)}. Samordnaren har undantagit er med den här "
                        + $"motiveringen:\n{work.Exemption!.Reason}",
                    "Det går därför inte längre att svara genom länken till enkäten. Det ni redan har sparat finns kvar om undantaget "
                        + "hävs. Har ni lagt in sista svarsdagen i kalendern? Öppna den bifogade kalenderfilen, så tas den bort.",
                ],
                NoticeKind.Receipt => Received(round, work.AsOf(((Rounds.Receipt)notice).Submission), (Rounds.Receipt)notice),
                NoticeKind.Delegation =>
                [
                    $"{DelegationPage.By(work, ((DelegationLetter)notice).Delegation)} ber dig svara på en del av frågorna om "
                        + $"{PlanNames(round)}.{DelegationPage.About(round)} Det här är din del:\n{List([SectionOf(work, notice)])}",
                    TimeToAnswer(letter, round, work, notice, decided),
                ],
                NoticeKind.DelegationCompleted =>
                [
                    $"{Colleague(notice)} har lämnat tillbaka avsnittet som du lämnade över:\n{List([SectionOf(work, notice)])}",
                    TimeToAnswer(letter, round, work, notice, decided),
                ],
                _ =>
                [
                    $"{Capital(what)} {PlanNames(round)} är nu {(consultation ? "avslutat" : "avslutad")}. "
                        + $"Tack för {(consultation ? "era synpunkter" : "ert svar")}!",
                    .. ListLeft("Det här kom inte in:", work),
                    $"{(consultation ? "Synpunkterna sammanställs." : "Svaren sammanställs i uppföljningsrapporten.")} "
                        + $"{(work.HasExtract(round.Kind) ? ExtractComesAlong(round) : "Kvittot visar vad ni har skickat in.")}",
                ],
            };
        }

        private static string What(Round round) => IsConsultation(round) ? "samrådet om" : "uppföljningen av";

        private static string[] ListLeft(string heading, Assignment work) =>
            ListsLeft(work) && !work.AllSubmitted ? [$"{heading}\n{List(work.NotSubmitted.ToList())}"] : [];

        // Where only the common questions are asked there is nothing to list.
        private static bool ListsLeft(Assignment work) => work.Asked.All(section => section.IsListed);

        /// <summary>What a municipality's own words leave open; null where there is nothing to say.</summary>
        public static string? Value(Placeholder placeholder, NoticeKind letter, Round round, Assignment now, Notice notice,
            DateTimeOffset decided)
        {
            // A receipt says what was left when it came in.
            var work = notice is Rounds.Receipt { Submission: var received } ? now.AsOf(received) : now;
            return placeholder switch
            {
                Placeholder.Plan => round.Plans.Count == 1 ? round.PlanTitle : And(round.Plans.Select(plan => $"”{plan.Title}”").ToList()),
                Placeholder.Department => work.Department.Name,
                Placeholder.Municipality => round.Municipality,
                Placeholder.Round => round.Title,
                Placeholder.Period => round.Period,
                Placeholder.DiaryNumbers => round.DiaryNumbers.Count == 0 ? null : string.Join(", ", round.DiaryNumbers),
                Placeholder.Contact => round.ContactEmail,
                Placeholder.LastDay => LongDay(round.Deadline),
                Placeholder.TimeToAnswer => TimeToAnswer(letter, round, work, notice, decided),
                Placeholder.Closes => LongDay(round.Closes),
                Placeholder.Part => Part(work),
                Placeholder.Minutes => $"{Minutes(work)} minuter",
                Placeholder.EarlierAnswers => AnsweredBefore(work) ? EarlierAnswersShown : null,
                Placeholder.Progress => Progress(work),
                Placeholder.Left => work.AllSubmitted ? null : List(work.NotSubmitted.ToList()),
                Placeholder.ToComplete => work.Returned.ToList() is { Count: > 0 } returned ? List(returned) : null,
                Placeholder.Recipients => Recipients(work, decided),
                Placeholder.EarlierLastDay => LongDay(round.FirstDeadline!.Value),
                Placeholder.Reason => work.Exemption!.Reason,
                Placeholder.Received => Moment(((Rounds.Receipt)notice).Submission.Received),
                Placeholder.Submitted => SubmittedIn(work, ((Rounds.Receipt)notice).Submission),
                Placeholder.Submitter => By(((Rounds.Receipt)notice).Submission),
                Placeholder.Section => Heading(SectionOf(work, notice)),
                Placeholder.Question => ((Returned)notice).Asked.Question,
                Placeholder.DelegatedBy => DelegationPage.By(work, ((DelegationLetter)notice).Delegation),
                Placeholder.Colleague => Colleague(notice),
                Placeholder.Closed => LongDay(Timetable.ClosedOn(round)),
                Placeholder.Extract => work.HasExtract(round.Kind) ? ExtractComesAlong(round) : null,
                _ => throw new ArgumentOutOfRangeException(nameof(placeholder), placeholder, null),
            };
        }

        /// <summary>The same in a subject, which has no room for much.</summary>
        public static string ValueInSubject(Placeholder placeholder, NoticeKind letter, Round round, Assignment work, Notice notice,
            DateTimeOffset decided) => placeholder switch
            {
                Placeholder.Plan => ShortTitle(round),
                Placeholder.LastDay => Day(round.Deadline),
                Placeholder.TimeToAnswer => WhenInSubject(letter, round, notice, decided),
                Placeholder.Today => Day(StockholmTime.DayOf(decided)),
                Placeholder.Received => Day(StockholmTime.DayOf(((Rounds.Receipt)notice).Submission.Received)),
                Placeholder.Closed => Day(Timetable.ClosedOn(round)),
                Placeholder.Colleague => ((DelegationCompletedLetter)notice).Delegation.Name,
                _ => Value(placeholder, letter, round, work, notice, decided)!,
            };
    }
}
