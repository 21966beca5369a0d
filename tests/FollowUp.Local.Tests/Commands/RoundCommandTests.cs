using System.Text.RegularExpressions;
using FollowUp.Local.Commands;

namespace FollowUp.Local.Tests.Commands;

public sealed class RoundCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_seen_with_its_findings_first_and_a_key_person_gets_a_link_and_is_heard()
    {
        await using var app = await ServedApp.StartAsync("--clock");
        using var coordinator = RunningApp.Coordinator(app.Address, app.Key);
        await PlanCommand.ImportAsync(Seed("plans/flen-2021-2023.yaml"), Seed("departments/flen.yaml"), app.Address, app.Key,
            TextWriter.Null, Cancellation);
        using var drafted = await coordinator.PostAsync("api/rounds", new StringContent(Round), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.Created, drafted.StatusCode);

        var first = new StringWriter();
        Assert.Equal(0, await RoundCommand.PreviewAsync("flen-2035", "Kim Exempel", app.Address, app.Key, first, Cancellation));
        var told = first.ToString();
        Assert.StartsWith("Att se över\n  – ", told);
        Assert.Matches("(?s)mejl till ersättarna: det finns ingen mottagare för .* i registret.*Tidslinje\n  – Tisdagen den 2 januari "
            + "2035: kl. 08.00 inbjudan\n.*Enheternas enkäter\n", told);
        Assert.Matches(@"\n  – Socialnämnden: kontaktperson\.socialnamnden@flen\.example \(kontaktperson\), "
            + @"ersattare\.socialnamnden@flen\.example \(ersättare\), socialnamnden@flen\.example \(funktionsbrevlåda\)\n", told);
        var link = new Uri(Regex.Match(told, @"Länk till Kim Exempel: (\S+)").Groups[1].Value);

        using var browser = new HttpClient();
        var page = await browser.GetStringAsync(link, Cancellation);
        var token = Regex.Match(page, "name=\"formular\" value=\"([^\"]+)\"").Groups[1].Value;
        using var commented = await browser.PostAsync(link,
            new FormUrlEncodedContent([new("formular", token), new("kommentar", "Börja efter sportlovet.")]), Cancellation);
        Assert.Contains("Kommentaren är sparad.", await commented.Content.ReadAsStringAsync(Cancellation));
        var second = new StringWriter();
        await RoundCommand.PreviewAsync("flen-2035", null, app.Address, app.Key, second, Cancellation);
        Assert.Matches(@"Kommentarer\n  – Kim Exempel, .*, om hela omgången: Börja efter sportlovet\.", second.ToString());
        Assert.DoesNotContain("Länk till", second.ToString());

        Assert.Contains("Det finns ingen omgång", (await Assert.ThrowsAsync<LocalSetupException>(() =>
            RoundCommand.PreviewAsync("nowhere", null, app.Address, app.Key, TextWriter.Null, Cancellation))).Message);
    }

    // So far ahead that the machine's clock has not reached it.
    private const string Round = """
        {
          "id": "flen-2035", "title": "Uppföljning 2034", "kind": "annual", "plans": ["flen-2021-2023"], "period": "2034",
          "opens": "2035-01-02", "deadline": "2035-02-16", "closes": "2035-03-16", "contactEmail": "coordinator@town.example"
        }
        """;

    private static FileInfo Seed(string file) => new(Path.Combine(Repository.Root, "seeds", file));
}
