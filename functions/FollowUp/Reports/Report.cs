using System.Text.Json.Serialization;
using FollowUp.Questionnaires;

namespace FollowUp.Reports;

/// <summary>
/// The consolidated report: the figures, the document that presents them, and the answers behind both. Every format is written from this
/// and from nothing else.
/// </summary>
/// <param name="Answers">The newest submitted version of each, by their numbers.</param>
public sealed record Report(string Title, string Subtitle, ReportFigures Figures,
    IReadOnlyList<Chapter> Chapters, IReadOnlyList<ReportedAnswer> Answers)
{
    /// <summary>Those within chapters too, in the document's order.</summary>
    [JsonIgnore]
    public IEnumerable<Chapter> AllChapters => Chapters.SelectMany(All);

    /// <summary>Every table, in the document's order.</summary>
    [JsonIgnore]
    public IEnumerable<Table> Tables => AllChapters.SelectMany(chapter => chapter.Blocks).OfType<Table>();

    private static IEnumerable<Chapter> All(Chapter chapter) => chapter.Chapters.SelectMany(All).Prepend(chapter);
}

/// <param name="Id">For links within the document, and for what the coordinator writes about it.</param>
public sealed record Chapter(string Id, string Title, IReadOnlyList<Block> Blocks, IReadOnlyList<Chapter> Chapters);

[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Statements), "statements")]
[JsonDerivedType(typeof(Quotes), "quotes")]
[JsonDerivedType(typeof(Table), "table")]
public abstract record Block;

internal sealed record Paragraph(string Text) : Block;

/// <summary>A list of sentences.</summary>
internal sealed record Statements(IReadOnlyList<Statement> Items) : Block;

/// <param name="Answers">Numbers of the answers that it rests on; empty where it rests on none, or on what was not answered.</param>
internal sealed record Statement(string Text, IReadOnlyList<int> Answers);

/// <summary>What departments wrote, in their own words.</summary>
internal sealed record Quotes(string Caption, IReadOnlyList<Quote> Items) : Block;

/// <param name="About">What it is about; null where the caption says it.</param>
[method: JsonConstructor]
internal readonly record struct Quote(string Department, string? About, string Text, int Answer);

/// <param name="Id">Unique in the report; for links, and for the file of its own that the table can be had as.</param>
/// <param name="Rows">Each as long as <paramref name="Header"/>; the first cell names its row.</param>
/// <param name="Charted">Indexes of the columns that a chart shows as bars, row by row; empty where there is none.</param>
[method: JsonConstructor]
public sealed record Table(string Id, string Caption,
    IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<Cell>> Rows, IReadOnlyList<int> Charted) : Block
{
    public Table(string id, string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<Cell>> rows)
        : this(id, caption, header, rows.ToList(), [])
    {
    }
}

/// <param name="Answers">Numbers of the answers behind it.</param>
/// <param name="Number">What the text says, where it is a number.</param>
/// <param name="Degree">How good it is, where the table is a map of that; null elsewhere.</param>
public sealed record Cell(
    string Text,
    IReadOnlyList<int> Answers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Number = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Degree? Degree = null)
{
    public static implicit operator Cell(string text) => new(text, []);

    public static implicit operator Cell(int number) => new($"{number}", [], number);

    public static implicit operator Cell(Figure figure) => figure.Basis == 0 && figure.NotStated > 0
        ? (Cell)Texts.ReportText.Nothing : new Cell($"{figure.Count}", figure.Answers, figure.Count);

    /// <summary>The figure as a share of its basis: "40 %".</summary>
    public static Cell Share(Figure figure) => Share(figure, Texts.Percent(figure.Count, figure.Basis));

    /// <summary>With the basis beside it, where the table has no column for that.</summary>
    public static Cell ShareOfBasis(Figure figure) => Share(figure,
        Texts.ReportText.ShareOf(Texts.Percent(figure.Count, figure.Basis), figure.Basis));

    /// <summary>The figure beside its basis, and of how many it is not known.</summary>
    public static Cell Part(Figure figure) => figure.Basis == 0 ? None(figure)
        : new Cell(Texts.Of(figure.Count, figure.Basis)
            + (figure.NotStated == 0 ? "" : $", {Texts.ReportText.AlsoNotStated(figure.NotStated)}"), figure.Answers);

    private static Cell Share(Figure figure, string text) => figure.Basis > 0
        ? new Cell(text, figure.Answers, Math.Round(100m * figure.Count / figure.Basis, 1, MidpointRounding.AwayFromZero))
        : None(figure);

    private static Cell None(Figure figure) => figure.NotStated > 0 ? Texts.ReportText.NotStated : Texts.ReportText.Nothing;
}

/// <summary>From worst to best.</summary>
public enum Degree
{
    None,
    Some,
    Most,
    All,
}

/// <summary>One answer as it was submitted, in the words that were shown.</summary>
/// <param name="Number">What figures name it by, from 1.</param>
/// <param name="Replaced">How many versions were submitted before it. They are kept, and do not count.</param>
public sealed record ReportedAnswer(
    int Number,
    string DepartmentId,
    string Department,
    string SectionId,
    string Title,
    SectionKind Role,
    IReadOnlyList<PlanItem> About,
    DateTimeOffset Received,
    string SubmittedBy,
    int Replaced,
    IReadOnlyList<ReportedItem> Items);

/// <param name="Choices">What was chosen, as it is stored; empty where it was written.</param>
/// <param name="Text">As people read it; a number by which somebody might be known again is masked.</param>
[method: JsonConstructor]
public readonly record struct ReportedItem(string Key, string Question, string[] Choices, string Text);
