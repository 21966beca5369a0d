using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FollowUp.Acts;
using FollowUp.Local.Emulator;
using FollowUp.Pages;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Tests.Api;

/// <summary>The description of the API says what the functions are, all of them and nothing else.</summary>
public sealed partial class OpenApiTests(TablesFixture storage)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    [Fact]
    public async Task It_has_every_route_of_the_catalogue_with_its_method_and_parameters()
    {
        var document = await ReadAsync();
        var functions = new FunctionCatalog(typeof(FollowUpServices).Assembly).With<HttpTriggerAttribute>()
            .Select(function => (function.Name, Http: (HttpTriggerAttribute)function.TriggerAttribute))
            .Where(function => function.Http.AuthLevel == AuthorizationLevel.Function)
            // One function does all acts of a kind.
            .SelectMany(function => function.Http.Route!.EndsWith("/{act}", StringComparison.Ordinal)
                ? Act.All.Where(act => act.IsOnDepartment == function.Http.Route.Contains("{departmentId}"))
                    .Select(act => (act.GetType().Name, function.Http.Methods, Route: function.Http.Route.Replace("{act}", act.Route)))
                : [(function.Name, function.Http.Methods, function.Http.Route)])
            .SelectMany(function => function.Methods!.Select(method =>
                $"{method.ToLowerInvariant()} /{function.Route} {function.Name} {string.Join(',', Parameter().Matches(function.Route)
                    .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal))}"));

        Assert.Equal(functions.Order(StringComparer.Ordinal), Operations(document).Select(one =>
            $"{one.Method} {one.Path} {one.Operation["operationId"]} {string.Join(',', Parameters(document, one)
                .Where(parameter => (string?)parameter["in"] == "path" && (bool)parameter["required"]!)
                .Select(parameter => (string)parameter["name"]!).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_what_it_takes_who_calls_and_how_it_is_refused()
    {
        var document = await ReadAsync();

        Assert.StartsWith("3.", (string)document["openapi"]!);
        Assert.NotEmpty(document["security"]!.AsArray());
        Assert.All(Operations(document), one =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)one.Operation["summary"]));
            Assert.Contains(Parameters(document, one), parameter =>
                ((string?)parameter["in"], (string?)parameter["name"], (bool?)parameter["required"]) == ("header", ApiCaller.Header, true));
            Assert.All(Parameters(document, one), parameter => Assert.NotNull(parameter["schema"]));
            Assert.Contains("default", one.Operation["responses"]!.AsObject().Select(response => response.Key));
            Assert.Contains(one.Operation["responses"]!.AsObject(), response => response.Key[0] == '2');
            if (one.Operation["requestBody"] is { } body)
            {
                Assert.NotEqual("get", one.Method);
                Assert.All(Resolve(document, body)["content"]!.AsObject(), content => Assert.NotNull(content.Value!["schema"]));
            }
        });
    }

    [Fact]
    public async Task An_act_takes_what_its_body_says()
    {
        var document = await ReadAsync();
        foreach (var (act, operation) in Act.All.Join(Operations(document), act => act.GetType().Name,
            one => (string?)one.Operation["operationId"], (act, one) => (act, one.Operation)))
        {
            Assert.Equal((act.Route, string.Join(' ', AskedBy(act).Order(StringComparer.Ordinal))), (act.Route, string.Join(' ',
                operation["requestBody"]?["content"]!["application/json"]!["schema"]!["properties"]!.AsObject()
                    .Select(property => property.Key).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())));
        }
    }

    /// <summary>The names of the fields that the act is filled in with.</summary>
    internal static IReadOnlySet<string> AskedBy(Act act)
    {
        var asked = new AskedFor();
        act.With(new ActInput(asked));
        return asked.Names;
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_everything_shared_is_used()
    {
        var document = await ReadAsync();
        var references = References(document).Distinct().ToList();

        Assert.All(references, reference => Assert.NotNull(At(document, reference)));
        Assert.Equal(document["components"]!.AsObject().Where(kind => kind.Key != "securitySchemes")
            .SelectMany(kind => kind.Value!.AsObject().Select(one => $"#/components/{kind.Key}/{one.Key}")).Order(StringComparer.Ordinal),
            references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_described_body_is_one_that_is_understood()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var document = await ReadAsync(world);
        foreach (var one in Operations(document))
        {
            var content = one.Operation["requestBody"] is { } body ? Resolve(document, body)["content"] : null;
            if (content?["application/json"]?["schema"] is not { } schema)
            {
                continue;
            }
            // A property of the wrong type is refused as no JSON: so each that is described is one that is read.
            foreach (var property in Resolve(document, schema)["properties"]!.AsObject().Select(property => property.Key))
            {
                using var request = new HttpRequestMessage(new HttpMethod(one.Method.ToUpperInvariant()),
                    Parameter().Replace(one.Path, SmallTown.RoundId))
                {
                    Content = new StringContent($"{{\"{property}\": {{\"x\": []}} }}"),
                };
                using var answer = await world.Local.Coordinator.SendAsync(request, TestContext.Current.CancellationToken);

                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                // An object where there may be one is read, and what is missing beside it is named.
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest,
                    $"{one.Method} {one.Path} {property}: {answer.StatusCode} {text}");
                Assert.True(property is "days" or "questions" || text.Contains("JSON", StringComparison.Ordinal),
                    $"{one.Path} {property}: {text}");
            }
        }
    }

    private async Task<JsonNode> ReadAsync()
    {
        await using var world = await TestWorld.StartAsync(storage);
        return await ReadAsync(world);
    }

    private static async Task<JsonNode> ReadAsync(TestWorld world)
    {
        var (status, text) = await world.GetAsync("api/openapi.json");
        Assert.Equal(HttpStatusCode.OK, status);
        return JsonNode.Parse(text)!;
    }

    private static IEnumerable<(string Path, string Method, JsonNode Item, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select (path.Key, operation.Key, path.Value!, operation.Value!);

    private static List<JsonNode> Parameters(JsonNode document, (string Path, string Method, JsonNode Item, JsonNode Operation) one) =>
        new[] { one.Item["parameters"], one.Operation["parameters"] }.SelectMany(list => list?.AsArray() ?? [])
            .Select(parameter => Resolve(document, parameter!)).ToList();

    private static JsonNode Resolve(JsonNode document, JsonNode node) =>
        (string?)node["$ref"] is { } reference ? At(document, reference)! : node;

    private static JsonNode? At(JsonNode document, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, name) => node?[name]);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(one => one.Key == "$ref" ? [(string)one.Value!] : References(one.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    /// <summary>Notes what an act asks for.</summary>
    private sealed class AskedFor : IReadOnlyDictionary<string, string>
    {
        public HashSet<string> Names { get; } = [];

        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public int Count => 0;

        public string this[string key] => throw new KeyNotFoundException(key);

        public bool ContainsKey(string key) => false;

        public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value)
        {
            Names.Add(key);
            value = null;
            return false;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
