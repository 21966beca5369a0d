using System.Globalization;
using System.Net;
using FollowUp.Acts;
using FollowUp.Local;
using FollowUp.Rounds;
using FollowUp.Stress;
using Microsoft.DurableTask.Client;

namespace FollowUp.Tests.Storage;

/// <summary>
/// How many requests the app sends to its tables. A count, unlike a time, is the same on every machine, and Azure charges by it. The same
/// figures are in the benchmarks' README and must be changed there too.
/// </summary>
public sealed class FrugalityTests(TablesFixture storage)
{
    private static readonly DateOnly Opening = new(2026, 1, 12);
    private static readonly DateOnly Reminder = new(2026, 2, 13);
    private static readonly DateOnly Escalation = new(2026, 3, 9);
    private static readonly DateOnly LastDay = new(2026, 3, 20);

    private static readonly LargeTown ActsTown = new(2, 4, 2);

    private readonly List<(string What, RequestCount Count)> _counted = [];

    [Fact]
    public async Task The_app_asks_its_tables_no_more_often_than_the_readme_says()
    {
        await CountActsAsync();
        await CountADepartmentAsync("a department that answers at once, from invitation to close", Temper.AnswersAtOnce);
        await CountADepartmentAsync("a department that never answers, from invitation to close", Temper.NeverAnswers);
        await CountOpeningAndCloseAsync(new LargeTown(14, 33, 1));
        await CountOpeningAndCloseAsync(new LargeTown(28, 33, 2));
        await CountWholeRoundAsync(new LargeTown(14, 33, 1));

        string[] table =
        [
            "| what | point reads | query pages | writes | transactions | all |",
            "|---|--:|--:|--:|--:|--:|",
            .. _counted.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"| {row.What} | {row.Count.PointReads} | {row.Count.QueryPages} | {row.Count.Writes} | {row.Count.Transactions} | "
                    + $"{row.Count.All} |")),
        ];
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', table));
        var readme = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests/FollowUp.Benchmarks/README.md"),
            TestContext.Current.CancellationToken);
        Assert.Equal(readme.SkipWhile(line => line != table[0]).TakeWhile(line => line.StartsWith('|')), table);
    }

    [Fact]
    public async Task Reading_a_round_takes_as_many_requests_after_all_its_mails_as_before()
    {
        await using var round = await CountedRound.DraftAsync(storage, new LargeTown(60, 60, 1));
        await round.OpenAsync();
        Task ReadAsync() => round.World.GetJsonAsync($"api/rounds/{LargeTown.RoundId}/flags");
        var before = await round.Proxy.CountAsync(ReadAsync);

        // Nobody answers: invitations, a reminder, an overdue notice and an escalation each.
        await round.World.AdvanceToAsync(LastDay, 9);
        Assert.True(round.World.Mails.Count >= 240, $"{round.World.Mails.Count} mails");

        Assert.Equal(before, await round.Proxy.CountAsync(ReadAsync));
    }

    [Fact]
    public async Task The_board_takes_as_many_requests_after_all_its_mails_and_answers_as_before()
    {
        await using var round = await CountedRound.DraftAsync(storage, new LargeTown(28, 33, 2));
        await round.OpenAsync();
        round.World.SignIn();
        async Task ReadAsync() => Assert.Equal(HttpStatusCode.OK,
            (await round.World.OpenAsync($"/samordning/omgangar/{LargeTown.RoundId}")).Status);
        var before = await round.Proxy.CountAsync(ReadAsync);

        // Half of the departments answer all of their measures; the others get four mails.
        await round.LiveAsync(department => department % 2 == 0 ? Temper.AnswersAtOnce : Temper.NeverAnswers);

        Assert.Equal(before, await round.Proxy.CountAsync(ReadAsync));
        // The round, the newest version of its plan, and one row for each department.
        Assert.True(before.All <= 5, $"{before.All} requests");
    }

    /// <summary>No request waits for all departments: what concerns many is recorded at once, and done by the engine.</summary>
    [Fact]
    public async Task An_act_asks_the_tables_no_more_often_in_a_larger_town()
    {
        var (small, large) = (await CountActsAsync(new LargeTown(3, 3, 1)), await CountActsAsync(new LargeTown(40, 40, 1)));

        Assert.Equal(small, large);
        Assert.All(small, act => Assert.True(act.Requests <= 25, $"{act}"));
    }

    /// <summary>The requests of each act and of the pages that come before it, without what the engine does after it.</summary>
    private async Task<IReadOnlyList<(string Act, int Requests)>> CountActsAsync(LargeTown town)
    {
        await using var round = await CountedRound.DraftAsync(storage, town);
        await round.OpenAsync();
        await round.World.AdvanceToAsync(Opening, 9);
        await round.SubmitAsync(0);
        round.World.SignIn();
        var counts = new List<(string, int)>();
        var (department, contact) = ($"departments/{LargeTown.IdOf(1)}/", """{"contact": "contact"}""");
        foreach (var (act, body) in new (string, string)[]
        {
            ("remind", ""), ("write", """{"to": "alla", "subject": "Möte", "text": "Välkomna."}"""),
            ("extend", """
                {"reason": "Sjuk.", "deadline": "2026-03-06", "closes": "2026-03-27", "before": "2026-02-27", "closesBefore": "2026-03-20"}
                """),
            ("pause", ""), ("resume", ""), ($"{department}link", contact), ($"{department}close-link", contact),
            ($"{department}exempt", """{"reason": "Ny nämnd."}"""), ($"{department}lift", ""), ("renew-links", ""), ("close-links", ""),
            ("close", ""), ("reopen", """{"reason": "Ny chef.", "deadline": "2026-05-08", "closes": "2026-05-29"}"""),
        })
        {
            counts.Add((act, (await round.Proxy.CountAsync(async () => Assert.Equal(HttpStatusCode.Accepted,
                (await round.World.PostAsync($"api/rounds/{LargeTown.RoundId}/{act}", body)).Status))).All));
            await round.World.SettleAsync();
        }
        foreach (var act in Act.All.Where(act => !act.IsOnDepartment))
        {
            counts.Add(($"page of {act.Path}", (await round.Proxy.CountAsync(() =>
                round.World.OpenAsync($"/samordning/omgangar/{LargeTown.RoundId}/gor/{act.Path}"))).All));
        }
        return counts;
    }

    /// <summary>The requests of one act, which do not depend on the size of the town.</summary>
    private async Task CountActsAsync()
    {
        await using var round = await CountedRound.DraftAsync(storage, ActsTown);
        await round.OpenAsync();
        await round.World.AdvanceToAsync(Opening, 7);
        await CountAsync("the invitation of a department", 2, () => round.World.AdvanceToAsync(Opening, 9));
        var link = round.Link(0);
        var feedback = await round.World.OpenAsync("tillganglighet/synpunkter");
        await CountAsync("a word on how accessible the pages are, and the page that confirms it", 1, async () =>
            await round.World.OpenAsync((await round.World.PostFormAsync(feedback, null, ("synpunkt", "Knappen syns inte."))).Location!));
        await CountAsync("a link that is not known", 1, async () =>
            Assert.Equal(HttpStatusCode.NotFound, (await round.World.OpenAsync("svar/x")).Status));
        // An instance has known the link since it was first opened.
        Assert.Equal(HttpStatusCode.OK, (await round.World.OpenAsync(link)).Status);
        await CountAsync("a page shown", 1, async () => Assert.Equal(HttpStatusCode.OK, (await round.World.OpenAsync(link)).Status));
        var form = await round.World.OpenAsync($"{link}/avsnitt/1");
        await CountAsync("a save, and the page that comes after it", 1, async () =>
            await round.World.OpenAsync((await round.World.PostFormAsync(form, "spara", ("1:1.what", "Vi har börjat."))).Location!));
        await CountAsync("a save while typing", 1, async () =>
            Assert.Equal(HttpStatusCode.OK,
                (await round.World.PostFormAsync(form, "auto", ("1:1.what", "Vi har börjat."), ("1:1.status", "ongoing"))).Status));
        await CountAsync($"a whole answer of {ActsTown.Measures} measures: the overview, each measure and its save, the check, the "
            + "submission, the receipt and its mail", 1, () => round.SubmitAsync(0));
        await round.AnswerOnceForAllAsync(0);
        await round.SubmitAsync(0);

        await round.World.AdvanceToAsync(Reminder.AddDays(-1), 9);
        await CountAsync("a day of an open round on which nothing happens", 1, () => round.World.AdvanceToAsync(Reminder, 7));
        await CountAsync("a reminder", 1, () => round.World.AdvanceToAsync(Reminder, 9));
        await round.World.AdvanceToAsync(Escalation, 7);
        await CountAsync("an escalation to a head of department", 1, () => round.World.AdvanceToAsync(Escalation, 9));

        async Task CountAsync(string what, int times, Func<Task> act) => _counted.Add((what, await round.Proxy.CountAsync(act) / times));
    }

    /// <summary>The requests for one more department.</summary>
    private async Task CountADepartmentAsync(string what, Temper temper)
    {
        var costs = new List<RequestCount>();
        foreach (var town in new[] { new LargeTown(1, 2, 1), new LargeTown(2, 2, 2) })
        {
            await using var round = await CountedRound.DraftAsync(storage, town);
            await round.OpenAsync();
            costs.Add(await round.Proxy.CountAsync(async () =>
            {
                await round.LiveAsync(_ => temper);
                await round.CloseAsync();
            }));
        }
        _counted.Add((what, costs[1] - costs[0]));
    }

    /// <summary>One in fourteen has answered when the coordinator closes the round.</summary>
    private async Task CountOpeningAndCloseAsync(LargeTown town)
    {
        await using var round = await CountedRound.DraftAsync(storage, town);
        _counted.Add(($"the opening of a round of {town.Departments} departments", await round.Proxy.CountAsync(round.OpenAsync)));
        await round.World.AdvanceToAsync(Opening, 9);
        for (var department = 0; department < town.Departments; department += 14)
        {
            await round.SubmitAsync(department);
        }
        _counted.Add(($"the close of a round of {town.Departments} departments, with its report",
            await round.Proxy.CountAsync(round.CloseEarlyAsync)));
    }

    /// <summary>A third answers at once, a third when reminded and the others never.</summary>
    private async Task CountWholeRoundAsync(LargeTown town)
    {
        await using var round = await CountedRound.DraftAsync(storage, town);
        _counted.Add(($"a whole round of {town.Departments} departments over ten weeks, from opening to report",
            await round.Proxy.CountAsync(async () =>
        {
            await round.OpenAsync();
            await round.LiveAsync(department => (Temper)(department % 3));
            await round.CloseAsync();
        })));
    }

    private enum Temper
    {
        AnswersAtOnce,
        AnswersWhenReminded,
        NeverAnswers,
    }

    /// <summary>The round of a large town, with a proxy that counts the app's requests to its tables.</summary>
    private sealed class CountedRound(CountingProxy proxy, TestWorld world, LargeTown town) : IAsyncDisposable
    {
        private Dictionary<string, string> _links = [];

        public CountingProxy Proxy => proxy;

        public TestWorld World => world;

        public static async Task<CountedRound> DraftAsync(TablesFixture storage, LargeTown town)
        {
            var proxy = await CountingProxy.StartAsync(storage.ConnectionString);
            var world = await TestWorld.StartAsync(storage,
                new Dictionary<string, string?> { ["FollowUp:Storage"] = proxy.ConnectionString }, configure: options =>
                options with { RepeatsActivities = false });
            Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", town.Register())).Status);
            Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", town.Plan())).Status);
            Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", LargeTown.Round)).Status);
            return new CountedRound(proxy, world, town);
        }

        /// <summary>Opens the round; the invitations wait for the opening day.</summary>
        public async Task OpenAsync()
        {
            Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{LargeTown.RoundId}/open", "")).Status);
            await world.SettleAsync();
        }

        /// <summary>The time from the opening to the last day.</summary>
        public async Task LiveAsync(Func<int, Temper> tempers)
        {
            foreach (var (day, temper) in new[] { (Opening, Temper.AnswersAtOnce), (Reminder, Temper.AnswersWhenReminded) })
            {
                await world.AdvanceToAsync(day, 9);
                foreach (var department in Enumerable.Range(0, town.Departments).Where(department => tempers(department) == temper))
                {
                    await AnswerOnceForAllAsync(department);
                    await SubmitAsync(department);
                }
            }
            await world.AdvanceToAsync(LastDay, 9);
        }

        public async Task CloseAsync()
        {
            // The morning on which the departments that answered are thanked.
            await world.AdvanceToAsync(LastDay.AddDays(3), 9);
            Assert.True(await IsReportedAsync());
        }

        public async Task CloseEarlyAsync()
        {
            Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{LargeTown.RoundId}/close", "")).Status);
            await world.SettleAsync();
            Assert.True(await IsReportedAsync());
        }

        public string Link(int department)
        {
            if (_links.Count == 0)
            {
                // Each mailbox has one link, the same in every mail.
                _links = world.Mails.Where(mail => mail.Link != null).ToDictionary(mail => mail.To, mail => mail.Link!.AbsolutePath);
            }
            return _links[LargeTown.MailboxOf(department)];
        }

        /// <summary>Saves the page about business plan and account.</summary>
        public Task AnswerOnceForAllAsync(int department) => world.SaveAsync(Link(department),
            ("accounts.business-plan-measures", "all"), ("accounts.account-measures", "all"));

        /// <summary>Opens the overview, answers every measure, checks, submits and sees the receipt.</summary>
        public async Task SubmitAsync(int department)
        {
            var overview = await world.OpenAsync(Link(department));
            foreach (var measure in overview.Document.QuerySelectorAll(".tasks li").Where(section => section.Id!.Contains(':')))
            {
                var form = await world.OpenAsync(measure.QuerySelector("a")!.GetAttribute("href")!);
                var saved = await world.PostFormAsync(form, "fortsatt", ($"{measure.Id}.status", "done"),
                    ($"{measure.Id}.what", "Allt är gjort."), ($"{measure.Id}.how", "routine"));
                Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
            }
            var submitted = await world.PostFormAsync(await world.OpenAsync($"{Link(department)}/granska"), null, ("namn", "Kim Exempel"),
                ("roll", "handläggare"));
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(submitted.Location!)).Status);
            await world.SettleAsync();
        }

        // Asks the engine, since reading the report would add requests to the count.
        private async Task<bool> IsReportedAsync() =>
            (await world.Local.Emulator.DurableClient.GetInstanceAsync(RoundIds.RoundInstance(LargeTown.RoundId, 1, 0),
                TestContext.Current.CancellationToken))!.RuntimeStatus
                == OrchestrationRuntimeStatus.Completed;

        public async ValueTask DisposeAsync()
        {
            await world.DisposeAsync();
            await proxy.DisposeAsync();
        }
    }
}
