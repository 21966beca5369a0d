using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FollowUp.Acts;
using FollowUp.Local;
using FollowUp.Local.Emulator;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Tests.Inputs;

/// <summary>
/// Every function of the API that reads JSON: each text that it takes is stored normalised, and refused where it has a personal number.
/// </summary>
public sealed partial class ApiDoorTests(TablesFixture storage)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";
    private const string Departments = $"{Round}/departments";

    // In an order in which each can be done. Text is what a person writes; the rest names something or is a day.
    private static readonly Call[] Drafting =
    [
        new("api/rounds", SmallTown.Round.Replace("Uppföljning 2025", "TEXT").Replace("\"2025\"", "\"TEXT\"").Replace("KS 2025/1", "TEXT")),
        new($"{Round}/preview-links", """{"name": "TEXT"}"""),
        new($"{Round}/preview-links/revoke", """{"name": "TEXT"}"""),
    ];

    private static readonly Call[] Acting =
    [
        new($"{Departments}/social/extend", """{"reason": "TEXT", "deadline": "2026-03-06", "before": "2026-02-27"}"""),
        new($"{Departments}/board/exempt", """{"reason": "TEXT"}"""),
        new($"{Departments}/board/lift", "{}"),
        new($"{Departments}/social/remind", "{}"),
        new($"{Departments}/social/link", """{"contact": "contact"}"""),
        new($"{Departments}/social/contact",
            """{"contact": "contact", "before": "social@town.example", "name": "TEXT", "email": "new\u200b@town.example"}"""),
        new($"{Departments}/housing/return", """{"section": "2:1", "question": "TEXT"}"""),
        new($"{Departments}/housing/close-link", """{"contact": "mailbox"}"""),
        new($"{Round}/extend",
            """
            {"reason": "TEXT", "deadline": "2026-03-04", "closes": "2026-03-20", "before": "2026-02-27", "closesBefore": "2026-03-20"}
            """),
        new($"{Round}/write", """{"to": "valda", "departments": ["social"], "subject": "TEXT", "text": "TEXT"}"""),
        new($"{Round}/renew-links", "{}"),
        new($"{Round}/pause", """{"reason": "TEXT"}"""),
    ];

    private static readonly Call[] Reporting =
    [
        new($"{Round}/assessment/CHAPTER", """{"text": "TEXT", "before": 0}"""),
        new($"{Round}/reopen", """{"reason": "TEXT", "deadline": "2026-05-04", "closes": "2026-05-11"}"""),
        new($"{Round}/cancel", """{"reason": "TEXT"}""", HttpStatusCode.Conflict),
    ];

    [Fact]
    public async Task Each_text_of_each_body_is_stored_normalised_and_refuses_a_personal_number()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();

        await AskAsync(world, Drafting);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.status", "done"), ("2:1.what", "Tolv förmedlade."),
            ("2:1.how", "routine"));
        await AskAsync(world, Acting);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/resume", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 25), 9);
        var chapter = (await world.GetJsonAsync($"{Round}/report.json")).GetProperty("chapters")[0].GetProperty("id").GetString()!;
        await AskAsync(world, [.. Reporting.Select(call => call with { Route = call.Route.Replace("CHAPTER", chapter) })]);

        var stored = (await world.StoredRowsAsync()).SelectMany(row => row.Select(column => column.Value).OfType<string>()).ToList();
        Assert.All(stored, value => Assert.DoesNotContain(Hostile.Digits, value));
        Assert.All(stored, value => Assert.False(Hostile.IsInStored(value), value));
        Assert.True(stored.Count(value => value.Contains(Hostile.Clean)) >= 10);
    }

    /// <summary>A body that is no JSON is refused before the round is looked for: so is told which functions read one.</summary>
    [Fact]
    public async Task No_function_reads_a_body_that_the_test_above_does_not_send()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var calls = Drafting.Concat(Acting).Concat(Reporting).ToList();

        foreach (var http in new FunctionCatalog(typeof(FollowUpServices).Assembly).With<HttpTriggerAttribute>()
            .Select(function => (HttpTriggerAttribute)function.TriggerAttribute)
            .Where(http => http.AuthLevel == AuthorizationLevel.Function && http.Methods!.Intersect(["post", "put"]).Any()))
        {
            var answer = await SendAsync(world, new Call(Parameter().Replace(http.Route!, "unknown"), ""), "{");
            // The readers of plans and registers have tests of their own.
            if (answer.Status == HttpStatusCode.BadRequest && http.Route is not ("api/plans" or "api/plans/lint" or "api/departments"))
            {
                Assert.Contains(calls, call => Regex.IsMatch(call.Route, $"^{Parameter().Replace(http.Route!, "[^/]+")}$"));
            }
        }
    }

    [Fact]
    public void No_body_has_a_text_that_the_test_above_does_not_send()
    {
        var all = typeof(FollowUpServices).Assembly.GetTypes();
        var types = Directory.GetFiles(Path.Combine(Repository.Root, "functions/FollowUp"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/"))
            .SelectMany(file => Body().Matches(File.ReadAllText(file)).Select(match => match.Groups["type"].Value)
                .Where(name => name != "T").Distinct()
                .Select(name => all.SingleOrDefault(type => type.Name == name
                    && type.DeclaringType?.Name == Path.GetFileNameWithoutExtension(file))
                    ?? all.Single(type => type.Name == name && !type.IsNested))).ToHashSet();
        var sent = Drafting.Concat(Acting).Concat(Reporting)
            .SelectMany(call => JsonNode.Parse(call.Body)!.AsObject().Select(one => one.Key)).ToHashSet();

        Assert.True(types.Count >= 3, string.Join(", ", types));
        Assert.All(Act.All.SelectMany(Api.OpenApiTests.AskedBy), name => Assert.Contains(name, sent.Append("seen")));
        Assert.All(types.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.PropertyType == typeof(string)
                || typeof(IEnumerable<string>).IsAssignableFrom(property.PropertyType)),
            property => Assert.Contains(JsonNamingPolicy.CamelCase.ConvertName(property.Name), sent));
    }

    private static async Task AskAsync(TestWorld world, Call[] calls)
    {
        foreach (var call in calls)
        {
            foreach (var (place, field) in Texts(call.Body))
            {
                var bad = call.Body.Remove(place, field.Length).Insert(place, field == "TEXT" ? Written(Hostile.Personal) : Hostile.Digits);
                var refused = await SendAsync(world, call, bad.Replace("TEXT", "x"));

                // What is only looked up is not found.
                var isStored = field == "TEXT" && !call.Route.EndsWith("/revoke", StringComparison.Ordinal);
                Assert.True(isStored ? refused.Status == HttpStatusCode.BadRequest : (int)refused.Status is >= 400 and < 500,
                    $"{call.Route} takes {bad}: {refused.Status}");
                Assert.True(!isStored || refused.Text.Contains("personnummer"), $"{call.Route}: {refused.Text}");
            }
            var taken = await SendAsync(world, call, call.Body.Replace("TEXT", Written(Hostile.Text)));
            Assert.True(call.Expected is { } expected ? taken.Status == expected : (int)taken.Status is >= 200 and < 300,
                $"{call.Route}: {taken.Status} {taken.Text}");
            await world.SettleAsync();
        }
    }

    /// <summary>What stands in the body's texts, with its place: all but days and the steps of the ladder.</summary>
    private static IEnumerable<(int Place, string Text)> Texts(string body) => Value().Matches(body)
        .Select(match => match.Groups["value"]).Select(value => (value.Index, value.Value));

    private static string Written(string text) => JsonSerializer.Serialize(text).Trim('"');

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(TestWorld world, Call call, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(call.Route.Contains("/assessment/") ? HttpMethod.Put : HttpMethod.Post, call.Route)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await world.Local.Coordinator.SendAsync(request, cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    private sealed record Call(string Route, string Body, HttpStatusCode? Expected = null);

    [GeneratedRegex(@"ReadJson(Async)?<(?<type>\w+)>|empty: new (?<type>\w+)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Body();

    [GeneratedRegex("""(?<=[:\[]\s*")(?<value>(?!\d{4}-|reminder|overdue|head)[^"]+)(?="\s*[,}\]])""", RegexOptions.ExplicitCapture)]
    private static partial Regex Value();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
