using System.Globalization;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

/// <summary>
/// All that a user reads: nothing else in the app holds Swedish. Each room keeps its own part beside it, and the command
/// <c>texts</c> of FollowUp.Local prints all of it for a reviewer. Here: what several rooms say.
/// </summary>
internal static partial class Texts
{
    /// <summary>A number as a drawing takes it.</summary>
    public static string Invariant(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Role(Role role) => role switch
    {
        FollowUp.Coordinator.Role.Reader => "läsare",
        FollowUp.Coordinator.Role.Coordinator => "samordnare",
        _ => "administratör",
    };

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    // Plain words

    public static string Level(PreventionLevel level) => level switch
    {
        PreventionLevel.Universal => "universell",
        PreventionLevel.Selective => "selektiv",
        _ => "indikerad",
    };

    public static string Kind(DepartmentKind kind) => kind switch
    {
        DepartmentKind.Committee => "nämnd",
        DepartmentKind.Administration => "förvaltning",
        DepartmentKind.Company => "bolag",
        _ => "råd",
    };

    public static string Recipient(Contact contact) =>
        $"{Role(contact.Role)}: {(contact.Name == null ? contact.Email : $"{contact.Name}, {contact.Email}")}";

    public static string Role(ContactRole role) => role switch
    {
        ContactRole.Contact => "kontaktperson",
        ContactRole.Deputy => "ersättare",
        ContactRole.Mailbox => "funktionsbrevlåda",
        ContactRole.Head => "chef",
        _ => "säkerhetsrepresentant",
    };

    public static string RoundKind(RoundKind kind) => kind switch
    {
        Plans.RoundKind.Annual => "årlig",
        Plans.RoundKind.HalfYear => "halvår",
        Plans.RoundKind.MandatePeriod => "mandatperiod",
        Plans.RoundKind.Biennial => "vartannat år",
        _ => "samråd",
    };

    public static string Target(MeasureTarget target) => target == MeasureTarget.Employees ? "anställda" : "invånare";

    public static string Every(PartyKind kind) => kind switch
    {
        PartyKind.EveryCommittee => "Alla nämnder",
        PartyKind.EveryAdministration => "Alla förvaltningar",
        PartyKind.EveryCompany => "Alla bolag",
        PartyKind.EveryCouncil => "Alla råd",
        _ => "Alla enheter",
    };

    public static string State(AssignmentState state) => state switch
    {
        AssignmentState.NotInvited => "inte inbjuden än",
        AssignmentState.NotDelivered => "inte levererad",
        AssignmentState.Invited => "inbjuden, inget sparat",
        AssignmentState.Started => "påbörjad",
        AssignmentState.PartlySubmitted => "har svarat delvis",
        AssignmentState.Submitted => "har svarat",
        AssignmentState.Returned => "ska kompletteras",
        AssignmentState.Exempt => "har undantag",
        _ => "har inte svarat",
    };

    public static string State(RoundState state) => state switch
    {
        RoundState.Draft => "förberedd men inte öppnad",
        RoundState.Open => "öppen",
        RoundState.Paused => "pausad",
        RoundState.Closed => "stängd",
        _ => "avbruten",
    };

    public static string Capital(string text) => text == "" ? "" : char.ToUpper(text[0], Swedish) + text[1..];

    /// <summary>"fredagen den 27 februari 2026"</summary>
    public static string LongDay(DateOnly day) => day.ToString("dddd'en den' d MMMM yyyy", Swedish);

    /// <summary>"27 februari 2026"</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Swedish);

    /// <summary>"27 februari 2026 kl. 08.00", in Stockholm.</summary>
    public static string Moment(DateTimeOffset instant) => StockholmTime.Local(instant).ToString("d MMMM yyyy 'kl.' HH'.'mm", Swedish);

    /// <summary>"2026-02-27 08.00", in Stockholm: for tables.</summary>
    public static string ShortMoment(DateTimeOffset instant) => StockholmTime.Local(instant).ToString("yyyy-MM-dd HH'.'mm", Swedish);

    /// <summary>"kl. 08.00", in Stockholm.</summary>
    public static string Clock(DateTimeOffset instant) => StockholmTime.Local(instant).ToString("'kl.' HH'.'mm", Swedish);

    /// <summary>"40 %": all is said of all alone, and nothing of nothing alone.</summary>
    public static string Percent(int part, int whole)
    {
        if (whole == 0)
        {
            return "–";
        }
        var share = 100m * part / whole;
        var rounded = part == 0 || part == whole ? share : Math.Clamp(Math.Round(share, MidpointRounding.AwayFromZero), 1, 99);
        return $"{rounded:0} %";
    }

    /// <summary>What somebody typed, as a sentence that another can follow: with a full stop where it ends in nothing.</summary>
    public static string Ended(string typed) => typed.EndsWith('.') || typed.EndsWith('!') || typed.EndsWith('?') ? typed : $"{typed}.";

    public static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    public static string Of(int part, int whole) => $"{part} av {whole}";

    /// <summary>"ingen åtgärd", "1 åtgärd", "2 åtgärder"; without a word "ingen", "1", "2".</summary>
    private static string NoneOr(int count, string one = "", string many = "") => count == 0 ? $"ingen {one}".TrimEnd()
        : Count(count, one, many).TrimEnd();

    public static string Measures(int count) => Count(count, "åtgärd", "åtgärder");

    /// <summary>Measures with their titles, a line each; of more than ten only the numbers, or they would bury the rest.</summary>
    public static string List(IReadOnlyList<Section> sections)
    {
        var measures = sections.Where(section => section.IsMeasure).ToList();
        IEnumerable<string> lines = measures.Count <= 10 ? sections.Select(Line)
            : [Numbers(measures), .. sections.Except(measures).Select(Line)];
        return string.Join("\n", lines);

        static string Line(Section section) => $"– {Heading(section)}";

        static string Numbers(List<Section> measures) =>
            $"{Measures(measures.Count)}: {And(measures.Select(Number).ToList())}.";

        static string Number(Section section) => section.Plan == null ? section.Number : $"{section.Number} i {section.Plan}";
    }

    public static string Heading(Section section) => section.IsMeasure ? $"{section.Number} {section.Title}" : section.Title;

    /// <summary>A measure's number, where several plans have such numbers.</summary>
    public static string InPlan(string number, string plan) => $"{number} i ”{plan}”";

    /// <summary>What is asked of somebody: measures as a rule, else the questions that everybody gets.</summary>
    private static string Asked(IReadOnlyCollection<Section> sections) => !sections.All(section => section.IsListed) ? "svaren på frågorna"
        : And([.. sections.Count(section => section.IsMeasure) is > 0 and var measures ? [Measures(measures)] : (string[])[],
            .. sections.Where(section => !section.IsMeasure).Select(Page)]);

    private static string Page(Section section) => $"sidan ”{section.Title}”";

    /// <summary>
    /// "planen ”A”", "planerna ”A” och ”B”". A consultation may be about a proposal or about a plan in force: there only "”A”".
    /// </summary>
    public static string PlanNames(Round round)
    {
        var what = round.Kind == Plans.RoundKind.Consultation ? "" : round.Plans.Count == 1 ? "planen " : "planerna ";
        return what + And(round.Plans.Select(plan => $"”{plan.Title}”").ToList());
    }

    /// <summary>As Swedes sort: å, ä and ö last.</summary>
    public static StringComparer Alphabet { get; } = StringComparer.Create(Swedish, ignoreCase: true);

    /// <summary>What the section is called where only its id is known.</summary>
    public static string SectionName(string sectionId) => sectionId switch
    {
        QuestionnaireBuilder.AccountsSection => "verksamhetsplan och redovisning",
        QuestionnaireBuilder.ClosingSection => "avslutande frågor",
        QuestionnaireBuilder.StanceSection => "helheten",
        _ when sectionId.StartsWith(QuestionnaireBuilder.ConditionsSections, StringComparison.Ordinal) =>
            $"förutsättningar {sectionId[QuestionnaireBuilder.ConditionsSections.Length..]}",
        _ when sectionId.StartsWith(QuestionnaireBuilder.ViewpointsSections, StringComparison.Ordinal) =>
            $"synpunkter {sectionId[QuestionnaireBuilder.ViewpointsSections.Length..]}",
        _ => sectionId,
    };

    /// <summary>"a", "a och b", "a, b och c"</summary>
    public static string And(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.SkipLast(1))} och {words[^1]}",
    };

    /// <summary>"andra", "tredje" … as words up to the tenth.</summary>
    private static string Nth(int number) => number switch
    {
        1 => "första",
        2 => "andra",
        3 => "tredje",
        4 => "fjärde",
        5 => "femte",
        6 => "sjätte",
        7 => "sjunde",
        8 => "åttonde",
        9 => "nionde",
        10 => "tionde",
        _ => $"{number}:{(number % 10 is 1 or 2 && number % 100 is not (11 or 12) ? "a" : "e")}",
    };

    private static string Account(RoundKind kind) => kind == Plans.RoundKind.HalfYear ? "delårsbokslutet"
        : "årsbokslut eller verksamhetsberättelse";

    /// <summary>A number as Swedes write it: 1 234,5.</summary>
    public static string Decimal(decimal number) => number.ToString("#,0.######", Swedish);
}
