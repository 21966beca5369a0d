using System.Net;
using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Tests.Emulator;

public class HttpFrontTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/hello/Åsa%20Öst", HttpStatusCode.OK, "Hello Åsa Öst")]
    [InlineData("GET", "/HELLO/x", HttpStatusCode.OK, "Hello x")]
    [InlineData("GET", "/hello/x/", HttpStatusCode.OK, "Hello x")]
    [InlineData("GET", "/hello", HttpStatusCode.NotFound, "")]
    [InlineData("POST", "/hello/x", HttpStatusCode.NotFound, "")]
    [InlineData("HEAD", "/hello/x", HttpStatusCode.NotFound, "")]
    [InlineData("HEAD", "/both", HttpStatusCode.OK, "")]
    [InlineData("POST", "/both", HttpStatusCode.OK, "posted")]
    [InlineData("DELETE", "/ANYTHING", HttpStatusCode.OK, "DELETE")]
    [InlineData("GET", "/typed/7/5f0c5c7e-0d3c-4a55-8f4e-0a4b6d1f3a10/2026-02-03", HttpStatusCode.OK,
        "7 5f0c5c7e-0d3c-4a55-8f4e-0a4b6d1f3a10 2026-02-03")]
    [InlineData("GET", "/typed/seven/5f0c5c7e-0d3c-4a55-8f4e-0a4b6d1f3a10/2026-02-03", HttpStatusCode.NotFound, "")]
    [InlineData("GET", "/typed/7/no-guid/2026-02-03", HttpStatusCode.InternalServerError, "")]
    [InlineData("GET", "/pages", HttpStatusCode.OK, "page 1 of none")]
    [InlineData("GET", "/pages/3", HttpStatusCode.OK, "page 3 of none")]
    [InlineData("GET", "/pages/3/9", HttpStatusCode.OK, "page 3 of 9")]
    [InlineData("GET", "/files/a/b/c.txt", HttpStatusCode.OK, "a/b/c.txt")]
    [InlineData("GET", "/action", HttpStatusCode.OK, "an action")]
    [InlineData("GET", "/gone", HttpStatusCode.Redirect, "")]
    [InlineData("GET", "/page/M%C3%A5l%20%3C1%3E", HttpStatusCode.OK, "<h1>M&#xE5;l &lt;1&gt;</h1>")]
    [InlineData("GET", "/nothing", HttpStatusCode.InternalServerError, "")]
    [InlineData("GET", "/", HttpStatusCode.NotFound, "")]
    public async Task Request_IsAnsweredAsByTheHost(string method, string path, HttpStatusCode status, string body)
    {
        await using var emulator = await new SmallApp(azurite, typeof(Pages)) { Configure = Quiet }.StartAsync();
        using var browser = SmallApp.Browser(emulator);

        using var answer = await browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        Assert.Equal((status, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Form_IsReadFromTheRequest()
    {
        await using var emulator = await new SmallApp(azurite, typeof(Pages)) { Configure = Quiet }.StartAsync();
        using var browser = SmallApp.Browser(emulator);

        using var answer = await browser.PostAsync("/form", new FormUrlEncodedContent([new("svar", "Påbörjad")]), Cancellation);

        Assert.Equal("Påbörjad", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/open", null, null, HttpStatusCode.OK)]
    [InlineData("/open", "wrong", null, HttpStatusCode.OK)]
    [InlineData("/function", null, null, HttpStatusCode.Unauthorized)]
    [InlineData("/function", "wrong", null, HttpStatusCode.Unauthorized)]
    [InlineData("/function", "secret", null, HttpStatusCode.OK)]
    [InlineData("/function", null, "secret", HttpStatusCode.OK)]
    [InlineData("/function", null, "Secret", HttpStatusCode.Unauthorized)]
    [InlineData("/function", "wrong", "secret", HttpStatusCode.Unauthorized)]
    [InlineData("/master", null, null, HttpStatusCode.Unauthorized)]
    [InlineData("/master", "secret", null, HttpStatusCode.OK)]
    public async Task Key_IsAskedForUnlessAnonymous(string path, string? header, string? query, HttpStatusCode status)
    {
        await using var emulator = await new SmallApp(azurite, typeof(Locked)) { FunctionKey = "secret" }.StartAsync();
        using var browser = SmallApp.Browser(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Get, query is null ? path : $"{path}?code={query}");
        if (header is not null)
        {
            request.Headers.Add("x-functions-key", header);
        }

        using var answer = await browser.SendAsync(request, Cancellation);

        Assert.Equal((status, status == HttpStatusCode.OK ? "in" : ""),
            (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Key_NotGiven_IsInvented()
    {
        await using var emulator = await new SmallApp(azurite, typeof(Locked)).StartAsync();
        using var browser = SmallApp.Browser(emulator);

        Assert.Equal("in", await browser.GetStringAsync($"/function?code={emulator.FunctionKey}", Cancellation));
    }

    [Fact]
    public async Task Failure_IsLoggedAndAnsweredWithAnEmpty500()
    {
        var log = new LogLines();
        await using var emulator = await new SmallApp(azurite, typeof(Broken))
        {
            Configure = builder =>
            builder.Logging.ClearProviders().AddProvider(log)
        }.StartAsync();
        using var browser = SmallApp.Browser(emulator);

        using var answer = await browser.GetAsync("/broken", Cancellation);

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.False(answer.Headers.Contains("X-Half-Done"));
        Assert.Equal("Broken failed.: broken on purpose", Assert.Single(log.Written));
    }

    [Theory]
    [InlineData("""{ "version": "2.0" }""", "/api/where")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": {} } }""", "/api/where")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1/app" } } } // as in Azure""", "/v1/app/where")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""", "/where")]
    public async Task RoutePrefix_IsReadFromHostJson(string hostJson, string path)
    {
        var folder = Directory.CreateTempSubdirectory("followup-host-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "host.json"), hostJson, Cancellation);
            await using var emulator = await new SmallApp(azurite, typeof(Where)) { Folder = folder.FullName }.StartAsync();
            using var browser = SmallApp.Browser(emulator);

            Assert.Equal(path, await browser.GetStringAsync(path, Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(typeof(AdminRoute), "its route 'Administration/x' conflicts with the host's own, which begin with admin or runtime")]
    [InlineData(typeof(RuntimeRoute), "its route 'runtime' conflicts with the host's own")]
    [InlineData(typeof(RootRoute), "at '/' the host shows its own home page unless the setting AzureWebJobsDisableHomepage is true")]
    [InlineData(typeof(MalformedRoute), "its route 'a/{b' is malformed")]
    [InlineData(typeof(SameRoute), "First already answers at its route 'A/{b}'")]
    [InlineData(typeof(UnknownParameter), "its parameter 'b' (String) cannot be bound")]
    [InlineData(typeof(ObjectFromRoute), "its parameter 'a' (Uri[]) cannot be bound")]
    [InlineData(typeof(AbsentNumber), "its parameter 'a' (Int32) cannot be bound")]
    [InlineData(typeof(ContextParameter), "its parameter 'context' (HttpContext) cannot be bound")]
    [InlineData(typeof(ReturnsText), "it returns String, and an HTTP function returns an IResult or IActionResult")]
    public async Task Start_WithAFunctionThatTheHostWouldRefuse_SaysWhich(Type type, string reason)
    {
        var error = await Assert.ThrowsAsync<InvalidFunctionException>(() => new SmallApp(azurite, type).StartAsync());

        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public async Task Root_WithTheHomePageDisabled_IsServed()
    {
        await using var emulator = await new SmallApp(azurite,
            typeof(RootRoute))
        { Settings = { ["AzureWebJobsDisableHomepage"] = "true" } }.StartAsync();
        using var browser = SmallApp.Browser(emulator);

        Assert.Equal("root", await browser.GetStringAsync("/", Cancellation));
    }

    private static void Quiet(Microsoft.Extensions.Hosting.IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
    }

    public class Pages
    {
        [Function("Hello")]
        public IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name}")] HttpRequest request, string name) =>
            Results.Text($"Hello {name}");

        [Function("Both")]
        public Task<IResult> Both([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "both")] HttpRequest request) =>
            Task.FromResult(Results.Text("got"));

        [Function("BothPost")]
        public ValueTask<IResult> BothPost([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "both")] HttpRequest request) =>
            new(Results.Text("posted"));

        [Function("Anything")]
        public static IResult Anything([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);

        [Function("Typed")]
        public IResult Typed(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{number:int}/{id}/{day}")] HttpRequest request,
            int number, Guid id, DateOnly day, CancellationToken cancellation) =>
            Results.Text($"{number} {id} {day:yyyy-MM-dd}{(cancellation.IsCancellationRequested ? " cancelled" : "")}");

        [Function("Paged")]
        public IResult Paged([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pages/{page=1}/{of?}")] HttpRequest request,
            int page, int? of) =>
            Results.Text($"page {page} of {of?.ToString() ?? "none"}");

        [Function("Files")]
        public IResult Files([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request,
            string path) => Results.Text(path);

        [Function("Action")]
        public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
            new ContentResult { Content = "an action" };

        [Function("Gone")]
        public IActionResult Gone([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "gone")] HttpRequest request) =>
            new RedirectResult("/hello/again");

        [Function("Page")]
        public RazorComponentResult<Heading> Page(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "page/{title}")] HttpRequest request, string title) =>
            new(new { Title = title });

        [Function("Form")]
        public async Task<IResult> Form([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "form")] HttpRequest request,
            CancellationToken cancellation) =>
            Results.Text((await request.ReadFormAsync(cancellation))["svar"]!);

        [Function("Nothing")]
        public IResult Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request) => null!;
    }

    public sealed class Heading : ComponentBase
    {
        [Parameter, EditorRequired]
        public string Title { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "h1");
            builder.AddContent(1, Title);
            builder.CloseElement();
        }
    }

    public class Locked
    {
        [Function("Open")]
        public IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "open")] HttpRequest request) => Results.Text("in");

        [Function("Function")]
        public IResult Function([HttpTrigger(AuthorizationLevel.Function, "get", Route = "function")] HttpRequest request) =>
            Results.Text("in");

        [Function("Master")]
        public IResult Master([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "master")] HttpRequest request) => Results.Text("in");
    }

    public class Broken
    {
        [Function("Broken")]
        public IResult Break([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["X-Half-Done"] = "yes";
            throw new TimeZoneNotFoundException("broken on purpose");
        }
    }

    public class Where
    {
        [Function("Where")]
        public IResult Here([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/where/")] HttpRequest request) =>
            Results.Text(request.Path);
    }

    public class AdminRoute
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/Administration/x")] HttpRequest request) =>
            Results.Ok();
    }

    public class RuntimeRoute
    {
        [Function("runtime")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Ok();
    }

    public class RootRoute
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequest request) => Results.Text("root");
    }

    public class MalformedRoute
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{b")] HttpRequest request) => Results.Ok();
    }

    public class SameRoute
    {
        [Function("First")]
        public IResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "a/{b}")] HttpRequest request) =>
            Results.Ok();

        [Function("Second")]
        public IResult Second([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "A/{b}")] HttpRequest request) => Results.Ok();
    }

    public class UnknownParameter
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x/{a}")] HttpRequest request, string b) =>
            Results.Ok(b);
    }

    public class ObjectFromRoute
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x/{a}")] HttpRequest request, Uri[] a) =>
            Results.Ok(a);
    }

    public class AbsentNumber
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x/{a?}")] HttpRequest request, int a) =>
            Results.Ok(a);
    }

    public class ContextParameter
    {
        [Function("F")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x")] HttpRequest request, HttpContext context) =>
            Results.Ok(context.TraceIdentifier);
    }

    public class ReturnsText
    {
        [Function("F")]
        public Task<string> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x")] HttpRequest request) => Task.FromResult("");
    }
}
