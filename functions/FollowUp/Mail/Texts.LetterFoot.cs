using FollowUp.Answers;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Letter
    {
        // Below every letter, whatever its words are

        public const string BareAddress = "Fungerar inte knappen? Kopiera adressen:";

        /// <param name="person">Null where no setting says who it is.</param>
        public static string Ask(Round round, Person? person) =>
            $"Har du frågor? Svara på det här mejlet{(person?.Phone == null ? " eller skriv" : ", ring " + person.Phone + " eller skriv")} "
            + $"till {round.ContactEmail}.";

        public static IEnumerable<string> Signature(Person? person) => person == null ? []
            : [string.Join('\n', new[] { "Hälsningar", person.Name, person.Title, person.Phone }.OfType<string>())];

        public static string Genuine(Person? person, Uri address) =>
            "Osäker på om mejlet är äkta? Ring kommunens växel och fråga efter "
            + $"{person?.Name ?? "den som samordnar uppföljningen av handlingsplaner"}. Våra länkar börjar alltid med "
            + $"{address.GetLeftPart(UriPartial.Authority)}.";

        /// <summary>By when an answer is wanted; null in a letter that asks for none.</summary>
        public static string? ByWhen(NoticeKind letter, Round round, Notice notice, DateTimeOffset decided) => letter switch
        {
            NoticeKind.Receipt or NoticeKind.Thanks or NoticeKind.Exempt or NoticeKind.Message or NoticeKind.Coordinator => null,
            _ when IsLate(round, notice, decided) => $"Svar tas emot till och med {LongDay(round.Closes)}",
            _ => $"Svara senast {LongDay(round.Deadline)}",
        };

        public static string Sender(Round round) =>
            $"{round.Municipality}\n{round.Title}{(round.DiaryNumbers.Count == 0 ? "" : $", diarienummer {And(round.DiaryNumbers)}")}";

        /// <param name="recipient">Null for a colleague with a delegated section.</param>
        public static string Why(Round round, Assignment work, Notice notice, Contact? recipient) => (notice switch
        {
            Rounds.Receipt => "Du får mejlet för att svaret skickades in genom din länk.",
            DelegationLetter { Delegation: var delegation } =>
                $"Du får mejlet för att {DelegationPage.By(work, delegation)} har lämnat över en del av enkäten till dig.",
            DelegationCompletedLetter => "Du får mejlet för att du lämnade över avsnittet.",
            { Kind: NoticeKind.Head } => $"Du får mejlet som chef för {work.Department.Name}.",
            _ when notice.Kind == NoticeKind.Deputy || recipient?.Role == ContactRole.Deputy =>
                $"Du får mejlet som ersättare för kontaktpersonen i {work.Department.Name}.",
            _ when recipient?.Role == ContactRole.Mailbox => $"Mejlet går till funktionsbrevlådan för {work.Department.Name}.",
            _ => $"Du får mejlet som kontaktperson för {work.Department.Name}.",
        }) + " Vi behandlar namn, roll, enhet och e-postadress i tjänsten för att kunna genomföra "
            + $"{(IsConsultation(round) ? "samrådet" : "uppföljningen")} (dataskyddsförordningen artikel 6.1 e).";

        // Four minutes for a measure of one's own, two for a shared one or a page, one for what was answered before, and a few to begin
        // with; to the next five.
        public static int Minutes(Assignment work) =>
            (4 + work.Asked.Sum(section => section.CanStayAsItWas ? 1 : section.Kind == SectionKind.Responsible ? 4 : 2) + 4) / 5 * 5;

        private static bool IsConsultation(Round round) => round.Kind == Plans.RoundKind.Consultation;

        // A subject with every title would be cut before the department's name.
        private static string ShortTitle(Round round) => round.Plans.Count == 1 ? round.PlanTitle : $"{round.Plans[0].Title} m.fl.";

        private static string WhenInSubject(NoticeKind letter, Round round, Notice notice, DateTimeOffset decided) =>
            !IsLate(round, notice, decided) ? $"svara senast {Day(round.Deadline)}"
            : letter is NoticeKind.Returned or NoticeKind.ReminderToComplete ? $"svar tas emot till och med {Day(round.Closes)}"
            : $"sista svarsdag var {Day(round.Deadline)}";

        /// <summary>Whether the deadline has passed. What the coordinator asked after it is in time until the close.</summary>
        private static bool IsLate(Round round, Notice notice, DateTimeOffset decided) =>
            (notice is Returned returned ? returned.Asked.Asked : decided) >= Timetable.DeadlineAt(round);

        private static string TimeToAnswer(NoticeKind letter, Round round, Assignment work, Notice notice, DateTimeOffset decided)
        {
            var late = IsLate(round, notice, decided);
            return letter switch
            {
                NoticeKind.Delegation => DelegationPage.When(round, work, late),
                NoticeKind.DelegationCompleted => $"Granska svaret och skicka in det {DelegationPage.Until(round, late)}.",
                NoticeKind.ReminderToComplete =>
                    $"Komplettera svaret i enkäten och skicka in det på nytt {DelegationPage.Until(round, late)}.",
                NoticeKind.Returned when late =>
                    "Komplettera svaret i enkäten och skicka in det på nytt. Svar tas emot tills omgången stängs, senast "
                    + $"{LongDay(round.Closes)}. Kompletteringen redovisas inte som sen.",
                NoticeKind.Returned => $"Komplettera svaret i enkäten och skicka in det på nytt senast {LongDay(round.Deadline)}.",
                _ => late ? StillTaken(round) : $"Svara senast {LongDay(round.Deadline)}.",
            };
        }

        private static string StillTaken(Round round) =>
            $"Ni kan fortfarande svara, till och med {LongDay(round.Closes)}."
                + (IsConsultation(round) ? ""
                    : " Svaret redovisas som sent. Det som saknas därefter redovisas i rapporten.");

        private static IReadOnlyList<string> Reminder(bool lastDay, Round round, Assignment work)
        {
            var (department, asked, left) = (work.Department.Name, work.Asked.ToList(), work.NotSubmitted.ToList());
            var measures = asked.Count(section => section.IsMeasure);
            var by = lastDay ? "i dag" : $"senast {LongDay(round.Deadline)}";
            IEnumerable<string> paragraphs = work switch
            {
                { Submissions.Count: 0, Drafts.Count: 0 } => (string[])
                [
                    $"Vi har inte fått något svar från {department} om "
                        + $"{PlanNames(round)}."
                        + $"{(asked.All(section => section.IsListed) ? $" Enkäten gäller {Measures(measures)}." : "")}",
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

        /// <param name="work">As it stood when this had come in: a repeat of the mail says the same.</param>
        private static IReadOnlyList<string> Received(Round round, Assignment work, Rounds.Receipt receipt)
        {
            var (submission, covered) = (receipt.Submission, receipt.Covers(work));
            var left = work.NotSubmitted.ToList();
            var change =
                $"Ni kan ändra det som är inskickat tills omgången stängs, senast {LongDay(round.Closes)}. De tidigare svaren sparas då "
                + "också.";
            return
            [
                covered.Count < 2
                    ? $"{work.Department.Name} har lämnat svar om {PlanNames(round)}. {By(submission)} skickade in svaren den "
                        + $"{Moment(submission.Received)}. De är mottagna och sparade."
                    : $"{work.Department.Name} har lämnat svar om {PlanNames(round)} {covered.Count} gånger sedan det förra kvittot. "
                    + "Svaren "
                        + "är mottagna och sparade:\n" + string.Join('\n', covered.Select(one => $"– {Texts.Receipt.Number(one)}")),
                .. (covered.Count < 2 ? [submission] : covered).Select(one =>
                    $"{(covered.Count < 2 ? "Det här skickades in" : $"I kvitto {one.Number} skickades in")}:\n{SubmittedIn(work, one)}"),
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

        private static Section SectionOf(Assignment work, Notice notice) => work.Questionnaire.Find(notice switch
        {
            Returned returned => returned.Asked.SectionId,
            DelegationLetter letter => letter.Delegation.SectionId,
            _ => ((DelegationCompletedLetter)notice).Delegation.SectionId,
        })!;

        private static string Colleague(Notice notice) => ((DelegationCompletedLetter)notice).Delegation is var delegation
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
