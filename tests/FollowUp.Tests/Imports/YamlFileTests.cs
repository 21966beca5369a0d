using FollowUp.Imports;

namespace FollowUp.Tests.Imports;

public sealed class YamlFileTests
{
    /// <summary>Uploads that would fill the memory or the stack if the reader had no limits.</summary>
    [Theory]
    [InlineData("a: &x [1, 2]\nb: *x\n", 2)]
    [InlineData("plan: [[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]\n", 1)]
    public void What_no_person_writes_is_refused(string text, int line)
    {
        var finding = Assert.Single(SmallTown.ReadPlan(text).Findings);

        Assert.Equal((FindingCode.Unreadable, line), (finding.Code, finding.Line));
    }

    [Fact]
    public void A_hundred_thousand_brackets_end_in_a_finding() =>
        Assert.Equal(FindingCode.Unreadable, Assert.Single(SmallTown.ReadPlan("plan: " + new string('[', 100_000)).Findings).Code);
}
