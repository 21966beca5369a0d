using System.Net;

namespace FollowUp.Tests.Accessibility;

/// <summary>The page with the accessibility statement.</summary>
public sealed class StatementTests(TablesFixture storage)
{
    [Fact]
    public async Task Left_as_delivered_it_says_what_is_known_of_FollowUp()
    {
        await using var world = await TestWorld.StartAsync(storage, new Dictionary<string, string?>
        {
            ["FollowUp:Accessibility:Supervisor"] = "Tillsynsverket",
            ["FollowUp:Accessibility:SupervisorAddress"] = "https://supervisor.example/complain",
        });

        var page = await world.OpenAsync("/tillganglighet");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Tillgänglighetsredogörelse – FollowUp", page.Title);
        Assert.Equal(
            ["Hur tillgänglig är tjänsten?", "Brister vi känner till", "Oskäligt betungande anpassning",
                "Innehåll som inte omfattas av lagen", "Hur vi har testat tjänsten", "Rapportera brister", "Tillsyn"],
            page.Document.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.All(["Småstads kommun ansvarar", "2018:1937", "EN 301 549", "WCAG 2.2", "delvis förenlig", "självskattning",
            "Tillsynsverket har tillsyn"], words => Assert.Contains(words, page.Text));
        Assert.Equal(2, page.Document.QuerySelectorAll("main li").Length);
        Assert.All(page.Document.QuerySelectorAll("main li"), defect => Assert.Matches("(?s)Orsak: .+Alternativ: .+", defect.TextContent));
        Assert.Equal(["/tillganglighet/synpunkter", "mailto:samordnaren@kommunen.example", "https://supervisor.example/complain"],
            page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Whoever_has_looked_for_themselves_says_what_they_found_and_when()
    {
        await using var world = await TestWorld.StartAsync(storage, new Dictionary<string, string?>
        {
            ["FollowUp:Accessibility:Conformance"] = "none",
            ["FollowUp:Accessibility:Defects:0:What"] = "<b>Kartan</b> kan inte läsas upp.",
            ["FollowUp:Accessibility:Defects:0:Reason"] = "Den är en bild.",
            ["FollowUp:Accessibility:Defects:0:Alternative"] = "Ring oss.",
            ["FollowUp:Accessibility:Assessed"] = "2026-01-05",
            ["FollowUp:Accessibility:Updated"] = "2026-01-07",
            ["FollowUp:Accessibility:Method"] = "En konsult har granskat.",
            ["FollowUp:Accessibility:Burden"] = "Kartan är betungande.",
            ["FollowUp:Accessibility:OutsideLaw"] = "Gamla filer.",
            ["FollowUp:Accessibility:SupervisorAddress"] = "complaints@supervisor.example",
        });

        var page = await world.OpenAsync("/tillganglighet");

        Assert.All(["inte förenlig", "<b>Kartan</b> kan inte läsas upp.", "Orsak: Den är en bild.", "Alternativ: Ring oss.",
            "En konsult har granskat.", "Kartan är betungande.", "Gamla filer."], words => Assert.Contains(words, page.Text));
        Assert.Contains("Bedömningen gjordes den 5 januari 2026. Redogörelsen uppdaterades senast den 7 januari 2026.", page.Text);
        Assert.Single(page.Document.QuerySelectorAll("main li"));
        Assert.Equal("mailto:complaints@supervisor.example", page.Document.QuerySelectorAll("main a").Last().GetAttribute("href"));
    }

    [Fact]
    public async Task One_that_conforms_fully_knows_no_defects()
    {
        await using var world = await TestWorld.StartAsync(storage,
            new Dictionary<string, string?>
            {
                ["FollowUp:Accessibility:Conformance"] = "full",
                ["FollowUp:Accessibility:Assessed"] = "2026-01-05"
            });

        var page = await world.OpenAsync("/tillganglighet");

        Assert.Contains("helt förenlig", page.Text);
        Assert.Contains("Vi känner inte till några brister.", page.Text);
        Assert.Empty(page.Document.QuerySelectorAll("main li"));
    }
}
