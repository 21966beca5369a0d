using System.Net;
using System.Text.Json;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Tests;

/// <summary>
/// A municipality whose rounds the calendar opens for four years, 2026–2029, with an election, a merger of two committees, and a plan that
/// ends and is replaced.
/// </summary>
public sealed class FourYearsTests(TablesFixture storage)
{
    private const string Coordinator = "samordnaren@kommunen.example";

    private const string Care = """
          - id: care
            namn: Omsorgsnämnden
            slag: nämnd
            kontakter: [{ roll: funktionsbrevlåda, e-post: care@town.example }]
        """;

    private const string Merger = """
          - id: welfare
            namn: Social- och omsorgsnämnden
            slag: nämnd
            från: 2027-07-01
            kontakter: [{ roll: funktionsbrevlåda, e-post: welfare@town.example }]
        övergångar:
          - datum: 2027-07-01
            från: [social, care]
            till: [welfare]
        """;

    private static readonly string Plan = SmallTown.Plan
        .Replace("från: 2024-01-01", "från: 2025-01-01")
        .Replace("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [årlig, halvår, mandatperiod]")
        .Replace("ansvariga: [Socialnämnden]", "ansvariga: [Socialnämnden, Omsorgsnämnden]");

    private static readonly string NextPlan = Plan
        .Replace("plan: town", "plan: next").Replace("titel: Trygg stad", "titel: Tryggare stad")
        .Replace("från: 2025-01-01", "från: 2028-01-01").Replace("till: 2027-12-31", "till: 2031-12-31\nersätter: town")
        .Replace("Socialnämnden, Omsorgsnämnden", "Social- och omsorgsnämnden").Replace("Socialnämnden", "Social- och omsorgsnämnden");

    // Nothing is due in these periods, so the clock can leap over them.
    private static readonly (DateOnly From, DateOnly To)[] Quiet = Enumerable.Range(2026, 4).SelectMany(year => new[]
    {
        (new DateOnly(year, 1, 18), new DateOnly(year, 2, 10)),
        (new DateOnly(year, 2, 14), new DateOnly(year, 2, 23)),
        // The round of the mandate period is open in its first spring.
        (year == 2027 ? new DateOnly(year, 5, 10) : new DateOnly(year, 3, 23), new DateOnly(year, 7, 25)),
        (new DateOnly(year, 7, 25), new DateOnly(year, 8, 13)),
        (new DateOnly(year, 9, 25), new DateOnly(year, 12, 20)),
        (new DateOnly(year, 12, 20), new DateOnly(year + 1, 1, 5)),
    }).ToArray();

    private readonly List<(string Round, string Text)> _history = [];

    [Fact]
    public async Task Four_years_in_which_nothing_falls_due_unseen_nothing_is_asked_twice_and_history_is_whole()
    {
        await using var world = await TestWorld.StartAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:OpensDueRounds"] = "true" });
        await ImportAsync(world, "api/departments", $"{SmallTown.Departments}\n{Care}");
        await ImportAsync(world, "api/plans", Plan);

        // 2026: the departments have no earlier answers.
        await GoToAsync(world, new DateOnly(2026, 1, 12));
        await SubmitAsync(world, "town-2025", "social", "Utbildningen är hållen.",
            ("1:1.status", "done"), ("1:1.what", "Utbildningen är hållen."), ("1:1.how", "routine"),
            ("1:2.status", "ongoing"), ("1:2.what", "Broschyren trycks."), ("1:2.how", "single"),
            ("2:1.contribution", "Tre lägenheter."), ("2:1.involved", "yes"));
        await SubmitAsync(world, "town-2025", "care", "Omsorgen sprider broschyren.",
            ("1:2.status", "done"), ("1:2.what", "Omsorgen sprider broschyren."), ("1:2.how", "recurring"));
        await GoToAsync(world, new DateOnly(2026, 8, 17));
        await SubmitAsync(world, "town-2026-halvar", "board", "Styrelsen har börjat.", ("1:1.status", "ongoing"),
            ("1:1.what", "Styrelsen har börjat."), ("1:1.how", "single"));

        // 2027: answers are confirmed as unchanged, every department is asked after the election, and the two committees merge.
        await GoToAsync(world, new DateOnly(2027, 1, 11));
        await SubmitUnchangedAsync(world, "town-2026", "social", "Utbildningen är hållen.",
            "Förra svaret: Årlig uppföljning 2025, 12 januari 2026", "1:1", "1:2", "2:1");
        await GoToAsync(world, new DateOnly(2027, 3, 1));
        await SubmitUnchangedAsync(world, "town-2027-mandat", "board", "Styrelsen har börjat.",
            "Förra svaret: Halvårsuppföljning 2026, 17 augusti 2026", "1:1");
        await ImportAsync(world, "api/departments", $"{SmallTown.Departments}\n{Care}\n{Merger}");
        await GoToAsync(world, new DateOnly(2027, 8, 16));
        await SubmitUnchangedAsync(world, "town-2027-halvar", "welfare", "Utbildningen är hållen.",
            "Förra svaret: Årlig uppföljning 2026, 11 januari 2027, Socialnämnden", "1:1", "1:2", "2:1");
        Assert.DoesNotContain(world.Mails, mail => mail.To is "social@town.example" or "care@town.example"
            && mail.Date > StockholmTime.At(new DateOnly(2027, 7, 1), default));
        await GoToAsync(world, new DateOnly(2027, 9, 30));
        await ImportAsync(world, "api/plans", NextPlan);

        // 2028: the last year of the old plan is followed up, and the new plan shows its answers.
        await GoToAsync(world, new DateOnly(2028, 1, 10));
        await SubmitAsync(world, "town-2027", "housing", "Tolv boenden.",
            ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"), ("2:1.status", "done"), ("2:1.what", "Tolv boenden."),
            ("2:1.how", "routine"));
        await GoToAsync(world, new DateOnly(2028, 8, 21));
        await SubmitUnchangedAsync(world, "next-2028-halvar", "welfare", "Utbildningen är hållen.",
            "Förra svaret: Halvårsuppföljning 2027, 16 augusti 2027", "1:1", "1:2", "2:1");

        // 2029: the new plan has its own earlier answers.
        await GoToAsync(world, new DateOnly(2029, 1, 8));
        await SubmitUnchangedAsync(world, "next-2028", "housing", "Tolv boenden.", "Förra svaret: Årlig uppföljning 2027, 10 januari 2028",
            "1:1", "2:1");
        await GoToAsync(world, new DateOnly(2029, 12, 31));

        await AssertNothingUnseenAndNothingTwiceAsync(world);
        AssertTheCoordinatorWasToldOfEachOnce(world);
        foreach (var (round, text) in _history)
        {
            Assert.Contains(text, (await world.GetAsync($"api/rounds/{round}/report.json")).Text);
        }
    }

    private static async Task AssertNothingUnseenAndNothingTwiceAsync(TestWorld world)
    {
        var calendar = (await world.GetJsonAsync("api/calendar?from=2026-01-01&to=2029-12-31")).EnumerateArray().ToList();
        var due = calendar.Where(entry => Text(entry, "what") == "round").ToList();
        var rounds = (await world.GetJsonAsync("api/rounds")).EnumerateArray().ToList();

        Assert.Equal(
            ["town-2025", "town-2026-halvar", "town-2026", "town-2027-mandat", "town-2027-halvar", "town-2027", "next-2028-halvar",
                "next-2028", "next-2029-halvar"],
            due.Select(entry => Text(entry, "round")));
        // The round after the last one is already drafted.
        Assert.Equal(due.Select(entry => Text(entry, "round")).Append("next-2029").Order(),
            rounds.Select(round => Text(round, "id")).Order());
        Assert.All(rounds, round => Assert.Equal(Text(round, "id") == "next-2029" ? "draft" : "closed", Text(round, "state")));
        Assert.All(rounds, round => Assert.Equal(1, rounds.Count(other =>
            Text(other, "kind") == Text(round, "kind") && string.CompareOrdinal(Text(other, "opens"), Text(round, "closes")) <= 0
                && string.CompareOrdinal(Text(other, "closes"), Text(round, "opens")) >= 0)));
        Assert.All(calendar.Where(entry => Text(entry, "what") == "floor"), floor => Assert.Equal("met", Text(floor, "status")));
        Assert.Equal(4, calendar.Count(entry => Text(entry, "what") == "floor"));
        Assert.Equal(("2027-12-31", "next", "met"), calendar.Where(entry => Text(entry, "what") == "end")
            .Select(end => (Text(end, "day"), Text(end, "successor"), Text(end, "status"))).Single());

        // Each round asked the right departments, with one invitation each.
        var invitations = world.Mails.Where(mail => mail.File.Contains("~invitation~")).Select(mail => mail.File.Split('~')).ToList();
        Assert.Equal(invitations.Count, invitations.Select(key => $"{key[0]} {key[2]} {key[4]}").Distinct().Count());
        Assert.Equal(["board", "care", "housing", "social"], Asked("town-2027-mandat"));
        Assert.Equal(["board", "housing", "welfare"], Asked("town-2027-halvar"));
        Assert.Equal(["board", "housing", "welfare"], Asked("next-2029-halvar"));

        IEnumerable<string> Asked(string round) => invitations.Where(key => key[0] == round).Select(key => key[2]).Distinct().Order();
    }

    private static void AssertTheCoordinatorWasToldOfEachOnce(TestWorld world)
    {
        // The rounds' ladders also send the coordinator mails about missing answers; those are not counted here.
        var told = world.Mails.Where(mail => mail.To == Coordinator && mail.File.StartsWith("calendar~", StringComparison.Ordinal))
            .Select(mail => mail.Subject).ToList();

        Assert.Equal(10, told.Count(subject => subject.StartsWith("Förberedd: ", StringComparison.Ordinal)));
        Assert.Equal(["Planen upphör 31 december 2027: Trygg stad"],
            told.Where(subject => !subject.StartsWith("Förberedd: ", StringComparison.Ordinal)));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    private static async Task GoToAsync(TestWorld world, DateOnly day)
    {
        foreach (var (from, to) in Quiet.Where(span => StockholmTime.DayOf(world.Local.Emulator.Clock.GetUtcNow()) < span.From
            && span.To <= day))
        {
            await world.AdvanceToAsync(from, 9);
            await world.LeapToAsync(to, 9);
        }
        await world.AdvanceToAsync(day, 9);
    }

    private async Task SubmitAsync(TestWorld world, string round, string department, string text,
        params (string Field, string Value)[] filled)
    {
        await world.SubmitAsync(world.LinkOf($"{department}@town.example"), filled);
        _history.Add((round, text));
    }

    /// <summary>Checks that the earlier answer is shown, and confirms each measure as unchanged.</summary>
    private async Task SubmitUnchangedAsync(TestWorld world, string round, string department, string text, string earlier,
        params string[] sections)
    {
        var form = await world.ReadAllAsync(world.LinkOf($"{department}@town.example"));
        Assert.Contains(earlier, form);
        Assert.Contains(text, form);
        await SubmitAsync(world, round, department, text, [.. sections.Select(section => ($"{section}.since", "unchanged"))]);
    }

    private static async Task ImportAsync(TestWorld world, string route, string file)
    {
        var (status, answer) = await world.PostAsync(route, file);
        Assert.True(status == HttpStatusCode.OK, answer);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
