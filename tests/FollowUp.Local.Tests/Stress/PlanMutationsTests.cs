using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class PlanMutationsTests
{
    [Fact]
    public void Two_thousand_mutated_plan_files_end_in_a_plan_or_in_located_findings() =>
        Assert.Empty(PlanMutations.Run(2_000, DailySeed.TakeDrawn()));

    [Fact]
    public void The_same_seed_mutates_the_same_files_and_every_kind_of_mutation_is_drawn()
    {
        var files = PlanMutations.Plans.Draw(DailySeed.TakeDrawn()).Take(300).ToList();

        Assert.All(files.Take(20), file => Assert.Equal(file.Value.Content(),
            PlanMutations.Plans.Draw(file.Seed).First().Value.Content()));
        Assert.Equal(Enum.GetValues<MutationKind>(),
            files.SelectMany(file => file.Value.Mutations).Select(mutation => mutation.Kind).Distinct().Order());
    }

    /// <summary>As if the reader could not stand a line that moves.</summary>
    [Fact]
    public void A_file_that_fails_shrinks_to_the_one_mutation_that_it_takes()
    {
        var violations = DrawnCampaign.Run(PlanMutations.Plans, DailySeed.TakeDrawn(), 1000, "plans",
            plan => plan.Mutations.Any(mutation => mutation.Kind == MutationKind.MoveLine) ? Kinds(plan) : null, shrinkTries: 5_000);

        Assert.Matches($"^MoveLine\n  dotnet run .* plans 1 --seed {Seed(violations[0])}$", violations[0]);
        Assert.Equal("MoveLine", Kinds(PlanMutations.Plans.Draw(Seed(violations[0])).First().Value));
    }

    private static string Kinds(MutatedPlan plan) => string.Join(", ", plan.Mutations.Select(mutation => mutation.Kind));

    private static string Seed(string violation) => violation.Split(' ')[^1];
}
