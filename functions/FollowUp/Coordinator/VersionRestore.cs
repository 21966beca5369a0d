using System.Globalization;
using FollowUp.Acts;
using FollowUp.Inputs;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>The form that brings back an earlier version of a plan or of the register, as a new one.</summary>
internal static class VersionRestore
{
    public const string Path = "aterstall";
    public const string Field = "version";
    private const string Before = "before";

    public static string? WhyNot(IReadOnlyList<(int Version, VersionOrigin? Origin)> history) =>
        history.Count < 2 ? Texts.Desk.OneVersion : null;

    /// <param name="lead">What it means for rounds.</param>
    /// <param name="history">The oldest first.</param>
    public static ActForm Form(string lead, IReadOnlyList<(int Version, VersionOrigin? Origin)> history, string chosen,
        params IReadOnlyList<Problem> errors) => new(Texts.Desk.RestoreTitle, [lead],
        [
            new ActField(Field, ActFieldKind.Choice, Texts.Desk.RestoreLabel, chosen)
            {
                Choices = history.SkipLast(1).Reverse().Select(one => ($"{one.Version}", Texts.Desk.VersionChoice(one.Version, one.Origin)))
                    .ToList(),
            },
            new ActField(Before, ActFieldKind.Hidden, "", $"{history[^1].Version}"),
        ], Texts.Desk.RestoreButton)
        { Errors = errors, NotDone = Texts.Desk.NotSaved };

    /// <returns>0 for what is no number.</returns>
    public static (int Version, int Before) Read(IFormCollection form) => (Number(form[Field]), Number(form[Before]));

    public static VersionOrigin Origin(int version, string who, DateTimeOffset at) =>
        new(at, who, File: null, Findings: 0, Texts.Desk.Restored(version));

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
