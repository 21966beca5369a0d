using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FollowUp.Coordinator;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FollowUp.Local.Serve;

/// <summary>
/// What <c>serve</c> shows beside the app: a start page, a view of the rounds, the outbox, and the clock where it can be
/// moved. It calls the app over HTTP as the coordinator does, and holds the function key so that nobody has to copy it.
/// </summary>
internal sealed class LocalPages(LocalWorld world)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>The app with the sign-in of this machine in place of the platform's.</summary>
    public static void AddSignIn(IHostApplicationBuilder app) => app.Services.AddSingleton<ISignIn, LocalSignIn>();

    public static void Map(WebApplication app, Func<LocalPages> pages) => app.MapWhen(
        context => context.Request.Path == "/" || context.Request.Path.StartsWithSegments("/lokalt", StringComparison.OrdinalIgnoreCase),
        branch =>
        {
            branch.Use(RefuseOtherSites);
            branch.UseRouting();
            branch.UseEndpoints(routes =>
            {
                routes.MapGet("/", () => pages().StartAsync());
                routes.MapPost("/lokalt/omgang", () => pages().StartRoundAsync());
                routes.MapGet("/lokalt/omgang/{id}", (string id) => pages().RoundAsync(id));
                routes.MapPost("/lokalt/omgang/{id}/stang", (string id) => pages().CloseRoundAsync(id));
                routes.MapGet("/lokalt/omgang/{id}/rapport", (string id) => pages().ReportAsync(id));
                routes.MapGet("/lokalt/utkorg", () => pages().Outbox());
                routes.MapGet("/lokalt/utkorg/{file}", (string file) => pages().Mail(file));
                routes.MapGet(LocalSignIn.Page, (HttpRequest request, ISignIn signIn) => SignInForm(request, signIn));
                routes.MapPost(LocalSignIn.Page, async (HttpContext context, ISignIn signIn) =>
                    SeeOther(((LocalSignIn)signIn).Take(context, await context.Request.ReadFormAsync())));
                routes.MapPost("/lokalt/klocka", (HttpRequest request) => pages().MoveClockAsync(request));
            });
        });

    private async Task<IResult> StartAsync() => Page<StartPage>(new()
    {
        [nameof(StartPage.Rounds)] = await world.Coordinator.GetFromJsonAsync<List<Round>>("api/rounds", Json),
        [nameof(StartPage.Mails)] = OutboxMail.ReadAll(world.OutboxFolder).Count,
        [nameof(StartPage.Now)] = world.Emulator.Clock.GetUtcNow(),
        [nameof(StartPage.Next)] = world.Emulator.VirtualClock == null ? null : world.Emulator.NextDue,
        [nameof(StartPage.ClockCanMove)] = world.Emulator.VirtualClock != null,
    });

    private async Task<IResult> RoundAsync(string id)
    {
        using var answer = await world.Coordinator.GetAsync($"api/rounds/{Uri.EscapeDataString(id)}");
        return answer.StatusCode == HttpStatusCode.OK
            ? Page<RoundPage>(new() { [nameof(RoundPage.Shown)] = await answer.Content.ReadFromJsonAsync<ShownRound>(Json) })
            : Results.NotFound();
    }

    private async Task<IResult> ReportAsync(string id)
    {
        using var answer = await world.Coordinator.GetAsync($"api/rounds/{Uri.EscapeDataString(id)}/report.html");
        return answer.StatusCode == HttpStatusCode.OK
            ? Results.Content(await answer.Content.ReadAsStringAsync(), "text/html; charset=utf-8") : Results.NotFound();
    }

    private static RazorComponentResult<SignInPage> SignInForm(HttpRequest request, ISignIn signIn) => Page<SignInPage>(new()
    {
        [nameof(SignInPage.Principal)] = signIn.WhoIs(request),
        [nameof(SignInPage.To)] = request.Query["till"].FirstOrDefault(),
    });

    private IResult Outbox() => Page<OutboxPage>(
        new() { [nameof(OutboxPage.Mails)] = OutboxMail.ReadAll(world.OutboxFolder).Reverse().ToList() });

    private IResult Mail(string file) => OutboxMail.ReadAll(world.OutboxFolder).FirstOrDefault(mail => mail.File == file) is { } mail
        ? Page<MailPage>(new() { [nameof(MailPage.Mail)] = mail })
        : Results.NotFound();

    /// <summary>Södertälje's plan and register, and a round on it that opens today.</summary>
    private async Task<IResult> StartRoundAsync()
    {
        var today = StockholmTime.DayOf(world.Emulator.Clock.GetUtcNow());
        await PostAsync("api/departments?file=sodertalje.yaml", Repository.Seed("departments/sodertalje.yaml"));
        await PostAsync("api/plans?file=sodertalje-2024-2027.yaml", Repository.Seed("plans/sodertalje-2024-2027.yaml"));
        var known = (await world.Coordinator.GetFromJsonAsync<List<Round>>("api/rounds", Json))!;
        var round = JsonNode.Parse(Repository.Seed("rounds/sodertalje-2025.json"))!;
        var id = $"sodertalje-{known.Count + 1}";
        round["id"] = id;
        round["title"] = $"Uppföljning {known.Count + 1}";
        round["period"] = $"{today.Year}";
        round["opens"] = $"{today:yyyy-MM-dd}";
        round["deadline"] = $"{WorkingDays.Office.OnOrAfter(today.AddDays(42)):yyyy-MM-dd}";
        round["closes"] = $"{WorkingDays.Office.OnOrAfter(today.AddDays(63)):yyyy-MM-dd}";
        await PostAsync("api/rounds", round.ToJsonString());
        await PostAsync($"api/rounds/{id}/open", "");
        return SeeOther($"/lokalt/omgang/{id}");
    }

    private async Task<IResult> CloseRoundAsync(string id)
    {
        await PostAsync($"api/rounds/{Uri.EscapeDataString(id)}/close", "");
        return SeeOther($"/lokalt/omgang/{Uri.EscapeDataString(id)}");
    }

    private async Task<IResult> MoveClockAsync(HttpRequest request)
    {
        if (world.Emulator.VirtualClock is not { } clock)
        {
            return Results.NotFound();
        }
        var form = await request.ReadFormAsync();
        var until = int.TryParse(form["dagar"], CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 366
            ? clock.GetUtcNow().AddDays(days)
            : world.Emulator.NextDue;
        if (until is { } moment)
        {
            await world.Emulator.AdvanceToAsync(moment);
        }
        await world.Emulator.SettleAsync();
        return SeeOther("/");
    }

    private async Task PostAsync(string route, string body)
    {
        using var answer = await world.Coordinator.PostAsync(route, new StringContent(body));
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(
                $"POST {route} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>
    /// These pages act with the coordinator's key and show live links: a page of another site must not make the browser press
    /// their buttons, and a name that somebody made to point at this machine must not read them.
    /// </summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next)
    {
        if (!LocalSignIn.IsThisMachine(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.Origin is { Count: > 0 } origin
            && origin != $"{context.Request.Scheme}://{context.Request.Host}")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    }

    private static IResult SeeOther(string address) => new SeeOtherResult(address);

    private static RazorComponentResult<T> Page<T>(Dictionary<string, object?> parameters) where T : IComponent => new(parameters);

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}

/// <summary>A round as the coordinator's API shows it.</summary>
public sealed record ShownRound(Round Round, IReadOnlyList<ShownDepartment> Departments);

public sealed record ShownDepartment(string Id, string Name, AssignmentState State, bool Late, int Asked, int Filled, int Submitted);
