using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using FollowUp.Local.Emulator;
using FollowUp.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Tests;

/// <summary>What the app logs can be read by more people than may open a department's form: no token stands in it, at any level.</summary>
public sealed partial class LogTests(AzuriteFixture azurite)
{
    private const string Board = "board@town.example";
    private const string Housing = "housing@town.example";
    private const string Helper = "\"Robin Exempel\" <robin@town.example>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_token_is_logged_on_a_journey_through_all_functions()
    {
        var log = new EverythingLogged();
        await using var world = await TestWorld.StartAsync(azurite, configure: options => options with
        {
            ConfigureApp = options.ConfigureApp + (app => app.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log)),
        });
        var secrets = new HashSet<string> { world.Local.Emulator.FunctionKey };
        world.SignIn();

        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        var preview = LinkIn((await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links", """{"name": "Kim Exempel"}""")).Text);
        await AskAllAsync(preview);
        var another = SmallTown.Round.Replace(SmallTown.RoundId, "town-b");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", another)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-b/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var link = world.LinkOf(Housing);
        await DelegateAsync(world.LinkOf(Board));
        await world.SubmitAsync(link, ("2:1.status", "done"), ("2:1.what", "Tolv förmedlade."), ("2:1.how", "routine"));
        await AskAllAsync(link);
        await AskAllAsync(world.LinkOf(Helper));
        // Closed and compiled; whoever only reads is refused the rest.
        await world.AdvanceToAsync(new DateOnly(2026, 3, 25), 9);
        world.SignIn(role: "reader");
        await AskAllAsync(link);
        // A function that fails.
        await world.Local.Emulator.Services.GetRequiredService<FollowUpTables>().Rounds.DeleteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, (await world.OpenAsync(link)).Status);

        secrets.UnionWith(world.Mails.SelectMany(mail => Token().Matches($"{mail.Text} {mail.Html}").Select(match => match.Value)));
        Assert.True(secrets.Count >= 12, $"{secrets.Count} secrets");
        Assert.Contains(log.Entries, entry => entry.Contains("ShowOverview failed") && entry.Contains("   at FollowUp."));
        Assert.Contains(log.Entries, entry => entry.Contains("was refused"));
        Assert.All(log.Entries, entry => Assert.All(secrets, secret => Assert.DoesNotContain(secret, entry)));

        string LinkIn(string text) => new Uri(Regex.Match(text, """https?://[^"\s]+""").Value).AbsolutePath;

        async Task DelegateAsync(string owner)
        {
            var page = await world.OpenAsync($"{owner}/avsnitt/1/lamna-over");
            var posted = await world.PostFormAsync(
                page, page.Document.QuerySelectorAll("form").Last(), null, ("namn", "Robin Exempel"), ("epost", "robin@town.example"));
            Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
            await world.SettleAsync();
        }

        // Each function by each of its verbs, with the link's token and with ones that are nearly it; what its forms hold is posted too.
        async Task AskAllAsync(string path)
        {
            var token = path.Split('/')[2];
            var round = path == preview ? SmallTown.RoundId : "town-b";
            secrets.Add(token);
            foreach (var function in new FunctionCatalog(typeof(FollowUpServices).Assembly).With<HttpTriggerAttribute>())
            {
                var http = (HttpTriggerAttribute)function.TriggerAttribute;
                string[] given = http.Route!.Contains("{token}") ? [token, token[..^1], $"{token}x", $"{token}%25", "unknown"] : [token];
                foreach (var one in given)
                {
                    var address = Parameter().Replace(http.Route, parameter => parameter.Groups[1].Value switch
                    {
                        "token" => one,
                        "id" when http.Route.Contains("/plan") => "town",
                        "id" when http.Route.Contains("/enheter/{id}") => "board",
                        "id" => round,
                        "departmentId" => "housing",
                        "number" => "1",
                        "act" => http.Route.Contains("departmentId") ? "paminn" : "forlang",
                        "chapter" => "1",
                        "table" => "answers",
                        "name" => "followup",
                        var other => throw new InvalidOperationException($"What is {other} in {http.Route}?"),
                    });
                    foreach (var method in http.Methods!.Where(method => http.AuthLevel == AuthorizationLevel.Anonymous))
                    {
                        var page = await world.AskAsync(new HttpRequestMessage(new HttpMethod(method), $"/{address}?{token}"));
                        secrets.UnionWith(page.Document.QuerySelectorAll("[name=formular]").Select(field => field.GetAttribute("value")!));
                        foreach (var form in page.Document.QuerySelectorAll("form").Where(form => form.GetAttribute("method") == "post"))
                        {
                            await world.PostFormAsync(page, form, null);
                        }
                    }
                    if (http.AuthLevel != AuthorizationLevel.Anonymous)
                    {
                        await world.GetAsync(address);
                        await world.PostAsync(address, token);
                    }
                }
            }
            await world.SettleAsync();
        }
    }

    [GeneratedRegex(@"(?<=/(svar|forhandsvisning)/)[\w-]{43}")]
    private static partial Regex Token();

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
