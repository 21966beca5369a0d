using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FollowUp.Local.Emulator;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Tests.Inputs;

/// <summary>
/// Every form that any page offers, found by following the links: each of its text fields refuses a personal number and shows back what
/// was typed as it would be stored.
/// </summary>
public sealed partial class FormDoorTests(TablesFixture storage)
{
    private static readonly string[] TextTypes = ["text", "email", "search", "url", "tel"];

    // Only these may go on without saying which number it is: they hold a year, or days before the deadline.
    private static readonly Regex Counted = new(@"(\.[\w-]+-year|^steg-[0-9]-dagar)$");

    private readonly HashSet<string> _visited = [];
    private readonly HashSet<string> _actions = [];
    private readonly HashSet<string> _fields = [];
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Each_text_field_of_each_form_refuses_a_personal_number_and_normalises_what_was_typed()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn(role: "admin");
        var board = await PrepareAsync(world);
        var preview = Regex.Match((await world.PostAsync("api/rounds/town-b/preview-links", """{"name": "Kim Exempel"}""")).Text,
            @"/forhandsvisning/[\w-]+").Value;

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(await world.OpenAsync(preview), null,
            ("kommentar", "Bra."))).Status);

        await WalkAsync(world, "/samordning", "/tillganglighet", board, preview);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/pause", "")).Status);
        await WalkAgainAsync(world);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/resume", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 25), 9);
        await WalkAgainAsync(world);
        await using var empty = await TestWorld.StartAsync(storage);
        empty.SignIn();
        await WalkAgainAsync(empty);
        await empty.PostFormAsync(await empty.OpenAsync("/samordning"), null);
        await WalkAgainAsync(empty);

        Assert.True(_faults.Count == 0, string.Join("\n", _faults.Select(fault => fault[..Math.Min(fault.Length, 700)])));
        var routes = new FunctionCatalog(typeof(FollowUpServices).Assembly).With<HttpTriggerAttribute>()
            .Select(function => (HttpTriggerAttribute)function.TriggerAttribute)
            .Where(http => http.AuthLevel == AuthorizationLevel.Anonymous && http.Methods!.Contains("post")).Select(http => http.Route!);
        Assert.All(routes, route =>
            Assert.True(_actions.Any(action => Address(route).IsMatch(action)), $"No page has a form for {route}."));
        Assert.InRange(_fields.Count, 30, 250);
        Assert.All(await world.StoredRowsAsync(), row => Assert.All(row.Select(column => column.Value).OfType<string>(),
            value => Assert.DoesNotContain(Hostile.Digits, value)));
    }

    /// <summary>Lets a round have all that its pages can offer a form for.</summary>
    /// <returns>A department's link.</returns>
    private static async Task<string> PrepareAsync(TestWorld world)
    {
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.status", "done"), ("2:1.what", "Tolv förmedlade."),
            ("2:1.how", "routine"));
        var board = world.LinkOf("board@town.example");
        await world.SaveAsync(board, ("1:1.status", "done"), ("1:1.what", "Allt är gjort."), ("1:1.how", "routine"));
        var page = await world.OpenAsync($"{board}/avsnitt/1/lamna-over");
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, page.Document.QuerySelectorAll("form").Last(), null,
            ("namn", "Robin Exempel"), ("epost", "robin@town.example"))).Status);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/departments/social/exempt", """{"reason": "Ny nämnd."}""")).Status);
        Assert.Equal(HttpStatusCode.Created,
            (await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, "town-b"))).Status);
        // Earlier versions can be brought back.
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("Sprida information", "Sprida kunskap"));
        await world.PostAsync("api/departments", SmallTown.Departments.Replace("e-post: social@", "e-post: social.new@"));
        await world.SettleAsync();
        return board;
    }

    private Task WalkAgainAsync(TestWorld world)
    {
        _visited.Clear();
        return WalkAsync(world, "/samordning");
    }

    private async Task WalkAsync(TestWorld world, params string[] starts)
    {
        var pages = new Queue<string>(starts);
        while (pages.TryDequeue(out var path))
        {
            if (!_visited.Add(path))
            {
                continue;
            }
            var page = await world.OpenAsync(path);
            foreach (var form in page.Document.QuerySelectorAll("form[method=post]"))
            {
                await TryAsync(world, page, form);
            }
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!)
                .Append(page.Location ?? "#").Select(link => link.Split('#', '?')[0]).Where(link => link.StartsWith('/')
                && !link.Contains('.')))
            {
                pages.Enqueue(link);
            }
        }
    }

    private async Task TryAsync(TestWorld world, TestPage page, IElement form)
    {
        var action = form.GetAttribute("action")!.Split('?')[0];
        _actions.Add(action);
        foreach (var field in form.QuerySelectorAll("input, textarea").Where(field => field is IHtmlTextAreaElement
            || (field is IHtmlInputElement input && TextTypes.Contains(input.Type))).Select(field => field.GetAttribute("name")!))
        {
            if (!_fields.Add($"{Own().Replace(action, "/*")} {field}"))
            {
                continue;
            }
            // What is sent in as a file is YAML, of a plan or a register.
            var typed = form.QuerySelector("[name=fil]") == null ? Hostile.Personal
                : $"titel: {Hostile.Personal}\nenheter: [{{namn: {Hostile.Personal}}}]";
            var answer = await world.PostFormAsync(page, form, null, [(field, typed),
                .. form.QuerySelectorAll("input[type=checkbox]").Select(box => (box.GetAttribute("name")!, box.GetAttribute("value")!))]);

            if (answer.Status != HttpStatusCode.BadRequest
                || !(answer.Text.Contains("personnummer") || Counted.IsMatch(field)) || Hostile.IsIn(answer.Html))
            {
                _faults.Add($"{action} {field}: {answer.Status} {answer.Title} {Regex.Replace(answer.Text, @"\s+", " ")}");
            }
        }
    }

    private static Regex Address(string route) => new($"^/{Parameter().Replace(Regex.Escape(route), "[^/]+")}$");

    // What stands between slashes and tells one round, department, section, link or act from another.
    [GeneratedRegex("(?<=/(svar|forhandsvisning|omgangar|enheter|avsnitt|planer|bedomning))/[^/]+")]
    private static partial Regex Own();

    [GeneratedRegex(@"\\\{[^}]*\}")]
    private static partial Regex Parameter();
}
