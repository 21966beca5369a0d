using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Tests;

/// <summary>More people can read the log than may open a department's form, so no level of the log may contain a token.</summary>
public sealed partial class LogTests(TablesFixture storage)
{
    private const string Board = "board@town.example";
    private const string Housing = "housing@town.example";
    private const string Helper = "\"Robin Exempel\" <robin@town.example>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_token_is_logged_on_a_journey_through_all_functions()
    {
        var log = new EverythingLogged();
        await using var world = await TestWorld.StartAsync(storage, configure: options => options with
        {
            ConfigureApp = options.ConfigureApp + (app => app.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log)),
        });
        var secrets = new HashSet<string> { world.Local.Emulator.FunctionKey };
        world.SignIn();

        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        var preview = LinkIn((await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links", """{"name": "Kim Exempel"}""")).Text);
        await AskAllAsync(world, preview, SmallTown.RoundId, secrets);
        var another = SmallTown.Round.Replace(SmallTown.RoundId, "town-b");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", another)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-b/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var link = world.LinkOf(Housing);
        await DelegateAsync(world, world.LinkOf(Board));
        await world.SubmitAsync(link, ("2:1.status", "done"), ("2:1.what", "Tolv förmedlade."), ("2:1.how", "routine"));
        await AskAllAsync(world, link, "town-b", secrets);
        await AskAllAsync(world, world.LinkOf(Helper), "town-b", secrets);
        // The round is closed and its report compiled; a reader may not act.
        await world.AdvanceToAsync(new DateOnly(2026, 3, 25), 9);
        world.SignIn(role: "reader");
        await AskAllAsync(world, link, "town-b", secrets);
        // A function that fails.
        await world.Local.Emulator.Services.GetRequiredService<FollowUpTables>().Rounds.DeleteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, (await world.OpenAsync(link)).Status);

        secrets.UnionWith(world.Mails.SelectMany(mail => Token().Matches($"{mail.Text} {mail.Html}").Select(match => match.Value)));
        Assert.True(secrets.Count >= 12, $"{secrets.Count} secrets");
        Assert.Contains(log.Entries, entry => entry.Contains("ShowOverview failed") && entry.Contains("   at FollowUp."));
        Assert.Contains(log.Entries, entry => entry.Contains("was refused"));
        Assert.All(log.Entries, entry => Assert.All(secrets, secret => Assert.DoesNotContain(secret, entry)));
    }

    private static string LinkIn(string text) => new Uri(Regex.Match(text, """https?://[^"\s]+""").Value).AbsolutePath;

    private static async Task DelegateAsync(TestWorld world, string owner)
    {
        var page = await world.OpenAsync($"{owner}/avsnitt/1/lamna-over");
        var posted = await world.PostFormAsync(
            page, page.Document.QuerySelectorAll("form").Last(), null, ("namn", "Robin Exempel"), ("epost", "robin@town.example"));
        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        await world.SettleAsync();
    }

    /// <summary>Calls each function with each of its verbs, with the link's token and with tokens that resemble it.</summary>
    private static async Task AskAllAsync(TestWorld world, string link, string round, HashSet<string> secrets)
    {
        var token = link.Split('/')[2];
        secrets.Add(token);
        foreach (var http in EveryRoute.All)
        {
            string[] given = http.Route!.Contains("{token}") ? [token, token[..^1], $"{token}x", $"{token}%25", "unknown"] : [token];
            foreach (var one in given)
            {
                await AskAsync(world, http, EveryRoute.Path(http, one, round), token, secrets);
            }
        }
        await world.SettleAsync();
    }

    private static async Task AskAsync(TestWorld world, HttpTriggerAttribute http, string address, string token, HashSet<string> secrets)
    {
        if (http.AuthLevel != AuthorizationLevel.Anonymous)
        {
            await world.GetAsync(address);
            await world.PostAsync(address, token);
            return;
        }
        foreach (var method in http.Methods!)
        {
            var page = await world.AskAsync(new HttpRequestMessage(new HttpMethod(method), $"{address}?{token}"));
            secrets.UnionWith(page.Document.QuerySelectorAll("[name=formular]").Select(field => field.GetAttribute("value")!));
            foreach (var form in page.Document.QuerySelectorAll("form").Where(form => form.GetAttribute("method") == "post"))
            {
                await world.PostFormAsync(page, form, null);
            }
        }
    }

    [GeneratedRegex(@"(?<=/(svar|forhandsvisning)/)[\w-]{43}")]
    private static partial Regex Token();
}
