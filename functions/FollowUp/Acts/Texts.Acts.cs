using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    public static class Drafting
    {
        public const string NotJson = "Omgången måste vara JSON som i seeds/rounds.";

        public static string JsonFault(long? line, string? path) =>
            $"{NotJson} Det går inte att läsa rad {(line ?? 0) + 1}{(path is null or "$" ? "" : $", vid {path}")}."
                + (path?.StartsWith("$.ladder", StringComparison.Ordinal) == true ? $" {UnknownStep}" : "");

        public const string DeadlineBeforeOpening = "sista svarsdag är före öppningsdagen.";
        public const string ClosesBeforeDeadline = "omgången stängs före sista svarsdag.";
        private const string UnknownStep =
            "Varje steg ska vara reminder, overdue, deputy, head eller coordinator. Inbjudan skickas alltid när omgången öppnas.";
        public const string SameStepTwice = "samma steg står två gånger.";
        public const string WrongSideOfDeadline =
            "påminnelser (reminder) kommer senast på sista svarsdag (daysFromDeadline högst 0). Mejl om att svarstiden har gått "
            + "ut (overdue), till chefen (head) och till samordnaren (coordinator) kommer efter den (minst 1).";
        public const string NothingButQuiet = "perioderna utan utskick lämnar inte en enda arbetsdag kvar.";
        public const string BadDiaryNumbers = "högst tio diarienummer, inget av dem tomt.";
        public const string NobodyAsked = "Ingen enhet får någon enkät. Kontrollera planerna och registret.";
        public const string TooLate = "Omgången kan inte öppnas: sista svarsdag har passerat. Ändra datumen i en ny omgång.";
        public static string UnknownVersion(string version, IReadOnlyList<ReportVersion> versions) =>
            $"version: rapporten finns inte i version ”{version}”. "
                + (versions.Count == 1 ? "Det finns bara version 1."
                    : $"Det finns version {And(versions.Select(known => $"{known.Number}").ToList())}.");

        public const string NoReport = "Omgången har ingen rapport än. Den sammanställs när omgången stängs.";

        public static string BadId(string? id) => $"”{id}” måste vara 1–40 små bokstäver (a–z), siffror och bindestreck.";

        public const string Missing = "saknas.";

        public static string NotInUse(string plan) => $"planen ”{plan}” är undanlagd eller indragen. Ta den i bruk igen först.";

        public static string BadAbout(int first, int last) =>
            $"ska ha en första dag (first) och en sista (last), i den ordningen, mellan åren {first} och {last}.";

        public static string OddYear(int first, int last) => $"åren måste ligga mellan {first} och {last}.";

        public static string BadStep(int most) =>
            $"varje steg måste ha kind och daysFromDeadline (högst {most} dagar från sista svarsdag).";

        public static string BadQuietDay(string? day) => $"”{day}” är ingen dag på året. Skriv månad och dag som 07-31.";

        public static string TooManyQuietPeriods(int most) => $"högst {most} perioder utan utskick.";

        public static string BadContact(string? email, string reason) => $"”{email}”. {reason}";

        public static string LadderTooLong(int longest) => $"högst {longest} steg.";

        public static string NoPlan(string planId) => $"det finns ingen plan ”{planId}”. Importera den först.";

        public static string Exists(string id) => $"det finns redan en omgång ”{id}”.";

        public static string Unknown(string id) => $"Det finns ingen omgång ”{id}”.";

        public static string Orphaned(Undecided orphan) =>
            $"Åtgärd {orphan.Measure} har ingen ansvarig: ingen svarar för ”{orphan.Party}” när omgången öppnas. Ange i registret vem som "
                + "har tagit över, eller ändra åtgärden i planen och använd planens nyaste version.";

        public const string NobodyBound =
            "ingen av planerna har åtgärder att följa upp. Inriktningar följs upp genom de planer som länkar till dem.";

        public static string BadPlans(int most) => $"ska vara en lista med en till {most} olika planers id.";

        public static string TooManyReminders(int most) =>
            $"högst {most} påminnelser (reminder och overdue) till dem som ska svara. Låt chefen (head) och samordnaren "
            + "(coordinator) ta vid.";
    }

    /// <summary>Why something cannot be done to a round.</summary>
    public static partial class Acts
    {
        public const string TooLateToPause = "Det går inte längre: omgångens sista dag har gått ut, och den stängs.";
        public const string TooLateToResume =
            "Omgången kan inte återupptas: den sista dagen har gått ut. Förläng den först, eller stäng den.";
        public const string ReasonMissing = "Skriv varför omgången avbryts.";
        public const string ReopenReasonMissing = "Skriv varför omgången öppnas igen.";
        public const string ExtensionReasonMissing = "Skriv varför svarstiden förlängs.";
        public const string ExemptionReasonMissing = "Skriv varför enheten inte behöver svara.";
        public const string DayMissing = "Ange dagen.";
        public const string NothingMoved = "Dagarna är desamma som nu. Välj en senare sista svarsdag, en senare stängningsdag eller båda.";
        public const string ClosesBeforeDeadline = "Omgången kan inte stängas före sista svarsdagen.";
        public const string DeadlineNotAhead = "Den nya sista svarsdagen måste ligga efter i dag.";
        public const string CannotCancelReopened =
            "Omgången kan inte avbrytas: den har stängts en gång och har en rapport. Stäng den i stället.";
        public const string ReportIsBeingCompiled =
            "Omgången kan inte öppnas igen än: rapporten håller på att sammanställas. Försök igen om en stund.";

        public const string NotJson =
            "Skicka JSON: ett objekt med det som ska fyllas i, till exempel {\"reason\": \"…\", \"deadline\": \"2026-03-13\"}.";

        public static string UnknownAct(string act) => $"Det finns inget att göra som heter ”{act}”.";

        public static string OddYear(int last) => $"Året får vara högst {last}.";

        public const string QuestionMissing = "Skriv frågan: vad enheten ska komplettera i svaret.";

        public static string DoesNotAsk(string departmentId) => $"Omgången frågar inte enheten ”{departmentId}”.";

        public static string NotAsked(string departmentId, string sectionId) =>
            $"Enheten ”{departmentId}” har inget avsnitt ”{sectionId}” i omgångens enkät.";

        public static string NothingToReturn(string department, Section section) =>
            $"{department} har inte skickat in något svar på ”{Heading(section)}”.";

        public static string HasNothingLeft(string department) => $"{department} har skickat in allt och har inget kvar att göra.";

        public static string HasSubmitted(string department) =>
            $"{department} har redan skickat in svar och kan inte undantas: det som är inskickat räknas. Är resten inaktuellt kan enheten "
            + "skriva det i sina svar.";

        public static string IsExempt(string department) => $"{department} har ett undantag. Häv det först.";

        public static string IsNotExempt(string department) => $"{department} har inget undantag.";

        public static string NotInvitedYet(string department) => $"Inbjudan till {department} har inte gått ut än.";

        public static string RemindedToday(string department) => $"{department} har redan fått en påminnelse i dag.";

        public static string RemindedEnough(string department, int most) =>
            $"{department} har redan påmints {most} gånger, som är det mesta i en omgång. Ring i stället, eller tala med chefen.";

        public static string NotLater(Round round) =>
            $"Svarstiden kan bara bli längre: sista svarsdag är {Day(round.Deadline)} och omgången stängs {Day(round.Closes)}.";

        public static string AfterClose(Round round) =>
            $"Omgången stängs {Day(round.Closes)}. Förläng den först för alla om enheten ska få längre tid än så.";

        public static string ExtendedMeanwhile(Round round) =>
            $"Någon annan har flyttat sista svarsdagen till {Day(round.Deadline)}. Se efter om det räcker, och förläng annars på nytt.";

        public static string NoContact(string department, string? contact) =>
            $"{department} har ingen kontakt ”{contact}” att skicka till.";

        public static string IsContactAlready(string department, string email) => $"{email} är redan kontakt för {department}.";

        public static string ContactChangedMeanwhile(string email) =>
            $"Någon annan har bytt ut kontakten: adressen är nu {email}. Se efter om det är rätt, och byt annars på nytt.";

        public static string CannotReturn(RoundState state) => $"Det går inte att be om komplettering: omgången är {State(state)}.";

        public static string CannotWrite(RoundState state) => $"Inget mejl kan skickas: omgången är {State(state)}.";

        public static string CannotChange(RoundState state) => $"Inget kan ändras för enheten: omgången är {State(state)}.";

        public const string ExampleIsNotOpened =
            "Exempelomgången kan inte öppnas: enheterna är påhittade. Ta bort exemplet på översikten när du vill börja med er egen plan.";

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
        public const string NotJson =
            "Skicka JSON med texten, och med versionen av den text som den ska ersätta: {\"text\": \"…\", \"before\": 0}.";
        public const string WrittenMeanwhile =
            "before: någon annan har ändrat bedömningen. Läs det som står där nu, skriv ihop texterna och skicka igen med dess version "
            + "som before.";

        public static string UnknownChapter(string chapter, IReadOnlyList<string> known) =>
            $"Rapporten har inget kapitel ”{chapter}”. Kapitlen är {And(known)}.";
    }
}
