using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FollowUp.Tests.Api;

public sealed class ReportFunctionsTests(TablesFixture storage)
{
    private const string Rounds = "api/rounds";
    private const string Report = $"{Rounds}/{SmallTown.RoundId}/report";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_rounds_report_is_there_in_every_format()
    {
        await using var world = await ClosedAsync("=1+1 <b>fet</b>\r\nrad två");

        using var html = await world.Local.Coordinator.GetAsync($"{Report}.html", Cancellation);
        var page = await html.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal("text/html; charset=utf-8", $"{html.Content.Headers.ContentType}");
        Assert.Matches("default-src 'self'; style-src 'sha256-[^']+'; frame-ancestors 'none'",
            html.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("<p>Version 1</p>", page);
        Assert.Contains("=1&#x2B;1 &lt;b&gt;fet&lt;/b&gt;", page);
        Assert.DoesNotContain("<b>fet", page);

        Assert.Contains("\"=1+1 <b>fet</b>", (await world.GetAsync($"{Report}.json")).Text);
        Assert.Equal("object", (await world.GetJsonAsync("api/report-schema.json")).GetProperty("type").GetString());

        var answers = await world.Local.Coordinator.GetByteArrayAsync($"{Report}/svar.csv", Cancellation);
        Assert.Equal(Encoding.UTF8.GetPreamble(), answers[..3]);
        Assert.Contains("\"'=1+1 <b>fet</b>\nrad två\"", Encoding.UTF8.GetString(answers));
        Assert.Equal("""
            "Läge";"Enheter";"Andel"
            "Har svarat";"1";"33,3"
            "Har svarat delvis";"0";"0"
            "Har inte svarat";"2";"66,7"

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(await world.Local.Coordinator.GetByteArrayAsync($"{Report}/svarsfrekvens-tabell.csv",
            Cancellation))[1..]);
    }

    [Fact]
    public async Task What_the_report_does_not_have_is_not_found_and_told()
    {
        await using var world = await ClosedAsync("Klart.");

        var (status, text) = await world.GetAsync($"{Report}/okand.csv");
        Assert.Equal(HttpStatusCode.NotFound, status);
        var problem = JsonDocument.Parse(text).RootElement.GetProperty("problems")[0].GetString()!;
        Assert.Matches("”okand”.*svarsfrekvens-tabell.*svar\\.$", problem);
        foreach (var table in Regex.Match(problem, "finns: (.*)\\.$").Groups[1].Value.Split(", "))
        {
            Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"{Report}/{table}.csv")).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync($"{Rounds}/unknown/report/svar.csv")).Status);
    }

    /// <summary>The board has submitted this, and the coordinator has closed the round.</summary>
    private async Task<TestWorld> ClosedAsync(string what)
    {
        var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", what), ("1:1.how", "routine"));
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Rounds}/{SmallTown.RoundId}/close", "")).Status);
        await world.SettleAsync();
        return world;
    }
}
