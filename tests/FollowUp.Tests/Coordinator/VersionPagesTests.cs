using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Coordinator;

/// <summary>All that was said in a round can be read at the desk, also what has been superseded.</summary>
public sealed class VersionPagesTests(TablesFixture storage) : RoundDeskTests(storage)
{
    /// <summary>A kind of row → how it is read at the desk, as a path below the round's; or why it holds nothing that was said.</summary>
    private static readonly IReadOnlyDictionary<string, string> Doors = new Dictionary<string, string>
    {
        ["a-submission"] = "/enheter/housing/inskick/1",
        ["answer"] = "/enheter/housing/inskick/1",
        ["handover"] = "/enheter/board",
        ["completion"] = "/enheter/housing",
        ["comment"] = "/kommentarer",
        ["assessment"] = "/rapport/bedomningar",
        ["mailing"] = "",
        ["letter"] = "/enheter/social",
        ["mail"] = "/handelser",
        ["digest"] = "/handelser",
        ["trail"] = "/handelser",
        ["round"] = "",
        ["department"] = "/enheter/housing",
        ["draft"] = "- the department's own until it is submitted",
        ["notice"] = "- what was decided when; the trail has it in words",
        ["before"] = "- a copy of what an earlier round has",
    };

    [Fact]
    public async Task Every_kind_of_row_has_a_door()
    {
        await using var world = await LivedAsync();
        var kinds = (await world.StoredRowsAsync()).Where(row => row.PartitionKey.Split('|')[0] == SmallTown.RoundId)
            .Select(row => row.RowKey.Split('|')[0]).ToHashSet();

        Assert.Subset(Doors.Keys.ToHashSet(), kinds);
        foreach (var kind in new[] { "a-submission", "answer", "handover", "completion", "comment", "assessment", "mailing", "letter" })
        {
            Assert.Contains(kind, kinds);
        }
        foreach (var door in Doors.Values.Where(door => !door.StartsWith('-')).Distinct())
        {
            Assert.Equal((door, HttpStatusCode.OK), (door, (await world.OpenAsync($"{Round}{door}")).Status));
        }
    }

    [Fact]
    public async Task Each_version_reads_as_it_was_written()
    {
        await using var world = await LivedAsync();

        var first = await world.OpenAsync($"{Round}/enheter/housing/inskick/1");
        Assert.Contains("Vi lånade ut en lokal.", first.Text);
        Assert.Contains("Kim Exempel, handläggare", first.Text);
        Assert.DoesNotContain("En större lokal.", first.Text);
        Assert.Contains("En större lokal.", (await world.OpenAsync($"{Round}/enheter/housing/inskick/2")).Text);
        var json = JsonDocument.Parse((await world.OpenAsync($"{Round}/enheter/housing/inskick/2.json")).Html).RootElement;
        Assert.Equal((2, "1:1"), (json.GetProperty("number").GetInt32(), json.GetProperty("sections")[0].GetProperty("id").GetString()));
        Assert.Contains("Inskickning 2, 12 januari 2026", (await world.OpenAsync($"{Round}/enheter/housing")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{Round}/enheter/housing/inskick/3")).Status);
        Assert.Contains("till Alex Exempel, alex@town.example, 12 januari 2026 kl. 09.00, taget tillbaka 12 januari 2026 kl. 09.00",
            (await world.OpenAsync($"{Round}/enheter/board")).Text);
        Assert.Contains("Fråga om kurserna också.", (await world.OpenAsync($"{Round}/kommentarer")).Text);
        var assessments = (await world.OpenAsync($"{Round}/rapport/bedomningar")).Text;
        Assert.Contains("Bra.", assessments);
        Assert.Contains("Mycket bra.", assessments);
        // Who may look may look at all of it.
        world.SignIn("Lo Exempel", "reader");
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{Round}/enheter/housing/inskick/1")).Status);
        world.SignOut();
        Assert.NotEqual(HttpStatusCode.OK, (await world.OpenAsync($"{Round}/enheter/housing/inskick/1")).Status);
    }

    /// <summary>A round in which everything that leaves a version has happened.</summary>
    private async Task<TestWorld> LivedAsync()
    {
        var world = await TestWorld.StartAsync(Storage);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var shared = JsonDocument.Parse((await world.PostAsync("api/rounds/town-2025/preview-links", """{"name": "Robin"}""")).Text)
            .RootElement.GetProperty("address").GetString()!;
        var preview = await world.OpenAsync(new Uri(shared).AbsolutePath);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(preview, null, ("kommentar", "Fråga om kurserna också."))).Status);
        await world.PostAsync("api/rounds/town-2025/open", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var housing = world.LinkOf("housing@town.example");
        await world.SubmitAsync(housing, Contribution);
        await world.PostAsync("api/rounds/town-2025/departments/housing/return", """{"section": "1:1", "question": "Vilken lokal?"}""");
        await world.SubmitAsync(housing, ("1:1.contribution", "En större lokal."), ("1:1.involved", "yes"));
        await world.PostAsync("api/rounds/town-2025/departments/social/remind", "");
        await world.PostAsync("api/rounds/town-2025/write", """{"to": "alla", "subject": "Möte", "text": "Välkomna."}""");
        var form = await world.OpenAsync($"{world.LinkOf("board@town.example")}/avsnitt/1/lamna-over");
        await world.PostFormAsync(form, null, ("namn", "Alex Exempel"), ("epost", "alex@town.example"));
        form = await world.OpenAsync(form.Form.GetAttribute("action")!);
        await world.PostFormAsync(form, form.Document.QuerySelectorAll("form").First(one =>
            one.GetAttribute("action")!.EndsWith("/ta-tillbaka", StringComparison.Ordinal)), null);
        await world.SettleAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 12);
        world.SignIn();
        foreach (var (text, before) in new[] { ("Bra.", 0), ("Mycket bra.", 1) })
        {
            var report = await world.OpenAsync($"{Round}/rapport");
            var box = report.Document.QuerySelectorAll("form").First(one => one.QuerySelector("[name=before]") != null);
            Assert.Equal($"{before}", box.QuerySelector("[name=before]")!.GetAttribute("value"));
            Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(report, box, null, ("text", text))).Status);
        }
        return world;
    }
}
