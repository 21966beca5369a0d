namespace FollowUp.Imports;

/// <summary>The cells of a spreadsheet file, as texts.</summary>
internal sealed record Workbook(IReadOnlyList<Sheet> Sheets)
{
    /// <summary>Paragraphs of a document that are no part of its tables.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];
}

/// <param name="Rows">Those that hold something, in their order.</param>
/// <param name="HiddenColumns">1-based.</param>
internal sealed record Sheet(string Name, bool IsHidden, IReadOnlyList<SheetRow> Rows, IReadOnlySet<int> HiddenColumns);

/// <param name="Number">1-based, as the program shows it.</param>
/// <param name="Cells">Those that hold something, from left to right.</param>
internal sealed record SheetRow(int Number, bool IsHidden, IReadOnlyList<SheetCell> Cells);

/// <param name="Column">1-based.</param>
/// <param name="IsFormula">The text is what the formula gave when the file was saved.</param>
/// <param name="IsFilled">It belongs to a merged cell that begins in a row above.</param>
/// <param name="IsWide">It is merged over several columns.</param>
internal sealed record SheetCell(int Column, string Text, bool IsFormula = false, bool IsFilled = false, bool IsWide = false)
{
    /// <summary>B7</summary>
    public static string Name(int column, int row) => $"{Letters(column)}{row}";

    public static string Letters(int column) =>
        column <= 0 ? "" : $"{Letters((column - 1) / 26)}{(char)('A' + (column - 1) % 26)}";
}
