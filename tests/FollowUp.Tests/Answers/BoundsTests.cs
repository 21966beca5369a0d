using System.Net;

namespace FollowUp.Tests.Answers;

/// <summary>What somebody with a department's link cannot use up.</summary>
public sealed class BoundsTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task A_receipt_names_all_that_came_in_within_ten_minutes()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var housing = world.LinkOf(Housing);
        foreach (var words in new[] { "Första.", "Andra.", "Tredje." })
        {
            await world.SubmitAsync(housing, ("1:1.contribution", words), ("1:1.involved", "yes"));
        }
        Assert.Equal(["receipt-0001"], Receipts(world));

        await world.Local.Emulator.AdvanceToAsync(world.Local.Emulator.Clock.GetUtcNow().AddMinutes(11), Cancellation);

        Assert.Equal(["receipt-0001", "receipt-0003"], Receipts(world));
        var receipt = world.Mails.Last(mail => mail.File.Contains("~receipt-0003")).Text;
        Assert.Contains("har lämnat svar om planen ”Trygg stad” 2 gånger sedan det förra kvittot.", receipt);
        Assert.Contains("– Kvitto 2: inskickat", receipt);
        Assert.Contains("– Kvitto 3: inskickat", receipt);
        Assert.DoesNotContain("Kvitto 1:", receipt);
        Assert.Contains("I kvitto 2 skickades in:", receipt);
        // Who submits after a while hears at once, and of that alone.
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 12);
        await world.SubmitAsync(housing, ("1:1.contribution", "Fjärde."), ("1:1.involved", "yes"));
        Assert.Equal(["receipt-0001", "receipt-0003", "receipt-0004"], Receipts(world));
        Assert.Contains("skickade in svaren den", world.Mails[^1].Text);
    }

    [Fact]
    public async Task A_department_submits_thirty_times_a_day_and_no_more()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var housing = world.LinkOf(Housing);
        for (var number = 1; number <= 30; number++)
        {
            await world.SaveAsync(housing, ("1:1.contribution", $"Gång {number}."), ("1:1.involved", "yes"));
            Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync()).Status);
        }
        await world.SaveAsync(housing, ("1:1.contribution", "En gång till."), ("1:1.involved", "yes"));

        var refused = await SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Enheten har redan skickat in 30 gånger i dag, som är det mesta på en dag. Det som är sparat finns kvar: skicka in "
            + "det i morgon.", refused.Text);
        await world.LeapToAsync(new DateOnly(2026, 1, 13), 9);
        Assert.Equal(HttpStatusCode.SeeOther, (await SubmitAsync()).Status);

        async Task<TestPage> SubmitAsync() => await world.PostFormAsync(await world.OpenAsync($"{housing}/granska"), null,
            ("namn", "Kim Exempel"), ("roll", "handläggare"));
    }

    [Fact]
    public async Task Sections_go_to_ten_colleagues_a_day_within_the_municipality()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:DelegateDomains"] = "region.example, Åmål.example" });
        var board = world.LinkOf(Board);
        var foreign = await DelegateAsync("kim@elsewhere.example");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.Status);
        Assert.Contains("Skriv en adress inom kommunen: ”elsewhere.example” finns inte bland kommunens adresser.", foreign.Text);
        Assert.Equal(HttpStatusCode.SeeOther, (await DelegateAsync("kim@REGION.example")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await DelegateAsync("kim@åmål.example")).Status);
        for (var number = 3; number <= 10; number++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await DelegateAsync($"kim{number}@town.example")).Status);
        }

        var refused = await DelegateAsync("robin@town.example");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Enheten har redan lämnat över till 10 kollegor i dag", refused.Text);
        // What is taken back makes room.
        var page = await world.OpenAsync($"{board}/avsnitt/1/lamna-over");
        var taken = page.Document.QuerySelectorAll("form").First(form =>
            form.GetAttribute("action")!.EndsWith("/ta-tillbaka", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, taken, null)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await DelegateAsync("robin@town.example")).Status);

        async Task<TestPage> DelegateAsync(string email)
        {
            var form = await world.OpenAsync($"{board}/avsnitt/1/lamna-over");
            return await world.PostFormAsync(form, form.Document.QuerySelectorAll("form").Single(one =>
                one.QuerySelector("[name=epost]") != null), null, ("namn", "Alex Exempel"), ("epost", email));
        }
    }

    private static IEnumerable<string> Receipts(TestWorld world) =>
        world.NoticesTo(Housing).Where(notice => notice.StartsWith("receipt", StringComparison.Ordinal));
}
