using System.Text.Json.Serialization;

namespace FollowUp.Trail;

/// <summary>
/// How a version of a plan or of the register came to be: written in the version's own row, so that there is none without it.
/// </summary>
/// <param name="Who">A role, or the name of the person who was signed in.</param>
/// <param name="File">What was taken in; null where it was changed at the desk.</param>
/// <param name="Findings">How much was odd in the file, and was kept.</param>
/// <param name="Changed">What was changed at the desk, in words; null where a file was taken in.</param>
public sealed record VersionOrigin(DateTimeOffset At, string Who, string? File, int Findings, string? Changed = null)
{
    /// <summary>Whether the made-up municipality came by it (true) or went (false); null where it is about something else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsExample { get; init; }
}
