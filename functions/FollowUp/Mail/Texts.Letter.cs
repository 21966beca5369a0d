using FollowUp.Answers;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp;

public static partial class Texts
{
    /// <summary>The mails of a round, in the standard words.</summary>
    public static class Letter
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

        public static string CalendarTitle(Round round, string department) => $"Sista svarsdag: {round.PlanTitle}, {department}";

        public static string Subject(LetterKind letter, Round round, Assignment work, Rung rung, DateTimeOffset decided)
        {
            var consultation = IsConsultation(round);
            var (plans, department, when) = (ShortTitle(round), work.Department.Name, WhenInSubject(letter, round, rung, decided));
            return letter switch
            {
                LetterKind.Invitation => $"{plans}: {(consultation ? "samråd med" : "uppföljning för")} {department}, {when}",
                LetterKind.Reopened => $"{(consultation ? "Öppet" : "Öppen")} igen: {plans}, {department}, {when}",
                LetterKind.Reminder or LetterKind.ReminderBegun or LetterKind.ReminderToComplete =>
                    $"Påminnelse: {plans}, {department}, {when}",
                LetterKind.ReminderLastDay => $"Sista dagen: {plans}, {department}, {when}",
                LetterKind.Overdue => $"Svarstiden har gått ut: {plans}, {department}, {when}",
                LetterKind.Deputy => $"Till ersättaren: {plans}, {department}, {when}",
                LetterKind.Head => $"Svar saknas: {plans}, {department}, {when}",
                LetterKind.Extended => $"Längre svarstid: {plans}, {department}, {when}",
                LetterKind.Link => $"Länk till enkäten: {plans}, {department}, {when}",
                LetterKind.Exempt => $"Ni behöver inte svara: {plans}, {department}, {Day(StockholmTime.DayOf(decided))}",
                LetterKind.Lifted => $"Ni ska svara ändå: {plans}, {department}, {when}",
                LetterKind.Receipt =>
                    $"Kvitto: {plans}, {department}, inskickat {Day(StockholmTime.DayOf(((Rounds.Receipt)rung).Submission.Received))}",
                LetterKind.Returned => $"Behöver kompletteras: {plans}, {department}, {when}",
                LetterKind.Delegation => $"{plans}: {department} ber dig om hjälp, {when}",
                LetterKind.DelegationCompleted => $"Återlämnat av {((DelegationCompletedLetter)rung).Delegation.Name}: {plans}, {department}, {when}",
                _ => $"Tack för {(consultation ? "era synpunkter" : "ert svar")}: {plans}, {department}, "
                    + $"{(consultation ? "samrådet avslutat" : "uppföljningen avslutad")} {Day(Timetable.ClosedOn(round))}",
            };
        }

        public static IReadOnlyList<string> Body(LetterKind letter, Round round, Assignment work, Rung rung, DateTimeOffset decided)
        {
            var department = work.Department.Name;
            var left = work.NotSubmitted.ToList();
            var consultation = IsConsultation(round);
            var (what, closed) = (consultation ? "samrådet om" : "uppföljningen av", consultation ? "avslutat" : "avslutad");
            // Where only the common questions are asked there is nothing to list.
            var listed = work.Asked.All(section => section.IsMeasure);
            string When() => TimeToAnswer(letter, round, work, rung, decided);
            string Calendar() => decided >= Timetable.DeadlineAt(round) ? ""
                : " Öppna den bifogade kalenderfilen för att lägga in dagen i kalendern.";
            IEnumerable<string> ListUnder(string heading) => listed && left.Count > 0 ? [$"{heading}\n{List(left)}"] : [];
            return letter switch
            {
                LetterKind.Invitation when consultation =>
                [
                    $"{round.Municipality} ber {department} om synpunkter på {PlanNames(round)}. Ni kan svara för förslaget som helhet "
                        + "och lämna synpunkter på varje del.",
                    $"{When()}{Calendar()}",
                ],
                LetterKind.Invitation =>
                [
                    $"{round.Municipality} följer upp arbetet med {PlanNames(round)}. Uppföljningen gäller {round.Period}. {Part(work)}",
                    $"{When()} Det tar ungefär {Minutes(work)} minuter.{Calendar()}",
                    .. AnsweredBefore(work) ? [EarlierAnswersShown] : (string[])[],
                ],
                LetterKind.Reopened =>
                [
                    $"{Capital(what)} {PlanNames(round)} är {(consultation ? "öppet" : "öppen")} igen till och med "
                        + $"{LongDay(round.Closes)}.{(left.Count == 0 ? "" : $" {Progress(work)}")}",
                    .. ListUnder("Det här återstår:"),
                    .. Completions(work),
                    $"{When()} Länken är densamma som förut. Det ni har sparat finns kvar, och det ni har skickat in gäller tills ni "
                        + "ändrar det.",
                ],
                LetterKind.Reminder or LetterKind.ReminderBegun or LetterKind.ReminderLastDay =>
                    Reminder(letter == LetterKind.ReminderLastDay, round, work),
                LetterKind.ReminderToComplete =>
                [
                    $"{department} har skickat in sina svar om {PlanNames(round)}, men samordnaren har bett om komplettering. Frågan står "
                        + "i enkäten.",
                    .. Completions(work),
                    When(),
                ],
                LetterKind.Overdue =>
                [
                    $"Svarstiden för {what} {PlanNames(round)} gick ut "
                        + $"{LongDay(round.Deadline)}.{(listed ? "" : $" Vi saknar svar från {department}.")}",
                    .. ListUnder($"Från {department} saknas svar om:"),
                    StillTaken(round),
                ],
                LetterKind.Deputy =>
                [
                    $"{Progress(work, $" i {what} {PlanNames(round)}")} Kan du som är ersättare se till att enheten svarar?",
                    .. ListUnder("Det här återstår:"),
                    When(),
                ],
                LetterKind.Head =>
                [
                    $"{Progress(work, $" i {what} {PlanNames(round)}")} Svarstiden gick ut {LongDay(round.Deadline)}.",
                    .. ListUnder("Det saknas svar om:"),
                    $"Kan du se till att enheten svarar? Länken till enkäten har skickats till {Recipients(work, decided)}. Svar tas emot "
                        + $"till och med {LongDay(round.Closes)}."
                        + $"{(consultation ? "" : " Det som saknas därefter redovisas som utebliven uppföljning i rapporten.")}",
                ],
                LetterKind.Extended =>
                [
                    $"{department} har fått längre tid på sig att svara om {PlanNames(round)}. Sista svarsdag är nu "
                        + $"{LongDay(round.Deadline)} i stället för {LongDay(round.FirstDeadline!.Value)}.",
                    .. work.Submissions.Count > 0 ? ListUnder("Det här återstår att skicka in:") : [],
                    .. Completions(work),
                    "Länken är densamma som förut, och det ni har sparat finns kvar. Har ni lagt in dagen i kalendern? Öppna den bifogade "
                        + "kalenderfilen, så flyttas den.",
                ],
                LetterKind.Link =>
                [
                    $"Här är länken till enkäten där {department} svarar om {PlanNames(round)}.{(consultation ? "" : $" {Part(work)}")}",
                    $"{When()}{(work.Drafts.Count + work.Submissions.Count > 0 ? " Det som enheten redan har sparat eller skickat in finns kvar i enkäten." : "")}",
                ],
                LetterKind.Exempt =>
                [
                    $"{department} behöver inte svara i {what} {PlanNames(round)}. Samordnaren har undantagit er med den här "
                        + $"motiveringen:\n{work.Exemption!.Reason}",
                    "Det går därför inte längre att svara genom länken till enkäten. Det ni redan har sparat finns kvar om undantaget "
                        + "hävs. Har ni lagt in sista svarsdagen i kalendern? Öppna den bifogade kalenderfilen, så tas den bort.",
                ],
                LetterKind.Lifted =>
                [
                    $"{department} ska svara ändå i {what} {PlanNames(round)}. Samordnaren har hävt "
                        + $"undantaget.{(consultation ? "" : $" {Part(work)}")}",
                    $"{When()} Länken är densamma som förut.{(work.Drafts.Count > 0 ? " Det ni har sparat finns kvar." : "")}{(decided >= Timetable.DeadlineAt(round) ? "" : " Öppna den bifogade kalenderfilen för att lägga in sista svarsdagen i kalendern igen.")}",
                ],
                LetterKind.Receipt => Received(round, work.AsOf(((Rounds.Receipt)rung).Submission), ((Rounds.Receipt)rung).Submission),
                LetterKind.Returned =>
                [
                    $"{department} har skickat in svar om {PlanNames(round)}. Ett av svaren behöver "
                        + $"kompletteras:\n{List([SectionOf(work, rung)])}",
                    $"Samordnarens fråga:\n{((Returned)rung).Asked.Question}",
                    When(),
                    "Det ni redan har skickat in gäller tills ni skickar in ett nytt svar.",
                ],
                LetterKind.Delegation =>
                [
                    $"{DelegationPage.By(work, ((DelegationLetter)rung).Delegation)} ber dig svara på en del av frågorna om "
                        + $"{PlanNames(round)}.{DelegationPage.About(round)} Det här är din del:\n{List([SectionOf(work, rung)])}",
                    When(),
                ],
                LetterKind.DelegationCompleted =>
                [
                    $"{Colleague(rung)} har lämnat tillbaka avsnittet som du lämnade över:\n{List([SectionOf(work, rung)])}",
                    When(),
                ],
                _ =>
                [
                    $"{Capital(what)} {PlanNames(round)} är nu {closed}. Tack för {(consultation ? "era synpunkter" : "ert svar")}!",
                    .. ListUnder("Det här kom inte in:"),
                    $"{(consultation ? "Synpunkterna sammanställs." : "Svaren sammanställs i uppföljningsrapporten.")} "
                        + $"{(work.HasExtract(round.Kind) ? ExtractComesAlong(round) : "Kvittot visar vad ni har skickat in.")}",
                ],
            };
        }

        /// <summary>What a municipality's own words leave open; null where there is nothing to say.</summary>
        public static string? Value(Placeholder placeholder, LetterKind letter, Round round, Assignment now, Rung rung,
            DateTimeOffset decided)
        {
            // A receipt tells what was left when it came in.
            var work = rung is Rounds.Receipt { Submission: var received } ? now.AsOf(received) : now;
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
                Placeholder.TimeToAnswer => TimeToAnswer(letter, round, work, rung, decided),
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
                Placeholder.Received => Moment(((Rounds.Receipt)rung).Submission.Received),
                Placeholder.Submitted => SubmittedIn(work, ((Rounds.Receipt)rung).Submission),
                Placeholder.Submitter => By(((Rounds.Receipt)rung).Submission),
                Placeholder.Section => Heading(SectionOf(work, rung)),
                Placeholder.Question => ((Returned)rung).Asked.Question,
                Placeholder.DelegatedBy => DelegationPage.By(work, ((DelegationLetter)rung).Delegation),
                Placeholder.Colleague => Colleague(rung),
                Placeholder.Closed => LongDay(Timetable.ClosedOn(round)),
                Placeholder.Extract => work.HasExtract(round.Kind) ? ExtractComesAlong(round) : null,
                _ => throw new ArgumentOutOfRangeException(nameof(placeholder), placeholder, null),
            };
        }

        /// <summary>The same in a subject, which has no room for much.</summary>
        public static string ValueInSubject(Placeholder placeholder, LetterKind letter, Round round, Assignment work, Rung rung,
            DateTimeOffset decided) => placeholder switch
            {
                Placeholder.Plan => ShortTitle(round),
                Placeholder.LastDay => Day(round.Deadline),
                Placeholder.TimeToAnswer => WhenInSubject(letter, round, rung, decided),
                Placeholder.Today => Day(StockholmTime.DayOf(decided)),
                Placeholder.Received => Day(StockholmTime.DayOf(((Rounds.Receipt)rung).Submission.Received)),
                Placeholder.Closed => Day(Timetable.ClosedOn(round)),
                Placeholder.Colleague => ((DelegationCompletedLetter)rung).Delegation.Name,
                _ => Value(placeholder, letter, round, work, rung, decided)!,
            };

        // Below every letter, whatever its words are

        public static string Ask(Round round) => $"Har du frågor? Svara på det här mejlet eller skriv till {round.ContactEmail}.";

        public static string Sender(Round round) =>
            $"{round.Municipality}\n{round.Title}{(round.DiaryNumbers.Count == 0 ? "" : $", diarienummer {And(round.DiaryNumbers)}")}";

        /// <param name="recipient">Null for a colleague to whom something was delegated.</param>
        public static string Why(Round round, Assignment work, Rung rung, Contact? recipient) => (rung switch
        {
            Rounds.Receipt => "Du får mejlet för att svaret skickades in genom din länk.",
            DelegationLetter { Delegation: var delegation } =>
                $"Du får mejlet för att {DelegationPage.By(work, delegation)} har lämnat över en del av enkäten till dig.",
            DelegationCompletedLetter => "Du får mejlet för att du lämnade över avsnittet.",
            { Kind: RungKind.Head } => $"Du får mejlet som chef för {work.Department.Name}.",
            _ when rung.Kind == RungKind.Deputy || recipient?.Role == ContactRole.Deputy =>
                $"Du får mejlet som ersättare för kontaktpersonen i {work.Department.Name}.",
            _ when recipient?.Role == ContactRole.Mailbox => $"Mejlet går till funktionsbrevlådan för {work.Department.Name}.",
            _ => $"Du får mejlet som kontaktperson för {work.Department.Name}.",
        }) + " Vi behandlar namn, roll, enhet och e-postadress i tjänsten för att kunna genomföra "
            + $"{(IsConsultation(round) ? "samrådet" : "uppföljningen")} (dataskyddsförordningen artikel 6.1 e).";

        // Four minutes for a measure of one's own, two for a shared one, one for what was answered before, and a few to begin with; to the
        // next five.
        public static int Minutes(Assignment work) =>
            (4 + work.Asked.Sum(section => section.CanStayAsItWas ? 1 : section.Kind == SectionKind.Responsible ? 4 : 2) + 4) / 5 * 5;

        private static bool IsConsultation(Round round) => round.Kind == Plans.RoundKind.Consultation;

        // A subject with every title would be cut before the department's name.
        private static string ShortTitle(Round round) => round.Plans.Count == 1 ? round.PlanTitle : $"{round.Plans[0].Title} m.fl.";

        private static string WhenInSubject(LetterKind letter, Round round, Rung rung, DateTimeOffset decided) =>
            !IsLate(round, rung, decided) ? $"svara senast {Day(round.Deadline)}"
            : letter is LetterKind.Returned or LetterKind.ReminderToComplete ? $"svar tas emot till och med {Day(round.Closes)}"
            : $"sista svarsdag var {Day(round.Deadline)}";

        /// <summary>Whether the deadline has passed. What the coordinator asked after it is in time until the close.</summary>
        private static bool IsLate(Round round, Rung rung, DateTimeOffset decided) =>
            (rung is Returned returned ? returned.Asked.Asked : decided) >= Timetable.DeadlineAt(round);

        private static string TimeToAnswer(LetterKind letter, Round round, Assignment work, Rung rung, DateTimeOffset decided)
        {
            var late = IsLate(round, rung, decided);
            return letter switch
            {
                LetterKind.Delegation => DelegationPage.When(round, work, late),
                LetterKind.DelegationCompleted => $"Granska svaret och skicka in det {DelegationPage.Until(round, late)}.",
                LetterKind.ReminderToComplete =>
                    $"Komplettera svaret i enkäten och skicka in det på nytt {DelegationPage.Until(round, late)}.",
                LetterKind.Returned when late =>
                    "Komplettera svaret i enkäten och skicka in det på nytt. Svar tas emot tills omgången stängs, senast "
                    + $"{LongDay(round.Closes)}. Kompletteringen redovisas inte som sen.",
                LetterKind.Returned => $"Komplettera svaret i enkäten och skicka in det på nytt senast {LongDay(round.Deadline)}.",
                _ => late ? StillTaken(round) : $"Svara senast {LongDay(round.Deadline)}.",
            };
        }

        private static string StillTaken(Round round) =>
            $"Ni kan fortfarande svara, till och med {LongDay(round.Closes)}.{(IsConsultation(round) ? "" : " Svaret redovisas som sent. Det som saknas därefter redovisas som utebliven uppföljning i rapporten.")}";

        private static IReadOnlyList<string> Reminder(bool lastDay, Round round, Assignment work)
        {
            var (department, asked, left) = (work.Department.Name, work.Asked.ToList(), work.NotSubmitted.ToList());
            var by = lastDay ? "i dag" : $"senast {LongDay(round.Deadline)}";
            IEnumerable<string> paragraphs = work switch
            {
                { Submissions.Count: 0, Drafts.Count: 0 } => (string[])
                [
                    $"Vi har inte fått något svar från {department} om "
                        + $"{PlanNames(round)}."
                        + $"{(asked.All(section => section.IsMeasure) ? $" Enkäten gäller {Measures(asked.Count)}." : "")}",
                    $"Svara {by}.{(IsConsultation(round) ? "" : $" Det tar ungefär {Minutes(work)} minuter.")}",
                ],
                { Submissions.Count: 0 } when work.Filled == asked.Count =>
                [
                    $"{department} har sparat svar om {PlanNames(round)} men inte skickat in dem. Öppna enkäten, granska svaren och "
                        + $"skicka in dem {by}.",
                ],
                _ =>
                [
                    $"{department} har börjat svara om {PlanNames(round)}. Det här återstår att skicka in:\n{List(left)}",
                    .. Completions(work),
                    $"Skicka in {by}.",
                ],
            };
            return lastDay ? [$"I dag, {LongDay(round.Deadline)}, är sista svarsdag.", .. paragraphs] : [.. paragraphs];
        }

        /// <summary>
        /// Of what has been submitted, and not of what has been saved: also those who must not know of that get it. Null where nothing is
        /// left.
        /// </summary>
        /// <param name="where">In the middle of the sentence.</param>
        private static string? Progress(Assignment work, string where = "") =>
            !work.AllSubmitted
                ? $"{work.Department.Name} har "
                + $"{(work.Submissions.Count == 0 ? "inte skickat in något svar" : "bara skickat in en del av sitt svar")}{where}."
            : work.Returned.Any() ? $"{work.Department.Name} har skickat in sina svar, men samordnaren har bett om komplettering."
            : null;

        /// <param name="work">As it stood when this had come in: whoever gets the mail a second time gets the same.</param>
        private static IReadOnlyList<string> Received(Round round, Assignment work, Submission submission)
        {
            var left = work.NotSubmitted.ToList();
            var change =
                $"Ni kan ändra det som är inskickat tills omgången stängs, senast {LongDay(round.Closes)}. De tidigare svaren sparas då "
                + "också.";
            return
            [
                $"{work.Department.Name} har lämnat svar om {PlanNames(round)}. {By(submission)} skickade in svaren den "
                    + $"{Moment(submission.Received)}. De är mottagna och sparade.",
                $"Det här skickades in:\n{SubmittedIn(work, submission)}",
                .. (left.Count, submission.Received < Timetable.DeadlineAt(round)) switch
                {
                    (0, _) when work.Returned.Any() => (string[])[change],
                    (0, _) => [$"Därmed har ni svarat på allt. {change}"],
                    (_, true) => [$"Det här återstår att skicka in, senast {LongDay(round.Deadline)}:\n{List(left)}", change],
                    _ => [$"Det här återstår att skicka in:\n{List(left)}",
                        $"Svarstiden gick ut {LongDay(round.Deadline)}, men svar tas emot tills omgången "
                        + $"stängs.{(IsConsultation(round) ? "" : " De redovisas som sena.")}", change],
                },
                .. Completions(work),
                "Det inskickade är allmän handling.",
            ];
        }

        private static string SubmittedIn(Assignment work, Submission submission) =>
            List(work.Questionnaire.Sections.Where(section => submission.Sections.Contains(section.Id)).ToList());

        private static string By(Submission submission) => $"{submission.Name} ({submission.Role})";

        private static Section SectionOf(Assignment work, Rung rung) => work.Questionnaire.Find(rung switch
        {
            Returned returned => returned.Asked.SectionId,
            DelegationLetter letter => letter.Delegation.SectionId,
            _ => ((DelegationCompletedLetter)rung).Delegation.SectionId,
        })!;

        private static string Colleague(Rung rung) => ((DelegationCompletedLetter)rung).Delegation is var delegation
            ? $"{delegation.Name} ({delegation.Email})" : "";

        private static IEnumerable<string> Completions(Assignment work) =>
            work.Returned.ToList() is { Count: > 0 } returned ? [$"Det här behöver kompletteras:\n{List(returned)}"] : [];

        private static bool AnsweredBefore(Assignment work) => work.Asked.Any(section => section.CanStayAsItWas);

        private static string Part(Assignment work) => work.Asked.Count(section => section.IsMeasure) switch
        {
            0 => $"{work.Department.Name} har ingen egen åtgärd men får frågorna om samordning och struktur som ställs till alla.",
            var count => $"{work.Department.Name} har del i {Measures(count)}. Berätta vad ni har gjort.",
        };

        private static string Recipients(Assignment work, DateTimeOffset decided) =>
            And(work.Department.RecipientsOn(StockholmTime.DayOf(decided)).Select(contact => contact.Email).ToList());
    }
}
