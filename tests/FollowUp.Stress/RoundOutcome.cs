using System.Text.Json;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Stress;

/// <summary>What a round left behind.</summary>
/// <param name="Board">The round and its departments as the coordinator's API shows them.</param>
/// <param name="Mails">All that were sent, including repeats.</param>
internal sealed record RoundOutcome(string Board, string ReportJson, string ReportHtml,
    IReadOnlyList<TrailEntry> Trail, IReadOnlyList<RecordedMail> Mails)
{
    private const int MaxOfAKind = 5;

    /// <summary>Differences from the undisturbed round, and what is wrong in the round itself.</summary>
    /// <param name="answered">When each department that answered everything did so, by the story.</param>
    /// <returns>A sentence for each violation.</returns>
    public IEnumerable<string> Violations(RoundOutcome undisturbed, IReadOnlyDictionary<string, DateTimeOffset> answered) =>
    [
        .. Same("svaren", Answers, undisturbed.Answers),
        .. Same("iakttagelserna", Flags, undisturbed.Flags),
        .. Same("report.json", ReportJson, undisturbed.ReportJson),
        .. Same("report.html", ReportHtml, undisturbed.ReportHtml),
        .. Same("enheternas läge", Board, undisturbed.Board),
        .. Few(undisturbed.Trail.Where(entry => !Trail.Any(own => IsSame(own, entry))), entry => $"händelsen saknas: {entry}"),
        .. Few(Trail.Where(entry => !undisturbed.Trail.Any(other => IsSame(entry, other))), entry => $"händelsen är för mycket: {entry}"),
        .. Few(Decided.Except(Sent), key => $"mejlet beslutades men sändes aldrig: {key}"),
        .. Few(Sent.Except(Decided), key => $"mejlet sändes utan beslut: {key}"),
        .. Few(Mails.GroupBy(mail => mail.Key).Where(repeats => repeats.Select(mail => mail.MessageId).Distinct().Count() > 1),
            repeats => $"mejlet sändes om under ett annat Message-ID: {repeats.Key}"),
        .. Few(Mails.Except(undisturbed.Mails), mail => $"mejlet skiljer sig från den ostörda omgångens: {mail.Key}"),
        .. Few(Mails.GroupBy(mail => mail.MessageId).Where(shared => shared.Select(mail => mail.Key).Distinct().Count() > 1),
            shared => $"olika mejl sändes under samma Message-ID: {shared.Key}"),
        .. Few(answered.Where(all => !Trail.Any(entry => entry.What == TrailEvent.Submitted && entry.DepartmentId == all.Key
            && entry.At == all.Value)),
            all => $"inskicket finns inte i händelseloggen: {all.Key}"),
        .. Few(Reminders.Where(reminder => answered.TryGetValue(reminder.DepartmentId!, out var at) && at <= reminder.At),
            reminder => $"påmind fast allt var inskickat: {reminder.DepartmentId} ({reminder.About})"),
    ];

    /// <summary>How many mails were sent again.</summary>
    public int Repeats => Mails.Count - Sent.Count();

    public int Submissions => Trail.Count(entry => entry.What == TrailEvent.Submitted);

    public int FlagCount => Figures.GetProperty("flags").GetArrayLength();

    private JsonElement Report => JsonDocument.Parse(ReportJson).RootElement;

    private JsonElement Figures => Report.GetProperty("figures");

    private string Flags => Figures.GetProperty("flags").GetRawText();

    private string Answers => Report.GetProperty("answers").GetRawText() + Figures.GetProperty("departments").GetRawText();

    private IEnumerable<string> Sent => Mails.Select(mail => mail.Key).Distinct();

    private IEnumerable<string> Decided => Trail.Where(entry => entry.What == TrailEvent.MailDecided)
        .Select(entry => entry.Key.Split('|')[1]);

    /// <summary>Those that ask for an answer; not the invitation, receipts or thanks.</summary>
    private IEnumerable<TrailEntry> Reminders => Trail.Where(entry => entry.What == TrailEvent.MailDecided && entry.DepartmentId != null
        && KindOf(entry) is NoticeKind.Reminder or NoticeKind.Overdue or NoticeKind.Deputy
            or NoticeKind.Head);

    /// <summary>
    /// A kill between a commit and its signal delays the signalled letter by a day at most. Invitations and the ladder go by the clock and
    /// may not be late.
    /// </summary>
    private static bool IsSame(TrailEntry entry, TrailEntry undisturbed) => entry == undisturbed
        || (entry.What is TrailEvent.MailDecided or TrailEvent.MailSent && entry == undisturbed with { At = entry.At }
            && KindOf(entry) is NoticeKind.Receipt or NoticeKind.Thanks
            && entry.At >= undisturbed.At && entry.At <= undisturbed.At.AddDays(1));

    private static NoticeKind? KindOf(TrailEntry mail) => RoundIds.KindOf(mail.Key.Split('|')[1].Split('~')[3]);

    private static IEnumerable<string> Same(string what, string here, string there) => here == there ? []
        : [$"{what} skiljer sig från den ostörda omgångens"];

    /// <summary>The first of many alike are enough.</summary>
    private static IEnumerable<string> Few<T>(IEnumerable<T> found, Func<T, string> sentence)
    {
        var all = found.ToList();
        return all.Take(MaxOfAKind).Select(sentence).Concat(all.Count > MaxOfAKind ? [$"… och {all.Count - MaxOfAKind} till av samma slag"]
            : []);
    }
}
