using FollowUp.Local.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class PlanMutationsTests
{
    [Fact]
    public void Ten_thousand_mutated_plan_files_end_in_a_plan_or_in_located_findings() => Assert.Empty(PlanMutations.Run(10_000, seed: 1));
}
