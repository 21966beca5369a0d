using System.Globalization;

namespace FollowUp.Acts;

/// <summary>What somebody has filled in for an act, by field: from a page or from the API.</summary>
public sealed record ActInput(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The box that must be ticked for what cannot be undone.</summary>
    public const string Confirmed = "ja";

    /// <summary>Null where nothing is filled in.</summary>
    public string? Text(string field) => Values.GetValueOrDefault(field)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Null where it is no day such as 2026-03-13.</summary>
    public DateOnly? Day(string field) =>
        DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Each on a line of its own.</summary>
    public IReadOnlyList<string> List(string field) => Text(field)?.Split('\n') ?? [];
}
