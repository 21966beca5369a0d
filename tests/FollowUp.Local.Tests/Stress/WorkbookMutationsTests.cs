using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class WorkbookMutationsTests
{
    [Fact]
    public void Two_thousand_mutated_spreadsheets_and_documents_end_in_what_they_say_or_in_located_findings() =>
        Assert.Empty(WorkbookMutations.Run(2_000, DailySeed.TakeDrawn()));

    [Fact]
    public void The_same_seed_mutates_the_same_files_and_every_part_of_one()
    {
        var files = WorkbookMutations.Workbooks.Draw(DailySeed.TakeDrawn()).Take(300).ToList();

        Assert.All(files.Take(20), file => Assert.Equal($"{file.Value}", $"{WorkbookMutations.Workbooks.Draw(file.Seed).First().Value}"));
        Assert.Equal(11, files.Select(file => file.Value.Part).Distinct().Count());
        Assert.Equal(8, files.Select(file => file.Value.Source).Distinct().Count());
    }
}
