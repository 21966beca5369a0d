using FollowUp.Acts;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Coordinator;

/// <summary>A plan with all that an act on it depends on.</summary>
/// <param name="Tasks">What the calendar asks for because of it.</param>
/// <param name="Used">Whether a round has asked about it, or is to.</param>
public sealed record PlanTarget(KnownPlan Known, IReadOnlyList<(int Version, VersionOrigin? Origin)> History,
    IReadOnlyList<DeskTask> Tasks, bool Used, string Who, DateTimeOffset Now)
{
    public ActionPlan Plan => Known.Stored.Plan;

    public DateOnly Today => StockholmTime.DayOf(Now);
}

/// <param name="After">What is then said of the plan; null where nothing is to be written.</param>
/// <param name="About">For the trail.</param>
public sealed record PlanDecision(PlanStanding? After, string About = "")
{
    /// <summary>It is as asked for already.</summary>
    public static PlanDecision DoneBefore { get; } = new((PlanStanding?)null);

    public IReadOnlyList<Problem> Problems { get; private init; } = [];

    public static PlanDecision Invalid(string field, string problem) => Invalid([new Problem(field, problem)]);

    public static PlanDecision Invalid(IReadOnlyList<Problem> problems) => new((PlanStanding?)null) { Problems = problems };
}

/// <summary>What a coordinator says of how a plan is followed up; decided purely.</summary>
public abstract record PlanAct(string Path, PlanActWords Words, TrailEvent What)
{
    public const string DayField = "dag";
    public const string PeriodField = "avser";
    public const string DiaryField = "dnr";
    public const string WhereField = "rapport";
    public const string ReasonField = "reason";
    public const string TaskField = "uppgift";
    private const int MaxText = 200;
    private const int MaxReason = 1_000;

    // Together they must fit in one row.
    private const int MaxListed = 100;

    public static IReadOnlyList<PlanAct> All { get; } =
        [new LookBack(), new RegisterOutside(), new RemoveOutside(), new DismissTask(), new TakeUpTask(), new PutAway(), new TakeBack(),
            new Withdraw()];

    /// <summary>Why it is not offered, as a sentence; null where it is.</summary>
    public abstract string? WhyNot(PlanTarget target);

    public virtual IReadOnlyList<ActField> Fields(PlanTarget target) => [];

    /// <param name="given">What was typed, normalised.</param>
    public abstract PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given);

    private static string? NotInUse(PlanTarget target) =>
        target.Known.Standing.State == PlanState.InUse ? null : Texts.Desk.PlanNotInUse;

    private static string? Wrong(string text, string missing) => text == "" ? missing : InputCheck.Line(text, MaxText);

    /// <summary>How far back FollowUp looks.</summary>
    internal sealed record LookBack() : PlanAct("se-tillbaka", Texts.Desk.LookBack, TrailEvent.PlanLooksBack)
    {
        private const string Before = "before";

        public override string? WhyNot(PlanTarget target) => NotInUse(target);

        public override IReadOnlyList<ActField> Fields(PlanTarget target) =>
        [
            new(DayField, ActFieldKind.Day, Texts.Desk.LookBackLabel, $"{target.Known.Standing.LooksBackTo:yyyy-MM-dd}",
                Texts.Desk.LookBackHint),
            new(Before, ActFieldKind.Hidden, "", $"{target.Known.Standing.LooksBackTo:yyyy-MM-dd}"),
        ];

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given)
        {
            var day = InputCheck.Day(given(DayField));
            if (given(DayField) != "" && day == null)
            {
                return PlanDecision.Invalid(DayField, Texts.Desk.NotADay(given(DayField)));
            }
            if (day > target.Today)
            {
                return PlanDecision.Invalid(DayField, Texts.Desk.NotYetDay);
            }
            return now.LooksBackTo == day ? PlanDecision.DoneBefore
                : $"{now.LooksBackTo:yyyy-MM-dd}" != given(Before)
                    ? PlanDecision.Invalid(DayField, Texts.Desk.LookBackChanged(now.LooksBackTo))
                : new PlanDecision(now with { LooksBackTo = day }, Texts.Desk.LooksBack(day));
        }
    }

    /// <summary>A follow-up that was made without FollowUp.</summary>
    internal sealed record RegisterOutside() : PlanAct("utanfor", Texts.Desk.RegisterOutside, TrailEvent.PlanFollowedUpOutside)
    {
        public override string? WhyNot(PlanTarget target) => NotInUse(target)
            ?? (Periods(target).Count == 0 ? Texts.Desk.NoPeriodYet : null);

        public override IReadOnlyList<ActField> Fields(PlanTarget target) =>
        [
            new(PeriodField, ActFieldKind.Choice, Texts.Desk.AboutLabel)
            {
                Choices = Periods(target).Select(period => (period.ToKey(), Texts.Capital(Texts.Calendar.Period(period)))).ToList(),
            },
            new(DayField, ActFieldKind.Day, Texts.Desk.OutsideDayLabel),
            new(DiaryField, ActFieldKind.Line, Texts.Desk.OutsideDiaryLabel, "", Texts.Desk.OutsideDiaryHint),
            new(WhereField, ActFieldKind.Line, Texts.Desk.OutsideWhereLabel, "", Texts.Desk.OutsideWhereHint),
        ];

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given)
        {
            var (diary, where) = (given(DiaryField), given(WhereField));
            var period = DuePeriod.TryParse(given(PeriodField)) is { } chosen && Periods(target).Contains(chosen) ? chosen : null;
            var day = InputCheck.Day(given(DayField));
            var problems = new (string Field, string? Wrong)[]
            {
                (PeriodField, period == null ? Texts.Desk.ChoosePeriod : null),
                (DayField, given(DayField) == "" ? Texts.Desk.OutsideDayMissing : day == null ? Texts.Desk.NotADay(given(DayField))
                    : day > target.Today || day < period?.Days.First ? Texts.Desk.OutsideDayOdd : null),
                (DiaryField, InputCheck.Line(diary, MaxText)),
                (WhereField, Wrong(where, Texts.Desk.OutsideWhereMissing)),
            }.Where(field => field.Wrong != null).Select(field => new Problem(field.Field, field.Wrong!)).ToList();
            if (problems.Count > 0)
            {
                return PlanDecision.Invalid(problems);
            }
            if (now.FollowedUpOutside.Any(one => DuePeriod.Of(one) == period
                && (one.Day, one.DiaryNumber, one.Where) == (day!.Value, diary, where)))
            {
                return PlanDecision.DoneBefore;
            }
            var made = new OutsideFollowUp(period!.Kind, period.Days, day!.Value, diary, where, target.Who, target.Now);
            return now.FollowedUpOutside.Count >= MaxListed ? PlanDecision.Invalid(PeriodField, Texts.Desk.TooManyListed(MaxListed))
                : new PlanDecision(now with { Outside = [.. now.FollowedUpOutside, made] }, Texts.Desk.OutsideShort(made));
        }

        /// <summary>
        /// Those that have begun, in the ways in which the plan is to be followed up, or year by year where it does not say.
        /// </summary>
        private static List<DuePeriod> Periods(PlanTarget target) =>
            (target.Plan.FollowUps.Where(kind => kind != RoundKind.Consultation).ToList() is { Count: > 0 } kinds ? kinds
                : [RoundKind.Annual])
                .SelectMany(kind => DuePeriod.Of(target.Plan, kind)).Where(period => period.Days.First <= target.Today)
                .OrderBy(period => period.First).ToList();
    }

    internal sealed record RemoveOutside() : PlanAct("ta-bort-uppfoljning", Texts.Desk.RemoveOutside, TrailEvent.PlanOutsideRemoved)
    {
        public override string? WhyNot(PlanTarget target) =>
            target.Known.Standing.FollowedUpOutside.Count == 0 ? Texts.Desk.NothingOutside : null;

        public override IReadOnlyList<ActField> Fields(PlanTarget target) =>
        [
            new(PeriodField, ActFieldKind.Choice, Texts.Desk.RemoveOutsideLabel)
            {
                Choices = target.Known.Standing.FollowedUpOutside
                    .Select(one => (VersionToken.Of(one), Texts.Desk.OutsideShort(one))).ToList(),
            },
        ];

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given) =>
            given(PeriodField) == "" ? PlanDecision.Invalid(PeriodField, Texts.Desk.ChooseOne)
            : now.FollowedUpOutside.FirstOrDefault(one => VersionToken.Of(one) == given(PeriodField)) is not { } gone
                ? PlanDecision.DoneBefore
            : new PlanDecision(now with { Outside = now.FollowedUpOutside.Where(one => one != gone).ToList() },
                Texts.Desk.OutsideShort(gone));
    }

    /// <summary>What the calendar asks for is not to be done.</summary>
    internal sealed record DismissTask() : PlanAct("avfarda", Texts.Desk.DismissTask, TrailEvent.PlanTaskDismissed)
    {
        public override string? WhyNot(PlanTarget target) => target.Tasks.Count == 0 ? Texts.Desk.NoTask : null;

        public override IReadOnlyList<ActField> Fields(PlanTarget target) =>
        [
            new(TaskField, ActFieldKind.Choice, Texts.Desk.TaskLabel)
            {
                Choices = target.Tasks.Select(task => (task.Key!, task.Sentence)).ToList(),
            },
            new(ReasonField, ActFieldKind.Text, Texts.Desk.DismissReasonLabel, "", Texts.Desk.DismissReasonHint),
        ];

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given)
        {
            var reason = given(ReasonField);
            if (now.DismissedTasks.Any(dismissed => dismissed.Key == given(TaskField)))
            {
                return PlanDecision.DoneBefore;
            }
            var task = target.Tasks.FirstOrDefault(task => task.Key == given(TaskField));
            var problems = new (string Field, string? Wrong)[]
            {
                (TaskField, task == null ? Texts.Desk.ChooseTask : null),
                (ReasonField, reason == "" ? Texts.Desk.DismissReasonMissing : InputCheck.Paragraph(reason, MaxReason)),
            }.Where(field => field.Wrong != null).Select(field => new Problem(field.Field, field.Wrong!)).ToList();
            if (problems.Count > 0)
            {
                return PlanDecision.Invalid(problems);
            }
            var dismissed = new DismissedTask(task!.Key!, task.Sentence, reason, target.Who, target.Now);
            return now.DismissedTasks.Count >= MaxListed ? PlanDecision.Invalid(TaskField, Texts.Desk.TooManyListed(MaxListed))
                : new PlanDecision(now with { Dismissed = [.. now.DismissedTasks, dismissed] }, Texts.Desk.DismissedShort(dismissed));
        }
    }

    internal sealed record TakeUpTask() : PlanAct("ta-upp", Texts.Desk.TakeUpTask, TrailEvent.PlanTaskTakenUp)
    {
        public override string? WhyNot(PlanTarget target) =>
            target.Known.Standing.DismissedTasks.Count == 0 ? Texts.Desk.NothingDismissed : null;

        public override IReadOnlyList<ActField> Fields(PlanTarget target) =>
        [
            new(TaskField, ActFieldKind.Choice, Texts.Desk.TaskLabel)
            {
                Choices = target.Known.Standing.DismissedTasks.Select(task => (task.Key, task.Sentence)).ToList(),
            },
        ];

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given) =>
            given(TaskField) == "" ? PlanDecision.Invalid(TaskField, Texts.Desk.ChooseTask)
            : now.DismissedTasks.FirstOrDefault(task => task.Key == given(TaskField)) is not { } task ? PlanDecision.DoneBefore
            : new PlanDecision(now with { Dismissed = now.DismissedTasks.Where(other => other != task).ToList() }, task.Sentence);
    }

    internal sealed record PutAway() : PlanAct("lagg-undan", Texts.Desk.PutAway, TrailEvent.PlanPutAway)
    {
        public override string? WhyNot(PlanTarget target) => NotInUse(target);

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given) =>
            now.State == PlanState.PutAway ? PlanDecision.DoneBefore : new PlanDecision(now with { State = PlanState.PutAway });
    }

    internal sealed record TakeBack() : PlanAct("ta-i-bruk", Texts.Desk.TakeBack, TrailEvent.PlanTakenBack)
    {
        public override string? WhyNot(PlanTarget target) =>
            target.Known.Standing.State == PlanState.InUse ? Texts.Desk.PlanInUse : null;

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given) =>
            now.State == PlanState.InUse ? PlanDecision.DoneBefore : new PlanDecision(now with { State = PlanState.InUse });
    }

    /// <summary>A plan that was read in by mistake.</summary>
    internal sealed record Withdraw() : PlanAct("dra-in", Texts.Desk.Withdraw, TrailEvent.PlanWithdrawn)
    {
        public override string? WhyNot(PlanTarget target) => target.Used ? Texts.Desk.PlanIsUsed
            : target.Known.Standing.State == PlanState.Withdrawn ? Texts.Desk.PlanNotInUse : null;

        public override PlanDecision Decide(PlanTarget target, PlanStanding now, Func<string, string> given) =>
            now.State == PlanState.Withdrawn ? PlanDecision.DoneBefore : new PlanDecision(now with { State = PlanState.Withdrawn });
    }
}

/// <param name="Title">Of its page, and of the link to it.</param>
/// <param name="Lead">What it does.</param>
/// <param name="Done">What has been done, as a sentence.</param>
public sealed record PlanActWords(string Title, string Lead, string Button, string Done);
