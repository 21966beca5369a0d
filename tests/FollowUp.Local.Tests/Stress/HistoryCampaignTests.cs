using System.Globalization;
using FollowUp.Local.Stress;
using FollowUp.Local.Tests.Durable;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Local.Tests.Stress;

public sealed class HistoryCampaignTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Afterwards = new(2027, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_hundred_histories_hold_what_must_hold()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);

        var violations = await HistoryCampaign.RunAsync(azurite.ConnectionString, 200, 1, output, TestContext.Current.CancellationToken);

        Assert.Empty(violations);
        foreach (var what in new[] { TrailEvent.RoundReopened, TrailEvent.RoundCancelled, TrailEvent.RoundPaused,
            TrailEvent.DepartmentExempted, TrailEvent.ExemptionLifted, TrailEvent.ContactChanged })
        {
            Assert.Contains($"{what} ", output.ToString());
        }
        Assert.DoesNotContain("avbrutet 0 gånger", output.ToString());
    }

    [Fact]
    public async Task A_doctored_history_is_named_with_its_seed()
    {
        var lived = await HistoryWorld.LiveAsync(azurite.ConnectionString, 1, 6, TestContext.Current.CancellationToken);
        Assert.All(lived, history => Assert.Empty(history.Violations()));

        Assert.All(Doctored, doctored =>
        {
            var violations = lived.SelectMany(history => doctored.Doctor(history).Violations()).ToList();
            Assert.Contains(violations, violation => violation.StartsWith("Frö ", StringComparison.Ordinal)
                && violation.Contains(doctored.Sentence, StringComparison.Ordinal));
        });
    }

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

    private static TrailEntry[] Decided(HistoryEvidence history, string rung, DateTimeOffset at, string? department = null) =>
        [new($"mail|{history.Plan.RoundId}~1~{department ?? Department(history)}~{rung}~contact|decided", at, "systemet",
            TrailEvent.MailDecided, department ?? Department(history), "")];

    private static HistoryReplacement Replacement(HistoryEvidence history) =>
        new(Opened(history), Department(history), history.Mails.First(mail => mail.IsTaken).To, null);

    private static HistoryEvidence With(HistoryEvidence history, params IEnumerable<TrailEntry> more) =>
        history with { Trail = [.. history.Trail.Concat(more).OrderBy(entry => entry.At)] };

    private static HistoryEvidence Without(HistoryEvidence history, Func<TrailEntry, bool> lost) =>
        history with { Trail = [.. history.Trail.Where(entry => !lost(entry))] };
}
