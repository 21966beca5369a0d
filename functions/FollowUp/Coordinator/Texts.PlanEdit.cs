using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Trail;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // A measure in a form

        public const string AddMeasure = "Lägg till en åtgärd";
        public const string RemoveMeasure = "Ta bort åtgärden";
        public const string RemoveMeasureLead =
            "Planen får en ny version utan åtgärden. Den version som gäller nu finns kvar och kan tas fram igen. Omgångar som har "
                + "förberetts eller öppnats påverkas inte.";
        public const string RemoveMeasureConfirm = "Ja, åtgärden ska bort ur planen";
        public const string ConfirmRemoval = "Kryssa i rutan om åtgärden ska bort.";
        public const string LastMeasure = "Det är planens enda åtgärd. Dra in planen i stället, om den inte ska användas.";
        public const string MeasureIntro =
            "När du sparar får planen en ny version. Den förra finns kvar och kan tas fram igen. Omgångar som har förberetts eller "
                + "öppnats behåller den version de har.";
        public const string MeasureNow = "Så här ser åtgärden ut nu";
        public const string MeasureChanged =
            "Åtgärden har ändrats sedan du öppnade sidan. Jämför, och spara igen om det du har skrivit ska gälla.";
        public const string AreaGone = "Fokusområdet finns inte i planen längre. Välj ett annat.";
        public const string SaveMeasure = "Spara åtgärden";
        public const string NewArea = "Ett nytt fokusområde";
        public const string NewAreaNotChosen = "Välj ”Ett nytt fokusområde” ovanför, eller töm det här namnet.";
        public const string PartiesCaption = "Ansvariga och medansvariga";
        public const string PartiesHint =
            "Minst en ska vara ansvarig. Behövs fler rader: spara, och öppna åtgärden igen. Töm en rad för att ta bort enheten.";
        public const string PartLabel = "Del av enheten";
        public const string NobodyChosen = "–";
        public const string ResponsibleOne = "Ansvarig";
        public const string CoResponsibleOne = "Medansvarig";
        public const string NoMeasureTitle = "Åtgärden finns inte";

        public static string ChangeMeasure(string number) => $"Ändra åtgärd {number}";

        public static string RemoveMeasureTitle(Measure measure) => $"Ta bort åtgärd {measure.Number} {measure.Title}";

        public static string NoMeasure(string number) => $"Planen har ingen åtgärd {number} nu. Inget har sparats.";

        public static string MeasurePlace(string number) => $"åtgärd {number}";

        public static string MeasureAdded(string number) => $"Åtgärd {number} är ny";

        public static string MeasureChangedTo(string before, string after) =>
            before == after ? $"Åtgärd {before} är ändrad" : $"Åtgärd {before} är ändrad och har nu nummer {after}";

        public static string MeasureRemoved(string number) => $"Åtgärd {number} är borttagen";

        public static string InRow(string column, int row) => $"{column}, rad {row}";

        /// <summary>What a file's reader says of a field, in the form's own word for it.</summary>
        public static string InForm(string message, string label) => message.Split(": ", 2) is [var key, var rest]
            && key.All(sign => char.IsLower(sign) || sign == ' ') ? $"{label}: {rest}" : message;

        public static string MeasureLabel(MeasureField field) => field switch
        {
            MeasureField.Area => AreaColumn,
            MeasureField.NewArea => "Det nya fokusområdets namn",
            MeasureField.Number => "Nummer",
            MeasureField.Title => "Åtgärd",
            MeasureField.Wording => WordingLabel,
            MeasureField.Page => "Sida i planen",
            MeasureField.Examples => "Exempel",
            MeasureField.From => "Påbörjas",
            MeasureField.To => "Klart senast",
            MeasureField.Levels => "Nivå, högst två",
            MeasureField.Targets => "Riktas till",
            MeasureField.SocietyLevels => "Samhällsnivå",
            _ => "Målgrupper",
        };

        public static string? MeasureHint(MeasureField field) => field switch
        {
            MeasureField.NewArea => "Fylls bara i om du har valt ett nytt fokusområde.",
            MeasureField.Number => "Som i planen, till exempel 1:3.",
            MeasureField.Title => "Kort. Den visas som rubrik för enheterna och i rapporten.",
            MeasureField.Wording => "Hela texten ur planen, om den säger mer än rubriken. Enheterna ser den när de svarar.",
            MeasureField.Page => "Till exempel 12 eller 12–13.",
            MeasureField.From or MeasureField.To => "Lämna tomt om åtgärden gäller under hela planens tid.",
            MeasureField.Groups => "En på varje rad.",
            _ => null,
        };

        // What a plan says of itself

        public const string ChangeFacts = "Ändra planens uppgifter";
        public const string SaveFacts = "Spara uppgifterna";
        public const string FactsPlace = "Planens uppgifter";
        public const string IsStatutory = "Ja, planen är lagstadgad";
        public const string IsNotStatutory = "Nej";

        /// <param name="place">In <see cref="PlanEditWriter.Facts"/>.</param>
        public static string FactLabel(int place) => place switch
        {
            0 => "Planens namn",
            1 => "Gäller från",
            2 => "Gäller till",
            3 => "Beslutad",
            4 => "Hur den ska följas upp",
            5 => "Är det planen enligt lagen om kommuners ansvar för brottsförebyggande arbete?",
            _ => "Länk till planen",
        };

        public static string? FactHint(int place) => place switch
        {
            3 => "Dagen för beslutet. Kan lämnas tom.",
            6 => "Hela webbadressen, som https://kommun.example/plan.pdf. Enheterna får den i inbjudan och i enkäten.",
            _ => null,
        };

        /// <param name="now">In the order of <see cref="PlanEditWriter.Facts"/>.</param>
        public static string FactsChanged(IEnumerable<string> now, int version) =>
            $"Uppgifterna har ändrats sedan du öppnade sidan. I version {version} står: "
                + string.Join("; ", now.Select((value, place) => $"{FactLabel(place)}: {Shown(value.Replace("\n", ", "))}"))
                + ". Spara igen om det du har skrivit ska gälla.";

        // What a version changed

        public const string ChangesColumn = "Ändringar";
        public const string ShowChanges = "Visa";
        public const string ChangedWhat = "Vad";
        public const string ChangedField = "Uppgift";
        public const string ChangedFrom = "Före";
        public const string ChangedTo = "Efter";
        public const string NoVersionTitle = "Versionen finns inte";
        public const string NoVersion = "Det finns ingen version med det numret.";

        public static string NoChanges(int version) =>
            version == 1 ? "Det här är den första versionen." : "Inget har ändrats sedan den förra versionen.";

        public static string ShowChangesOf(int version) => $"Visa vad version {version} ändrade";

        public static string SavedAs(int version) => version == 1 ? "Sparat, som version 1."
            : $"Sparat, som version {version}. Så här skiljer den sig från den förra:";

        public static string AlreadySaved(int version) => $"Det fanns inget nytt att spara. Version {version} gäller.";

        public static string ChangesTitle(int version, string of) => $"{of}: version {version}";

        public static string ChangesCaption(int version) => $"Vad version {version} ändrade";

        public static string VersionOf(VersionOrigin origin) => $"{Moment(origin.At)}, {origin.Who}: {Origin(origin)}";

        public static string About(TreeChange change) =>
            change.Kind == "" || change.About == "" ? FactsPlace : $"{Capital(change.Kind)} {Shown(change.About)}";

        public static string FieldOf(TreeChange change) =>
            change.Field != "" ? Capital(change.Field) : change.After == "" ? "Borttagen" : "Ny";

        public static string Shown(string value) => value == "" ? "–" : InputCheck.Day(value) is { } day ? Day(day) : value;
    }
}
