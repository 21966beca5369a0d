namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What is said of sheets that somebody made in their own way.</summary>
    public static partial class Import
    {
        public static string Cell(string sheet, string cell) => $"blad ”{sheet}”, cell {cell}";

        public const string DocumentTooLarge = "Dokumentet är för stort. Spara det som rör åtgärderna i ett eget dokument.";

        public static string TableRow((int Table, int Row) place) =>
            place.Table == 0 ? "före den första tabellen" : $"tabell {place.Table}, rad {place.Row}";

        public static string ColumnNotRead(string heading, string? meant) => $"Kolumnen ”{heading}” läses inte.{Suggest(meant)}";

        public static string FieldNotRead(string label) => $"”{label}” läses inte.";

        public static string BesideTables(int paragraphs, string first) =>
            $"{Capital(Count(paragraphs, "textstycke", "textstycken"))} utanför tabellerna har inte lästs in. "
                + $"Det första börjar ”{(first.Length > 60 ? $"{first[..60]}…" : first)}”.";

        public static string SecondColumn(string heading, string first) =>
            $"Kolumnen ”{heading}” läses inte: det som den säger läses ur ”{first}”.";

        public static string NoHeading(string column) => $"Kolumn {column} har ingen rubrik och läses inte.";

        public static string HiddenColumn(string heading) => $"Kolumnen ”{heading}” är dold, men den läses.";

        public static string HiddenRows(IReadOnlyList<int> rows) => rows.Count == 1 ? $"Rad {rows[0]} är dold, men den läses."
            : $"{rows.Count} rader är dolda, men de läses: {string.Join(", ", rows.Take(10))}{(rows.Count > 10 ? " …" : "")}.";

        public static string Formulas(string heading, int cells) =>
            $"Kolumnen ”{heading}” har {(cells == 1 ? "en formel" : $"{cells} formler")}. Det värde som sparades läses; inget räknas om.";

        public static string ErrorValue(string error) => $"Cellen visar felet {error}. Rätta formeln eller skriv in värdet.";

        public static string SheetNotRead(IReadOnlyCollection<string> read) =>
            $"Bladet läses inte. {(read.Count == 1 ? "Det blad" : "De blad")} som läses är "
                + $"{And(read.Select(name => $"”{name}”").ToList())}.";

        // Templates

        public const string ReadFirst = "Läs först";
        public const string FieldColumn = "Uppgift";
        public const string ValueColumn = "Värde";

        public static IReadOnlyList<string> AboutPlanSheets { get; } =
        [
            "Så fyller du i planen",
            "Bladet Plan säger vad planen heter och när den gäller. Skriv dagar som 2026-01-31.",
            "Bladet Åtgärder har en rad för varje åtgärd.",
            "Fokusområde: nummer och namn, till exempel 1. Trygga mötesplatser. Står det tomt hör raden till det ovanför.",
            "Nr: åtgärdens nummer, till exempel 1:3.",
            "Ansvarig och Medansvarig: enhetens namn som i registret. Flera skrivs på var sin rad i cellen (Alt+Enter).",
            "Nivå: universell, selektiv eller indikerad. Högst två.",
            "Klart senast: en dag eller ett år. Lämna tomt om åtgärden gäller hela planens tid.",
            "Id knyter arbetsboken till planen i FollowUp. Ändra det inte, och lämna det tomt för en ny plan.",
            "Spara som Excel-arbetsbok (.xlsx) och läs in filen under Planer. Du ser hur den har lästs innan något sparas.",
        ];

        public static IReadOnlyList<string> AboutRegisterSheets { get; } =
        [
            "Så fyller du i registret",
            "Bladet Enheter har en rad för varje kontakt. En enhet med tre kontakter har tre rader med samma namn.",
            "Enhet: namnet som planerna använder.",
            "Id: ändra det inte. Lämna det tomt för en ny enhet.",
            "Slag: nämnd, förvaltning, bolag eller råd.",
            "Roll: kontaktperson, ersättare, funktionsbrevlåda, chef eller säkerhetsrepresentant.",
            "E-post: en adress på varje rad. Namnet får vara tomt.",
            "Bladet Grupper: namn på flera enheter tillsammans, med deras id på var sin rad i cellen (Alt+Enter).",
            "Bladet Övergångar: dagen då enheter gick upp i andra, med id på dem före och efter.",
            "Spara som Excel-arbetsbok (.xlsx) och läs in filen under Enheter. Du ser hur den har lästs innan något sparas.",
        ];

        // Plans

        public const string NoMeasures = "Filen har ingen tabell med rubrikerna ”Åtgärd” och ”Ansvarig”. "
            + "Skriv rubriker över kolumnerna, eller kopiera texten och klistra in den.";

        public static string ResponsibleChosen(string measure, string name) =>
            $"Ingen i registret var ansvarig för {measure} i filen. Vid inläsningen valdes {name}.";

        public static string BoundTo(string measure, bool isResponsible) => $"{measure} ({(isResponsible ? "ansvarig" : "medansvarig")})";

        public static string NoSuchLevel(string word) =>
            $"”{word}” är ingen preventionsnivå (universell, selektiv eller indikerad) och läses inte.";

        public static string WordingTooLong(int most) => $"Texten är längre än {most} tecken och läses inte.";

        public const string AreaAsAbove = "Fokusområdet är tomt på några rader. De hör till det som står ovanför.";
        public const string AreasNumbered = "Fokusområdena har inga nummer. De numreras i den ordning de står.";
        public const string MeasuresNumbered = "Några åtgärder har inget nummer. De får nummer efter fokusområde och ordning.";
        public const string NumberInTitle = "Åtgärdens nummer är hämtat ur början av dess text.";
        public const string NoAreas = "Inga fokusområden står i bladet. Alla åtgärder läggs under ett, med planens namn.";
        public const string OnlyArea = "Åtgärder";
        public const string YearsFromText = "Planens första och sista dag är hämtade ur årtalen här.";
        public const string YearsFromFile = "Planens första och sista dag är hämtade ur årtalen i filens namn.";

        public static string TitleFrom(string title) => $"Planens namn, ”{title}”, är hämtat härifrån.";

        public static string TitleFromSheet(string title) => $"Planens namn, ”{title}”, är hämtat från bladets namn.";

        public static string TitleFromFile(string title) => $"Planens namn, ”{title}”, är hämtat från filens namn.";

        public static string IdFromTitle(string id) => $"Planen får beteckningen {id}, gjord av dess namn.";

        public const string IdOfKnown = "Planen finns redan. Filen blir en ny version av den.";

        public static string MunicipalityFrom(string name) => $"Kommunen står inte med. Planen läses in för {name}.";

        public static string NameLeftOut(string name) =>
            $"”{name}” hoppas över, som du har valt. Ingen enhet får frågan i stället.";

        public static string AreaFromRow(string title) => $"Raden ”{title}” läses som ett fokusområde.";

        public static string RowNotRead(string text) => $"Raden ”{text}” hör inte till någon åtgärd och läses inte.";

        public static string WholePlanTime(string text) => $"”{text}” läses som hela planens tid.";

        public static string TimeFrom(string text, string meant) => $"”{text}” läses som {meant}.";

        public static string TimeNotRead(string text) =>
            $"”{text}” är ingen tid som går att läsa. Åtgärden får planens tid. Skriv som 2026-06-30 eller 2026.";

        // Registers

        public const string NoDepartmentsInSheets =
            "Inget blad har en rubrikrad med ”Enhet” (eller ”Nämnd”) och ”E-post”. Skriv rubriker över kolumnerna.";
        public const string IdsFromNames =
            "Nya enheter får en egen beteckning som görs av namnet. De som redan finns behåller sin.";
        public const string DepartmentAsAbove =
            "Enhetens namn är tomt på några rader. Kontakterna på dem hör till enheten ovanför.";
        public const string GroupsStay =
            "Grupper och övergångar står inte i arbetsboken. De som finns i registret behålls, där alla deras enheter finns kvar.";

        public static string KindsFromNames(string names) => $"Slaget är tolkat av namnet: {names}.";

        public static string KindFromHeading(string heading, string kind) => $"Slaget är tolkat av rubriken ”{heading}”: {kind}.";

        public static string NoAddress(string name) => $"”{name}” har ingen e-postadress och läses inte.";

        public static string ManyAddresses(string names) => $"Det går inte att se vems adresserna är. De läses utan namn: {names}.";
    }
}
