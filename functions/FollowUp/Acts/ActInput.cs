using FollowUp.Inputs;

namespace FollowUp.Acts;

/// <summary>What somebody has filled in for an act, by field: from a page or from the API.</summary>
public sealed record ActInput(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The box that must be ticked for what cannot be undone.</summary>
    public const string Confirmed = "ja";

    /// <summary>Null where nothing is filled in.</summary>
    public string? Line(string field) => Some(InputText.Line(Value(field)));

    /// <summary>Null where nothing is filled in.</summary>
    public string? Paragraph(string field) => Some(InputText.Paragraph(Value(field)));

    /// <summary>Null where it is no day such as 2026-03-13.</summary>
    public DateOnly? Day(string field) => InputCheck.Day(Value(field));

    /// <summary>Each on a line of its own.</summary>
    public IReadOnlyList<string> List(string field) => Paragraph(field)?.Split('\n') ?? [];

    private string? Value(string field) => Values.TryGetValue(field, out var value) ? value : null;

    private static string? Some(string text) => text == "" ? null : text;
}
