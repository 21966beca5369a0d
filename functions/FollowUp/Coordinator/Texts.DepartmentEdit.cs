using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // A department in a form

        public const string AddDepartment = "Lägg till en enhet";
        public const string AddDepartmentLead =
            "Enheten läggs till i registret. Den frågas i omgångar som öppnas från och med nu, om planen nämner den.";
        public const string ChangeDepartment = "Ändra namn eller slag";
        public const string ChangeDepartmentLead =
            "Registret får en ny version. Den förra finns kvar och kan tas fram igen. Omgångar som är öppnade behåller det namn de har.";
        public const string SaveDepartment = "Spara enheten";
        public const string RenamedLabel = "Om namnet ändras";
        public const string KeepsName = "Enheten har bytt namn. Planer och svar från tidigare ska känna igen det gamla.";
        public const string NameWasWrong = "Namnet var felskrivet. Det gamla behöver inte kännas igen.";
        public const string Reorganise = "Slå ihop, dela eller avsluta enheter";
        public const string GoneLabel = "Vilka upphör eller delas?";
        public const string GoneHint = "Vid en sammanslagning: de som går upp i en annan.";
        public const string HeirsLabel = "Vilka svarar i stället?";
        public const string HeirsHint =
            "Lämna tomt om ingen tar över, eller om det är en ny enhet. Finns en enhet kvar efter en delning kryssar du i den även här.";
        public const string NewHeirLabel = "En ny enhet som svarar i stället";
        public const string NewHeirHint = "Skriv namnet, om det inte är någon som redan finns i registret.";
        public const string HeirMailHint =
            "Till den nya enheten. Lämna tomt så tar den över alla kontakter från dem som upphör. Se över dem sedan.";
        public const string NewHeirHasNoName = "Skriv den nya enhetens namn också, eller töm adressen.";
        public const string SaveReorganisation = "Spara";
        public const string DayMissing = "Skriv vilken dag det gäller från.";
        public const string ChooseGone = "Välj minst en enhet som upphör eller delas.";
        public const string ChooseHeirs = "Välj bland enheterna i registret.";
        public const string ManyToMany =
            "Flera enheter kan bli en, och en kan bli flera. Blir flera enheter flera andra: gör det i flera steg, ett för varje enhet.";
        public const string SplitAmongOthers =
            "Går en enhet upp i flera som redan finns kan FollowUp inte fördela åtgärderna. Avsluta enheten utan att någon tar över, och "
                + "ändra i planen vilka som ansvarar.";
        public const string NobodyTakesOver = "Ingen tar över det som planerna har lagt på dem (behövs bara om ingen svarar i stället)";
        public const string ConfirmNobody = "Välj vilka som svarar i stället, eller kryssa i rutan om ingen gör det.";
        public const string NothingReorganised = "Samma enhet står på båda ställena. Då ändras inget.";
        public const string RegisterChangedMeanwhile =
            "Registret har ändrats sedan du öppnade sidan. Läs igenom och spara igen om det fortfarande stämmer.";

        public static IReadOnlyList<string> ReorganiseLead { get; } =
        [
            "Från den dag du anger svarar de nya för det som planerna har lagt på de gamla. Tidigare svar finns kvar och visas för dem "
                + "som tar över.",
            "Omgångar som redan är öppnade påverkas inte.",
        ];

        public static string Reorganised(IReadOnlyList<string> from, IReadOnlyList<string> to) =>
            to.Count == 0 ? $"{And(from)} avslutades" : $"{And(from)} ersätts av {And(to)}";

        public static string AlreadyGone(Succession already, DepartmentRegister register) =>
            $"Det står redan i registret: {Succession(already, register)}. Ta fram en tidigare version av registret om det är fel.";

        public static string DutiesLeft(Department department, ActionPlan plan, IReadOnlyList<Duty> duties) =>
            $"{department.Name} i {plan.Title}: {DutiesOf(duties)} Det har ingen sedan, om ingen svarar i stället.";

        public static string FarAway(DateOnly day) =>
            $"{Capital(LongDay(day))} ligger långt bort. Rätta dagen, eller kryssa i rutan om den stämmer.";

        public const string DayIsRight = "Ja, dagen stämmer";

        public static string OddYear(int first, int last) => $"Året ska vara mellan {first} och {last}.";

        public static string ChangeDepartmentTitle(Department department) => $"Ändra {department.Name}";

        public static string DepartmentAdded(string name) => $"{name} är ny";

        public static string DepartmentChanged(string name) => $"{name} är ändrad";

        public static string DepartmentChangedMeanwhile(Department now) =>
            $"Enheten har ändrats sedan du öppnade sidan. Nu står det: {now.Name} ({AboutDepartment(now)}). Spara igen om det "
                + "du har skrivit ska gälla.";

        public static string DepartmentLabel(DepartmentField field) => field switch
        {
            DepartmentField.Name => "Namn",
            DepartmentField.Kind => "Slag",
            DepartmentField.From => "Finns från och med",
            DepartmentField.To => "Finns till och med",
            DepartmentField.Mail => EmailLabel,
            DepartmentField.Contact => "Kontaktpersonens namn",
            _ => "Från och med",
        };

        public static string? DepartmentHint(DepartmentField field) => field switch
        {
            DepartmentField.Name => "Som i planen, till exempel Socialnämnden.",
            DepartmentField.From => "Lämna tomt om den alltid har funnits.",
            DepartmentField.To => "Lämna tomt om den finns tills vidare.",
            DepartmentField.Mail => "Till kontaktpersonen, eller en funktionsbrevlåda. Fler kontakter lägger du till sedan.",
            DepartmentField.Contact => "Behövs inte.",
            DepartmentField.Day => "Första dagen med den nya organisationen.",
            _ => null,
        };

        // All contacts in one table

        public const string AllContacts = "Ändra alla kontakter";
        public const string AllContactsTitle = "Alla kontakter";
        public const string AllContactsIntro =
            "Ändra direkt i tabellen. Töm en rad för att ta bort kontakten. Nya kontakter skriver du längst ned. Ändringarna gäller "
                + "omgångar som öppnas från och med nu.";
        public const string AllContactsCaption = "Vilka som får mejlen";
        public const string NameColumn = "Namn";
        public const string FromColumn = "Från och med";
        public const string ToColumn = "Till och med";
        public const string StandingColumn = "I öppna omgångar";
        public const string PastedLabel = "Klistra in från ett kalkylprogram";
        public const string PastedHint =
            "Kopiera raderna tillsammans med rubrikerna, till exempel Enhet, Kontaktperson och E-post. För de enheter och "
                + "roller som finns med ersätts kontakterna. Övriga står kvar. Inget sparas förrän du har sett tabellen.";
        public const string FillIn = "Fyll i tabellen";
        public const string PastedSheet = "inklistrat";
        public const string ChooseDepartment = "Välj vilken enhet kontakten hör till.";

        public static string OfDepartment(string department, string sentence) => department == "" ? sentence : $"{department}: {sentence}";

        public static string NewContactIn(int row) => $"Enhet för en ny kontakt, rad {row}";

        public static string FilledIn(int departments) => departments == 0
            ? "Inget i det du klistrade in gick att fylla i. Inget har sparats."
            : $"Tabellen är ifylld för {Count(departments, "enhet", "enheter")}. De roller som du klistrade in är ersatta, övriga "
                + "kontakter står kvar. Inget har sparats än. Läs igenom och tryck på Spara kontakterna.";

        public static string NotInRegister(string name) => $"”{name}” finns inte i registret. Lägg till enheten först.";

        public static string ContactsChangedMeanwhile(Department department) =>
            $"Kontakterna för {department.Name} har ändrats sedan du öppnade sidan. Jämför med hur det är nu. Spara igen om det "
                + "du har skrivit ska gälla.";

        public const string FormerTitle = "Tidigare kontakter vars länkar fortfarande fungerar";

        public static string Former(FormerContact former) =>
            $"{former.Contact.Email}, {former.Department.Name}, i ”{former.Round.Title}”.";

        public static string CloseFormerLink(FormerContact former) => $"{Board.CloseFormer}: {former.Contact.Email}";

        public static string HasLink(Round round) => $"Har en länk som gäller i ”{round.Title}”.";

        public static string Bounced(Round round) => $"Mejlet gick inte fram i ”{round.Title}”.";
    }
}
