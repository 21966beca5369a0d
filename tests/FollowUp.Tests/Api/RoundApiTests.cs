using System.Net;
using FollowUp.Rounds;

namespace FollowUp.Tests.Api;

/// <summary>What the coordinator's API accepts and refuses.</summary>
public sealed class RoundApiTests(TablesFixture storage)
{
    [Fact]
    public async Task Any_round_id_that_is_allowed_is_a_round_of_its_own()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();

        foreach (var id in new[] { "rounds", "round", "department" })
        {
            Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round.Replace("town-2025", id))).Status);
        }

        var listed = (await world.GetJsonAsync("api/rounds")).EnumerateArray().Select(round => round.GetProperty("id").GetString());
        Assert.Equal(["department", "round", "rounds"], listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("null", "JSON")]
    [InlineData("{}", "id:")]
    public async Task A_bad_draft_is_refused_with_the_reason(string body, string reason)
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();

        var (status, text) = await world.PostAsync("api/rounds", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, text);
    }

    [Fact]
    public async Task What_cannot_be_done_to_a_round_is_refused_and_changes_nothing()
    {
        await using var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostAsync("api/rounds", SmallTown.Round)).Status); // no such plan yet
        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync("api/rounds/other/open", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other/trail")).Status);

        // The register no longer has a department of the plan.
        var shorter = SmallTown.Departments[..SmallTown.Departments.IndexOf("  - id: housing", StringComparison.Ordinal)];
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", shorter)).Status);
        var (status, text) = await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("housing", text);
        Assert.Equal("draft", (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("round").GetProperty("state")
            .GetString());
    }

    [Fact]
    public async Task The_coordinators_api_is_closed_without_the_key()
    {
        await using var world = await TestWorld.StartAsync(storage);

        foreach (var (method, route) in new[] { ("POST", "/api/plans"), ("POST", "/api/departments"), ("POST", "/api/rounds"),
            ("POST", "/api/rounds/a/open"), ("POST", "/api/rounds/a/close"), ("GET", "/api/rounds"), ("GET", "/api/rounds/a"),
            ("GET", "/api/rounds/a/trail"), ("GET", "/api/rounds/a/report.html"), ("GET", "/api/rounds/a/report.json") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await world.AskWithoutKeyAsync(new HttpMethod(method), route)).Status);
        }
    }

    [Fact]
    public async Task A_faulty_plan_over_http_is_refused_with_file_and_line_and_nothing_is_imported()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.PostAsync("api/departments", SmallTown.Departments);

        var (status, text) = await world.PostAsync("api/plans?file=stadens-plan.yaml",
            SmallTown.Plan.Replace("nivåer: [indikerad]", "nivåer: [indikativ]"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("stadens-plan.yaml:28:", text);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await world.PostAsync("api/plans", new string('x', 2_000_001))).Status);
    }

    [Fact]
    public async Task Importing_the_same_plan_again_adds_no_version_and_a_changed_one_does()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();

        Assert.Contains("\"version\":1", (await world.PostAsync("api/plans", SmallTown.Plan)).Text);
        Assert.Contains("\"version\":2",
            (await world.PostAsync("api/plans", SmallTown.Plan.Replace("Erbjuda boende", "Ordna boende"))).Text);
        Assert.Contains("\"version\":3", (await world.PostAsync("api/plans", SmallTown.Plan)).Text);
    }
}
