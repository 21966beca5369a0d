using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FollowUp.Coordinator;
using FollowUp.Local.Emulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Tests.Coordinator;

/// <summary>Who may use the desk, and what is logged about requests that are refused.</summary>
public sealed class DeskAccessTests(TablesFixture storage)
{
    private const string Secret = "hemligt innehåll";

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    public static TheoryData<string, string> Routes { get; } =
        new(new FunctionCatalog(typeof(FollowUpServices).Assembly).With<HttpTriggerAttribute>()
        .Select(function => (HttpTriggerAttribute)function.TriggerAttribute)
        .Where(trigger => trigger.Route == DeskRoutes.Route || trigger.Route!.StartsWith($"{DeskRoutes.Route}/", StringComparison.Ordinal))
        .SelectMany(trigger => trigger.Methods!.Select(method =>
            (method.ToUpperInvariant(), EveryRoute.Path(trigger, token: "")))));

    [Fact]
    public async Task Every_route_of_the_desk_is_closed_to_whoever_is_not_signed_in()
    {
        await using var world = await TestWorld.StartAsync(storage);

        Assert.NotEmpty(Routes);
        foreach (var (method, path) in Routes.Select(route => route.Data))
        {
            var page = await world.AskAsync(new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = method == "POST"
                ? Form(("text", "x")) : null
            });
            if (method == "POST")
            {
                Assert.Equal((HttpStatusCode.Forbidden, "Fel: Du är inte inloggad längre – FollowUp"), (page.Status, page.Title));
            }
            else
            {
                Assert.Equal((HttpStatusCode.SeeOther, $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(path)}"),
                    (page.Status, page.Location));
            }
        }
    }

    [Fact]
    public async Task Where_the_platform_does_not_sign_in_everything_is_closed_and_a_header_is_refused_and_logged()
    {
        foreach (var said in new[] { null, "False" })
        {
            var log = new DeskLog();
            await using var world = await StartAsync(log, new() { ["WEBSITE_AUTH_ENABLED"] = said });
            foreach (var (method, path) in Routes.Select(route => route.Data))
            {
                world.SignOut();
                Assert.Equal(HttpStatusCode.Forbidden, (await world.AskAsync(new HttpRequestMessage(new HttpMethod(method), path))).Status);
                Assert.Empty(log.Lines);

                world.SignIn(Secret, "admin");
                var refused = await world.AskAsync(new HttpRequestMessage(new HttpMethod(method), path));

                Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
                Assert.True(method == "HEAD" || refused.Title == "Fel: Inloggningen är inte påslagen – FollowUp", refused.Title);
                Assert.Contains(path, Assert.Single(log.Take()));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("bm90IEpTT04=")]
    [InlineData("bnVsbA==")]
    [InlineData("W10=")]
    [InlineData("e30=")]
    [InlineData("""{"auth_typ":"aad","claims":null}""")]
    [InlineData("""{"auth_typ":"aad","claims":[null]}""")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"roles"}]}""")]
    [InlineData("""{"auth_typ":"aad","claims":{"typ":"roles","val":"admin"}}""")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"roles","val":"admin"},{"typ":"name","val":"Nobody in particular"}]}""")]
    [InlineData(
        """{"auth_typ":"aad","claims":[{"typ":"roles","val":"admin"},{"typ":"oid","val":"a\u0007b"},{"typ":"name","val":"Kim"}]}""")]
    [InlineData("""{"auth_typ":"google","claims":[{"typ":"roles","val":"admin"},{"typ":"oid","val":"1"},{"typ":"name","val":"Kim"}]}""")]
    public async Task A_header_that_cannot_be_read_is_refused_and_logged_without_what_it_said(string header)
    {
        var written = header.StartsWith('{') ? Convert.ToBase64String(Encoding.UTF8.GetBytes(header)) : header;
        var log = new DeskLog();
        await using var world = await StartAsync(log);
        using var request = new HttpRequestMessage(HttpMethod.Get, DeskRoutes.Overview);
        request.Headers.TryAddWithoutValidation(PlatformSignIn.Header, written);

        var page = await world.AskAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "Fel: Inloggningen kunde inte läsas – FollowUp"), (page.Status, page.Title));
        var line = Assert.Single(log.Take());
        Assert.True(written.Length == 0 || !line.Contains(written));
    }

    [Theory]
    [InlineData("tid", "22222222-aaaa-bbbb-cccc-555555555555")]
    [InlineData("tid", "")]
    [InlineData("tid", "common")]
    [InlineData("tid", "11111111-aaaa-bbbb-cccc-5555555555555")]
    public async Task An_account_of_another_organisation_may_nothing_whatever_its_role(string claim, string tenant)
    {
        var log = new DeskLog();
        await using var world = await StartAsync(log);
        using var request = new HttpRequestMessage(HttpMethod.Get, DeskRoutes.Overview);
        request.Headers.Add(PlatformSignIn.Header, TestWorld.PrincipalHeader(
            ("oid", "1"), ("name", Secret), ("roles", "admin"), ("iss", TestWorld.TenantId), (claim, tenant)));

        var page = await world.AskAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "Fel: Ditt konto hör till en annan organisation – FollowUp"), (page.Status, page.Title));
        Assert.Contains("OtherTenant", Assert.Single(log.Take()));
    }

    [Fact]
    public async Task Who_has_no_role_is_told_whom_to_ask()
    {
        var log = new DeskLog();
        await using var world = await StartAsync(log);
        world.SignIn(Secret, "somebody");

        var page = await world.OpenAsync(DeskRoutes.Overview);

        Assert.Equal((HttpStatusCode.Forbidden, "Fel: Du har ingen behörighet här – FollowUp"), (page.Status, page.Title));
        Assert.Contains("samordnaren@kommunen.example", page.Text);
        Assert.Contains("NoRole", Assert.Single(log.Take()));
    }

    [Fact]
    public async Task The_highest_role_counts_whether_it_comes_as_an_app_role_or_as_a_groups_id()
    {
        const string group = "11111111-2222-3333-4444-555555555555";
        await using var world = await TestWorld.StartAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:Roles:Admin"] = $"FollowUp.Decide,{group}" });
        (string, string)[] kim = [("oid", "1"), ("preferred_username", "kim@town.example")];

        Assert.Contains("kim@town.example, administratör",
            await SeenAsync([.. kim, ("roles", "reader"), ("groups", group.ToUpperInvariant())]));
        Assert.Contains("kim@town.example, administratör",
            await SeenAsync([.. kim, ("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "FollowUp.Decide"),
            ("roles", "coordinator")]));
        Assert.Contains("Kim Exempel, samordnare",
            await SeenAsync([.. kim, ("name", " Kim\u0007 Exempel "), ("roles", "coordinator"), ("roles", "reader")]));
        Assert.Contains($"{new string('x', 100)}, läsare", await SeenAsync([.. kim, ("name", new string('x', 300)), ("roles", "reader")]));
        // Anybody can create a group with this name.
        Assert.Contains("ingen behörighet", await SeenAsync([.. kim, ("groups", "reader")]));
        Assert.Contains("ingen behörighet", await SeenAsync([.. kim, ("roles", "admin")]));

        async Task<string> SeenAsync((string, string)[] claims) =>
            (await world.AskAsync(new HttpRequestMessage(HttpMethod.Get,
                DeskRoutes.Overview)
            { Headers = { { PlatformSignIn.Header, TestWorld.PrincipalHeader(claims) } } })).Text;
    }

    [Fact]
    public async Task Each_role_may_what_the_one_before_may_and_no_more()
    {
        var log = new DeskLog();
        var gate = Gate(log);
        foreach (var (held, least) in Roles.SelectMany(held => Roles.Select(least => (held, least))))
        {
            var principal = new Principal("id", "Kim Exempel", held);
            var (done, status, text) = await ActAsync(gate, principal, least, ("text", Secret), ("formular", gate.FormToken(principal)));

            Assert.Equal(held >= least, done);
            Assert.Equal(held >= least ? 0 : 1, log.Take().Count);
            if (!done)
            {
                Assert.Equal(StatusCodes.Status403Forbidden, status);
                Assert.Contains(Secret, text);
            }
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://elsewhere.example", false)]
    [InlineData("Origin", "https://followup.town.example.elsewhere.example", false)]
    [InlineData("Origin", "https://followup.town.example:8443", false)]
    [InlineData("Origin", "not an origin", false)]
    [InlineData("Origin", "https://followup.town.example", true)]
    [InlineData("Origin", "https://app.host.example", true)]
    [InlineData("Origin", "null", true)]
    public async Task Only_a_form_of_this_site_is_taken(string header, string value, bool taken)
    {
        var log = new DeskLog();
        var gate = Gate(log);
        var principal = new Principal("id", "Kim Exempel", Role.Admin);

        var (done, status, text) = await ActAsync(gate, principal, Role.Reader, request => request.Headers[header] = value,
            ("text", Secret), ("formular", gate.FormToken(principal)));

        Assert.Equal(taken, done);
        if (!taken)
        {
            Assert.Equal(StatusCodes.Status403Forbidden, status);
            // A text that another site posted is not shown as if the user had typed it.
            Assert.DoesNotContain(Secret, text);
            Assert.Single(log.Take());
        }
    }

    [Fact]
    public async Task A_form_without_its_own_token_is_refused_and_what_was_typed_is_shown_back()
    {
        var log = new DeskLog();
        var gate = Gate(log);
        var (kim, sam) = (new Principal("kim", "Kim Exempel", Role.Admin), new Principal("sam", "Sam Exempel", Role.Admin));

        foreach (var token in new[] { "", "x", gate.FormToken(sam) })
        {
            var (done, status, text) = await ActAsync(gate, kim, Role.Reader, ("text", Secret), ("sett", "dold"), ("formular", token));

            Assert.Equal((false, StatusCodes.Status403Forbidden), (done, status));
            Assert.Contains(Secret, text);
            Assert.DoesNotContain("dold", text);
            Assert.Single(log.Take());
        }
    }

    [Fact]
    public async Task Too_large_a_form_is_refused()
    {
        var gate = Gate(new DeskLog());
        var principal = new Principal("id", "Kim Exempel", Role.Admin);

        var (done, status, _) = await ActAsync(gate, principal, Role.Reader, ("text", new string('x', 3_100_000)),
            ("formular", gate.FormToken(principal)));

        Assert.Equal((false, StatusCodes.Status413PayloadTooLarge), (done, status));
    }

    private static DeskAccess Gate(DeskLog log)
    {
        var settings = FollowUpSettingsTests.Read(FollowUpSettingsTests.Good);
        return new DeskAccess(settings.Links, new SignedIn(), new FollowUp.Links.LinkTokens(settings.Links), TimeProvider.System,
            new Logger<DeskAccess>(new LoggerFactory([log])));
    }

    private static Task<(bool Done, int Status, string Text)> ActAsync(DeskAccess gate, Principal principal, Role least,
        params (string Name, string Value)[] fields) =>
        ActAsync(gate, principal, least, _ => { }, fields);

    /// <summary>Posts a form through the sign-in check and reads the response as a browser does.</summary>
    private static async Task<(bool Done, int Status, string Text)> ActAsync(
        DeskAccess gate, Principal principal, Role least, Action<HttpRequest> prepare, params (string Name, string Value)[] fields)
    {
        await using var pages = Pages();
        var context = new DefaultHttpContext { RequestServices = pages.Services };
        var form = Form(fields);
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) =
            ("POST", "http", new HostString("app.host.example"), "/samordning/x");
        (context.Request.ContentType, context.Request.Body) =
            (form.Headers.ContentType!.ToString(), await form.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        context.Request.ContentLength = form.Headers.ContentLength;
        context.Features.Set(principal);
        var body = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        prepare(context.Request);
        var done = false;

        var result = await gate.ActAsync(context.Request, least, (_, _) =>
        {
            done = true;
            return Task.FromResult(Results.Empty);
        });
        await result.ExecuteAsync(context);

        return (done, context.Response.StatusCode, WebUtility.HtmlDecode(Encoding.UTF8.GetString(body.ToArray())));
    }

    /// <summary>The services that a page needs to be rendered.</summary>
    private static WebApplication Pages()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(FollowUpSettingsTests.Read(FollowUpSettingsTests.Good).Pages);
        builder.Services.AddSingleton<FollowUp.Pages.StyleSheet>();
        builder.Services.AddSingleton<FollowUp.Pages.PageScript>();
        builder.Services.AddSingleton<FollowUp.Pages.PageFonts>();
        builder.Services.AddSingleton<FollowUp.Pages.PageIcon>();
        return builder.Build();
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private Task<TestWorld> StartAsync(DeskLog log, Dictionary<string, string?>? settings = null) =>
        TestWorld.StartAsync(storage, settings, options => options with
        {
            ConfigureApp = options.ConfigureApp + (app => app.Logging.AddProvider(log)),
        });

    /// <summary>Returns the person that the test sets.</summary>
    private sealed class SignedIn : ISignIn
    {
        public string? Notice => null;

        public string SignOut => "/";

        public Principal? WhoIs(HttpRequest request) => request.HttpContext.Features.Get<Principal>();

        public IResult Challenge(HttpRequest request, IReadOnlyList<string>? typed = null) => Results.Unauthorized();
    }

    /// <summary>Keeps what the desk logs, and fails the test if it contains the secret.</summary>
    private sealed class DeskLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> Lines => _lines;

        public IReadOnlyList<string> Take()
        {
            var taken = _lines.ToList();
            _lines.Clear();
            Assert.DoesNotContain(taken, line => line.Contains(Secret));
            return taken;
        }

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("FollowUp.Coordinator", StringComparison.Ordinal) ? this
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
