using System.Text.RegularExpressions;
using FollowUp.Imports;

namespace FollowUp.Departments;

/// <summary>What columns are called in registers that people keep in a spreadsheet; the first word is the template's.</summary>
internal static partial class RegisterSheetWords
{
    public const string Name = "namn";
    public const string Mail = "e-post";
    public const string Role = "roll";

    public const string DepartmentSheet = "Enheter";
    public const string GroupSheet = "Grupper";
    public const string SuccessionSheet = "Övergångar";

    private static readonly ContactRole[] Roles = Enum.GetValues<ContactRole>();

    public static SheetColumn[] Departments { get; } =
    [
        new(Name, "enhet", "enheter", "nämnd", "nämnder", "förvaltning", "förvaltningar", "bolag", "organisation", "verksamhet", "kontor"),
        new("id", "id"),
        new("slag", "slag", "typ"),
        new("tidigare namn", "tidigare namn"),
        new("från", "finns från"),
        new("till", "finns till"),
        new(Role, "roll"),
        new("kontaktperson", "kontaktperson", "kontaktpersoner", "kontakt", "kontakter", "namn", "handläggare") { MayRepeat = true },
        new("ersättare", "ersättare", "vikarie", "suppleant") { MayRepeat = true },
        new("funktionsbrevlåda", "funktionsbrevlåda", "brevlåda", "funktionsadress", "myndighetsbrevlåda"),
        new("chef", "chef", "förvaltningschef", "kontorschef", "direktör", "vd"),
        new("säkerhetsrepresentant", "säkerhetsrepresentant", "säkerhet", "säkerhetssamordnare"),
        new(Mail, "e-post", "epost", "e-postadress", "epostadress", "mejl", "mejladress", "mail", "mailadress", "e-mail", "email")
        {
            MayRepeat = true,
            IsAnywhere = true,
        },
        new("kontakt från", "gäller från"),
        new("kontakt till", "gäller till"),
    ];

    public static SheetColumn[] Groups { get; } = [new(Name, "grupp"), new("enheter", "enheter")];

    public static SheetColumn[] Successions { get; } = [new("datum", "datum"), new("från", "från"), new("till", "till")];

    /// <summary>The role that a heading names, with or without more; null where it names none.</summary>
    public static string? RoleIn(string heading) => Roles.Select(RegisterWords.Role)
        .Where(role => heading.Contains(role, StringComparison.OrdinalIgnoreCase)).Order().LastOrDefault();

    /// <summary>What a name says about what it names; null where it says nothing.</summary>
    public static DepartmentKind? KindOf(string text) =>
        Committee().IsMatch(text) ? DepartmentKind.Committee
        : Administration().IsMatch(text) ? DepartmentKind.Administration
        : Company().IsMatch(text) ? DepartmentKind.Company
        : Council().IsMatch(text) ? DepartmentKind.Council : null;

    [GeneratedRegex(@"(nämnd(en)?|styrelsen?)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Committee();

    [GeneratedRegex(@"(förvaltning(en)?|kontor(et)?)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Administration();

    [GeneratedRegex(@"bolag(et)?\z|\bAB\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Company();

    [GeneratedRegex(@"råd(et)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Council();
}
