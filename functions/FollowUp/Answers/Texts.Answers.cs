using FollowUp.Answers;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>The page to which a calendar leads.</summary>
    public static class WhereLinkIs
    {
        public const string Title = "Öppna enkäten från mejlet";
        public const string Text =
            "Länken till er enkät finns i mejlet med inbjudan och i varje påminnelse. Den är personlig och visas därför inte i kalendern.";
        public const string Ask = "Hittar du inget mejl? Be om en ny länk:";
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
            if (!all.All(section => section.IsListed))
            {
                return submitted == all.Count ? "Era svar är inskickade." : filled == all.Count ? "Svaren är klara att skicka in."
                    : "Obligatoriska frågor saknar svar.";
            }
            var completion = work.Returned.Any() ? $" {Capital(Asked(work.Returned.ToList()))} behöver kompletteras och skickas in på nytt."
                : "";
            var measures = all.Where(section => section.IsMeasure).ToList();
            var page = all.Find(section => !section.IsMeasure);
            if (submitted == all.Count)
            {
                return $"{measures.Count switch { 1 => "Åtgärden", 2 => "Båda åtgärderna", var count => $"Alla {count} åtgärder" }}"
                    + $"{(page == null ? "" : $" och {Page(page)}")} är "
                    + $"{(all.Count == 1 ? "besvarad och inskickad" : "besvarade och inskickade")}.{completion}";
            }
            filled = measures.Count(section => AnswerRules.IsComplete(section, work.Drafts.GetValueOrDefault(section.Id)));
            var sent = measures.Count(section => work.Current(section.Id) != null);
            return $"{filled} av {Measures(measures.Count)} är {(filled == 1 ? "besvarad" : "besvarade")}. "
                + (page == null || filled < measures.Count || AnswerRules.IsComplete(page, work.Drafts.GetValueOrDefault(page.Id)) ? ""
                    : $"{Capital(Page(page))} är inte besvarad. ")
                + (submitted == 0 ? "Inget är inskickat än."
                    : $"{(sent == 0 ? "Ingen" : sent)} är {(sent < 2 ? "inskickad" : "inskickade")}.")
                + $"{completion}";
        }

        public static string Go(Section next, bool begun) =>
            $"{(begun ? "Fortsätt med" : "Börja med")} {(next.IsMeasure ? $"åtgärd {next.Number}" : $"”{next.Title}”")}";

        public static string Group(Section section) => section switch
        {
            { IsListed: true } => "Era åtgärder",
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

        public const string Begun = "Påbörjad";
        public const string Untouched = "Inte besvarad";

        /// <summary>The same in a word or two, with what it means for who answers.</summary>
        public static (TagKind Kind, string Text) Tag(Assignment work, Section section)
        {
            var draft = work.Drafts.GetValueOrDefault(section.Id);
            return work.OpenQuestion(section.Id) != null && !work.IsChanged(section.Id) ? (TagKind.Info, "Behöver kompletteras")
                : work.Current(section.Id) is { } counting
                ? work.IsChanged(section.Id) ? (TagKind.Warn, "Ändrad, inte inskickad")
                    : (TagKind.Ok, $"Inskickad {Day(StockholmTime.DayOf(counting.Received))}")
                : AnswerRules.IsComplete(section, draft) ? (TagKind.Info, "Klar att skicka in")
                : draft is { Count: > 0 } ? (TagKind.Warn, Begun)
                : (TagKind.Idle, section.Optional ? "Frivillig" : Untouched);
        }

        public static IEnumerable<string> Help(Round round) =>
        [
            "Ni kan sluta när ni vill och fortsätta senare, även på en annan dator eller telefon. Länken i mejlet fungerar tills "
                + $"{(round.Kind == Plans.RoundKind.Consultation ? "samrådet" : "uppföljningen")} stängs.",
            "Ni kan skicka in det som är klart och resten senare.",
            "Flera kan svara samtidigt. Ett avsnitt kan också lämnas över till en kollega.",
            $"Det ni skickar in kan ni ändra tills omgången stängs {LongDay(round.Closes)}. Alla inskickade versioner sparas.",
            "Skriv om arbetet, aldrig om enskilda personer.",
        ];
    }

    public static class DelegationPage
    {
        public const string Title = "Lämna över till en kollega";
        public const string Back = "Tillbaka till avsnittet";
        public const string Intro =
            "Kollegan får ett mejl med en länk som bara öppnar det här avsnittet. Hen kan svara och lämna tillbaka, men inte se resten "
            + "och inte skicka in. Ni ser svaret här och skickar in det själva.";
        public const string Name = "Kollegans namn";
        public const string Email = "Kollegans e-postadress i tjänsten";
        public const string Send = "Skicka länken till kollegan";
        public const string ErrorSummary = "Något behöver rättas innan länken kan skickas";
        public const string Complete = "Spara och lämna tillbaka";
        public const string Save = "Spara och fortsätt senare";
        public const string CompleteAnyway = "Lämna tillbaka ändå";
        public const string IncompleteSummary = "Svaret är inte klart";
        public const string SaveChange = "Spara ändringen";
        public const string Amended = "Ändringen är sparad. Avsnittet är redan återlämnat.";
        public const string Ask = "Har du frågor? Skriv till";
        public const string Another = "Lämna över till fler";

        public static string Saved(bool something) =>
            $"{(something ? "Det du har skrivit är sparat." : "Du har inte svarat på något ännu.")} Lämna tillbaka avsnittet när du är "
            + "klar.";

        public static string Incomplete(bool something) =>
            $"{(something ? "Det du har skrivit är sparat. " : "")}Gör klart det här, eller lämna tillbaka ändå längst ned på sidan.";

        public static string Sent(Delegation delegation) => $"Länken skickas i ett mejl till {delegation.Name}.";

        public static string TitleOf(Section section) => $"{Title}: {Heading(section)}";

        public const string NameMissing = "Skriv kollegans namn.";

        public static string TooManyToday(int most) =>
            $"Enheten har redan lämnat över till {most} kollegor i dag, som är det mesta på en dag. Gör det i morgon, eller ta tillbaka "
                + "något.";

        public static string ForeignDomain(string domain) =>
            $"Skriv en adress inom kommunen: ”{domain}” finns inte bland kommunens adresser. Ska kollegan ändå ha avsnittet, tala med "
            + "samordnaren.";

        public static string TooMany(int most) =>
            $"Ni har redan lämnat över {most} gånger i den här omgången. Be kollegan att svara genom er egen länk.";

        public static string Revoke(Delegation delegation) => delegation.CompletedAt == null ? $"Ta tillbaka från {delegation.Name}"
            : $"Stäng länken för {delegation.Name}";

        public static string Where(Assignment work, Delegation delegation) => delegation switch
        {
            { CompletedAt: { } at } =>
                $"{delegation.Name} lämnade tillbaka avsnittet den "
                + $"{Moment(at)}.{(work.IsSubmittedSince(delegation.SectionId, at) ? "" : " Granska svaret och skicka in det.")}",
            _ when work.IsRefused(delegation) =>
                $"Mejlet till {delegation.Name} ({delegation.Email}) kom inte fram. Ta tillbaka avsnittet, kontrollera adressen och lämna "
                + "över igen.",
            _ => $"Överlämnat till {delegation.Name} ({delegation.Email}) den {Moment(delegation.At)}.",
        };

        public static string ForHelper(Round round, Assignment work, Delegation delegation) =>
            $"{By(work, delegation)} ber dig svara på en del av frågorna om {PlanNames(round)}.{About(round)} Du ser bara den här delen.";

        /// <param name="late">Whether the deadline has passed.</param>
        public static string When(Round round, Assignment work, bool late) =>
            $"Lämna tillbaka avsnittet i god tid, så att {work.Department.Name} hinner granska svaret och skicka in det "
                + $"{Until(round, late)}.";

        /// <summary>The department, with the mailbox of the person who delegated it.</summary>
        public static string By(Assignment work, Delegation delegation) =>
            $"{work.Department.Name}{(work.OwnerOf(delegation) is { } owner ? $" ({owner.Email})" : "")}";

        public static string About(Round round) => round.Kind == Plans.RoundKind.Consultation ? ""
            : $" Uppföljningen gäller {round.Period}.";

        public static string Until(Round round, bool late) => late ? $"innan omgången stängs {LongDay(round.Closes)}"
            : $"senast {LongDay(round.Deadline)}";

        public static string CompletedAt(DateTimeOffset at) =>
            $"Tack! Du lämnade tillbaka avsnittet den {Moment(at)}. Det behövs inget mer från dig. Du kan fortfarande ändra svaret.";
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
        public static string TooManyToday(int most) =>
            $"Enheten har redan skickat in {most} gånger i dag, som är det mesta på en dag. Det som är sparat finns kvar: skicka in det i "
            + "morgon.";

        public static string TooManySubmissions(int most) =>
            $"Enheten har redan skickat in {most} gånger, som är det mesta i en omgång. Det som är sparat finns kvar: tala med "
                + "samordnaren.";

        public const string AlreadySubmitted = "Inskickat och inte ändrat sedan dess.";
        public const string WillBeSubmitted = "Skickas in nu.";
        public const string ErrorSummary = "Något behöver rättas innan ni kan skicka in";
        public const string ChangedMeanwhile = "Någon har ändrat svaren sedan sidan öppnades. Granska dem igen och skicka sedan in.";

        public static string TitleFor(string department) => $"{Title}: {department}";

        public static string PublicRecord(Round round) =>
            $"När ni skickar in blir svaren allmän handling. Ni kan ändra dem tills omgången stängs {LongDay(round.Closes)}. De tidigare "
                + "svaren sparas då också.";

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
        public static string NotReady(IReadOnlyList<Section> sections, bool something) => !sections.All(section => section.IsListed)
            ? something ? "Obligatoriska frågor saknar svar. Det ni har skrivit kan skickas in, men svaret räknas inte som fullständigt."
                : "Obligatoriska frågor saknar svar. Svara på dem för att kunna skicka in."
            : sections.Count == 1
                ? $"{Capital(Asked(sections))} är inte klar och skickas inte in. Ni kan göra klart och skicka in den senare."
                : $"{Capital(Asked(sections))} är inte klara och skickas inte in. Ni kan göra klart och skicka in dem senare.";

        public static string Contradicts(string since, IReadOnlyList<Question> questions) => since == AnswerWords.Unchanged
            ? $"Ni har valt Oförändrat men också svarat på {Quoted(questions)}. Välj Ändrat, eller ta bort det nya svaret."
            : "Ni har valt Inte längre aktuellt men också angett hur långt ni har kommit. Ta bort det ena.";

        public static string DoesNotCount(IReadOnlyList<Question> questions) =>
            $"Räknas inte, eftersom det inte stämmer med hur långt ni har angett att ni har kommit: {Quoted(questions)}.";

        public static string Lacks(IReadOnlyList<Question> questions) =>
            $"Svar saknas på {(questions.Count == 1 ? "frågan" : "frågorna")} {Quoted(questions)}.";

        public static string NotAnswered(int count) => count == 1 ? "1 frivillig fråga är inte besvarad."
            : $"{count} frivilliga frågor är inte besvarade.";

        private static string Quoted(IReadOnlyList<Question> questions) => And(questions.Select(question => $"”{question.Text}”").ToList());
    }

    public static class Receipt
    {
        public const string Sent = "Det ni skickade in";
        public const string Next = "Vad händer nu?";
        public const string Back = "Fortsätt svara eller ändra";
        public const string Print =
            "Skriv ut sidan eller spara den som pdf om ni vill ha en kopia. Den går också att öppna igen med er länk.";

        /// <param name="work">As it stood when this had come in.</param>
        public static string Title(Assignment work)
        {
            var all = work.Asked.Where(section => section.IsMeasure).ToList();
            var submitted = all.Count(section => work.Current(section.Id) != null);
            return submitted == 0 || submitted == all.Count || !work.Asked.All(section => section.IsListed) ? "Tack, svaren har kommit in"
                : $"Tack, {(submitted == 1 ? "svaret" : "svaren")} på {Of(submitted, all.Count)} åtgärder har kommit in";
        }

        public static string TitleFor(Submission submission, string department) => $"Kvitto {submission.Number}: {department}";

        public static string Number(Submission submission) =>
            $"Kvitto {submission.Number}: inskickat {Moment(submission.Received)} av {submission.Name} ({submission.Role})";

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

        public static string Then(Round round) => round.State == RoundState.Cancelled
            ? "Omgången avbröts, och ingen rapport sammanställs. Det inskickade är allmän handling."
            : $"{Compiled(round)} Det inskickade är allmän handling.";

        private static string Compiled(Round round) => (round.Kind == Plans.RoundKind.Consultation, round.State) switch
        {
            (true, RoundState.Closed) => "Synpunkterna sammanställs.",
            (true, RoundState.Paused) => "När samrådet har stängts sammanställs synpunkterna.",
            (true, _) => $"Samrådet stängs {LongDay(round.Closes)}. Därefter sammanställs synpunkterna.",
            (false, RoundState.Closed) => "Svaren sammanställs i uppföljningsrapporten.",
            (false, RoundState.Paused) => "När uppföljningen har stängts sammanställs svaren i uppföljningsrapporten.",
            _ => $"Uppföljningen stängs {LongDay(round.Closes)}. Därefter sammanställs svaren i uppföljningsrapporten.",
        };

        /// <param name="late">Whether the deadline has passed.</param>
        public static string Left(Assignment work, Round round, bool open, bool late)
        {
            var left = work.NotSubmitted.ToList();
            var all = work.Asked.All(section => section.IsMeasure) ? "Alla era åtgärder" : "Era svar";
            return (left.Count, open) switch
            {
                (0, true) => $"{all} är inskickade. Ni kan ändra svaren till och med {LongDay(round.Closes)}.",
                (0, false) => $"{all} är inskickade.",
                _ when round.State == RoundState.Paused =>
                    $"{Capital(Asked(left))} återstår att skicka in. Det går när svar tas emot igen.",
                (_, true) =>
                    $"{Capital(Asked(left))} återstår att skicka in, "
                    + $"{(late ? $"innan omgången stängs {LongDay(round.Closes)}" : $"senast {LongDay(round.Deadline)}")}.",
                _ => $"{Capital(Asked(left))} skickades inte in.",
            };
        }
    }

    public static class LinkPages
    {
        public const string UnknownTitle = "Länken fungerar inte";
        public const string Unknown =
            "Länken är felaktig eller har bytts ut. Öppna länken i det senaste mejlet från oss. Om den inte heller fungerar: svara på "
            + "mejlet, så hjälper samordnaren dig.";
        public const string NoStorageTitle = "Sidan är inte igång än";
        public const string NoStorage =
            "Inget har sparats. Försök igen om en liten stund. Har du just fyllt i ett formulär: gå tillbaka i webbläsaren, så finns det "
            + "du skrev kvar.";
        public const string TypedTitle = "Det ni skrev sist är inte sparat";
        public const string OddCharacterTitle = "Ett tecken kan inte tas emot";
        public const string OddCharacter =
            "Texten innehåller ett nolltecken, som inte går att spara. Inget har sparats. Gå tillbaka i webbläsaren och ta bort det. Det "
            + "följer ibland med när text klistras in från ett annat program.";
        public const string ForeignForm = "Det gick inte att spara";
        public const string ForeignFormText =
            "Inget har sparats. Öppna sidan på nytt och försök igen. Har du fått länken i ett mejl: öppna den därifrån.";
        public const string TooMuchTitle = "Texterna är för långa tillsammans";
        public const string TooMuch = "Inget har sparats. Gå tillbaka i webbläsaren och korta dem.";
        public const string SubmittedTitle = "Det ni har skickat in";
        public const string NothingSubmitted = "Ni har inte skickat in några svar.";
        public const string NotSubmittedTitle = "Sparat men inte inskickat";

        public static string ClosedTitle(Round round, Assignment work) =>
            IsExempt(round, work) ? $"{work.Department.Name} behöver inte svara"
                : $"{(round.Kind == Plans.RoundKind.Consultation ? "Samrådet" : "Uppföljningen")} är {How(round)}";

        public static string Closed(Round round, Assignment work)
        {
            var consultation = round.Kind == Plans.RoundKind.Consultation;
            return IsExempt(round, work)
                ? $"Samordnaren har undantagit {work.Department.Name} från {(consultation ? "samrådet om" : "uppföljningen av")} "
                + $"{PlanNames(round)}, och svar tas inte emot.{Why(work.Exemption!.Reason)}"
                : $"{(consultation ? "Samrådet om" : "Uppföljningen av")} {PlanNames(round)} är {How(round)}{round.State switch
                {
                    RoundState.Paused =>
                        ", och svar tas inte emot just nu. Det ni har sparat finns kvar, och ni kan fortsätta svara med samma länk när "
                        + $"{(consultation ? "det" : "den")} återupptas.{Why(round.PauseReason)}",
                    RoundState.Cancelled => $". Svar tas inte längre emot, och ingen rapport sammanställs.{Why(round.CancelReason)}",
                    _ => ". Svar tas inte längre emot.",
                }}";
        }

        // The close reaches the department before anything else of it is seen.
        private static string How(Round round) => (round.State, round.Kind) switch
        {
            (RoundState.Paused, Plans.RoundKind.Consultation) => "pausat",
            (RoundState.Cancelled, Plans.RoundKind.Consultation) => "avbrutet",
            (_, Plans.RoundKind.Consultation) => "stängt",
            (RoundState.Open, _) => State(RoundState.Closed),
            _ => State(round.State),
        };

        private static string Why(string? reason) => reason == null ? "" : $" Samordnarens skäl: {Ended(reason)}";

        // Of a round that is over that is what there is to say.
        private static bool IsExempt(Round round, Assignment work) => work.Exemption != null
            && round.State is (RoundState.Open or RoundState.Paused);

        public static string NotSubmitted(Round round, Assignment work) =>
            IsExempt(round, work) ? "De här svaren har ni sparat men inte skickat in. De finns kvar om undantaget hävs."
            : round.State == RoundState.Paused
            ? "De här svaren har ni sparat men inte skickat in. Ni kan fortsätta med dem när svar tas emot igen."
            : $"De här svaren sparade ni men skickade inte in.{(round.State == RoundState.Cancelled ? "" : " De ingår inte i rapporten.")}";
    }
}
