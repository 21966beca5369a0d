using System.Net;
using FollowUp.Coordinator;
using FollowUp.Pages;
using FollowUp.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Pages;

/// <summary>Every answer of every route carries the headers, whatever was asked and however.</summary>
public sealed class SecurityHeadersTests(TablesFixture storage)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];

    [Fact]
    public async Task Every_answer_of_every_route_carries_them()
    {
        await using var world = await TestWorld.StartAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:PublicBaseAddress"] = "https://followup.town.example/" });
        await world.OpenRoundAsync();
        await world.SettleAsync();
        var statuses = new HashSet<HttpStatusCode>();
        foreach (var http in EveryRoute.All)
        {
            foreach (var method in Methods)
            {
                foreach (var key in new[] { "", "wrong", world.Local.Emulator.FunctionKey })
                {
                    world.SignOut();
                    await CheckAsync(EveryRoute.Path(http, "unknown"), method, key);
                    world.SignIn();
                    await CheckAsync(EveryRoute.Path(http, "unknown"), method, key);
                }
            }
        }
        foreach (var path in new[] { "/nothing/here", "/stil", "/%25", "/api" })
        {
            await CheckAsync(path, "GET", "");
        }

        Assert.Superset(new HashSet<HttpStatusCode>
        {
            HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden,
            HttpStatusCode.NotFound,
        }, statuses);

        async Task CheckAsync(string path, string method, string key)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("x-functions-key", key);
            request.Headers.Add(ApiCaller.Header, "Sam");
            request.Content = method is "POST" or "PUT" ? new StringContent("{ malformed") : null;
            var answer = await world.AskAsync(request);
            statuses.Add(answer.Status);
            Check(answer, "no-store", SecurityHeaders.ContentPolicy());
            Assert.Equal("max-age=31536000", answer.Headers["Strict-Transport-Security"]);
        }
    }

    [Fact]
    public async Task What_the_pages_fetch_is_kept_and_a_report_may_have_its_style_sheet_inside()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")).Status);
        await world.SettleAsync();
        var page = await world.OpenAsync("/personuppgifter");
        world.SignIn();

        Check(await world.OpenAsync(page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!),
            "public, max-age=31536000, immutable", SecurityHeaders.ContentPolicy());
        Check(await world.OpenAsync($"/samordning/omgangar/{SmallTown.RoundId}/rapport.html"), "no-store",
            $"default-src 'self'; style-src {ReportStyle.PolicySource}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        // A browser that was told to come by https alone would not find the local program again.
        Assert.DoesNotContain("Strict-Transport-Security", page.Headers.Keys);
    }

    [Fact]
    public async Task A_failure_carries_them_as_well()
    {
        await using var world = await TestWorld.StartAsync(storage, configure: options => options with
        {
            ConfigureApp = options.ConfigureApp + (app => app.Services.AddSingleton<ISignIn, FailingSignIn>()),
        });

        var answer = await world.OpenAsync("/samordning");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Check(answer, "no-store", SecurityHeaders.ContentPolicy());
    }

    private static void Check(TestPage answer, string caching, string policy)
    {
        Assert.Equal(caching, answer.Headers["Cache-Control"]);
        Assert.Equal(policy, answer.Headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        Assert.Equal("noindex", answer.Headers["X-Robots-Tag"]);
        Assert.Contains("camera=()", answer.Headers["Permissions-Policy"]);
    }

    private sealed class FailingSignIn : ISignIn
    {
        public string? Notice => null;

        public string SignOut => "/";

        public Principal? WhoIs(HttpRequest request) => throw new InvalidOperationException("It fails.");

        public IResult Challenge(HttpRequest request, IReadOnlyList<string>? typed = null) => Results.Unauthorized();
    }
}
