namespace FollowUp.Departments;

/// <summary>
/// The words that the register's file is written in, and plans' files where they name departments. They are a format: what a page calls the
/// same thing is in Texts.
/// </summary>
internal static class RegisterWords
{
    /// <summary>What a group of departments may end in, in the definite plural.</summary>
    public const string PluralEnding = "(nämnderna|förvaltningarna|bolagen|kontoren|styrelserna|råden)$";

    public static string Kind(DepartmentKind kind) => kind switch
    {
        DepartmentKind.Committee => "nämnd",
        DepartmentKind.Administration => "förvaltning",
        DepartmentKind.Company => "bolag",
        _ => "råd",
    };

    public static string Role(ContactRole role) => role switch
    {
        ContactRole.Contact => "kontaktperson",
        ContactRole.Deputy => "ersättare",
        ContactRole.Mailbox => "funktionsbrevlåda",
        ContactRole.Head => "chef",
        _ => "säkerhetsrepresentant",
    };

    /// <summary>All of a kind; no department or group may have such a name.</summary>
    public static string Every(PartyKind kind) => kind switch
    {
        PartyKind.EveryCommittee => "Alla nämnder",
        PartyKind.EveryAdministration => "Alla förvaltningar",
        PartyKind.EveryCompany => "Alla bolag",
        PartyKind.EveryCouncil => "Alla råd",
        _ => "Alla enheter",
    };
}
