using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using Azure.Data.Tables;
using FollowUp.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Coordinator;

public sealed class PlanDeskTests(TablesFixture storage)
{
    private const string Plans = "/samordning/planer";

    [Fact]
    public async Task A_plan_with_faults_is_not_imported_and_the_pasted_text_is_shown_for_correction()
    {
        await using var world = await StartAsync();
        var faulty = SmallTown.Plan.Replace("ansvariga: [Bostadsbolaget]", "ansvariga: [Bostadsbolget]");

        foreach (var button in new[] { "granska", "las-in" })
        {
            var page = await world.PostFormAsync(await world.OpenAsync(Plans), button, ("text", faulty.Replace("\n", "\r\n")));

            Assert.Equal((HttpStatusCode.BadRequest, "Fel: Planer – FollowUp"), (page.Status, page.Title));
            // The plan names the department twice.
            Assert.Equal(2, page.Document.QuerySelectorAll(".errors a[href='#text']").Length);
            Assert.Contains("Rad 26: Enheten ”Bostadsbolget” finns inte i registret. Menade du ”Bostadsbolaget”?", page.Text);
            Assert.Equal(faulty, page.Document.QuerySelector("textarea")!.TextContent.TrimStart('\n'));
        }
        Assert.Equal(0, (await world.GetJsonAsync("api/plans")).GetArrayLength());
    }

    [Fact]
    public async Task A_plan_imported_before_the_register_gets_one_message()
    {
        await using var world = await TestWorld.StartAsync(storage);
        world.SignIn();

        var page = await world.PostFormAsync(await world.OpenAsync(Plans), "granska", ("text", SmallTown.Plan));

        Assert.Equal((HttpStatusCode.BadRequest, 1), (page.Status, page.Document.QuerySelectorAll(".errors a").Length));
        Assert.Contains("Läs först in enheterna", page.Document.QuerySelector(".errors")!.TextContent);
    }

    [Fact]
    public async Task A_plan_that_is_only_checked_is_not_taken_in_and_then_it_is()
    {
        await using var world = await StartAsync();

        var check = await world.PostFormAsync(await world.OpenAsync(Plans), "granska",
            ("text", SmallTown.Plan.Replace("nummer: \"1:2\"", "nummer: \"1:4\"")
            .Replace("plan: town", "plan: town\nuppföljning: [årlig, mandatperiod]")));
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Contains("Granskningen hittade inga fel. Läs igenom", check.Document.QuerySelector("[role=status]")!.TextContent);
        Assert.Contains("Rad 18: Nummer 1:2 saknas i planen.", check.Document.QuerySelector("form")!.ParentElement!.TextContent);
        Assert.Equal(0, (await world.GetJsonAsync("api/plans")).GetArrayLength());

        var done = await world.PostFormAsync(check, "las-in");
        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/planer/town?klart"), (done.Status, done.Leads));
        var plan = await world.OpenAsync(done.Location!);
        Assert.Contains("Planen är inläst. Det här är version 1.", plan.Text);
        Assert.Contains("Följs upp varje år och varje mandatperiod.", plan.Text);
        Assert.Contains("Ansvarig för 2:1. Medansvarig för 1:1.", plan.Text);
        Assert.Contains("Nummer 1:2 saknas", plan.Text);
    }

    [Fact]
    public async Task A_file_is_taken_in_by_its_name_and_comes_out_again_without_a_loss()
    {
        await using var world = await StartAsync();
        var table = Encoding.UTF8.GetBytes(Plans + "\n");
        var faulty = await SendAsync(world, "plan.csv", table, "las-in");
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Contains("Här står innehållet i plan.csv.", faulty.Text);
        Assert.Equal("plan.csv", faulty.Document.QuerySelector("[name=filnamn]")!.GetAttribute("value"));

        Assert.Equal(HttpStatusCode.SeeOther,
            (await SendAsync(world, "småstad.yaml", Encoding.UTF8.GetBytes(SmallTown.Plan), "las-in")).Status);
        foreach (var format in new[] { "yaml", "csv" })
        {
            var given = await world.OpenAsync($"{Plans}/town/plan.{format}");
            Assert.Equal(HttpStatusCode.OK, given.Status);
            Assert.Equal(HttpStatusCode.SeeOther,
                (await SendAsync(world, $"plan.{format}", Encoding.UTF8.GetBytes(given.Html), "las-in")).Status);
        }
        // The same plan adds no version.
        Assert.Equal(1, Assert.Single((await world.GetJsonAsync("api/plans")).EnumerateArray()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Who_took_in_which_version_of_a_plan_and_when_stands_on_its_page()
    {
        await using var world = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans?file=plan.yaml", SmallTown.Plan)).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 14);
        var odd = Encoding.UTF8.GetBytes(SmallTown.Plan.Replace("nummer: \"1:2\"", "nummer: \"1:4\""));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(world, "småstad.yaml", odd, "las-in")).Status);
        // Importing it once more adds no version.
        world.SignIn("Robin Exempel");
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(world, "småstad.yaml", odd, "las-in")).Status);
        world.SignIn("Alex Exempel", "reader");

        var page = await world.OpenAsync($"{Plans}/town");

        Assert.Equal(
            ["2 | 12 januari 2026 kl. 14.00 | Sam Exempel | småstad.yaml, 2 anmärkningar | Visa",
                "1 | 9 januari 2026 kl. 09.00 | samordnaren | plan.yaml, inga anmärkningar |"],
            page.Document.GetElementById("versioner")!.ParentElement!.QuerySelectorAll("tbody tr")
                .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())).TrimEnd()));
    }

    [Fact]
    public async Task A_version_from_before_that_was_recorded_is_shown_as_such()
    {
        await using var world = await StartAsync();
        await world.ImportAsync();
        var documents = world.Local.Emulator.Services.GetRequiredService<FollowUpTables>().Documents;
        var row = (await documents.GetEntityAsync<TableEntity>("plan|town", "version|000001",
            cancellationToken: TestContext.Current.CancellationToken)).Value;
        row.Remove("Json0");
        await documents.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);

        Assert.Contains("När, av vem och ur vilken fil är inte antecknat.", (await world.OpenAsync($"{Plans}/town")).Text);
    }

    [Fact]
    public async Task Nothing_sent_and_a_workbook_are_told_as_such()
    {
        await using var world = await StartAsync();

        Assert.Contains("Välj en fil eller klistra in innehållet.",
            (await world.PostFormAsync(await world.OpenAsync(Plans), "las-in")).Document.QuerySelector(".errors")!.TextContent);
        var workbook = await SendAsync(world, "plan.xlsx", [0x50, 0x4b, 3, 4, 0, 0, 0], "granska");
        Assert.Contains("Hela filen: Filen går inte att läsa.", workbook.Document.QuerySelector(".errors")!.TextContent);
        Assert.Equal("", workbook.Document.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{Plans}/a'b or 1 eq 1")).Status);
    }

    [Fact]
    public async Task A_reader_sees_all_and_is_offered_nothing()
    {
        await using var world = await StartAsync();
        await world.ImportAsync();
        world.SignIn(role: "reader");

        Assert.Empty((await world.OpenAsync(Plans)).Document.QuerySelectorAll("form"));
        Assert.Contains("Utbilda personal", (await world.OpenAsync($"{Plans}/town")).Text);
        Assert.Empty((await world.OpenAsync("/samordning/enheter")).Document.QuerySelectorAll("form"));
        Assert.Empty((await world.OpenAsync("/samordning/enheter/board")).Document.QuerySelectorAll("form"));
    }

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        return world;
    }

    private static async Task<TestPage> SendAsync(TestWorld world, string name, byte[] content, string button)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in TestWorld.Fields(await world.OpenAsync(Plans), button))
        {
            form.Add(new StringContent(value), field);
        }
        form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "fil",
            name);
        return await world.AskAsync(new HttpRequestMessage(HttpMethod.Post, Plans) { Content = form });
    }
}
