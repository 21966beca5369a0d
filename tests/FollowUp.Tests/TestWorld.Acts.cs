using System.Net;
using System.Text.Json.Nodes;
using FollowUp.Acts;
using FollowUp.Rounds;

namespace FollowUp.Tests;

internal sealed partial class TestWorld
{
    /// <summary>As a caller who has just looked: what an act must say of what its caller saw is filled in where it is left out.</summary>
    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string route, string body)
    {
        if (route.Split('/') is ["api", "rounds", var round, .., "extend" or "contact"] path && body.StartsWith('{')
            && JsonNode.Parse(body) is JsonObject act && await GetAsync($"api/rounds/{round}") is (HttpStatusCode.OK, var shown))
        {
            FillInSeen(act, JsonNode.Parse(shown)!, path.Length > 4 ? path[4] : null);
            body = act.ToJsonString();
        }
        using var answer = await Local.Coordinator.PostAsync(route, new StringContent(body), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Records an act on the small town's round without its signal, as a crash between the two would.</summary>
    public async Task RecordWithoutSignalAsync(string route, string body)
    {
        var (rounds, facts, mailings) = (Service<RoundTable>(), Service<ActFacts>(), Service<MailingTable>());
        var stored = await rounds.GetAsync(SmallTown.RoundId, Cancellation);
        var values = JsonNode.Parse(body)!.AsObject().ToDictionary(field => field.Key, field => (string)field.Value!);
        var target = new ActTarget(stored.Round, Work: null, Local.Emulator.Clock.GetUtcNow(), "Sam Exempel");
        var act = await Act.All.Single(act => act.Route == route && !act.IsOnDepartment).With(new ActInput(values))
            .LookUpAsync(facts, target, Cancellation);
        var decision = act.Decide(target);
        Assert.True(await mailings.AddAsync(stored, decision.Round!, decision.Mailing!, decision.Entry!, Cancellation));
    }

    private T Service<T>() => (T)Local.Emulator.Services.GetService(typeof(T))!;

    private static void FillInSeen(JsonObject act, JsonNode shown, string? department)
    {
        var one = shown["departments"]!.AsArray().FirstOrDefault(one => (string?)one!["id"] == department);
        act["before"] ??= act["contact"] is { } contact
            ? one?["contacts"]!.AsArray().FirstOrDefault(other => (string?)other!["id"] == (string?)contact)?["email"]?.DeepClone()
            : (one?["deadline"] ?? shown["round"]!["deadline"])?.DeepClone();
        act["closesBefore"] ??= shown["round"]!["closes"]!.DeepClone();
    }
}
