using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using FollowUp.Tests.Imports;

namespace FollowUp.Tests.Coordinator;

public sealed class WorkbookDeskTests(TablesFixture storage)
{
    private const string Plans = "/samordning/planer";
    private const string Departments = "/samordning/enheter";

    [Fact]
    public async Task A_plan_in_a_spreadsheet_is_shown_as_it_was_understood_and_taken_in_with_what_was_said_there()
    {
        await using var world = await StartAsync();

        // Whichever button is pressed, it is looked at first.
        var shown = await SendAsync(world, Plans, "Trygg by.xlsx", OfficersSheetsTests.Content("plan-section-rows"), "las-in");
        Assert.Equal((HttpStatusCode.BadRequest, "Fel: Så har vi läst filen – FollowUp"), (shown.Status, shown.Title));
        Assert.Equal(["#plan-fran", "#plan-till", "#namn-0", "#namn-1"], shown.Document.QuerySelectorAll(".errors a")
            .Select(link => link.GetAttribute("href")));
        Assert.All(shown.Document.QuerySelectorAll(".errors a"), link =>
            Assert.NotNull(shown.Document.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("Trygg by", shown.Document.QuerySelector("#plan-titel")!.GetAttribute("value"));
        Assert.Equal(["Välj …", "Ingen i registret, hoppa över namnet", "Bostadsbolaget", "Kommunstyrelsen", "Socialnämnden"],
            shown.Document.QuerySelectorAll("#namn-0 option").Take(5).Select(option => option.TextContent));
        Assert.Contains("Blad ”Blad1”, cell E7: ”vid behov” är ingen tid", shown.Text);
        Assert.Equal(["1. Förebygga", "1.1 Utbilda personal", "Kommunstyrelsen, Socialnämnden", "–", "–",
            "1 januari 2026 – 31 december 2027"],
            shown.Document.QuerySelector("tbody tr")!.Children.Select(cell => cell.TextContent.Trim()));

        var half = await world.PostFormAsync(shown, "las-in", ("plan-fran", "2026-01-01"), ("plan-till", "2025-12-31"),
            ("plan-titel", "Tryggare by"), ("namn-0", "Bostadsbolaget"));
        Assert.Equal(HttpStatusCode.BadRequest, half.Status);
        Assert.Contains("slutdatumet ligger före startdatumet", half.Document.QuerySelector(".errors")!.TextContent);
        Assert.Equal("2025-12-31", half.Document.QuerySelector("#plan-till")!.GetAttribute("value"));
        Assert.Equal("Bostadsbolaget", half.Document.QuerySelector("#namn-1 option[selected]")!.TextContent);
        Assert.Equal(0, (await world.GetJsonAsync("api/plans")).GetArrayLength());

        var right = await world.PostFormAsync(half, "granska", ("plan-till", "2028-12-31"), ("namn-0", "Socialnämnden"));
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Contains("Granskningen hittade inga fel.", right.Document.QuerySelector("[role=status]")!.TextContent);
        var done = await world.PostFormAsync(right, "las-in");

        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/planer/tryggare-by?klart"), (done.Status, done.Leads));
        var plan = await world.OpenAsync(done.Location!);
        Assert.Contains("Trygg by.xlsx", plan.Text);
        Assert.Contains("2.2 Följa upp boendet", plan.Text);
        // What comes out goes in again, and is the same.
        var file = await world.BytesAsync("/samordning/planer/tryggare-by/plan.xlsx");
        var again = await world.PostFormAsync(await SendAsync(world, Plans, "plan.xlsx", file, "granska"), "las-in");
        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/planer/tryggare-by?klart"), (again.Status, again.Leads));
        Assert.Equal(file, await world.BytesAsync("/samordning/planer/tryggare-by/plan.xlsx"));
    }

    [Fact]
    public async Task A_form_that_is_refused_does_not_show_the_file_back()
    {
        await using var world = await StartAsync();
        var shown = await SendAsync(world, Plans, "plan.xlsx", OfficersSheetsTests.Content("plan-merged-areas"), "granska");
        world.SignIn(role: "reader");

        var refused = await world.PostFormAsync(shown, "las-in", ("plan-titel", "Tryggare by"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Tryggare by", refused.Text);
        Assert.DoesNotContain("UEsDB", refused.Html);
    }

    [Fact]
    public async Task A_register_in_a_spreadsheet_says_what_would_be_lost_before_it_is_taken_in()
    {
        await using var world = await StartAsync();

        var shown = await SendAsync(world, Departments, "kontakter.xlsx", OfficersSheetsTests.Content("register-row-per-department"),
            "las-in");
        Assert.Equal((HttpStatusCode.OK, "Så har vi läst enheterna – FollowUp"), (shown.Status, shown.Title));
        Assert.Contains("finns i registret nu men inte i filen: Socialnämnden", shown.Text);
        Assert.Contains("barn-och-ungdomsnamnden", shown.Text);
        var unconfirmed = await world.PostFormAsync(shown, "las-in");
        Assert.Equal(HttpStatusCode.BadRequest, unconfirmed.Status);
        Assert.Equal("#forsvinner", unconfirmed.Document.QuerySelector(".errors a")!.GetAttribute("href"));

        var done = await world.PostFormAsync(unconfirmed, "las-in", ("forsvinner", "ja"));

        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/enheter?klart"), (done.Status, done.Leads));
        Assert.Contains("Noa Exempel", (await world.OpenAsync(Departments)).Text);
        var file = await world.BytesAsync("/samordning/register.xlsx");
        Assert.Equal(HttpStatusCode.SeeOther,
            (await world.PostFormAsync(await SendAsync(world, Departments, "enheter.xlsx", file, "granska"), "las-in")).Status);
        Assert.Equal(file, await world.BytesAsync("/samordning/register.xlsx"));
    }

    [Fact]
    public async Task A_measure_that_nobody_of_the_register_answers_for_is_given_to_somebody_on_the_page()
    {
        await using var world = await StartAsync();
        var shown = await world.PostFormAsync(await world.OpenAsync(Plans), "las-in",
            ("text", "Nr\tÅtgärd\tAnsvarig\tMedansvarig\n1:1\tUtbilda\tPolisen\tSocialnämnden\n1:2\tSprida\tSocialnämnden\t\n"
                + "1:3\tSamverka\t\t\n"));

        var asked = await world.PostFormAsync(shown, "granska", ("plan-titel", "Trygg by"), ("plan-fran", "2026-01-01"),
            ("plan-till", "2028-12-31"), ("namn-0", "-"));
        Assert.Equal(["#ansvarig-0", "#ansvarig-1"], asked.Document.QuerySelectorAll(".errors a")
            .Select(link => link.GetAttribute("href")));
        Assert.Contains("Ingen i registret är ansvarig för 1:1 Utbilda. Vem svarar för åtgärden?", asked.Text);
        // Who is co-responsible by the file may be the one.
        var right = await world.PostFormAsync(asked, "granska", ("ansvarig-0", "Socialnämnden"), ("ansvarig-1", "Kommunstyrelsen"));
        Assert.Equal((HttpStatusCode.OK, "Socialnämnden"), (right.Status,
            right.Document.QuerySelector("#ansvarig-0 option[selected]")!.TextContent));
        var done = await world.PostFormAsync(right, "las-in");

        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/planer/trygg-by?klart"), (done.Status, done.Leads));
        var plan = await world.OpenAsync(done.Location!);
        Assert.Equal(["Socialnämnden | –", "Socialnämnden | –", "Kommunstyrelsen | –"], plan.Document.QuerySelector(".table")!
            .QuerySelectorAll("tbody tr").Select(row => $"{row.Children[1].TextContent} | {row.Children[2].TextContent}"));
        // What was chosen is kept with the version.
        Assert.Contains("Ingen i registret var ansvarig för 1:3 i filen. Vid inläsningen valdes Kommunstyrelsen.", plan.Text);
        // The button that was pressed twice.
        Assert.Equal("/samordning/planer/trygg-by?klart", (await world.PostFormAsync(right, "las-in")).Leads);
        Assert.Contains("Version 1.", (await world.OpenAsync("/samordning/planer/trygg-by")).Text);
    }

    [Fact]
    public async Task What_kind_a_department_is_can_be_said_on_the_page_and_what_changes_is_shown()
    {
        await using var world = await StartAsync();
        var shown = await world.PostFormAsync(await world.OpenAsync(Departments), "granska",
            ("text", "Enheter\tE-post\nKommunstyrelsen\tboard@town.example\nSocialnämnden\tnew@town.example\n"
                + "Bostadsbolaget\thousing@town.example\nKultur och fritid\tkultur@town.example\n"));

        Assert.Equal(["#slag-3"], shown.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Bolag", shown.Document.QuerySelector("#slag-2 option[selected]")!.TextContent);
        var right = await world.PostFormAsync(shown, "granska", ("slag-3", "förvaltning"), ("slag-2", "råd"));
        Assert.Equal(HttpStatusCode.OK, right.Status);
        var changes = right.Document.QuerySelectorAll("section[aria-labelledby=andras] tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("Enhet Bostadsbolaget | Slag | bolag | råd", changes);
        Assert.Contains("Enhet Kultur och fritid | Ny | – | Kultur och fritid", changes);
        var done = await world.PostFormAsync(right, "las-in");

        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/enheter?klart"), (done.Status, done.Leads));
        var register = await world.OpenAsync(done.Location!);
        Assert.Contains("förvaltning", register.Document.QuerySelectorAll("tbody th").First(cell =>
            cell.TextContent.Contains("Kultur och fritid")).TextContent);
        Assert.NotNull(register.Document.QuerySelector("main .acts a[href='/samordning/planer']"));
    }

    [Theory]
    [InlineData(Departments, "Enheter\tE-post\nKommunstyrelsen\tboard@town.example\nSocialnämnden\tnew@town.example\n"
        + "Bostadsbolaget\thousing@town.example\n")]
    [InlineData(Plans, "Nr\tÅtgärd\tAnsvarig\n1:1\tUtbilda\tSocialnämnden\n")]
    public async Task What_somebody_else_has_changed_since_the_file_was_looked_at_is_not_overwritten_unseen(string page, string cells)
    {
        await using var world = await StartAsync();
        async Task<TestPage> CheckAsync(string cells, string address) => await world.PostFormAsync(await world.PostFormAsync(
            await world.OpenAsync(page), "granska", ("text", cells)), "granska", address == Plans ? [("plan-titel", "Trygg by"),
                ("plan-fran", "2026-01-01"), ("plan-till", "2028-12-31")] : []);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(await CheckAsync(cells, page), "las-in")).Status);
        var mine = await CheckAsync(cells.Replace("Utbilda", "Utbilda alla").Replace("board@", "ks@"), page);
        var theirs = await CheckAsync(cells.Replace("Utbilda", "Utbilda chefer").Replace("housing@", "bo@"), page);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(theirs, "las-in")).Status);

        var late = await world.PostFormAsync(mine, "las-in");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Det finns en nyare version än när du granskade filen.", late.Document.QuerySelector(".errors")!.TextContent);
        Assert.NotEmpty(late.Document.QuerySelectorAll("section[aria-labelledby=andras] tbody tr"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(late, "las-in")).Status);
    }

    [Fact]
    public async Task The_empty_spreadsheets_can_be_taken_from_the_pages()
    {
        await using var world = await TestWorld.StartAsync(storage);
        world.SignIn();

        foreach (var (page, sheet) in new[] { (Plans, "xl/worksheets/sheet3.xml"), (Departments, "xl/worksheets/sheet2.xml") })
        {
            var link = (await world.OpenAsync(page)).Document.QuerySelector("section a[download]")!.GetAttribute("href")!;
            Assert.Contains("Läs först", WorkbookTests.Part(await world.BytesAsync(link), "xl/workbook.xml"));
            Assert.Contains(page == Plans ? "Åtgärd" : "Enhet", WorkbookTests.Part(await world.BytesAsync(link), sheet));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("UEsDBAAAAAA=")]
    public async Task A_page_that_was_tampered_with_is_told_as_such(string workbook)
    {
        await using var world = await StartAsync();
        var shown = await SendAsync(world, Plans, "plan.xlsx", OfficersSheetsTests.Content("plan-merged-areas"), "granska");

        var page = await world.PostFormAsync(shown, "las-in", ("arbetsbok", workbook));

        Assert.Equal((HttpStatusCode.BadRequest, 1), (page.Status, page.Document.QuerySelectorAll(".errors a").Length));
    }

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        return world;
    }

    private static async Task<TestPage> SendAsync(TestWorld world, string page, string name, byte[] content, string button)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in TestWorld.Fields(await world.OpenAsync(page), button))
        {
            form.Add(new StringContent(value), field);
        }
        form.Add(new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "fil",
            name);
        return await world.AskAsync(new HttpRequestMessage(HttpMethod.Post, page) { Content = form });
    }
}
