using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // A draft's form

        public const string NewRoundTitle = "Ny omgång";
        public const string NoPlanToAskAbout = "Det finns ingen plan att fråga om än.";
        public const string DraftIntro = "Inget skickas nu. Du får se enkäterna och mejlen innan du öppnar omgången.";
        public const string DraftNow = "Så här är omgången förberedd nu";
        public const string DraftChanged =
            "Omgången har ändrats sedan du öppnade sidan. Jämför med hur den är förberedd nu. Spara igen om det du har skrivit "
            + "ska gälla i stället.";
        public const string PlansLabel = "Planer som omgången frågar om";
        public const string PlanMissing = "Välj minst en plan.";
        public const string KindLabel = "Typ av uppföljning";
        public const string SuggestUsual = "Föreslå titel, datum och påminnelser";
        public const string AboutLabel = "Vilken period gäller uppföljningen?";
        public const string AboutHint =
            "Här står de perioder som planerna ska följas upp för. Byter du plan eller typ visas andra perioder när du trycker på "
            + $"{SuggestUsual}.";
        public const string OtherPeriod = "En annan period, som du skriver själv";
        public const string PeriodInWords = "Perioden med egna ord";
        public const string PeriodInWordsHint =
            "Behövs bara om du har valt en annan period, eller vill kalla perioden något annat i brev och rapport.";
        public const string TitleLabel = "Titel";
        public const string TitleHint = "Står i mejlens ämne och överst i enkäten.";
        public const string TitleMissing = "Skriv en titel.";
        public const string PeriodLabel = "Tid som svaren handlar om";
        public const string PeriodHint = "Till exempel 2025 eller första halvåret 2025.";
        public const string PeriodMissing = "Skriv vilken tid svaren handlar om.";
        public const string OpensLabel = "Öppnas";
        public const string OpensMissing = "Ange vilken dag omgången öppnas.";
        public const string DeadlineLabel = "Sista svarsdag";
        public const string DeadlineMissing = "Ange sista svarsdag.";
        public const string ClosesLabel = "Stängs";
        public const string ClosesHint = "Till och med den dagen tas sena svar emot. Sedan sammanställs rapporten.";
        public const string ClosesMissing = "Ange vilken dag omgången stängs.";
        public const string ContactLabel = "E-postadress till den som svarar på frågor";
        public const string ContactHint = "Står i mejlen, och den som svarar på ett mejl skriver dit.";
        public const string EmailMissingHere = "Skriv en e-postadress.";
        public const string DiaryLabel = "Diarienummer";
        public const string DiaryHint = "Ett på varje rad. Kan lämnas tomt.";
        public const string IdLabel = "Kortnamn i webbadressen";
        public const string IdHint =
            "Står i adressen till omgångens sidor: små bokstäver (a–z), siffror och bindestreck. Lämna tomt så väljer FollowUp en. Den "
            + "kan inte ändras sedan.";
        public const string LadderTitle = "Påminnelser";
        public const string LadderIntro =
            "Mejlen går bara till enheter som inte har skickat in allt. De flyttas till en arbetsdag om dagen inte är det. Välj Ingen för "
            + "att ta bort ett steg.";
        public const string StepKindLabel = "Mejl";
        public const string NoStep = "Ingen";
        public const string StepKindMissing = "Välj vilket mejl som ska skickas.";
        public const string StepDaysLabel = "Dagar";
        public const string StepDaysMissing = "Skriv antalet dagar med siffror.";
        public const string StepSideLabel = "Före eller efter";
        public const string Before = "före eller på sista svarsdag";
        public const string After = "efter sista svarsdag";
        public const string SaveNewDraft = "Spara och se enkäterna";
        public const string SaveDraft = "Spara ändringarna";

        public static string OtherKindsPeriod(RoundKind kind) =>
            $"Perioden hör till en annan typ av uppföljning. Välj en period för {Texts.RoundKind(kind)}, eller skriv en egen.";

        /// <summary>"2025 – saknas", "2024 – finns: Årlig uppföljning 2024"</summary>
        public static string PeriodChoice(DueRound due, DateOnly today) => $"{Capital(Calendar.Period(due.Period))} – {due switch
        {
            { CoveredBy: { State: RoundState.Draft } round } => $"finns, förberedd: {round.Title}",
            { CoveredBy: { } round } => $"finns: {round.Title}",
            { Outside: { } outside } => $"finns: gjordes utanför FollowUp, klar {Day(outside.Day)}",
            { Owed: false } => "från tiden innan planen lästes in",
            _ when due.Opens > today => $"saknas, öppnas vanligen {Day(due.Opens)}",
            _ => "saknas",
        }}";

        public static string ChangeDraftTitle(Round draft) => $"Ändra {draft.Title}";

        public static string KindOf(RoundKind kind) => kind switch
        {
            Plans.RoundKind.Annual => "Årlig uppföljning",
            Plans.RoundKind.HalfYear => "Halvårsuppföljning",
            Plans.RoundKind.MandatePeriod => "Uppföljning för en mandatperiod",
            Plans.RoundKind.Biennial => "Uppföljning vartannat år",
            _ => "Samråd",
        };

        public static string StepNumber(int number) => $"Steg {number}";

        public static string Step(StepKind kind) => kind switch
        {
            StepKind.Reminder => "Påminnelse till dem som ska svara",
            StepKind.Overdue => "Svarstiden har gått ut, till dem som ska svara",
            StepKind.Deputy => "Till ersättaren",
            StepKind.Head => "Till chefen",
            _ => "Till samordnaren",
        };

        // A draft

        public const string NoRoundTitle = "Omgången finns inte";
        public const string NoDraftTitle = "Omgången har redan öppnats";
        public const string NotAskedTitle = "Enheten får ingen enkät";
        public const string NotAsked = "Planerna ger enheten inget att svara på i den här omgången.";
        public const string DraftSaved = "Omgången är sparad. Granska den nedan.";
        public const string ChangeDraft = "Ändra datum, planer eller påminnelser";
        public const string CommentsTitle = "Nyckelpersonernas kommentarer";
        public const string LinksTitle = "Låt nyckelpersoner granska";
        public const string LinksIntro =
            "En nyckelperson får en egen länk, läser enkäterna och kan kommentera dem. Skicka länken själv, till exempel i ett mejl. Den "
            + "visar bara förhandsvisningen.";
        public const string SharingName = "Nyckelpersonens namn";
        public const string SharingHint = "Kommentarerna visas under det namnet.";
        public const string MakeLink = "Skapa en länk";
        public const string NoLinkMade = "Ingen länk har skapats";
        public const string NoLinkTitle = "Länken finns inte";
        public const string NoLink = "Personen har ingen länk till den här omgången.";
        public const string OpenTitle = "Öppna omgången";
        public const string BackToDraft = "Tillbaka till omgången";

        public static string NoDraft(Round round) =>
            $"{round.Title} är {State(round.State)} och kan inte längre ändras här. Inget har sparats.";

        public static string DraftTitle(Round draft) => $"Förberedd: {draft.Title}";

        public static string QuestionnaireTitle(string department, Round draft) => $"Enkäten till {department}, {draft.Title}";

        public static string About(Round draft) => string.Join(" ", new[]
        {
            draft.Kind == Plans.RoundKind.Consultation ? $"Samråd om {PlanNames(draft)}, {draft.Period}."
                : $"{KindOf(draft.Kind)} av {PlanNames(draft)}, {draft.Period}.",
            $"Öppnas {LongDay(draft.Opens)}. Sista svarsdag är {LongDay(draft.Deadline)}. Stängs {LongDay(draft.Closes)}.",
            draft.DiaryNumbers.Count == 0 ? null : $"Diarienummer: {And(draft.DiaryNumbers)}.",
            $"Frågor besvaras av {draft.ContactEmail}.",
        }.OfType<string>());

        public static string NewerPlan(RoundPlan plan) =>
            $"Det finns en nyare version av {plan.Title} än den som omgången frågar om (version {plan.Version}).";

        public const string TakeNewerPlans = "Använd planens nyaste version";

        public static string RevokedLink(string name) => $"{name} hade en länk som är återkallad.";

        public static string TakeLinkBack(string name) => $"Återkalla länken till {name}";

        public const string GiveUpDraft = "Ta bort den förberedda omgången";
        public const string ReadLetters = "Läs mejlen som de blir till varje enhet";

        public static string OpenIntro(RoundPreview preview) => preview.Obstacles.Count == 0
            ? $"Inbjudan går till {Count(preview.Departments.Count, "enhet", "enheter")}. Ingen enhet får något mejl förrän omgången "
            + "öppnas."
            : "Omgången kan inte öppnas förrän hindren ovan är undanröjda.";
    }
}
