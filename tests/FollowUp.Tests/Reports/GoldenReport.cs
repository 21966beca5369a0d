using System.Text;
using FollowUp.Local;
using FollowUp.Reports;

namespace FollowUp.Tests.Reports;

/// <summary>
/// A report's document as plain text, so that a diff shows what a change does to it. The numbers of the answers behind each figure are in
/// brackets.
/// </summary>
internal static class GoldenReport
{
    private static string Folder => Path.Combine(Repository.Root, "tests", "FollowUp.Tests", "Reports", "golden");

    /// <summary>
    /// Compares with the golden file of that name. A different text is written beside it as <c>.new.txt</c>: if the change is intended,
    /// replace the golden file with it.
    /// </summary>
    public static void AssertKept(string name, Report report)
    {
        var kept = Path.Combine(Folder, $"{name}.txt");
        var now = Write(report);
        if (!File.Exists(kept) || File.ReadAllText(kept) != now)
        {
            File.WriteAllText(Path.Combine(Folder, $"{name}.new.txt"), now);
            Assert.Fail($"The report of {name} is not the one that is kept: compare {name}.new.txt with {name}.txt in {Folder}.");
        }
    }

    private static string Write(Report report)
    {
        var text = new StringBuilder().Append($"{report.Title}\n{report.Subtitle}\n{report.Answers.Count} answers\n");
        foreach (var chapter in report.Chapters)
        {
            Write(text, chapter, 1);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, Chapter chapter, int level)
    {
        text.Append($"\n{new string('#', level)} {chapter.Title} ({chapter.Id})\n");
        foreach (var block in chapter.Blocks)
        {
            text.Append(block switch
            {
                Paragraph paragraph => $"{paragraph.Text}\n",
                Statements statements => string.Concat(statements.Items.Select(item => $"- {item.Text}{Numbers(item.Answers)}\n")),
                Quotes quotes => $"> {quotes.Caption}\n" + string.Concat(quotes.Items.Select(quote =>
                    $"> {quote.Department}, {quote.About} [{quote.Answer}]: {quote.Text}\n")),
                Table table =>
                    $"= {table.Caption} ({table.Id}{(table.Charted.Count == 0 ? "" : $", chart of {string.Join(", ", table.Charted)}")})\n"
                    + $"{string.Join(" | ", table.Header)}\n{string.Concat(table.Rows.Select(Row))}",
                _ => throw new InvalidOperationException($"{block.GetType().Name} is new here."),
            });
        }
        foreach (var part in chapter.Chapters)
        {
            Write(text, part, level + 1);
        }
    }

    private static string Row(IReadOnlyList<Cell> cells) =>
        string.Join(" | ", cells.Select(cell =>
            $"{cell.Text.Replace("\n", " / ")}{(cell.Degree == null ? "" : $" ({cell.Degree})")}{Numbers(cell.Answers)}")) + "\n";

    private static string Numbers(IReadOnlyList<int> answers) => answers.Count == 0 ? "" : $" [{string.Join(' ', answers)}]";
}
