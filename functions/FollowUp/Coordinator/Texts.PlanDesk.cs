using FollowUp.Coordinator;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Trail;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        public const string AsideColumn = "I planen";
        public const string WordingLabel = "Beslutad lydelse";

        /// <summary>What the plan says of a measure beside its title and its table, a line each.</summary>
        public static IEnumerable<string> AboutMeasure(Measure measure) => new[]
        {
            measure.Examples is { } examples ? $"Exempel: {examples}" : null,
            measure.Targets.Count == 0 ? null : $"Riktas till {And(measure.Targets.Select(Target).ToList())}.",
            measure.TargetGroups.Count == 0 ? null : $"Målgrupper: {And(measure.TargetGroups)}.",
            measure.Page is { } page ? $"Sidan {page} i planen." : null,
        }.OfType<string>();

        // How a plan is followed up

        public const string FollowUpsTitle = "Planens uppföljningar";
        public const string FollowUpsCaption = "Perioder som planen ska följas upp för";
        public const string PeriodColumn = "Period";
        public const string FollowUpColumn = "Uppföljning";
        public const string OutsideTitle = "Registrerade uppföljningar utanför FollowUp";
        public const string DismissedTitle = "Avfärdade uppgifter";
        public const string PlanActsTitle = "Hantera planen";
        public const string PlanEventsTitle = "Vad som har hänt med planen";
        public const string PlanActNotOffered = "Det går inte att göra just nu";
        public const string NoPlanAct = "Det finns inget att göra på den adressen. Gå tillbaka till planen.";
        public const string PlanNotInUse = "Planen är undanlagd eller indragen. Ta den i bruk igen först.";
        public const string PlanInUse = "Planen är redan i bruk.";
        public const string PlanIsUsed =
            "Planen ingår i minst en omgång och kan inte dras in. Du kan lägga undan den i stället. Då behöver inget mer göras, och "
                + "historiken finns kvar.";
        public const string OtherPlansTitle = "Undanlagda och indragna planer";
        public const string NotYetDay = "Dagen har inte varit än.";
        public const string ChooseOne = "Välj vilken.";

        public static PlanActWords LookBack { get; } = new("Ändra hur långt tillbaka planen följs upp",
            "FollowUp bevakar planen från den dag då den lästes in. Ska även tidigare perioder följas upp i FollowUp anger du en dag här. "
                + "Perioder som slutar den dagen eller senare räknas då med, och visas som att de saknas om ingen omgång gäller dem.",
            "Spara", "Du har ändrat hur långt tillbaka planen följs upp.");

        public const string LookBackLabel = "Räkna med perioder som slutar från och med";
        public const string LookBackHint = "Lämna tomt om bevakningen ska börja när planen lästes in.";

        public static string LookBackChanged(DateOnly? day) =>
            "Dagen har ändrats sedan du öppnade sidan. Nu gäller "
                + $"{(day == null ? "dagen då planen lästes in" : Day(day.Value))}. Öppna sidan på nytt om du vill ändra den.";

        public static string LooksBack(DateOnly? day) => day == null ? "från inläsningen"
            : $"perioder som slutar från och med {Day(day.Value)}";

        public static PlanActWords RegisterOutside { get; } = new("Registrera en uppföljning som gjordes utanför FollowUp",
            "Perioden räknas då som uppföljd, och uppföljningen nämns i historiken här och i kommande rapporter.",
            "Registrera", "Uppföljningen är registrerad.");

        public const string OutsideDayLabel = "Vilken dag blev uppföljningen klar?";
        public const string OutsideDayMissing = "Ange vilken dag uppföljningen blev klar.";
        public const string OutsideDayOdd = "Dagen ska ligga efter periodens början och får inte vara senare än i dag.";
        public const string OutsideDiaryLabel = "Diarienummer";
        public const string OutsideDiaryHint = "Kan lämnas tomt.";
        public const string OutsideWhereLabel = "Var finns rapporten?";
        public const string OutsideWhereHint = "Till exempel kommunens diarium, eller en webbadress.";
        public const string OutsideWhereMissing = "Skriv var rapporten finns.";
        public const string ChoosePeriod = "Välj en period.";
        public const string NoPeriodYet = "Ingen av de perioder som planen ska följas upp för har börjat.";

        public static PlanActWords RemoveOutside { get; } = new("Ta bort en registrerad uppföljning",
            "Gör det om registreringen var fel. Perioden räknas då inte längre som uppföljd.", "Ta bort", "Registreringen är borttagen.");

        public const string RemoveOutsideLabel = "Vilken registrering ska bort?";
        public const string NothingOutside = "Ingen uppföljning utanför FollowUp är registrerad.";

        /// <summary>"2024, klar 12 mars 2025, dnr KS 2025/12, kommunens diarium"</summary>
        public static string OutsideShort(OutsideFollowUp one) => string.Join(", ", new[]
        {
            Calendar.Period(one), $"klar {Day(one.Day)}", one.DiaryNumber == "" ? null : $"dnr {one.DiaryNumber}", one.Where,
        }.OfType<string>());

        public static string RegisteredBy(OutsideFollowUp one) => $"Registrerad av {one.Who}, {Moment(one.At)}.";

        public static PlanActWords DismissTask { get; } = new("Avfärda en uppgift",
            "Uppgiften försvinner ur Att göra, och inga fler mejl skickas om den. Uppgiften, skälet och ditt namn står kvar på planens "
                + "sida, där du kan ta upp uppgiften igen.",
            "Avfärda uppgiften", "Uppgiften är avfärdad.");

        public const string TaskLabel = "Vilken uppgift?";
        public const string ChooseTask = "Välj en uppgift.";
        public const string NoTask = "Det finns ingen uppgift att avfärda för planen.";
        public const string DismissReasonLabel = "Varför ska den inte göras?";
        public const string DismissReasonHint = "Till exempel att nämnden har beslutat att vänta.";
        public const string DismissReasonMissing = "Skriv varför uppgiften inte ska göras.";
        public const string Dismiss = "Avfärda";

        public static string DismissedShort(DismissedTask task) => $"{task.Sentence} Skäl: {task.Reason}";

        public static string DismissedBy(DismissedTask task) => $"Avfärdad av {task.Who}, {Moment(task.At)}.";

        public static PlanActWords TakeUpTask { get; } = new("Ta upp en avfärdad uppgift igen",
            "Uppgiften visas i Att göra igen, om den fortfarande är aktuell.", "Ta upp uppgiften", "Uppgiften är upptagen igen.");

        public const string NothingDismissed = "Ingen uppgift är avfärdad.";

        public static PlanActWords PutAway { get; } = new("Lägg undan planen",
            "Planen bevakas inte längre och föreslås inte i nya omgångar. Omgångar och rapporter som finns påverkas inte. Du kan ta "
                + "planen i bruk igen.",
            "Lägg undan planen", "Planen är undanlagd.");

        public static PlanActWords TakeBack { get; } = new("Ta planen i bruk igen",
            "Planen bevakas och kan väljas i nya omgångar igen.", "Ta planen i bruk", "Planen är i bruk igen.");

        public static PlanActWords Withdraw { get; } = new("Dra in planen",
            "Gör det om planen lästes in av misstag. Den räknas då inte någonstans. Du kan ta den i bruk igen.",
            "Dra in planen", "Planen är indragen.");

        public static string? StateOf(PlanState state) => state switch
        {
            PlanState.PutAway => "Planen är undanlagd. Inget behöver göras, och historiken finns kvar.",
            PlanState.Withdrawn => "Planen är indragen. Den lästes in av misstag och räknas inte.",
            _ => null,
        };

        public static string StateWord(PlanState state) => state == PlanState.Withdrawn ? "indragen" : "undanlagd";

        public static string TooManyListed(int most) => $"Det finns redan {most}. Ta bort någon först.";

        public static string WatchedSince(PlanStanding standing) => string.Join(" ", new[]
        {
            standing.ReadIn is { } day ? $"Planen lästes in {Day(day)}, och FollowUp bevakar den från den dagen." : null,
            standing.LooksBackTo is { } back ? $"Perioder som slutar från och med {Day(back)} räknas också med." : null,
        }.OfType<string>());

        /// <summary>How a period has been followed up.</summary>
        public static string PeriodState(DueRound due, DateOnly today) => due switch
        {
            { CoveredBy: { } round } => $"{round.Title} ({State(round.State)})",
            { Outside: { } outside } => Calendar.FollowedUp(outside),
            { Owed: false } => "Bevakas inte. Planen lästes in senare.",
            _ when due.Opens > today => $"Öppnas vanligen {Day(due.Opens)}",
            _ => "Saknas",
        };

        public static string PlanEvent(TrailEntry entry) =>
            $"{Moment(entry.At)}: {Trail.Event(entry.What)}{(entry.About == "" ? "" : $" ({entry.About})")}, {entry.Who}";

        public static string? PlanNotice(string? path, int version) => path switch
        {
            null => null,
            "" => PlanImported(version),
            VersionRestore.Path => RestoreDone(version),
            _ => PlanAct.All.FirstOrDefault(act => act.Path == path)?.Words.Done,
        };

        // Earlier versions

        public const string RestoreTitle = "Ta fram en tidigare version";
        public const string RestoreLead =
            "Den version du väljer blir en ny version och gäller från och med nu. Versionerna däremellan finns kvar. Omgångar som har "
                + "förberetts eller öppnats behåller den version de har.";
        public const string RestoreRegisterLead =
            "Den version du väljer blir en ny version och gäller från och med nu. Versionerna däremellan finns kvar. Öppnade omgångar "
                + "påverkas inte. Förberedda omgångar frågar enheterna som de är när omgången öppnas.";
        public const string RestoreLabel = "Vilken version ska gälla igen?";
        public const string RestoreButton = "Låt versionen gälla";
        public const string ChooseVersion = "Välj en version.";
        public const string OneVersion = "Det finns bara en version.";
        public const string VersionsChanged = "Det har kommit en ny version sedan du öppnade sidan. Se versionerna och försök igen.";

        public static string WouldBeLost(IReadOnlyList<string> departments) =>
            $"{(departments.Count == 1 ? "Den här enheten" : "De här enheterna")} finns i registret nu men inte i den versionen: "
                + $"{And(departments)}. Kryssa i rutan om {(departments.Count == 1 ? "den" : "de")} ska bort.";

        public static string Restored(int version) => $"Samma innehåll som version {version}";

        public static string RestoreDone(int version) => $"Den tidigare versionen gäller igen, som version {version}.";

        public static string VersionChoice(int version, VersionOrigin? origin) => origin == null ? $"Version {version}"
            : $"Version {version}, {Moment(origin.At)}, {origin.Who}: {Origin(origin)}";

        // Comments on a preview

        public const string AnswerButton = "Spara svaret och markera som klar";
        public const string NoCommentTitle = "Kommentaren finns inte";
        public const string NoComment = "Inget har sparats.";

        public static string AnswerLabel(string name) => $"Svar till {name} (kan lämnas tomt)";
    }
}
