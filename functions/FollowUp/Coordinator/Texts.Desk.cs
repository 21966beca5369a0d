using FollowUp.Accessibility;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Trail;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What the coordinator reads at the desk.</summary>
    public static partial class Desk
    {
        public const string Navigation = "Samordning";
        public const string OverviewTitle = "Översikt";
        public const string PlansTitle = "Planer";
        public const string DepartmentsTitle = "Enheter";
        public const string SignOut = "Logga ut";

        public static string SignedInAs(Principal principal) => $"Inloggad: {principal.Name}, {Role(principal.Role)}.";

        // Who may not come in

        public const string OffTitle = "Inloggningen är inte påslagen";
        public const string Off =
            "Samordningens sidor är stängda tills plattformens inloggning är påslagen. Den som förvaltar appen i Azure slår på den under "
                + "Autentisering: lägg till Microsoft (Entra-ID) som identitetsprovider och tillåt oautentiserade begäranden, eftersom "
                + "enheterna svarar utan konto. Inga andra sidor påverkas.";
        public const string NotReadableTitle = "Inloggningen kunde inte läsas";
        public const string NoRoleTitle = "Du har ingen behörighet här";
        public const string OtherTenantTitle = "Ditt konto hör till en annan organisation";
        public const string SignedOutTitle = "Du är inte inloggad längre";
        public const string SignedOut = "Inget har sparats. Kopiera det du hade skrivit, öppna sidan på nytt och logga in.";
        public const string ForeignTitle = "Formuläret kom från en annan webbplats";
        public const string Foreign = "Inget har ändrats. Öppna sidan här i FollowUp och gör det du tänkte därifrån.";
        public const string MayNotTitle = "Det här får du inte göra";
        public const string OldFormTitle = "Sidan var för gammal";
        public const string OldForm =
            "Inget har ändrats. Sidan öppnades innan du loggade in som den du är nu. Öppna den på nytt och försök igen.";

        public static string NotReadable(string coordinator) =>
            $"FollowUp kunde inte läsa vem som är inloggad. Logga ut och in igen. Hjälper inte det: skriv till {coordinator}.";

        public static string OtherTenant(string coordinator) =>
            $"Logga in med ditt konto hos kommunen. Har du inget sådant, kontakta samordnaren ({coordinator}).";

        public static string NoRole(string coordinator) =>
            $"Du är inloggad, men har ingen av rollerna läsare, samordnare och administratör. Be samordnaren ({coordinator}) om "
            + "behörighet.";

        public static string MayNot(Role role, Role least) =>
            $"Inget har ändrats. Du är inloggad som {Role(role)}, och det krävs minst rollen {Role(least)}.";

        // What every page says

        public const string GoOn = "Gå vidare";

        // Files that are taken in

        public const string FileLabel = "Fil";
        public const string FileHint =
            "En Excel-arbetsbok (.xlsx) eller ett Worddokument med tabeller (.docx), högst 2 MB. Filer som FollowUp har sparat (CSV och "
                + "YAML) går också.";
        public const string TextLabel = "Eller klistra in innehållet";
        public const string TextHint = "Rader ur ett kalkylblad, eller innehållet i en fil som FollowUp har sparat.";
        public const string PlanTextPasteHint =
            "Text ur planen, kopierad från en pdf eller ett Worddokument, eller rader ur ett kalkylblad.";
        public const string Check = "Granska";
        public const string Import = "Läs in";
        public const string Pasted = "inklistrad-text";
        public const string NothingToImport = "Välj en fil eller klistra in innehållet.";
        public const string NotImported = "Inget har lästs in";
        public const string MendAndTry = "Rätta felen och försök igen.";
        public const string WarningsTitle = "Att se över";

        public static string TextOf(string file) =>
            $"Här står innehållet i {file}. Det du ändrar här läses in, om du inte väljer en ny fil.";

        public static string WillBeLost(IReadOnlyList<string> departments) =>
            $"{(departments.Count == 1 ? "Den här enheten" : "De här enheterna")} finns i registret nu men inte i filen: "
                + $"{And(departments)}. Planer som nämner dem skulle inte fråga någon. Har en enhet gått upp i en annan "
                + "anger du det under Slå ihop, dela eller avsluta enheter i stället.";

        public const string MayBeLost = "Ja, ta bort ur registret";
        public const string ConfirmLoss = "Kryssa i rutan om det är rätt, eller ta med det som saknas i filen.";

        public static string OnLine(Finding finding) =>
            $"{(finding.Place is { } place ? Capital(place) : $"Rad {finding.Line}")}: {finding.Message}";

        public static string MoreFindings(int count) => $"Och {Count(count, "fel", "fel")} till.";

        public static string CanBeImported(int warnings) =>
            "Granskningen hittade inga fel. "
                + (warnings == 0 ? "Tryck på Läs in när du vill läsa in filen."
                    : $"Läs igenom {Count(warnings, "anmärkning", "anmärkningar")} längre ned på sidan. Tryck sedan på Läs in.");

        // Plans

        public const string NoPlans = "Ingen plan är inläst än.";
        public const string NoDepartmentsYet = "Läs först in enheterna, så att planens ansvariga kan kännas igen.";
        public const string PlansCaption = "Inlästa planer";
        public const string PlanColumn = "Plan";
        public const string TimeColumn = "Gäller";
        public const string ContentsColumn = "Innehåll";
        public const string VersionColumn = "Version";
        public const string FilesColumn = "Spara som fil";
        public const string ImportPlan = "Läs in en plan";
        public const string ImportPlanIntro =
            "Finns planen redan blir det en ny version av den. Omgångar som har förberetts eller öppnats behåller den version de har.";
        public const string NoPlanTitle = "Planen finns inte";
        public const string ToDecideTitle = "Att avgöra";
        public const string Conditions = "Detta behöver vara på plats:";
        public const string MeasuresCaption = "Åtgärder";
        public const string MeasureColumn = "Åtgärd";
        public const string ResponsibleColumn = "Ansvariga";
        public const string CoResponsibleColumn = "Medansvariga";
        public const string LevelColumn = "Nivå";
        public const string DutiesTitle = "Vem som svarar för vad";
        public const string DutiesIntro = "Så skulle åtgärderna fördelas om en omgång öppnades i dag.";
        public const string ImportWarningsTitle = "Anmärkningar vid inläsningen";

        public static string Span(DateOnly start, DateOnly end) => $"{Day(start)} – {Day(end)}";

        public static string Contents(ActionPlan plan) => plan.Kind == Plans.PlanKind.Measures
            ? Measures(plan.Measures.Count())
            : Count(plan.Directions.Count(), "inriktning", "inriktningar");

        public static string PlanImported(int version) => $"Planen är inläst. Det här är version {version}.";

        public static string AboutPlan(ActionPlan plan, int version) => string.Join(" ", new[]
        {
            $"{plan.Municipality}. Gäller {Day(plan.Start)} till {Day(plan.End)}.",
            $"{Contents(plan)} i {Count(plan.FocusAreas.Count, "fokusområde", "fokusområden")}.",
            plan.FollowUps.Count == 0 ? "Hur planen ska följas upp är inte angivet."
                : $"Följs upp {And(plan.FollowUps.Select(HowOften).ToList())}.",
            plan.Statutory ? "Lagstadgad plan enligt lagen om kommuners ansvar för brottsförebyggande arbete (2023:196)." : null,
            $"Version {version}.",
        }.OfType<string>());

        public static string HowOften(RoundKind kind) => kind switch
        {
            Plans.RoundKind.Annual => "varje år",
            Plans.RoundKind.HalfYear => "vid halvårsskiftet",
            Plans.RoundKind.MandatePeriod => "varje mandatperiod",
            Plans.RoundKind.Biennial => "vartannat år",
            _ => "genom samråd",
        };

        public static string SaveAs(string format) => $"Spara som {format}";

        public static string Parties(IReadOnlyList<Responsibility> parties, DepartmentRegister register) => parties.Count == 0 ? "–"
            : string.Join(", ", parties.Select(party =>
            $"{(party.Kind switch
            {
                PartyKind.Department => register.Find(party.Id)?.Name ?? party.Id,
                PartyKind.Group => party.Id,
                _ => Every(party.Kind),
            })}{(party.Qualifier == null ? "" : $" ({party.Qualifier})")}"));

        public static string Levels(ActionPlan plan, Measure measure) => measure.Levels.Count == 0 ? "–"
            : string.Join(", ", measure.Levels.Select(plan.WordFor));

        public static string DutiesOf(IReadOnlyList<Duty> duties) =>
            string.Join(" ", new[] { (SectionKind.Responsible, "Ansvarig för"), (SectionKind.CoResponsible, "Medansvarig för") }
            .Select(role => (role.Item2, Numbers: duties.Where(duty => duty.Kind == role.Item1)
                .Select(duty => $"{duty.Measure.Number}{(duty.Qualifier == null ? "" : $" ({duty.Qualifier})")}").ToList()))
            .Where(role => role.Numbers.Count > 0).Select(role => $"{role.Item1} {And(role.Numbers)}."));

        // Versions of a plan or of the register

        public const string HistoryTitle = "Versioner";
        public const string NotRecorded = "När, av vem och ur vilken fil är inte antecknat.";

        public static IReadOnlyList<string> HistoryHeadings => ["Version", "När", "Av", "Vad"];

        public static string Origin(VersionOrigin origin) => origin.Changed
            ?? $"{origin.File}, {(origin.Findings == 0 ? "inga anmärkningar" : Count(origin.Findings, "anmärkning", "anmärkningar"))}";

        // The register

        public const string NoDepartments =
            "Inga enheter är inlästa än. Börja här: läs in dem ur ett kalkylblad, eller lägg till dem en och en.";
        public const string RegisterIntro =
            "Här står vilka som svarar och vem som får mejlen. En omgång som är öppnad behåller de kontakter som den öppnades med. De "
            + "ändras på omgångens egen sida.";
        public const string DepartmentColumn = "Enhet";
        public const string ContactsColumn = "Kontakter";
        public const string GroupsTitle = "Grupper och omorganisationer";
        public const string ImportFirstRegister = "Läs in enheterna";
        public const string ImportFirstIntro =
            "Ta det kalkylblad ni har, med enhet, kontaktperson och e-post. Rubrikerna får heta det de heter hos er. Du ser hur bladet har "
            + "förståtts innan något sparas.";
        public const string ImportRegister = "Läs in ett nytt register";
        public const string ImportRegisterIntro =
            "Filen ersätter hela registret med en ny version. Spara det nuvarande som fil, ändra i den och läs in den igen. Kontakter "
            + "ändrar du enklast under Ändra alla kontakter.";
        public const string NoDepartmentTitle = "Enheten finns inte";
        public const string ContactsIntro =
            "Ändringen gäller omgångar som öppnas från och med nu. En omgång som redan är öppnad behåller sina kontakter. De ändras på "
            + "omgångens egen sida.";
        public const string ContactsSaved = "Kontakterna är sparade.";
        public const string NotSaved = "Inget har sparats";
        public const string NowInTheRegister = "Så här står det i registret nu";
        public const string ContactsChanged =
            "Enhetens kontakter har ändrats sedan du öppnade sidan. Jämför med det som står i registret nu. Spara igen om det "
            + "du har skrivit ska gälla i stället.";
        public const string NewContact = "Ny kontakt";
        public const string RoleLabel = "Roll";
        public const string EmailLabel = "E-postadress";
        public const string NameLabel = "Namn (om det behövs)";
        public const string FromLabel = "Gäller från och med (tomt om den redan gäller)";
        public const string ToLabel = "Gäller till och med (tomt om den gäller tills vidare)";
        public const string SaveContacts = "Spara kontakterna";
        public const string EmailMissing = "Skriv en e-postadress, eller töm hela kontakten för att ta bort den.";
        public const string EndsBeforeStart = "Sista dagen ligger före den första.";
        public const string NobodyToAsk = "Minst en måste vara kontaktperson, ersättare eller funktionsbrevlåda. Annars får ingen enkäten.";

        public const string NextPlan = "Nästa steg: läs in planen";

        public static string RegisterImported(int departments) => $"Registret är inläst: {Count(departments, "enhet", "enheter")}.";

        public static string RegisterCaption(int version) => $"Enheterna, version {version} av registret";

        /// <param name="register">Says who answers in its place; null where that is said beside it.</param>
        public static string AboutDepartment(Department department, DepartmentRegister? register = null) => string.Join(", ", new[]
        {
            Kind(department.Kind),
            department.From == null ? null : $"från {Day(department.From.Value)}",
            department.To == null ? null : $"till {Day(department.To.Value)}",
            department.FormerNames.Count == 0 ? null : $"tidigare {And(department.FormerNames)}",
        }.Concat(register?.Successions.Where(one => one.From.Except(one.To).Contains(department.Id)).Select(one =>
            $"från {Day(one.Date)} svarar {And(Names(one.To, register))}") ?? []).OfType<string>());

        public static string Contact(Contact contact) => string.Join(", ", new[]
        {
            $"{Capital(Role(contact.Role))}: {(contact.Name == null ? contact.Email : $"{contact.Name}, {contact.Email}")}",
            contact.From == null ? null : $"från {Day(contact.From.Value)}",
            contact.To == null ? null : $"till {Day(contact.To.Value)}",
        }.OfType<string>());

        public static string Group(DepartmentGroup group, DepartmentRegister register) =>
            $"{group.Name}: {And(Names(group.Departments, register))}";

        public static string Succession(Succession succession, DepartmentRegister register) =>
            $"{Day(succession.Date)}: {And(Names(Gone(succession), register))} ersätts av {And(Names(succession.To, register))}";

        // Who goes on is not replaced, unless by a part of itself.
        private static IReadOnlyList<string> Gone(Succession succession) =>
            succession.From.Except(succession.To).ToList() is { Count: > 0 } gone ? gone : succession.From;

        public static string ContactsTitle(Department department) => $"Kontakter: {department.Name}";

        public static string ContactNumber(int number) => $"Kontakt {number}";

        public static string NotADay(string text) => $"”{text}” är inget datum. Skriv som 2026-01-31.";

        public static string TooManyContacts(int most) => $"En enhet kan ha högst {most} kontakter. Använd en funktionsbrevlåda.";

        private static List<string> Names(IReadOnlyList<string> ids, DepartmentRegister register) =>
            ids.Select(id => register.Find(id)?.Name ?? id).ToList();

        // The overview

        public const string ToDoTitle = "Att göra nu";
        public const string NothingToDo = "Inget just nu.";
        public const string RoundsTitle = "Omgångar";
        public const string RoundsCaption = "Alla omgångar, de senaste först";
        public const string RoundColumn = "Omgång";
        public const string KindColumn = "Slag";
        public const string StateColumn = "Läge";

        public static string RoundAnswered(Coordinator.Board board)
        {
            var overdue = board.Departments.Count(department => department.IsOverdue);
            return $"{Of(board.Answered, board.Asked)} har svarat"
                + (overdue == 0 ? "" : $", {overdue} är {(overdue == 1 ? "försenad" : "försenade")}");
        }

        public const string OpensColumn = "Öppnas";
        public const string DeadlineColumn = "Sista svarsdag";
        public const string ClosesColumn = "Stängs";
        public const string MakeRound = "Skapa en omgång";
        public const string CasesTitle = "Synpunkter på tillgängligheten";

        public static string DraftIsDue(Round draft, DateOnly today) => draft.Opens == today
            ? $"{OfPlans(draft)} ska öppnas i dag."
            : $"{OfPlans(draft)} skulle ha öppnats {LongDay(draft.Opens)}.";

        private static string OfPlans(Round round) =>
            $"{round.Title} {(round.Kind == Plans.RoundKind.Consultation ? "om" : "av")} {PlanNames(round)}";

        public static string LookAndOpen(Round draft) => $"Granska och öppna {draft.Title}";

        public static string IsPaused(Round round) =>
            $"{OfPlans(round)} är pausad{(round.PauseReason == null ? "." : $": {Ended(round.PauseReason)}")}";

        public static string ClosesSoon(Round round, DateOnly today) =>
            $"{OfPlans(round)} stängs {(round.Closes == today ? "i dag" : LongDay(round.Closes))}.";

        public static string HasComments(Round draft, int count) =>
            $"{draft.Title} av {PlanNames(draft)}: {Count(count, "kommentar", "kommentarer")} på utkastet.";

        public const string ReadComments = "Läs kommentarerna";

        public static string ToRound(Round round) => $"Till {round.Title}";

        public static string ToPlan(string title) => $"Till planen {title}";

        public static string MakeDue(DueRound due) => $"Förbered {Calendar.RoundTitle(due.Period)}";

        public static string Case(FeedbackCase feedback) =>
            $"{feedback.Number}, {Moment(feedback.Received)}{(feedback.Contact == null ? "" : $", {feedback.Contact}")}";
    }
}
