using System.Text.Json.Serialization;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <summary>What the coordinator writes to draft a round (<c>seeds/rounds</c> shows it as JSON).</summary>
public sealed record RoundDraft(
    string? Id,
    string? Title,
    RoundKind? Kind,
    IReadOnlyList<string?>? Plans,
    string? Period,
    IReadOnlyList<string>? DiaryNumbers,
    DateOnly? Opens,
    DateOnly? Deadline,
    DateOnly? Closes,
    string? ContactEmail,
    IReadOnlyList<LadderStep?>? Ladder,
    WorkingDays? Days,
    RoundPeriod? About = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoundQuestions? Questions = null)
{
    private const int MaxLadder = 10;
    private const int MaxText = 200;
    private const int MaxDiaryNumbers = 10;
    private const int MaxPlans = 5;
    private const int MaxDays = 366;
    private const int FirstYear = 2000;
    internal const int LastYear = 2100;

    /// <summary>With the questions of the newest round of the kind about one of the plans: the next year begins from them.</summary>
    public RoundDraft WithQuestionsOf(IEnumerable<Round> rounds) => this with
    {
        Questions = rounds.Where(round => round.Kind == (Kind ?? RoundKind.Annual) && round.OpenedAt != null
            && round.Plans.Any(plan => Plans?.Contains(plan.Id) == true)).MaxBy(round => round.OpenedAt)?.Questions,
    };

    /// <summary>What is wrong with it; empty when it can become a round.</summary>
    public IEnumerable<Problem> Problems()
    {
        if ((InputCheck.NoPersonalNumber(Id) ?? (RoundIds.IsRoundId(Id) ? null : Texts.Drafting.BadId(Id))) is { } inId)
        {
            yield return new("id", inId);
        }
        foreach (var (field, text) in new[] { ("title", Title), ("period", Period) })
        {
            if ((InputText.Line(text) == "" ? Texts.Drafting.Missing : InputCheck.Line(text, MaxText)) is { } wrong)
            {
                yield return new(field, wrong);
            }
        }
        if (Plans is not { Count: > 0 and <= MaxPlans } || Plans.Any(string.IsNullOrWhiteSpace)
            || Plans.Distinct().Count() != Plans.Count) { yield return new("plans", Texts.Drafting.BadPlans(MaxPlans)); }
        if (DiaryNumbers?.Count > MaxDiaryNumbers || DiaryNumbers?.Any(number => InputText.Line(number) == "") == true)
        {
            yield return new("diaryNumbers", Texts.Drafting.BadDiaryNumbers);
        }
        else if (DiaryNumbers?.Select(number => InputCheck.Line(number, MaxText)).FirstOrDefault(wrong => wrong != null) is { } inNumber)
        {
            yield return new("diaryNumbers", inNumber);
        }
        if (InputCheck.Address(EmailAddress.Clean(ContactEmail)) is { } reason)
        {
            yield return new("contactEmail", Texts.Drafting.BadContact(ContactEmail, reason));
        }
        foreach (var (field, day) in new[] { ("opens", Opens), ("deadline", Deadline), ("closes", Closes) })
        {
            if (day == null) { yield return new(field, Texts.Drafting.Missing); }
        }
        foreach (var problem in Questions?.Completed().Normalised().Problems() ?? [])
        {
            yield return problem with { Field = $"questions.{problem.Field}" };
        }
        if (About is { } about && (about.First > about.Last || about.First.Year < FirstYear || about.Last.Year > LastYear))
        {
            yield return new("about", Texts.Drafting.BadAbout(FirstYear, LastYear));
        }
        if ((Opens, Deadline, Closes) is not ({ } opens, { } deadline, { } closes)) { yield break; }
        if (opens > deadline) { yield return new("deadline", Texts.Drafting.DeadlineBeforeOpening); }
        foreach (var problem in DayProblems(opens, deadline, closes)) { yield return problem; }
        var ladder = Ladder ?? [];
        foreach (var problem in Days?.Problems() ?? []) { yield return problem; }
        if (ladder.Count > MaxLadder) { yield return new("ladder", Texts.Drafting.LadderTooLong(MaxLadder)); }
        if (ladder.Any(step => step == null || Math.Abs((long)step.DaysFromDeadline) > MaxDays))
        {
            yield return new("ladder", Texts.Drafting.BadStep(MaxDays));
            yield break;
        }
        if (ladder.Distinct().Count() != ladder.Count) { yield return new("ladder", Texts.Drafting.SameStepTwice); }
        if (ladder.Any(step => step!.Kind switch
        {
            StepKind.Reminder => step.DaysFromDeadline > 0,
            StepKind.Deputy => false,
            _ => step.DaysFromDeadline <= 0,
        })) { yield return new("ladder", Texts.Drafting.WrongSideOfDeadline); }
        if (ladder.Count(step => step!.Kind is StepKind.Reminder or StepKind.Overdue) > Timetable.MaxReminders)
        {
            yield return new("ladder", Texts.Drafting.TooManyReminders(Timetable.MaxReminders));
        }
    }

    /// <summary>What is wrong with the days on which a round ends.</summary>
    private static IEnumerable<Problem> DayProblems(DateOnly opens, DateOnly deadline, DateOnly closes)
    {
        if (opens.Year < FirstYear || closes.Year > LastYear)
        {
            yield return new("opens, closes", Texts.Drafting.OddYear(FirstYear, LastYear));
        }
        if (deadline > closes) { yield return new("closes", Texts.Drafting.ClosesBeforeDeadline); }
    }

    /// <summary>The round; call only when there are no <see cref="Problems"/>.</summary>
    /// <param name="plans">The newest versions of <see cref="Plans"/>.</param>
    public Round ToRound(IReadOnlyList<(int Version, ActionPlan Plan)> plans) => new(
        Id!, InputText.Line(Title), Kind ?? RoundKind.Annual,
        plans.Select(plan => RoundPlan.Of(plan.Plan, plan.Version)).ToList(), plans[0].Plan.Municipality,
        InputText.Line(Period), (DiaryNumbers ?? []).Select(InputText.Line).ToList(),
        Opens!.Value, Deadline!.Value, Closes!.Value, EmailAddress.Clean(ContactEmail), Ladder?.Select(step => step!).ToList()
            ?? Timetable.UsualLadder(Kind ?? RoundKind.Annual), Days ?? WorkingDays.Default,
        RoundState.Draft, Run: 0, Attempt: 0, RegisterVersion: 0, OpenedAt: null, ClosedAt: null, ReportedRun: 0,
        About: About, Questions: Questions?.Completed().Normalised());
}
