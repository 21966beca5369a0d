using System.Net;

namespace FollowUp.Tests.Pages;

/// <summary>The frame of every page.</summary>
public sealed class PageFrameTests(TablesFixture storage)
{
    [Fact]
    public async Task Every_page_bears_the_municipalitys_name_mark_and_colour_and_leads_to_both_notices()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage, new Dictionary<string, string?>
        {
            ["FollowUp:Municipality"] = "Småstads & <Byns> kommun",
            ["FollowUp:Logo"] = LogoTests.File,
            ["FollowUp:AccentColor"] = "#7a1f2b",
        });
        var link = world.LinkOf("housing@town.example");

        foreach (var path in new[] { link, $"{link}/granska", "/svar/unknown", "/forhandsvisning/unknown", "/tillganglighet",
            "/tillganglighet/synpunkter", "/tillganglighet/synpunkter/unknown", "/personuppgifter" })
        {
            var page = await world.OpenAsync(path);
            var header = page.Document.QuerySelector("header")!;
            Assert.Equal(["", "Småstads & <Byns> kommun", "Uppföljning av handlingsplaner"],
                header.Children.Single().Children.Select(child => child.TextContent.Trim()));
            Assert.Equal("true", header.QuerySelector("svg")!.GetAttribute("aria-hidden"));
            Assert.Equal(["/tillganglighet", "/personuppgifter"],
                page.Document.QuerySelectorAll("footer a").Select(footer => footer.GetAttribute("href")));
            Assert.StartsWith("default-src 'self'; frame-ancestors", page.Headers["Content-Security-Policy"]);
            Assert.Empty(page.Document.QuerySelectorAll("script, style, [style], img, iframe, object"));
            Assert.Single(page.Document.QuerySelectorAll("h1"));
            Assert.Equal("sv", page.Document.DocumentElement.GetAttribute("lang"));
            var links = page.Document.QuerySelectorAll("link").ToDictionary(one => one.GetAttribute("rel")!,
                one => one.GetAttribute("href")!);
            Assert.StartsWith(":root { --accent: #7a1f2b; }", (await world.OpenAsync(links["stylesheet"])).Html);
            Assert.Contains("#7a1f2b", (await world.OpenAsync(links["icon"])).Html);
        }
    }

    [Fact]
    public async Task Without_a_mark_of_its_own_a_shield_stands_beside_the_name()
    {
        await using var world = await TestWorld.StartAsync(storage);

        var header = (await world.OpenAsync("/svar/unknown")).Document.QuerySelector("header")!;
        Assert.NotNull(header.QuerySelector("svg[aria-hidden=true] .shield"));
        Assert.Equal("Småstads kommun", header.QuerySelector(".town")!.TextContent);
    }

    [Fact]
    public async Task The_privacy_notice_says_who_what_why_how_long_and_whom_to_ask()
    {
        await using var world = await TestWorld.StartAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:DataProtectionContact"] = "data@town.example" });

        var page = await world.OpenAsync("/personuppgifter");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Så behandlar vi personuppgifter – FollowUp", page.Title);
        Assert.All(
            ["Småstads kommun", "namn, roll, enhet och e-postadress", "artikel 6.1 e", "register över kontaktpersoner", "allmän handling",
                "personuppgiftsbiträden", "bevarande och gallring", "Sidorna där enheterna svarar sätter inga kakor. Den som loggar in",
                "Integritetsskyddsmyndigheten"],
            words => Assert.Contains(words, page.Text));
        Assert.Equal("mailto:data@town.example", page.Document.QuerySelector("main a")!.GetAttribute("href"));
    }
}
