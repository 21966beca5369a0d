using System.Text.RegularExpressions;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>What columns, fields and times are called in plans that people keep in a spreadsheet; the first is the template's.</summary>
internal static partial class PlanSheetWords
{
    public const string Area = "fokusområde";
    public const string Id = "plan";
    public const string Title = "titel";
    public const string Municipality = "kommun";
    public const string From = "från";
    public const string To = "till";

    /// <summary>What a plan must say of itself.</summary>
    public static IReadOnlyList<string> Needed { get; } = [Title, From, To];

    public static SheetColumn[] Measures { get; } =
    [
        new(Area, "fokusområde", "fokusområden", "område", "insatsområde", "målområde", "prioriterat område", "mål", "delmål"),
        new("nummer", "nr", "nummer", "åtgärdsnummer", "åtgärdsnr", "åtgärd nr", "id"),
        new("titel", "åtgärd", "åtgärder", "aktivitet", "aktiviteter", "insats", "insatser", "vad ska göras", "vad", "uppdrag"),
        new("exempel", "exempel", "till exempel"),
        new("ansvariga", "ansvarig", "ansvariga", "ansvar", "huvudansvarig", "huvudansvar", "vem") { MayRepeat = true },
        new("medansvariga", "medansvarig", "medansvariga", "samverkan med", "i samverkan med", "samverkan", "berörda", "berörd",
            "medverkande", "samarbete med") { MayRepeat = true },
        new("nivåer", "nivå", "nivåer", "preventionsnivå", "preventionsnivåer", "förebyggande nivå"),
        new("riktas till", "riktas till"),
        new("samhällsnivåer", "samhällsnivå", "samhällsnivåer"),
        new("målgrupper", "målgrupp", "målgrupper", "för vem"),
        new("från", "från", "start", "startdatum", "påbörjas"),
        new("till", "klart senast", "till", "klart", "klar", "klar senast", "senast", "tidplan", "tidsplan", "tid", "när", "slutdatum",
            "slut", "deadline"),
        new("lydelse", "lydelse", "beslutad lydelse", "beskrivning", "formulering", "åtgärdstext"),
        new("sida", "sida", "sid", "sidan", "sidnummer"),
        new("mål", "mål-id"),
        new("inriktningar", "inriktningar"),
        new("förutsättningar", "förutsättningar", "förutsättning"),
    ];

    /// <summary>Of the sheet that says what the plan is, a field and its value in each row.</summary>
    public static SheetColumn[] Fields { get; } =
    [
        new("plan", "id", "plan"), new("titel", "titel", "namn", "planens namn"), new("kommun", "kommun"), new("från", "från"),
        new("till", "till"), new("beslutad", "beslutad"), new("typ", "typ"), new("överordnad", "överordnad", "överordnad plan"),
        new("ersätter", "ersätter"), new("uppföljning", "uppföljning"), new("lagstadgad", "lagstadgad"), new("nivåord", "nivåord"),
        new("länk", "länk", "länk till planen", "webbadress"),
    ];

    public static SheetColumn[] Goals { get; } = [new("id", "id"), new("titel", "titel"), new("ur", "ur")];

    public static SheetColumn[] Indicators { get; } =
        [new("nummer", "åtgärd"), new("namn", "indikator"), new("enhet", "enhet"), new("källa", "källa")];

    public const string PlanSheet = "Plan";
    public const string MeasureSheet = "Åtgärder";
    public const string GoalSheet = "Mål";
    public const string IndicatorSheet = "Indikatorer";

    /// <summary>A name of a sheet that says nothing of the plan.</summary>
    [GeneratedRegex(@"\A((blad|sheet|ark|tabell)\s?\d*|plan|handlingsplan|åtgärder|åtgärdsplan|aktiviteter|insatser|import|export"
        + @"|inklistrad-text)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex AnySheet();

    /// <summary>A focus area with its number.</summary>
    [GeneratedRegex(@"\A((fokus|insats|mål)?område|mål|delmål)?\s*(?<number>[0-9]{1,3})(\s*[.:)–-]\s*|\s+|\z)(?<title>.*)\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex NumberedArea();

    /// <summary>It lasts as long as the plan.</summary>
    [GeneratedRegex(@"\A(löpande|årligen|varje år|kontinuerligt|pågående|pågår|tills vidare|(under )?hela (plan)?perioden|planperioden)\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex WholeTime();

    [GeneratedRegex("""
        \A((?<quarter>q[1-4]|kvartal\ [1-4])|(?<spring>våren|vår|vt)|(?<autumn>hösten|höst|ht)
        |(?<month>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?)\ (?<year>20[0-9]{2})\z
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    public static partial Regex PartOfYear();

    public const string Months = "jan feb mar apr maj jun jul aug sep okt nov dec";
}
