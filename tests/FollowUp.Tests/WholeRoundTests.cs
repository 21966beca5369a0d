using System.Text.Json;
using AngleSharp.Html.Parser;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Tests.Reports;
using FollowUp.Tests.Seeds;
using FollowUp.Trail;

namespace FollowUp.Tests;

/// <summary>The demo's round on Södertälje's plan, from the import of the plan to the report.</summary>
public sealed class WholeRoundTests(TablesFixture storage, WholeRoundTests.LivedRounds rounds)
    : IClassFixture<WholeRoundTests.LivedRounds>
{
    private const string Small = "flen-2022";

    [Fact]
    public async Task The_round_ends_with_the_report_that_its_answers_make()
    {
        var lived = await rounds.WithSeedOneAsync(SeedRound.Usual);
        var report = JsonDocument.Parse(lived.Json).RootElement.GetProperty("figures");

        Assert.Empty(lived.Problems);
        Assert.Equal(SodertaljeSource.Levels.Select(row => row.Measure),
            report.GetProperty("measures").EnumerateArray().Select(measure => measure.GetProperty("number").GetString()));
        Assert.Equal(SodertaljeSource.Matrix.Select(row => row.Department).Order(),
            report.GetProperty("departments").EnumerateArray().Select(department => department.GetProperty("name").GetString()).Order());
        // Of the demo's departments two never submit, one submits in part, and two are late.
        Assert.Equal([("complete", 11, 14), ("partial", 1, 14), ("missing", 2, 14), ("late", 2, 14)],
            report.GetProperty("responseRate").EnumerateObject()
            .Select(rate => (rate.Name, rate.Value.GetProperty("count").GetInt32(), rate.Value.GetProperty("basis").GetInt32())));

        // The HTML report is one file without other resources, and has the same figures.
        var html = new HtmlParser().ParseDocument(lived.Html);
        Assert.Equal("sv", html.DocumentElement.GetAttribute("lang"));
        Assert.Single(html.QuerySelectorAll("h1"));
        Assert.Empty(html.QuerySelectorAll("script, link, img, iframe"));
        Assert.Contains("11 av 14 enheter har lämnat hela sin uppföljning (79 %).", html.Body!.TextContent);
        Assert.All(SodertaljeSource.Levels, row => Assert.Contains(html.QuerySelectorAll("tbody th"), cell =>
            cell.TextContent.StartsWith(row.Measure + " ", StringComparison.Ordinal)));
        var missing = html.QuerySelector("#utebliven")!.ParentElement!.QuerySelectorAll("tbody tr");
        Assert.Equal(3, missing.Length);
    }

    public static TheoryData<string> Rounds => [.. SeedRound.Names];

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Every_round_of_the_seeds_is_lived_through(string name)
    {
        var lived = await rounds.WithSeedOneAsync(name);

        Assert.Empty(lived.Problems);
        Assert.Contains(lived.Trail, entry => entry.What == TrailEvent.Submitted);
        GoldenReport.AssertKept(name, JsonSerializer.Deserialize<Report>(lived.Json, StoredJson.Options)!);
    }

    [Fact]
    public async Task One_invitation_per_recipient_and_reminders_only_to_those_who_had_not_submitted_when_it_was_decided()
    {
        var lived = await rounds.WithSeedOneAsync(SeedRound.Usual);
        // Without the calendar's mails, which do not belong to the round.
        var mails = OutboxMail.ReadAll(lived.World.OutboxFolder)
            .Where(mail => !mail.File.StartsWith("calendar~", StringComparison.Ordinal)
            || mail.File.StartsWith("calendar~digest~", StringComparison.Ordinal)).ToList();
        var register = SeedFiles.Register("sodertalje");
        var duties = Responsibilities.In(SeedFiles.Plan("sodertalje-2024-2027"), register, new DateOnly(2026, 1, 12));

        // Each recipient gets one invitation, on the morning of the opening day.
        var invitations = mails.Where(mail => mail.File.Contains("~invitation~")).ToList();
        Assert.Equal(register.Departments.SelectMany(department => department.Recipients).Select(contact => contact.Email).Order(),
            invitations.Select(mail => mail.To).Order());
        Assert.Equal(mails.Count, mails.Select(mail => mail.MessageId).Distinct().Count());

        // The submissions by time, taken from the trail alone.
        var submissions = lived.Trail.Where(entry => entry.What == TrailEvent.Submitted).ToList();
        bool HadSubmittedAll(string department, DateTimeOffset when)
        {
            var sections = submissions.Where(entry => entry.DepartmentId == department && entry.At < when)
                .SelectMany(entry => entry.About.Split(": ", 2)[1].Split(", ")).ToHashSet();
            return duties.Of(department).All(duty => sections.Contains(duty.Measure.Number));
        }
        var receipts = lived.Trail.Where(entry => entry.What == TrailEvent.MailDecided && entry.Key.Contains("~receipt-")).ToList();
        Assert.Equal(submissions.Select(entry => (entry.DepartmentId, entry.At)).Order(),
            receipts.Select(entry => (entry.DepartmentId, entry.At)).Order());
        // Departments that have submitted are thanked on the morning after the close.
        var thanks = lived.Trail.Where(entry => entry.What == TrailEvent.MailDecided && entry.Key.Contains("~thanks~")).ToList();
        Assert.Equal(submissions.Select(entry => entry.DepartmentId).Distinct().Order(),
            thanks.Select(entry => entry.DepartmentId).Distinct().Order());
        var digests = lived.Trail.Where(entry => entry.What == TrailEvent.MailDecided && entry.DepartmentId == null).ToList();
        var decided = lived.Trail.Where(entry => entry.What == TrailEvent.MailDecided && !entry.Key.Contains("~invitation~"))
            .Except(receipts).Except(thanks).Except(digests).ToList();
        Assert.NotEmpty(decided);
        Assert.All(decided, entry => Assert.False(HadSubmittedAll(entry.DepartmentId!, entry.At),
            $"{entry.DepartmentId} was reminded although it had submitted"));

        // Each notice reached every department that had not submitted everything.
        foreach (var notice in decided.GroupBy(entry => (Notice: entry.Key.Split('~')[3], entry.At)))
        {
            var left = register.Departments.Where(department => !HadSubmittedAll(department.Id, notice.Key.At))
                .Select(department => department.Id);
            Assert.Equal(left.Order(), notice.Select(entry => entry.DepartmentId!).Distinct().Order());
        }

        // The mails that were decided were sent, and no others.
        var sent = lived.Trail.Where(entry => entry.What == TrailEvent.MailSent).ToList();
        Assert.Equal(mails.Count, sent.Count);
        Assert.Equal(mails.Select(mail => mail.File).Order(), sent.Select(entry => entry.Key.Split('|')[1] + ".eml").Order());
        Assert.Equal(decided.Count + invitations.Count + receipts.Count + thanks.Count + digests.Count, sent.Count);
    }

    [Fact]
    public async Task Two_rounds_of_one_seed_give_the_same_bytes_and_another_seed_others()
    {
        var first = await rounds.WithSeedOneAsync(Small);
        await using var second = await LivedRound.LiveAsync(storage, seed: 1, Small);
        await using var other = await LivedRound.LiveAsync(storage, seed: 2, Small);

        Assert.Equal(first.Json, second.Json);
        Assert.Equal(first.Html, second.Html);
        Assert.NotEqual(first.Json, other.Json);
    }

    /// <summary>The rounds of the seeds, each lived through once: they are only looked at.</summary>
    public sealed class LivedRounds(TablesFixture storage) : IAsyncDisposable
    {
        private readonly Dictionary<string, LivedRound> _rounds = [];

        internal async Task<LivedRound> WithSeedOneAsync(string name) =>
            _rounds.TryGetValue(name, out var lived) ? lived : _rounds[name] = await LivedRound.LiveAsync(storage, seed: 1, name);

        public async ValueTask DisposeAsync()
        {
            foreach (var lived in _rounds.Values)
            {
                await lived.DisposeAsync();
            }
        }
    }

    internal sealed class LivedRound(DirectoryInfo folder, LocalWorld world,
        IReadOnlyList<string> problems, string json, string html, IReadOnlyList<TrailEntry> trail) : IAsyncDisposable
    {
        public LocalWorld World => world;

        public IReadOnlyList<string> Problems => problems;

        public string Json => json;

        public string Html => html;

        public IReadOnlyList<TrailEntry> Trail => trail;

        public static async Task<LivedRound> LiveAsync(TablesFixture storage, int seed, string name)
        {
            var cancellation = TestContext.Current.CancellationToken;
            var round = SeedRound.Read(name);
            var folder = Directory.CreateTempSubdirectory("followup-demo-");
            var world = await LocalWorld.StartAsync(folder.FullName, storage.ConnectionString, round.Begins, storage.NewPrefix(),
                cancellation: cancellation);
            var demo = new DemoRound(round, world.Coordinator, world.OutboxFolder, world.Emulator, seed, TextWriter.Null);
            var problems = await demo.RunAsync(cancellation);
            return new LivedRound(folder, world, problems,
                await world.Coordinator.GetStringAsync($"api/rounds/{demo.RoundId}/report.json", cancellation),
                await world.Coordinator.GetStringAsync($"api/rounds/{demo.RoundId}/report.html", cancellation),
                await demo.TrailAsync(cancellation));
        }

        public async ValueTask DisposeAsync()
        {
            await world.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
