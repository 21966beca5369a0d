using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Preview;

/// <summary>A draft of a round, its preview links and comments.</summary>
public abstract class PreviewTests(TablesFixture storage)
{
    private protected TablesFixture Storage => storage;

    private protected const string Preview = $"api/rounds/{SmallTown.RoundId}/preview";

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected static string NextYear => SmallTown.Round.Replace(SmallTown.RoundId, "town-2026")
        .Replace("Uppföljning 2025", "Uppföljning 2026")
        .Replace("2026-01-12", "2027-01-11").Replace("2026-02-27", "2027-02-26").Replace("2026-03-20", "2027-03-19");

    private protected async Task<TestWorld> DraftAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        return world;
    }

    private protected static async Task<string> LinkAsync(TestWorld world, string name = "Kim Exempel", string roundId = SmallTown.RoundId)
    {
        var (status, text) = await world.PostAsync($"api/rounds/{roundId}/preview-links", JsonSerializer.Serialize(new { name }));
        Assert.Equal(HttpStatusCode.Created, status);
        return new Uri(JsonDocument.Parse(text).RootElement.GetProperty("address").GetString()!).AbsolutePath;
    }

    /// <summary>Comments on the page and follows the redirect.</summary>
    private protected static async Task<TestPage> CommentAsync(TestWorld world, TestPage page, string text)
    {
        var posted = await world.PostFormAsync(page, null, ("kommentar", text));
        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        return await world.OpenAsync(posted.Location!);
    }

    private protected static string Token(string link) => link.Split('/')[^1];
}
