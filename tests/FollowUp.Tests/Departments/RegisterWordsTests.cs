using FollowUp.Departments;

namespace FollowUp.Tests.Departments;

/// <summary>Old register files must stay readable, so rewording a page must not change the words of the files.</summary>
public sealed class RegisterWordsTests
{
    [Fact]
    public void The_kinds_of_department() => Assert.Equal(["nämnd", "förvaltning", "bolag", "råd"], Enum.GetValues<DepartmentKind>()
        .Select(RegisterWords.Kind));

    [Fact]
    public void The_contacts_roles() => Assert.Equal(
        ["kontaktperson", "ersättare", "funktionsbrevlåda", "chef", "säkerhetsrepresentant"],
        Enum.GetValues<ContactRole>().Select(RegisterWords.Role));

    [Fact]
    public void All_of_a_kind() => Assert.Equal(
        ["Alla nämnder", "Alla förvaltningar", "Alla bolag", "Alla råd", "Alla enheter"],
        Enum.GetValues<PartyKind>().Where(kind => kind >= PartyKind.EveryCommittee).Select(RegisterWords.Every));
}
