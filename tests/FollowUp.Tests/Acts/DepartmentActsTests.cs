using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Time;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Acts;

/// <summary>Which acts can be done in which state of the round and of the department.</summary>
public sealed class DepartmentActsTests(TablesFixture storage) : ActTests
{
    /// <summary>Every act: its page at the desk and its body for the API.</summary>
    private static readonly IReadOnlyDictionary<string, (string Desk, string Body)> Acts = new Dictionary<string, (string, string)>
    {
        ["open"] = ("oppna", ""),
        ["close"] = ("stang", ""),
        ["pause"] = ("pausa", ""),
        ["resume"] = ("ateruppta", ""),
        ["cancel"] = ("avbryt", Reason),
        ["reopen"] = ("oppna-igen", Reopening),
        ["extend"] = ("forlang", """{"reason": "Ny chef.", "deadline": "2026-05-15", "closes": "2026-06-05"}"""),
        ["remind"] = ("paminn-alla", ""),
        ["h/extend"] = ("forlang-enhet", Extension),
        ["h/exempt"] = ("undanta", """{"reason": "Något annat."}"""),
        ["h/lift"] = ("hav-undantag", ""),
        ["h/remind"] = ("paminn", ""),
        ["h/link"] = ("lank", """{"contact": "mailbox"}"""),
        ["h/contact"] = ("kontakt", $$"""{"contact": "mailbox", "email": "{{New}}"}"""),
        ["h/return"] = ("komplettera", """{"section": "1:1", "question": "Vilken lokal?"}"""),
    };

    /// <summary>For each state the acts that cannot be done, and those that change nothing. All others can be done.</summary>
    private static readonly IReadOnlyDictionary<string, (string Impossible, string Already)> Matrix =
        new Dictionary<string, (string, string)>
        {
            ["draft"] = ("close pause resume reopen extend remind h/extend h/exempt h/lift h/remind h/link h/contact h/return", ""),
            ["not invited"] = ("reopen h/remind h/link h/return", "open resume h/lift"),
            ["invited"] = ("reopen h/return", "open resume h/lift"),
            ["reminded today"] = ("reopen h/remind h/return", "open resume h/lift"),
            ["reminded five times"] = ("reopen h/remind h/return", "open resume h/lift"),
            ["started"] = ("reopen h/return", "open resume h/lift"),
            ["partly submitted"] = ("reopen h/exempt", "open resume h/lift"),
            ["submitted"] = ("reopen h/extend h/exempt h/remind", "open resume h/lift"),
            ["returned"] = ("reopen h/exempt", "open resume h/lift"),
            ["exempt"] = ("reopen h/extend h/exempt h/remind h/link h/return", "open resume"),
            ["after the deadline"] = ("reopen h/return", "open resume h/lift"),
            ["last day"] = ("reopen h/extend h/return", "open resume h/lift"),
            ["over"] = ("pause extend reopen remind h/extend h/exempt h/remind h/link h/return", "open resume h/lift"),
            ["paused"] = ("open reopen remind h/remind h/link h/return", "pause h/lift"),
            ["paused submitted"] = ("open reopen remind h/extend h/exempt h/remind h/link h/return", "pause h/lift"),
            ["paused exempt"] = ("open reopen remind h/extend h/exempt h/remind h/link h/return", "pause"),
            ["paused over"] = ("open resume reopen remind h/extend h/remind h/link h/return", "pause h/lift"),
            ["closed"] = ("open pause resume cancel extend remind h/extend h/exempt h/remind h/link h/contact h/return", "close h/lift"),
            ["closed submitted"] = ("open pause resume cancel extend remind h/extend h/exempt h/remind h/link h/contact h/return",
            "close h/lift"),
            ["closed exempt"] = ("open pause resume cancel extend remind h/extend h/exempt h/lift h/remind h/link h/contact h/return",
                "close"),
            ["cancelled"] = ("open close pause resume reopen extend remind h/extend h/exempt h/remind h/link h/contact h/return",
            "cancel h/lift"),
            ["reopened"] = ("cancel h/return", "open resume reopen h/lift"),
            ["reopened submitted"] = ("cancel h/extend h/exempt h/remind", "open resume reopen h/lift"),
            ["reopened exempt"] = ("cancel h/extend h/exempt h/remind h/link h/return", "open resume reopen"),
        };

    public static TheoryData<string> States => [.. Matrix.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public async Task What_cannot_be_done_is_refused_with_a_sentence_and_changes_nothing(string state)
    {
        await using var world = await InStateAsync(state);
        world.SignIn();
        var (impossible, already) = (Matrix[state].Impossible.Split(' '),
            Matrix[state].Already.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var before = await EverythingAsync(world);

        foreach (var (act, (desk, _)) in Acts)
        {
            var page = await world.OpenAsync(
                $"/samordning/omgangar/{SmallTown.RoundId}{(act.StartsWith("h/", StringComparison.Ordinal) ? "/enheter/housing" : "")}"
                + $"/gor/{desk}");
            var expected = !impossible.Concat(already).Contains(act) ? HttpStatusCode.OK
                // A draft has no departments yet, so their pages do not exist.
                : state == "draft" && act.StartsWith("h/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.Conflict;
            Assert.True(page.Status == expected, $"{state}, {act} at the desk: {page.Status} {page.Text}");
            Assert.Matches("[a-zåäö ,:]{15,}.*\\.", page.Text);
        }
        Assert.Equal(before, await EverythingAsync(world));
        foreach (var act in impossible)
        {
            var (status, text) = await PostAsync(act);
            Assert.True(status == HttpStatusCode.Conflict, $"{state}, {act}: {status} {text}");
            Assert.Matches("[a-zåäö ,:]{15,}.*\\.", text);
            Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("problems").EnumerateArray());
            await UnchangedAsync(act);
        }
        // The signal of such an act would close a round whose time is over.
        foreach (var act in state == "over" ? [] : already)
        {
            Assert.Equal((act, HttpStatusCode.Accepted), (act, (await PostAsync(act)).Status));
            await UnchangedAsync(act);
        }

        Task<(HttpStatusCode Status, string Text)> PostAsync(string act) =>
            world.PostAsync($"{Round}/{act.Replace("h/", "departments/housing/")}", Acts[act].Body);

        async Task UnchangedAsync(string act)
        {
            if (state != "over")
            {
                // In the state "over" settling would close the round.
                await world.SettleAsync();
            }
            Assert.Equal((act, string.Join('\n', before)), (act, string.Join('\n', await EverythingAsync(world))));
        }
    }

    [Fact]
    public async Task An_act_done_twice_within_a_moment_is_in_the_trail_twice()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        foreach (var day in new[] { "13", "14" })
        {
            await DoAsync(world, "departments/housing/extend", Extension.Replace("-13", $"-{day}"));
            await DoAsync(world, "extend", $$"""{"reason": "Sjukdom.", "deadline": "2026-03-0{{day[1]}}", "closes": "2026-03-27"}""");
            await DoAsync(world, "departments/social/exempt", Reason);
            await DoAsync(world, "departments/social/lift");
            await DoAsync(world, "departments/board/contact",
                Replacement.Replace("board", "").Replace(Social, day == "13" ? Board : "13@town.example")
                .Replace(New, $"{day}@town.example"));
            await DoAsync(world, "pause");
            await DoAsync(world, "resume");
        }

        foreach (var what in new[] { "departmentExtended", "roundExtended", "departmentExempted", "exemptionLifted", "contactChanged",
            "roundPaused", "roundResumed" })
        {
            Assert.Equal((what, 2), (what, (await world.TrailAsync(what)).Count));
        }
        await AssertBoardAsync(world);
    }

    private async Task<TestWorld> InStateAsync(string state)
    {
        if (state is "draft" or "not invited")
        {
            return await BeforeTheInvitationAsync(isOpen: state == "not invited");
        }
        var world = await TestWorld.WithOpenRoundAsync(storage);
        var housing = world.LinkOf(Housing);
        if (state.EndsWith("submitted", StringComparison.Ordinal) || state == "returned")
        {
            await world.SubmitAsync(housing, state == "partly submitted" ? Contribution : Everything);
        }
        if (state.EndsWith("exempt", StringComparison.Ordinal))
        {
            await DoAsync(world, "departments/housing/exempt", Reason);
        }
        await ReachAsync(world, state, housing);
        return world;
    }

    private async Task<TestWorld> BeforeTheInvitationAsync(bool isOpen)
    {
        var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        if (isOpen)
        {
            await DoAsync(world, "open");
        }
        return world;
    }

    private static async Task ReachAsync(TestWorld world, string state, string housing)
    {
        switch (state.Split(' ')[0])
        {
            case "reminded":
                for (var day = 20; state != "reminded today" && day < 20 + Timetable.MaxReminders; day++)
                {
                    await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
                    await DoAsync(world, "departments/housing/remind");
                }
                await world.AdvanceToAsync(state == "reminded today" ? new DateOnly(2026, 2, 13) : new DateOnly(2026, 1, 26), 9);
                break;
            case "started":
                await world.SaveAsync(housing, Contribution);
                break;
            case "returned":
                await DoAsync(world, "departments/housing/return", Acts["h/return"].Body);
                break;
            case "after" or "last":
                await world.AdvanceToAsync(state == "last day" ? new DateOnly(2026, 3, 20) : new DateOnly(2026, 3, 3), 9);
                break;
            case "over":
                // Nothing has run since its last day.
                await world.Local.Emulator.VirtualClock!.AdvanceToAsync(StockholmTime.EndOf(new DateOnly(2026, 3, 20)), Cancellation);
                break;
            case "paused":
                await DoAsync(world, "pause");
                await world.AdvanceToAsync(state == "paused over" ? new DateOnly(2026, 3, 23) : new DateOnly(2026, 1, 13), 9);
                break;
            case "closed" or "reopened":
                await DoAsync(world, "close");
                if (state.StartsWith("reopened", StringComparison.Ordinal))
                {
                    await DoAsync(world, "reopen", Reopening);
                }
                break;
            case "cancelled":
                await DoAsync(world, "cancel", Reason);
                break;
        }
    }

    /// <summary>Every row of the app with its ETag, and every mail.</summary>
    private static async Task<IReadOnlyList<string>> EverythingAsync(TestWorld world)
    {
        var tables = world.Local.Emulator.Services.GetRequiredService<FollowUpTables>();
        var everything = world.Mails.Select(mail => mail.File).ToList();
        foreach (var table in new[] { tables.Rounds, tables.Links, tables.Documents })
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
            {
                everything.Add($"{row.PartitionKey} {row.RowKey} {row.ETag}");
            }
        }
        return everything;
    }
}
