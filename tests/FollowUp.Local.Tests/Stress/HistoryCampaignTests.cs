using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using FollowUp.Local.Tests.Durable;
using FollowUp.Rounds;
using FollowUp.Stress;
using FollowUp.Trail;

namespace FollowUp.Local.Tests.Stress;

public sealed partial class HistoryCampaignTests(AzuriteFixture azurite)
{
    // What is doctored must be there: a refused mail, a submission and so on.
    private static readonly string FixedSeed = DrawnCampaign.Seed(1);

    private static readonly DateTimeOffset Afterwards = new(2027, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_histories_hold_what_must_hold()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);

        var violations = await new HistoryCampaign(world => HistoryWorld.LiveAsync(azurite.ConnectionString, world, Cancellation),
            output, history => history.Violations(), Cancellation).RunAsync(10, DailySeed.TakeDrawn());

        Assert.Empty(violations);
        Assert.Contains($"{TrailEvent.Submitted} ", output.ToString());
        Assert.DoesNotContain("avbrutet 0 gånger", output.ToString());
    }

    [Fact]
    public void The_same_seed_draws_the_same_world_and_every_act_is_drawn()
    {
        var seed = DailySeed.TakeDrawn();

        var world = HistoryWorldPlan.Draw(PCG.Parse(seed), 200);

        Assert.Equivalent(world.Histories.Take(3), HistoryWorldPlan.Draw(PCG.Parse(seed), 3).Histories, strict: true);
        Assert.Equal(Enum.GetValues<HistoryAct>(),
            world.Histories.SelectMany(history => history.Steps).Select(step => step.Act).Distinct().Order());
    }

    /// <summary>As if a pause after an exemption broke something.</summary>
    [Fact]
    public async Task Shrinking_leaves_only_the_steps_that_it_takes()
    {
        var world = HistoryWorldPlan.Draw(PCG.Parse(DailySeed.TakeDrawn()), 200);
        var history = world.Histories.First(Breaks).Number;
        Task<bool> FailsAsync(IReadOnlyList<string> parts) => Task.FromResult(Breaks(world.Keep(history, parts).Histories[0]));

        var parts = await HistoryCampaign.ShrinkAsync([.. world.Parts(history)], FailsAsync, maxTries: 200);

        var shrunk = world.Keep(history, parts);
        Assert.Equal([HistoryAct.Exempt, HistoryAct.Pause], shrunk.Histories[0].Steps.Select(step => step.Act));
        Assert.Empty(shrunk.Cuts);
        Assert.Empty(shrunk.Outages);
        Assert.Single(shrunk.Histories[0].Ladder);
        Assert.InRange(shrunk.Histories[0].Departments.Count, 1, 2);

        static bool Breaks(HistoryPlan plan) =>
            plan.Steps.SkipWhile(step => step.Act != HistoryAct.Exempt).Any(step => step.Act == HistoryAct.Pause);
    }

    /// <summary>The check is doctored: it takes every exemption for a violation. Nothing but the plan is needed for that.</summary>
    [Fact]
    public async Task A_history_that_fails_is_printed_with_the_steps_that_it_takes_and_the_command_that_repeats_it()
    {
        var lives = 0;
        var campaign = new HistoryCampaign(world =>
        {
            lives++;
            return Task.FromResult<IReadOnlyList<HistoryEvidence>>([.. world.Histories.Select(Unlived)]);
        }, TextWriter.Null, history => history.Plan.Steps.Any(step => step.Act == HistoryAct.Exempt) ? ["an exemption"] : [], Cancellation);

        var violations = await campaign.RunAsync(HistoryCampaign.InAWorld, DailySeed.TakeDrawn());

        var lines = Assert.Single(violations).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("an exemption", lines[0]);
        Assert.Matches("^    [-0-9: ]+ Exempt d[0-9]-[a-e]$", lines[1]);
        var command = Command().Match(lines[2]);
        Assert.True(command.Success, lines[2]);
        Assert.InRange(lives, 3, 62);
        Assert.Equal(["an exemption"], await campaign.RepeatAsync(command.Groups[1].Value,
            int.Parse(command.Groups[2].Value, CultureInfo.InvariantCulture), command.Groups[3].Value.Split(' ')));
    }

    [Fact]
    public async Task A_part_of_a_history_can_be_lived_by_itself()
    {
        var world = HistoryWorldPlan.Draw(PCG.Parse(DailySeed.TakeDrawn()), 1);
        var step = world.Histories[0].Steps[2];

        var evidence = Assert.Single(await HistoryWorld.LiveAsync(azurite.ConnectionString,
            world.Keep(0, ["s2", .. Enumerable.Range(0, 5).Select(place => $"d{place}")]), Cancellation));

        Assert.Empty(evidence.Violations());
        Assert.Equal(step.At, Assert.Single(evidence.Log).At);
        Assert.Empty(evidence.Cuts);
    }

    [Fact]
    public async Task A_doctored_history_is_named_with_its_round()
    {
        var lived = await HistoryWorld.LiveAsync(azurite.ConnectionString, HistoryWorldPlan.Draw(PCG.Parse(FixedSeed), 6), Cancellation);
        Assert.All(lived, history => Assert.Empty(history.Violations()));

        Assert.All(Doctored, doctored =>
        {
            var violations = lived.SelectMany(history => doctored.Doctor(history).Violations()).ToList();
            Assert.Contains(violations, violation => violation.StartsWith('h')
                && violation.Contains(doctored.Sentence, StringComparison.Ordinal));
        });
    }

    private static HistoryEvidence Unlived(HistoryPlan plan) => new(plan, null!, [], [], [], [], [], [], [], [], [], []);

    [GeneratedRegex("^  dotnet run .* histories 1 --seed (\\S+) --history ([0-9]) --parts \"([a-z0-9 ]+)\"$")]
    private static partial Regex Command();

    private static IReadOnlyList<(string Sentence, Func<HistoryEvidence, HistoryEvidence> Doctor)> Doctored =>
    [
        ("omgången är Open", history => history with { Round = history.Round with { State = RoundState.Open } }),
        ("skulle ha beslutats senast", history => Without(history, entry => entry.Key.Contains("~invitation~"))),
        ("det var inte dags för", history => With(history, Decided(history, "reminder-99", Opened(history).AddDays(4)))),
        ("påmind fast allt var inskickat", history =>
            With(history, [.. history.Works.SelectMany(work => Decided(history, "reminder-3", Afterwards, work.Department.Id))])),
        ("eskalerat fast allt var inskickat", history =>
            With(history, [.. history.Works.SelectMany(work => Decided(history, "head+3", Afterwards, work.Department.Id))])),
        ("beslutat fast enheten är undantagen", history =>
            With(history, Happened(history, TrailEvent.DepartmentExempted, Department(history)))),
        ("fick inte veta att undantaget är hävt", history => With(history,
        [
            Happened(history, TrailEvent.DepartmentExempted, Department(history)),
            .. Decided(history, "exempt_20260112", Opened(history).AddSeconds(1)),
            Happened(history, TrailEvent.ExemptionLifted, Department(history)) with { At = Opened(history).AddSeconds(2) },
        ])),
        ("beslutat medan omgången är pausad", history => With(history, Happened(history, TrailEvent.RoundPaused))),
        ("mejlat under pausen", history => With(history, Happened(history, TrailEvent.RoundPaused))),
        ("mejlat efter att omgången avbröts", history => With(history, Happened(history, TrailEvent.RoundCancelled))),
        ("påminns mer än 5 gånger", history => With(history,
            [.. Enumerable.Range(1, 6).SelectMany(number => Decided(history, $"reminder-{number}", Opened(history)))])),
        ("påminns två gånger på en dag", history => With(history,
            [.. Decided(history, "reminder_20260113", Opened(history)), .. Decided(history, "reminder_20260114", Opened(history))])),
        ("har 0 utfall", history => Without(history, entry => entry.What == TrailEvent.MailSent)),
        ("har 2 utfall", history => With(history, [.. history.Trail.Where(entry => entry.What == TrailEvent.MailSent).Take(1)
            .Select(entry => entry with { What = TrailEvent.MailWithdrawn })])),
        ("togs aldrig emot", history => history with { Mails = [] }),
        ("fast utfallet är MailWithdrawn", history =>
            history with { Trail = [.. history.Trail.Select(entry => entry.What == TrailEvent.MailSent
            ? entry with { What = TrailEvent.MailWithdrawn } : entry)] }),
        ("sänt utan beslut", history => Without(history, entry => entry.What == TrailEvent.MailDecided)),
        ("under ett annat Message-ID", history =>
            history with { Mails = [.. history.Mails, history.Mails[0] with { MessageId = "<other>" }] }),
        ("under samma Message-ID", history =>
            history with { Mails = [.. history.Mails, history.Mails[0] with { Key = history.Mails[^1].Key }] }),
        ("öppnar fast kontakten är utbytt", history => history with { Reopened = ["contact@history.example"] }),
        ("mejlat till en utbytt kontakt", history => history with { Replaced = [Replacement(history)] }),
        ("händelseloggen vet inte att", history => history with { Replaced = [Replacement(history)] }),
        ("finns inte", history => history with { Submitted = [new HistorySubmission(Opened(history), Department(history), "1:1",
            "Ingens ord")] }),
        ("antalet inskick är", history => Without(history, entry => entry.What == TrailEvent.Submitted)),
        ("antalet mejl som inte togs emot är", history => Without(history, entry => entry.What == TrailEvent.MailRefused)),
        ("fick inget kvitto", history => Without(history, entry => entry.Key.Contains("~receipt-"))),
        ("tackades inte", history => Without(history, entry => entry.Key.Contains("~thanks~"))),
        ("tavlan om", history => history with { Board = ["tavlan om enheten: 1, raderna: 2"] }),
    ];

    private static DateTimeOffset Opened(HistoryEvidence history) =>
        history.Trail.First(entry => entry.What == TrailEvent.RoundOpened).At.AddSeconds(1);

    private static string Department(HistoryEvidence history) => history.Plan.Departments[0].Id;

    private static TrailEntry Happened(HistoryEvidence history, TrailEvent what, string? department = null) =>
        new($"{what}", Opened(history), "någon", what, department, "");

    private static TrailEntry[] Decided(HistoryEvidence history, string notice, DateTimeOffset at, string? department = null) =>
        [new($"mail|{history.Plan.RoundId}~1~{department ?? Department(history)}~{notice}~contact|decided", at, "FollowUp",
            TrailEvent.MailDecided, department ?? Department(history), "")];

    private static HistoryReplacement Replacement(HistoryEvidence history) =>
        new(Opened(history), Department(history), history.Mails.First(mail => mail.IsTaken).To, null);

    private static HistoryEvidence With(HistoryEvidence history, params IEnumerable<TrailEntry> more) =>
        history with { Trail = [.. history.Trail.Concat(more).OrderBy(entry => entry.At)] };

    private static HistoryEvidence Without(HistoryEvidence history, Func<TrailEntry, bool> lost) =>
        history with { Trail = [.. history.Trail.Where(entry => !lost(entry))] };
}
