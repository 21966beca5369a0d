using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp;

public static partial class Texts
{
    public static string Role(Role role) => role switch
    {
        FollowUp.Coordinator.Role.Reader => "läsare",
        FollowUp.Coordinator.Role.Coordinator => "samordnare",
        _ => "administratör",
    };

    /// <summary>What the coordinator reads at the desk.</summary>
    public static class Desk
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
            "Samordningens sidor är stängda tills plattformens inloggning är påslagen. Den som förvaltar appen i Azure slår på den under Autentisering: lägg till Microsoft (Entra-ID) som identitetsprovider och tillåt oautentiserade begäranden, eftersom enheterna svarar utan konto. Inga andra sidor påverkas.";
        public const string NotReadableTitle = "Inloggningen kunde inte läsas";
        public const string NoRoleTitle = "Du har ingen behörighet här";
        public const string SignedOutTitle = "Du är inte inloggad längre";
        public const string SignedOut = "Inget har sparats. Kopiera det du hade skrivit, öppna sidan på nytt och logga in.";
        public const string ForeignTitle = "Formuläret kom från en annan webbplats";
        public const string Foreign = "Inget har ändrats. Öppna sidan här i FollowUp och gör det du tänkte därifrån.";
        public const string MayNotTitle = "Det här får du inte göra";
        public const string OldFormTitle = "Sidan var för gammal";
        public const string OldForm = "Inget har ändrats. Sidan öppnades innan du loggade in som den du är nu. Öppna den på nytt och försök igen.";

        public static string NotReadable(string coordinator) => $"FollowUp kunde inte läsa vem som är inloggad. Logga ut och in igen. Hjälper inte det: skriv till {coordinator}.";

        public static string NoRole(string coordinator) => $"Du är inloggad, men har ingen av rollerna läsare, samordnare och administratör. Be samordnaren ({coordinator}) om behörighet.";

        public static string MayNot(Role role, Role least) => $"Inget har ändrats. Du är inloggad som {Role(role)}, och det krävs minst rollen {Role(least)}.";

        // What every page says

        public const string GoOn = "Gå vidare";

        // Files that are taken in

        public const string FileLabel = "Fil";
        public const string FileHint = "En YAML-fil eller en CSV-tabell, högst 2 MB.";
        public const string TextLabel = "Eller klistra in innehållet";
        public const string TextHint = "Behövs inte om du väljer en fil.";
        public const string FormatLabel = "Den inklistrade texten är";
        public const string TableFormat = "CSV (tabell från ett kalkylprogram)";
        public const string Check = "Granska";
        public const string Import = "Läs in";
        public const string Pasted = "inklistrad-text";
        public const string NothingToImport = "Välj en fil eller klistra in innehållet.";
        public const string NotImported = "Inget har lästs in";
        public const string MendAndTry = "Rätta felen och försök igen.";
        public const string WarningsTitle = "Att se över";

        public static string TextOf(string file) => $"Här står innehållet i {file}. Det du ändrar här läses in, om du inte väljer en ny fil.";

        public static string OnLine(Finding finding) => $"Rad {finding.Line}: {finding.Message}";

        public static string MoreFindings(int count) => $"Och {Count(count, "fel", "fel")} till.";

        public static string CanBeImported(int warnings) =>
            $"Granskningen hittade inga fel. {(warnings == 0 ? "Tryck på Läs in när du vill läsa in filen." : $"Läs igenom {Count(warnings, "anmärkning", "anmärkningar")} under Att se över. Tryck sedan på Läs in.")}";

        // Plans

        public const string NoPlans = "Ingen plan är inläst än. Läs först in enheterna, så att planens ansvariga kan kännas igen.";
        public const string PlansCaption = "Inlästa planer";
        public const string PlanColumn = "Plan";
        public const string TimeColumn = "Gäller";
        public const string ContentsColumn = "Innehåll";
        public const string VersionColumn = "Version";
        public const string FilesColumn = "Spara som fil";
        public const string ImportPlan = "Läs in en plan";
        public const string ImportPlanIntro = "Finns planen redan blir det en ny version av den. Omgångar som har förberetts eller öppnats behåller den version de har.";
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
            plan.FollowUps.Count == 0 ? "Planen säger inte hur den ska följas upp." : $"Följs upp: {And(plan.FollowUps.Select(RoundKind).ToList())}.",
            plan.Statutory ? "Lagstadgad plan enligt lagen om kommuners ansvar för brottsförebyggande arbete (2023:196)." : null,
            $"Version {version}.",
        }.OfType<string>());

        public static string SaveAs(string format) => $"Spara som {format}";

        public static string Parties(IReadOnlyList<Responsibility> parties, DepartmentRegister register) => parties.Count == 0 ? "–" : string.Join(", ", parties.Select(party =>
            $"{(party.Kind switch
            {
                PartyKind.Department => register.Find(party.Id)?.Name ?? party.Id,
                PartyKind.Group => party.Id,
                _ => Every(party.Kind),
            })}{(party.Qualifier == null ? "" : $" ({party.Qualifier})")}"));

        public static string Levels(ActionPlan plan, Measure measure) => measure.Levels.Count == 0 ? "–" : string.Join(", ", measure.Levels.Select(plan.WordFor));

        public static string DutiesOf(IReadOnlyList<Duty> duties) => string.Join(" ", new[] { (SectionKind.Responsible, "Ansvarig för"), (SectionKind.CoResponsible, "Medansvarig för") }
            .Select(role => (role.Item2, Numbers: duties.Where(duty => duty.Kind == role.Item1)
                .Select(duty => $"{duty.Measure.Number}{(duty.Qualifier == null ? "" : $" ({duty.Qualifier})")}").ToList()))
            .Where(role => role.Numbers.Count > 0).Select(role => $"{role.Item1} {And(role.Numbers)}."));
    }
}
