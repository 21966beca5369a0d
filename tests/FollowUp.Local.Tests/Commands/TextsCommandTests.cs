using FollowUp.Local.Commands;

namespace FollowUp.Local.Tests.Commands;

public sealed class TextsCommandTests
{
    [Fact]
    public async Task Every_text_is_printed_under_its_member_with_a_brace_where_something_is_put_in()
    {
        var output = new StringWriter();

        Assert.Equal(0, await TextsCommand.WriteAsync(output, TestContext.Current.CancellationToken));

        var printed = output.ToString();
        Assert.Contains("\n# Answers/Texts.Answers.cs\n", printed);
        Assert.Contains("\nPlan.Unknown\n  Det finns ingen plan ”{id}”.\n", printed);
        // A text that the source splits over two lines.
        Assert.Contains($"\nLetter.LinkIsForSection\n  {Texts.Letter.LinkIsForSection}\n", printed);
        // Texts in a switch, and texts inside an interpolation.
        Assert.Contains("\nLevel\n  universell\n  selektiv\n  indikerad\n", printed);
        Assert.DoesNotContain("sv-SE", printed);
    }
}
