using System.Net;
using System.Text.Json;
using FollowUp.Pages;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Tests.Api;

/// <summary>Who may call the HTTP API, and under which name.</summary>
public sealed class ApiAccessTests(TablesFixture storage)
{
    private static IEnumerable<(string Method, string Path)> Routes => EveryRoute.All
        .Where(http => http.AuthLevel == AuthorizationLevel.Function)
        .SelectMany(http => http.Methods!.Select(method => (method.ToUpperInvariant(), EveryRoute.Path(http, "unknown"))));

    [Fact]
    public void Every_route_with_a_key_is_one_of_the_api_and_every_one_of_the_api_has_a_key()
    {
        Assert.All(Routes, route => Assert.StartsWith("/api/", route.Path));
        Assert.All(EveryRoute.All.Where(http => http.Route!.StartsWith("api", StringComparison.OrdinalIgnoreCase)),
            http => Assert.Equal(AuthorizationLevel.Function, http.AuthLevel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public async Task Where_no_setting_turns_it_on_every_route_is_closed(string? enabled)
    {
        await using var world = await TestWorld.StartAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:ApiEnabled"] = enabled });

        foreach (var (method, path) in Routes)
        {
            var (status, problem) = await AskAsync(world, method, path, "Sam");
            Assert.Equal((HttpStatusCode.Forbidden, "API:et är avstängt. Inställningen FollowUp__ApiEnabled slår på det."),
                (status, problem));
        }
    }

    [Fact]
    public async Task Every_route_asks_who_calls()
    {
        await using var world = await TestWorld.StartAsync(storage);

        foreach (var (method, path) in Routes)
        {
            foreach (var nobody in new[] { null, "", " ", "%20", "%00", "%E2%80%8B%C2%AD" })
            {
                var (status, problem) = await AskAsync(world, method, path, nobody);
                Assert.Equal(HttpStatusCode.BadRequest, status);
                Assert.Contains("X-FollowUp-User", problem);
            }
            Assert.DoesNotContain("X-FollowUp-User", (await AskAsync(world, method, path, "Sam")).Problem);
        }
    }

    [Theory]
    [InlineData("Sam Exempel", "Sam Exempel")]
    [InlineData("%C3%85sa%20%C3%96", "Åsa Ö")]
    [InlineData("A%CC%8Asa", "Åsa")]
    [InlineData("  Sam%09%20Ex%00em%E2%80%8Bpel%0A", "Sam Ex empel")]
    [InlineData("%", "%")]
    [InlineData("skript@town.example", "skript@town.example")]
    public async Task The_trail_names_who_called(string header, string name)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        await AskAsync(world, "POST", $"/api/rounds/{SmallTown.RoundId}/pause", header);

        Assert.Equal(name, Assert.Single(await world.TrailAsync("roundPaused")).GetProperty("who").GetString());
    }

    [Fact]
    public async Task A_long_name_is_cut_between_letters_and_a_sign_in_counts_more_than_a_header()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await AskAsync(world, "POST", $"/api/rounds/{SmallTown.RoundId}/pause", string.Concat(Enumerable.Repeat("%F0%9D%94%98", 150)));
        world.SignIn("Kim Exempel", "coordinator");
        await AskAsync(world, "POST", $"/api/rounds/{SmallTown.RoundId}/resume", "Somebody Else");

        Assert.Equal(string.Concat(Enumerable.Repeat("𝔘", 100)),
            Assert.Single(await world.TrailAsync("roundPaused")).GetProperty("who").GetString());
        Assert.Equal("Kim Exempel", Assert.Single(await world.TrailAsync("roundResumed")).GetProperty("who").GetString());
    }

    private static async Task<(HttpStatusCode Status, string Problem)> AskAsync(TestWorld world, string method, string path, string? name)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("x-functions-key", world.Local.Emulator.FunctionKey);
        if (name != null)
        {
            request.Headers.TryAddWithoutValidation(ApiCaller.Header, name);
        }
        var answer = await world.AskAsync(request);
        return (answer.Status, answer.Headers["Content-Type"].Contains("json")
            && JsonDocument.Parse(answer.Html).RootElement is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("problems", out var problems)
            ? string.Join('\n', problems.EnumerateArray().Select(problem => problem.GetString())) : "");
    }
}
