using System.Globalization;
using FollowUp.Rounds;
using FollowUp.Stress;
using FollowUp.Trail;

namespace FollowUp.Local.Tests.Stress;

public sealed class KillCampaignTests
{
    private const string Department = "enhet-001";
    private static readonly DateTimeOffset Submitted = new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, DateTimeOffset> Answered = new() { [Department] = Submitted };

    private static readonly RoundOutcome Undisturbed = new(
        "{}", Report(answer: "done", flag: "none"), "<html>",
        [
            Decided("invitation", Submitted.AddDays(-7)),
            new("submitted|0001", Submitted, "Kim Exempel", TrailEvent.Submitted, Department, "inskick 1"),
            Decided("receipt-0001", Submitted),
        ],
        [Mail("invitation"), Mail("receipt-0001")]);

    [Fact]
    public async Task Killed_five_times_a_round_ends_as_if_nothing_had_been()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var town = new LargeTown(Departments: 4, Measures: 4, Responsible: 2);

        var violations = await new KillCampaign(town, 5, DailySeed.Take(), output).RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(violations);
        Assert.Contains("Programmet dödades och startades om 5 gånger", output.ToString());
        Assert.Contains("Inga fel.", output.ToString());
    }

    [Fact]
    public void An_outcome_like_the_undisturbed_one_has_no_violations_and_a_mail_may_be_repeated() =>
        Assert.Empty((Undisturbed with { Mails = [.. Undisturbed.Mails, Mail("invitation")] }).Violations(Undisturbed, Answered));

    public static TheoryData<string> Sentences => [.. Doctored.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_doctored_outcome_is_named(string sentence) =>
        Assert.Contains(Doctored[sentence].Violations(Undisturbed, Answered), violation =>
            violation.StartsWith(sentence, StringComparison.Ordinal));

    /// <summary>Where the kill came between a commit and its signal.</summary>
    [Theory]
    [InlineData("receipt-0001", -1, false)]
    [InlineData("receipt-0001", 24, true)]
    [InlineData("receipt-0001", 25, false)]
    [InlineData("invitation", 1, false)]
    public void A_receipt_may_come_a_day_late(string notice, int hours, bool allowed)
    {
        var late = Undisturbed.Trail.Select(entry => entry.Key.Contains($"~{notice}~") ? entry with { At = entry.At.AddHours(hours) }
            : entry);

        Assert.Equal(allowed, !(Undisturbed with { Trail = late.ToList() }).Violations(Undisturbed, Answered).Any());
    }

    [Fact]
    public void A_submission_may_not_come_late()
    {
        var outcome = Undisturbed with
        {
            Trail = [Undisturbed.Trail[0], Undisturbed.Trail[1] with { At = Submitted.AddHours(1) },
            Undisturbed.Trail[2]]
        };

        Assert.Contains(outcome.Violations(Undisturbed, Answered), violation =>
            violation.StartsWith("händelsen är för mycket", StringComparison.Ordinal));
    }

    /// <summary>They go to those who have submitted everything.</summary>
    [Theory]
    [InlineData(RoundIds.ThanksNotice)]
    [InlineData("receipt-0001")]
    public void Thanks_and_receipts_are_no_reminders(string notice)
    {
        var outcome = Undisturbed with { Trail = [.. Undisturbed.Trail, Decided(notice, Submitted.AddDays(1))] };

        Assert.DoesNotContain(outcome.Violations(Undisturbed, Answered), violation =>
            violation.StartsWith("påmind", StringComparison.Ordinal));
    }

    private static Dictionary<string, RoundOutcome> Doctored => new()
    {
        ["svaren skiljer sig"] = Undisturbed with { ReportJson = Report(answer: "dropped", flag: "none") },
        ["iakttagelserna skiljer sig"] = Undisturbed with { ReportJson = Report(answer: "done", flag: "missing") },
        ["report.json skiljer sig"] = Undisturbed with { ReportJson = Undisturbed.ReportJson + "\n" },
        ["report.html skiljer sig"] = Undisturbed with { ReportHtml = "<html >" },
        ["enheternas läge skiljer sig"] = Undisturbed with { Board = """{"state":"open"}""" },
        ["händelsen saknas"] = Undisturbed with { Trail = [Undisturbed.Trail[0]] },
        ["inskicket finns inte"] = Undisturbed with { Trail = [Undisturbed.Trail[0]] },
        ["händelsen är för mycket"] = Undisturbed with
        {
            Trail = [.. Undisturbed.Trail,
            Undisturbed.Trail[1] with { Key = "submitted|0002" }]
        },
        ["mejlet beslutades men sändes aldrig"] = Undisturbed with { Mails = [] },
        ["mejlet sändes utan beslut"] = Undisturbed with { Mails = [.. Undisturbed.Mails, Mail("reminder-3")] },
        ["mejlet sändes om under ett annat Message-ID"] =
            Undisturbed with { Mails = [.. Undisturbed.Mails, Mail("invitation") with { MessageId = "<other>" }] },
        ["mejlet skiljer sig"] = Undisturbed with { Mails = [Mail("invitation") with { Body = "other" }] },
        ["olika mejl sändes under samma Message-ID"] =
            Undisturbed with { Mails = [.. Undisturbed.Mails, Mail("reminder-3") with { MessageId = "<invitation>" }] },
        ["påmind fast allt var inskickat"] =
            Undisturbed with { Trail = [.. Undisturbed.Trail, Decided("reminder-3", Submitted.AddDays(1))] },
    };

    private static TrailEntry Decided(string notice, DateTimeOffset at) =>
        new($"mail|{Key(notice)}|decided", at, "FollowUp", TrailEvent.MailDecided, Department, notice);

    private static RecordedMail Mail(string notice) => new(Key(notice), $"<{notice}>", "kim@large-town.example", null, notice);

    private static string Key(string notice) => $"{LargeTown.RoundId}~1~{Department}~{notice}~contact";

    private static string Report(string answer, string flag) =>
        $$$"""{"figures":{"departments":[],"flags":["{{{flag}}}"]},"answers":["{{{answer}}}"]}""";
}
