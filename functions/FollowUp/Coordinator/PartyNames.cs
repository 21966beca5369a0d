using FollowUp.Departments;

namespace FollowUp.Coordinator;

/// <summary>What a plan may bind, for a list to choose from: departments and groups, and then all of a kind.</summary>
internal static class PartyNames
{
    public static IReadOnlyList<string> In(DepartmentRegister register) =>
    [
        .. register.Departments.Select(department => department.Name).Concat(register.Groups.Select(group => group.Name))
            .Order(Texts.Alphabet),
        .. Enum.GetValues<PartyKind>().Where(kind => kind >= PartyKind.EveryCommittee).Select(RegisterWords.Every),
    ];
}
