using System.Text.RegularExpressions;
using FollowUp.Local.Emulator;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Tests;

/// <summary>The HTTP functions of the app, as the catalogue finds them: a new one is in every test that goes by this.</summary>
internal static partial class EveryRoute
{
    public static IReadOnlyList<HttpTriggerAttribute> All { get; } = new FunctionCatalog(typeof(FollowUpServices).Assembly)
        .With<HttpTriggerAttribute>().Select(function => (HttpTriggerAttribute)function.TriggerAttribute).ToList();

    /// <summary>The route as a path into the small town; a parameter that is not known here fails the test.</summary>
    public static string Path(HttpTriggerAttribute http, string token, string round = SmallTown.RoundId) =>
        "/" + Parameter().Replace(http.Route!, parameter => parameter.Groups[1].Value switch
        {
            "token" => token,
            "id" when http.Route!.Contains("/planer") || http.Route.StartsWith("api/plan", StringComparison.Ordinal) => "town",
            "id" when http.Route!.Contains("/enheter/{id}") => "board",
            "id" => round,
            "departmentId" => "housing",
            "number" => "1",
            "version" => "1",
            "planAct" => "se-tillbaka",
            "act" => http.Route!.Contains("departmentId") ? "paminn" : "forlang",
            "chapter" => "1",
            "table" => "answers",
            "name" => "followup",
            "section" => "1:1",
            "rest" => "granska.",
            var other => throw new InvalidOperationException($"What is {other} in {http.Route}?"),
        });

    [GeneratedRegex(@"\{\*?(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
