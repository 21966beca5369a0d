using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using FollowUp.Links;
using FollowUp.Pages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Pages;

/// <summary>Bodies that no page of ours would send, to every route that takes one.</summary>
public sealed class RequestBodyTests(TablesFixture storage)
{
    private const string Urlencoded = "application/x-www-form-urlencoded";

    private static readonly string[] Taking = ["POST", "PUT"];

    /// <summary>What may never be read, whoever sends it.</summary>
    private static readonly string[] Unreadable =
    [
        "text/plain; charset=utf-7", $"{Urlencoded}; charset=utf-7", $"{Urlencoded}; charset=\"UTF-7\"", $"{Urlencoded}; charset=nonsense",
        "application/json; charset=x-user-defined-1", "multipart/form-data", "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=x; charset=unicode-1-1-utf-7",
    ];

    /// <summary>What can be looked into, and is refused where it is no good.</summary>
    private static readonly (string Type, string Body)[] Odd =
    [
        (Urlencoded, "%"), (Urlencoded, "%zz=%4&a=%C3%28"), (Urlencoded, "=&=&&&="), (Urlencoded, "namn=%00"),
        (Urlencoded, string.Join('&', Enumerable.Range(0, 2_000).Select(number => $"field{number}=x"))),
        (Urlencoded, $"{new string('k', 3_000)}=x"),
        (Urlencoded + "; charset=iso-8859-1", "namn=\u00e5"),
        (Urlencoded + "; charset=utf-16", "namn=x"),
        ("multipart/form-data; boundary=x", "no part at all"), ("multipart/form-data; boundary=x", "--x\r\n\r\n"),
        ("multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"namn\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nhej\r\n--x--\r\n"),
        ("application/json", "{\"text\": \"\ud800\""), ("no/such-type", "x"), ("nonsense", "x"),
    ];

    [Fact]
    public async Task No_body_makes_any_route_fail()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();
        var token = world.LinkOf("housing@town.example").Split('/')[2];
        foreach (var (http, method) in TakingBodies())
        {
            foreach (var path in new[] { EveryRoute.Path(http, token), EveryRoute.Path(http, "unknown") }.Distinct())
            {
                foreach (var type in Unreadable)
                {
                    var answer = await PostAsync(world, method, path, type, "namn=x");
                    Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{method} {path} with {type}: {answer.Status}");
                }
                foreach (var (type, body) in Odd)
                {
                    var answer = await PostAsync(world, method, path, type, body);
                    Assert.True((int)answer.Status < 500, $"{method} {path} with {type} and {body[..Math.Min(30, body.Length)]}: "
                        + $"{answer.Status}");
                }
            }
        }
    }

    [Fact]
    public async Task Nobody_makes_the_app_read_a_body_before_it_knows_them()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var statuses = new Dictionary<string, string>();
        foreach (var (http, method) in TakingBodies().Where(route => route.Http.Route != "tillganglighet/synpunkter"))
        {
            statuses[$"{method} {http.Route}"] = await AnnounceAsync(world, method, EveryRoute.Path(http, "unknown"));
        }

        Assert.All(statuses, status => Assert.Contains(status.Value, new[] { "401", "403", "404" }));
        Assert.Equal(["401", "403", "404"], statuses.Values.Distinct().Order());
    }

    [Fact]
    public async Task Not_even_the_holder_of_a_link_that_was_taken_back()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("housing@town.example");
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync(
            $"api/rounds/{SmallTown.RoundId}/departments/housing/close-link", """{"contact": "mailbox"}""")).Status);

        Assert.Equal("404", await AnnounceAsync(world, "POST", $"{link}/avsnitt/1"));
    }

    private static IEnumerable<(HttpTriggerAttribute Http, string Method)> TakingBodies() => EveryRoute.All
        .SelectMany(http => http.Methods!.Select(method => (http, method.ToUpperInvariant())))
        .Where(route => Taking.Contains(route.Item2));

    private static Task<TestPage> PostAsync(TestWorld world, string method, string path, string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return world.AskAsync(new HttpRequestMessage(new HttpMethod(method), path)
        {
            Headers = { { "x-functions-key", world.Local.Emulator.FunctionKey }, { ApiCaller.Header, "Sam" } },
            Content = content,
        });
    }

    /// <summary>
    /// Says that a large form will come, sends nothing of it, and reads the status: who waits for the form never answers.
    /// </summary>
    private static async Task<string> AnnounceAsync(TestWorld world, string method, string path)
    {
        var address = world.Local.Emulator.BaseAddress;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: {Urlencoded}\r\nContent-Length: "
                + $"20000000\r\n{ApiCaller.Header}: Sam\r\n\r\n"),
            patience.Token);
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync(patience.Token))!.Split(' ')[1];
    }
}
