using FollowUp.Local.Emulator;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.BrowserTests;

/// <summary>Every page of the app in all its states. A test fails for a route that is missing here.</summary>
internal static class PageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new[]
    {
        AnswerPageStates.ByRoute, PublicPageStates.ByRoute, PreviewPageStates.ByRoute, DeskPageStates.ByRoute, EditPageStates.ByRoute,
        DraftPageStates.ByRoute, RoundPageStates.ByRoute,
    }.SelectMany(states => states).ToDictionary();

    /// <summary>Open routes whose response is not a page, each with an address to open.</summary>
    public static IReadOnlyDictionary<string, string> NoPages { get; } = new Dictionary<string, string>
    {
        ["GET stil/{name}"] = "STYLE",
        ["GET skript/{name}"] = "SCRIPT",
        ["GET typsnitt/{name}"] = "FONT",
        ["GET ikon/{name}"] = "ICON",
        ["GET samordning/planer/{id}/plan.yaml"] = "/samordning/planer/town/plan.yaml",
        ["GET samordning/planer/{id}/plan.csv"] = "/samordning/planer/town/plan.csv",
        ["GET samordning/planer/{id}/plan.xlsx"] = "/samordning/planer/town/plan.xlsx",
        ["GET samordning/planmall.xlsx"] = "/samordning/planmall.xlsx",
        ["GET samordning/omgangar/{id}/enheter/{departmentId}/inskick/{number:int}.json"] =
            "/samordning/omgangar/ROUND/enheter/housing/inskick/1.json",
        ["GET samordning/omgangar/{id}/laget.csv"] = "/samordning/omgangar/ROUND/laget.csv",
        ["GET samordning/omgangar/{id}/handelser.csv"] = "/samordning/omgangar/ROUND/handelser.csv",
        ["GET samordning/omgangar/{id}/rapport/{table}.csv"] = "/samordning/omgangar/ROUND/rapport/uteblivna.csv",
        ["GET samordning/register.yaml"] = "/samordning/register.yaml",
        ["GET samordning/register.csv"] = "/samordning/register.csv",
        ["GET samordning/register.xlsx"] = "/samordning/register.xlsx",
    };

    /// <summary>The report, which is a file of its own: <see cref="ReportTests"/> checks it.</summary>
    public const string Report = "GET samordning/omgangar/{id}/rapport.html";

    /// <summary>Every route that needs no function key, with its method.</summary>
    public static IReadOnlySet<string> OpenRoutes { get; } = new FunctionCatalog(typeof(FollowUpServices).Assembly)
        .With<HttpTriggerAttribute>()
        .Select(function => (function.Name, Trigger: (HttpTriggerAttribute)function.TriggerAttribute))
        .Where(function => function.Trigger.AuthLevel == AuthorizationLevel.Anonymous)
        .SelectMany(function => function.Trigger.Methods!.Select(method =>
            $"{method.ToUpperInvariant()} {function.Trigger.Route ?? function.Name}"))
        .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal))
        .ToHashSet();
}
