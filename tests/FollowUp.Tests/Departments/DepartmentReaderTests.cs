using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Tests.Departments;

public sealed class DepartmentReaderTests
{
    [Fact]
    public void Read_GoodRegister_IsWhatWasWritten()
    {
        var board = SmallTown.Register.Departments[0];

        Assert.Equal(("board", "Kommunstyrelsen", DepartmentKind.Committee), (board.Id, board.Name, board.Kind));
        Assert.Equal(["contact", "deputy"], board.Recipients.Select(contact => contact.Id));
        Assert.Equal(["board.head@town.example"], board.HeadsOn(new DateOnly(2026, 1, 12)).Select(contact => contact.Email));
        Assert.Equal(DepartmentKind.Company, SmallTown.Register.Departments[2].Kind);
    }

    [Fact]
    public void Names_and_addresses_are_paired_however_a_list_of_ones_own_writes_them()
    {
        const string cells = "Enhet\tE-post\tChef\tChefens e-post\n"
            + "Socialnämnden\tsocial@town.example\tPer Exempel, per@town.example\t\n"
            + "Kommunstyrelsen\tboard@town.example\tKim Exempel\tkim@town.example\n"
            + "\tmore@town.example\t\t\n";

        var reading = DepartmentReader.ReadCopied(cells, "enheter", SmallTown.Register);

        Assert.Equal(
            ["Socialnämnden Contact  social@town.example", "Socialnämnden Head Per Exempel per@town.example",
                "Kommunstyrelsen Contact  board@town.example", "Kommunstyrelsen Head Kim Exempel kim@town.example",
                "Kommunstyrelsen Contact  more@town.example"],
            reading.Register!.Departments.SelectMany(department => department.Contacts.Select(contact =>
                $"{department.Name} {contact.Role} {contact.Name} {contact.Email}")));
        Assert.Contains(reading.Findings, finding => finding.Message == Texts.Import.DepartmentAsAbove);
    }

    [Theory]
    [InlineData("Räddningstjänsten", "Måltidsservice", DepartmentKind.Committee)]
    [InlineData("Räddningstjänsten", "Socialförvaltningen", null)]
    public void What_the_heading_says_counts_only_where_no_name_says_another_thing(string name, string other, DepartmentKind? kind)
    {
        var reading = DepartmentReader.ReadCopied($"Nämnd\tE-post\n{name}\ta@town.example\n{other}\tb@town.example\n", "enheter",
            DepartmentRegister.Empty);

        Assert.Equal(kind, reading.UnsaidKinds[name]);
    }

    [Theory]
    [InlineData("slag: bolag", "slag: firma", 22, "måste vara något av nämnd, förvaltning, bolag, råd")]
    [InlineData("roll: funktionsbrevlåda", "roll: chef", 24, "har ingen som kan få enkäten")]
    [InlineData("e-post: housing@town.example", "e-post: housing", 25, "Skriv en e-postadress")]
    [InlineData("e-post: housing@town.example", "e-post: A <a@town.example>", 25, "Tecken 2 i e-postadressen är ett mellanslag")]
    [InlineData("namn: Bostadsbolaget", "namn: Socialnämnden", 21, "Det finns redan en enhet")]
    [InlineData("id: housing", "id: Bostads/bolaget", 20, "måste vara 1–40 små bokstäver")]
    public void Read_OneFault_NamesFileLineAndWhatIsWrong(string good, string bad, int line, string message)
    {
        Assert.Contains(good, SmallTown.Departments);

        var reading = SmallTown.ReadRegister(SmallTown.Departments.Replace(good, bad));

        Assert.Null(reading.Register);
        Assert.Equal(("register.yaml", line), (reading.Findings[0].File, reading.Findings[0].Line));
        Assert.Contains(message, reading.Findings[0].Message);
    }

    [Theory]
    [InlineData("board@town.example", 1)]
    [InlineData("BOARD@town.example", 1)]
    [InlineData("other@town.example", 0)]
    public void Read_OneAddressInTwoRoles_IsReadWithAWarning(string deputy, int warnings)
    {
        var reading = SmallTown.ReadRegister(SmallTown.Departments.Replace("board.deputy@town.example", deputy));

        Assert.NotNull(reading.Register);
        Assert.Equal(warnings, reading.Findings.Count(finding => finding.Code == FindingCode.SameAddress
            && finding.Message.StartsWith("Kommunstyrelsen har", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_TwoContactsOfOneRole_GetIdsOfTheirOwn()
    {
        var text = SmallTown.Departments.Replace("roll: ersättare", "roll: kontaktperson");

        Assert.Equal(["contact", "contact-2"], SmallTown.ReadRegister(text).Register!.Departments[0].Recipients.Select(contact =>
            contact.Id));
    }
}
