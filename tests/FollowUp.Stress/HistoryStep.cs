using CsCheck;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <param name="Department">The id of the department that it is about.</param>
/// <param name="Whim">Seeds the act's details: which sections, which contact, which day.</param>
internal sealed record HistoryStep(DateTimeOffset At, HistoryAct Act, string Department, int Whim)
{
    private const int MaxWhim = 99_999_999;

    private static readonly Gen<HistoryAct> Acts = Gen.Frequency(
        (14, HistoryAct.Save), (10, HistoryAct.SubmitPart), (10, HistoryAct.SubmitAll), (5, HistoryAct.Delegate), (5, HistoryAct.Complete),
        (6, HistoryAct.Extend), (5, HistoryAct.ExtendAll), (8, HistoryAct.Remind), (4, HistoryAct.RemindAll), (4, HistoryAct.SendLink),
        (6, HistoryAct.Replace), (5, HistoryAct.Exempt), (5, HistoryAct.Lift), (8, HistoryAct.Return), (4, HistoryAct.Pause),
        (3, HistoryAct.Resume), (2, HistoryAct.Close), (1, HistoryAct.Cancel), (3, HistoryAct.Reopen), (3, HistoryAct.Look));

    /// <summary>The steps of a round, and in one round of three those after it was reopened.</summary>
    public static Gen<IReadOnlyList<HistoryStep>> Story(DateOnly opens, DateOnly closes, string[] departments) => Gen.Select(
        Scene(opens.AddDays(-1), closes.DayNumber - opens.DayNumber + 2, departments).Array[10, 18],
        Gen.Frequency((2, Gen.Const<HistoryStep[]>([])), (1, Reopened(closes, departments))),
        IReadOnlyList<HistoryStep> (scenes, reopened) =>
            scenes.SelectMany(scene => scene).Concat(reopened).DistinctBy(step => step.At).OrderBy(step => step.At).ToList());

    /// <summary>A step; most exemptions and pauses are followed by their end.</summary>
    private static Gen<HistoryStep[]> Scene(DateOnly first, int days, string[] departments) =>
        from act in Acts
        from day in Gen.Int[0, days].Select(first.AddDays)
        from step in Of(act, day, departments)
        from next in act switch
        {
            HistoryAct.Exempt => Sometimes(3, 4, Gen.Int[0, 4].SelectMany(later =>
                Of(HistoryAct.Lift, day.AddDays(later), [step.Department]))),
            HistoryAct.Pause => Sometimes(4, 5, Gen.Int[1, 6].SelectMany(later =>
                Of(HistoryAct.Resume, day.AddDays(later), departments))),
            _ => Gen.Const<HistoryStep[]>([]),
        }
        select next.Prepend(step).ToArray();

    private static Gen<HistoryStep[]> Reopened(DateOnly closes, string[] departments) =>
        from day in Gen.Int[1, 4].Select(closes.AddDays)
        from reopening in Of(HistoryAct.Reopen, day, departments)
        from steps in Acts.SelectMany(act => Gen.Int[0, 7].SelectMany(later => Of(act, day.AddDays(later), departments))).Array[2, 6]
        select steps.Prepend(reopening).ToArray();

    // Timers fire at the full hour; steps come at other times.
    private static Gen<HistoryStep> Of(HistoryAct act, DateOnly day, string[] departments) => Gen.Select(
        Gen.Int[6, 21], Gen.OneOf(departments), Gen.Int[0, MaxWhim],
        (hour, department, whim) => new HistoryStep(StockholmTime.At(day, new TimeOnly(hour, 37, 11)), act, department, whim));

    private static Gen<HistoryStep[]> Sometimes(int times, int of, Gen<HistoryStep> step) => Gen.Frequency(
        (of - times, Gen.Const<HistoryStep[]>([])), (times, step.Select(one => new[] { one })));
}

internal enum HistoryAct
{
    Save,
    SubmitPart,
    SubmitAll,
    Delegate,
    Complete,
    Extend,
    ExtendAll,
    Remind,
    RemindAll,
    SendLink,
    Replace,
    Exempt,
    Lift,
    Return,
    Pause,
    Resume,
    Close,
    Cancel,
    Reopen,

    /// <summary>Reads the board.</summary>
    Look,
}
