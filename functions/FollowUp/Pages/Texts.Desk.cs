using FollowUp.Coordinator;

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
    }
}
