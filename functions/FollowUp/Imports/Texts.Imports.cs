namespace FollowUp;

internal static partial class Texts
{
    public static partial class Import
    {
        /// <summary>Of a file that came without one.</summary>
        public const string NoName = "fil-utan-namn";

        public const string NotAMapping = "Filen måste innehålla ett YAML-dokument med nycklar överst.";
        public const string EndsBeforeStart = "till: slutdatumet ligger före startdatumet.";
        public const string TooLarge = "Filen är större än 2 MB.";
        public const string NotYaml =
            "Från och med den här raden går filen inte att läsa som YAML. Kontrollera indrag, kolon och citattecken. Alias (*) får inte "
            + "användas.";
        public const string NotCsv = "Från och med den här raden går filen inte att läsa som en tabell. Kontrollera citattecknen.";
        public const string LevelWords =
            "nivåord: måste vara planens tre olika ord för universell, selektiv och indikerad, i den ordningen.";
        public const string ManyToMany =
            "En övergång är en sammanslagning (flera till en) eller en delning (en till flera). Skriv flera övergångar.";
        public const string NoSecurity = "Ingen enhet har en säkerhetsrepresentant bland sina kontakter.";
        public const string NotAWorkbook =
            "Filen går inte att läsa. Öppna den i Excel eller Word och spara den igen, som .xlsx eller .docx.";
        public const string SealedWorkbook =
            "Filen har lösenord eller är sparad i ett äldre format (.xls). Ta bort lösenordet (Arkiv → Info → Skydda arbetsbok) och välj "
            + "Spara som → Excel-arbetsbok (.xlsx).";
        public const string WorkbookWithMacros = "Filen har makron. Välj Spara som → .xlsx eller .docx, som sparar den utan makron.";
        public const string WorkbookTooLarge =
            "Arbetsboken är för stor. Ta bort bilder och tomma rader och kolumner, eller kopiera tabellen till en ny arbetsbok.";
        public const string LinkedWorkbook = "Arbetsboken länkar till andra filer. Länkarna följs inte: de värden som sparades läses.";
        public const string WholeFile = "hela filen";
        public const string HiddenSheet = "Bladet är dolt, men det läses.";
        public const string OwnParent = "överordnad: en plan kan inte vara överordnad sig själv.";
        public const string ReplacesItself = "ersätter: en plan kan inte ersätta sig själv.";
        public const string LevelsPerNeed = "nivåer: ett behov får ha högst två olika preventionsnivåer.";

        public static string UnknownKey(string key, string? meant, IEnumerable<string> known) =>
            $"Fältet ”{key}” känns inte igen. {Meant(meant, known)}";

        public static string UnknownColumn(string column, string? meant, IEnumerable<string> known) =>
            $"Kolumnen ”{column}” känns inte igen. {Meant(meant, known)}";

        private static string Meant(string? meant, IEnumerable<string> known) =>
            meant == null ? $"Det här får stå: {string.Join(", ", known)}." : $"Menade du ”{meant}”?";

        public static string RepeatedKey(string key) => $"”{key}” står två gånger.";

        public static string NoTable(string first) =>
            $"Tabellen måste börja med en rubrikrad och därefter en rad som börjar med ”{first}”.";

        public static string NoKindColumn(string column, IEnumerable<string> kinds) =>
            $"Kolumnen ”{column}” saknas. Den säger vad varje rad är: {string.Join(", ", kinds)}.";

        public static string UnknownRow(string kind, IEnumerable<string> known) =>
            $"rad: ”{kind}” måste vara något av {string.Join(", ", known)}.";

        public static string RowOutOfPlace(string kind) => $"rad: ”{kind}” har ingen rad ovanför sig som den hör till.";

        public static string CellOutOfPlace(string column, string kind) =>
            $"{column}: kolumnen ska vara tom på en rad som börjar med ”{kind}”.";

        public static string Missing(string key) => $"{key}: saknas.";

        public static string LineTooLong(string key, int longest) => $"{key}: högst {longest} tecken.";

        public static string DuplicateArea(int number) => $"nummer: fokusområde {number} finns redan i planen.";

        public static string DuplicateGoal(string id) => $"id: målet {id} finns redan i planen.";

        public static string TooManyMeasures(string name, int most) =>
            $"”{name}” har fler än {most} åtgärder. Dela upp enheten eller planen.";

        public static string SameAddress(string department, string email) =>
            $"{department} har {email} i flera roller. Adressen får varje mejl en gång, och ingen påminns om sig själv som chef. Stryk den "
            + "roll som inte behövs.";

        public static string TooManyContacts(string name, int most) =>
            $"kontakter: ”{name}” har fler än {most} kontakter. Använd en funktionsbrevlåda.";

        public static string NotText(string key) => $"{key}: måste vara text.";

        public static string NotAList(string key) => $"{key}: måste vara en lista.";

        public static string NotAWebAddress(string key, string text) =>
            $"{key}: ”{text}” är ingen webbadress. Skriv hela adressen, som https://kommun.example/plan.pdf.";

        public static string NotADate(string key, string text) => $"{key}: ”{text}” är inget datum. Skriv som 2024-01-31.";

        public static string NotANumber(string text) => $"nummer: ”{text}” är inget heltal.";

        public static string BadId(string id) => $"”{id}” måste vara 1–40 små bokstäver (a–z), siffror och bindestreck.";

        public static string BadMeasureNumber(string number) => $"nummer: ”{number}” är inget åtgärdsnummer. Skriv som 1:3.";

        public static string DuplicateMeasure(string number) => $"nummer: {number} finns redan i planen.";

        public static string DuplicateDepartment(string name) => $"Det finns redan en enhet som heter ”{name}”.";

        public static string NobodyResponsible(string number) => $"ansvariga: åtgärd {number} har ingen ansvarig enhet.";

        public static string UnknownDepartment(string name, string? meant) => $"Enheten ”{name}” finns inte i registret.{Suggest(meant)}";

        public static string UnknownId(string id) => $"Ingen enhet i registret har id ”{id}”.";

        public static string TwiceInList(string text) => $"”{text}” står två gånger i samma lista.";

        public static string BoundTwice(string name) => $"”{name}” står två gånger för samma åtgärd.";

        public static string UnknownLevel(string word, string? meant) => $"”{word}” är ingen preventionsnivå.{Suggest(meant)}";

        public static string LevelsPerMeasure(string number) => $"nivåer: åtgärd {number} får ha högst två olika preventionsnivåer.";

        public static string UnknownGoal(string id, string? meant) => $"mål: ”{id}” finns inte bland planens mål.{Suggest(meant)}";

        public static string NotADirection(string text) =>
            $"inriktningar: ”{text}” måste vara en plans id, ett mellanslag och inriktningens nummer.";

        public static string NobodyToAsk(string name) =>
            $"kontakter: ”{name}” har ingen som kan få enkäten (kontaktperson, ersättare eller funktionsbrevlåda).";

        public static string NotAnAddress(string text, string reason) => $"e-post: ”{text}”. {reason}";

        public static string NotOneOf(string key, string text, IEnumerable<string> words) =>
            $"{key}: ”{text}” måste vara något av {string.Join(", ", words)}.";

        // What is probably not meant

        public static string NumberGap(string missing) => $"Nummer {missing} saknas i planen.";

        public static string AreaGap(int missing) => $"Fokusområde {missing} saknas i planen.";

        public static string OddNumber(string number, string? meant) => $"Nummer {number} följer inte planens numrering.{Suggest(meant)}";

        public static string NumberAsTime(string written, string meant) =>
            $"Ett kalkylprogram har gjort ett klockslag, {written}, av numret. Det läses som {meant}. Formatera kolumnen som text.";

        public static string RepeatedHeading(string title, string first) => $"Rubriken ”{title}” står redan vid {first}.";

        public static string OutsidePlan(string number) => $"Åtgärd {number} ligger utanför planens tid.";

        public static string NoLevel(string number) => $"Åtgärd {number} har ingen preventionsnivå, men andra åtgärder i planen har det.";

        public static string UnexpandedPlural(string name) =>
            $"”{name}” låter som flera men är en enda enhet i registret. Om de svarar var för sig: gör en grupp av dem i registret.";

        public static string FormerName(string name) => $"”{name}” är ett tidigare namn. Det läses som enheten i registret.";

        public static string UnknownParent(string plan) => $"överordnad: planen ”{plan}” är inte inläst.";

        public static string UnknownReplaced(string plan) => $"ersätter: planen ”{plan}” är inte inläst.";

        public static string UnknownPlan(string plan) =>
            $"inriktningar: planen ”{plan}” är inte inläst, så länken kan inte kontrolleras.";

        public static string UnknownDirection(string plan, string number) =>
            $"inriktningar: planen ”{plan}” har ingen inriktning {number}.";

        internal static string Suggest(string? meant) => meant == null ? "" : $" Menade du ”{meant}”?";
    }
}
