using FollowUp.Local.Commands;

namespace FollowUp.Local.Tests.Commands;

public sealed class LettersCommandTests
{
    [Fact]
    public void Lint_lists_what_must_be_corrected_and_ends_with_1_if_anything_must()
    {
        var output = new StringWriter();
        var wrong = new FileInfo(Path.Combine(Directory.CreateTempSubdirectory("followup-letters-").FullName, "brev.txt"));
        File.WriteAllText(wrong.FullName, "=== undantag\nHej!\n");

        Assert.Equal(0, LettersCommand.Lint(new FileInfo(Path.Combine(Repository.Root, "seeds", "letters", "exempel.txt")), output));
        Assert.Equal(1, LettersCommand.Lint(wrong, output));

        Assert.Equal(["Inget att rätta. 19 brev får kommunens egna ord.",
            "Fel: brev.txt:1: Brevet saknar {motivering}. Skriv in det i texten."], output.ToString().Trim().Split(Environment.NewLine));
    }
}
