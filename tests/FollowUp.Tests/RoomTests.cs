using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace FollowUp.Tests;

/// <summary>Which rooms of functions/FollowUp may use which other rooms, and which libraries.</summary>
public sealed class RoomTests
{
    private static readonly Architecture App = new ArchLoader().LoadAssemblies(typeof(FollowUpSettings).Assembly).Build();

    [Fact]
    public void No_two_rooms_need_each_other() =>
        SliceRuleDefinition.Slices().Matching("FollowUp.(*)").Should().BeFreeOfCycles().Check(App);

    [Theory]
    [InlineData(@"Azure\.Data\.Tables.*", @"FollowUp\.Storage\..*|.*Table(\+.*)?")]
    [InlineData(@"Azure\.Identity.*", @"FollowUp\.Storage\..*")]
    [InlineData(@"SendGrid(\..*)?", @"FollowUp\.Mail\.SendGridSender(\+.*)?")]
    [InlineData(@"Microsoft\.DurableTask.*", @"FollowUp\.Orchestration\..*|.*(Functions|ActRunner|CalendarWatch)(\+.*)?")]
    [InlineData(@"Microsoft\.Azure\.Functions\..*", @"FollowUp\.Orchestration\..*|.*Functions(\+.*)?")]
    public void A_library_is_named_in_its_rooms_alone(string library, string rooms) => Types()
        .That().ResideInNamespaceMatching(@"^FollowUp\..+$")
        .And().DoNotHaveFullNameMatching($"^({rooms})$")
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching($"^{library}$"))
        .Check(App);
}
