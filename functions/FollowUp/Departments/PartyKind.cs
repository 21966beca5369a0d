namespace FollowUp.Departments;

/// <summary>What a plan can bind: one department, a group, or all of a kind.</summary>
public enum PartyKind
{
    Department,
    Group,
    EveryCommittee,
    EveryAdministration,
    EveryCompany,
    EveryCouncil,
    EveryDepartment,
}
