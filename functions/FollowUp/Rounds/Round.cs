using System.Text.Json.Serialization;
using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <summary>
/// One asking of the departments about one or several plans. Its row is the truth; the orchestrations only follow it.
/// </summary>
/// <param name="Plans">What it asks about, at least one; frozen when the round is drafted.</param>
/// <param name="Period">The time that it is about, in words.</param>
/// <param name="Opens">The first mails go out on this day (Europe/Stockholm).</param>
/// <param name="Deadline">Answers are in time to the end of this day.</param>
/// <param name="Closes">The round closes by itself at the end of this day; until then late answers are taken.</param>
/// <param name="Ladder">What happens to those who have not answered, in order of time.</param>
/// <param name="Days">On which days mails go out.</param>
/// <param name="Run">1 for the first opening, one more for each reopening; 0 for a draft.</param>
/// <param name="Attempt">Which orchestration of this run is running: one more for each that failed and was replaced.</param>
/// <param name="RegisterVersion">Frozen when the round opens.</param>
/// <param name="ClosedAt">Also of a round that was cancelled.</param>
/// <param name="ReportedRun">The newest run whose report has been compiled; 0 before the first.</param>
/// <param name="ReopenedAt">When the run began, of a round that was closed before; null in its first run.</param>
/// <param name="FirstClosed">The last day on which it took answers before it was reopened for the first time.</param>
/// <param name="PauseReason">Of the newest pause; kept when the round goes on.</param>
/// <param name="FirstDeadline">With which the run began, where it has been moved since; else null.</param>
/// <param name="ExtendedAt">When it was moved the last time.</param>
/// <param name="LinkKeyId">Of the key that its links are derived from; null means the oldest of the ring.</param>
/// <param name="LinkEpoch">How often all its links were renewed.</param>
/// <param name="LinksClosedAt">From when no link to it opens anything; null while they do.</param>
/// <param name="PastDeadlines">Of the runs before this one, as they ended.</param>
/// <param name="About">The time that it is about; null where the words alone say it.</param>
/// <param name="Questions">What the coordinator makes of the questions; frozen when it is opened.</param>
public record Round(
    string Id,
    string Title,
    RoundKind Kind,
    IReadOnlyList<RoundPlan> Plans,
    string Municipality,
    string Period,
    IReadOnlyList<string> DiaryNumbers,
    DateOnly Opens,
    DateOnly Deadline,
    DateOnly Closes,
    string ContactEmail,
    IReadOnlyList<LadderStep> Ladder,
    WorkingDays Days,
    RoundState State,
    int Run,
    int Attempt,
    int RegisterVersion,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    int ReportedRun,
    string? PauseReason = null,
    string? CancelReason = null,
    DateTimeOffset? ReopenedAt = null,
    DateOnly? FirstClosed = null,
    DateOnly? FirstDeadline = null,
    DateTimeOffset? ExtendedAt = null,
    IReadOnlyList<DateOnly>? PastDeadlines = null,
    string? LinkKeyId = null,
    int LinkEpoch = 0,
    DateTimeOffset? LinksClosedAt = null,
    RoundPeriod? About = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoundQuestions? Questions = null)
{
    /// <summary>It is there to try FollowUp on, and is never opened.</summary>
    [JsonIgnore]
    public bool IsExample => Plans.Any(plan => plan.IsExample);

    /// <summary>The titles of all its plans, for headings and subjects.</summary>
    [JsonIgnore]
    public string PlanTitle => string.Join(", ", Plans.Select(plan => plan.Title));

    [JsonIgnore]
    public LinkOrigin Links => new(Id, LinkKeyId, LinkEpoch);

    /// <param name="extension">The department's own; null where it has none.</param>
    public DepartmentRound For(DeadlineExtension? extension) => new(this, extension);
}

public enum RoundState
{
    Draft,
    Open,

    /// <summary>No mail goes out, no answer is taken and nothing closes by itself until the coordinator says so.</summary>
    Paused,

    /// <summary>Its time was out, or the coordinator closed it: it has a report.</summary>
    Closed,

    /// <summary>The coordinator has given it up: no mail, no report, and it keeps no plan's promise.</summary>
    Cancelled,
}

/// <summary>A step as the coordinator writes it: days from the deadline, negative before it; the day moves to a working day.</summary>
public sealed record LadderStep(StepKind Kind, int DaysFromDeadline);

/// <summary>The steps of the ladder; <see cref="NoticeKind"/> says what they are about.</summary>
public enum StepKind
{
    Reminder,
    Overdue,
    Deputy,
    Head,
    Coordinator,
}
