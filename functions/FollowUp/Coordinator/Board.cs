using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Coordinator;

/// <summary>
/// Where a round stands at a moment: every department and every measure, and what comes next. Pure; it holds no word of what anybody has
/// written.
/// </summary>
public sealed class Board
{
    public Board(Round round, IReadOnlyList<ActionPlan> plans, IReadOnlyList<AssignmentSummary> departments, DateTimeOffset now)
    {
        (Round, Now) = (round, now);
        Departments = departments
            .Select(status => BoardDepartment.Of(round, status, now))
            .OrderBy(department => department.Status.Name, Texts.Alphabet)
                .ThenBy(department => department.Status.Id, StringComparer.Ordinal)
            .ToList();
        var titles = plans.SelectMany(plan => plan.Measures.Select(measure =>
            (Section: QuestionnaireBuilder.SectionId(plans, plan.Id, measure.Number), measure.Number, Title: plans.Count == 1
            ? $"{measure.Number} {measure.Title}" : $"{Texts.InPlan(measure.Number, plan.Title)} {measure.Title}")))
            .ToLookup(measure => measure.Section, measure => (measure.Number, measure.Title));
        var order = titles.Select(measure => measure.Key).Index().ToDictionary(measure => measure.Item, measure => measure.Index);
        Measures = (from department in Departments
                    where department.State != AssignmentState.Exempt
                    from section in department.Status.Sections
                    where section.Kind is SectionKind.Responsible or SectionKind.CoResponsible
                    group (department, section) by section.Id into asked
                    let words = titles[asked.Key].DefaultIfEmpty((Number: asked.Key, Title: asked.Key)).First()
                    select new BoardMeasure(asked.Key, words.Number, words.Title,
                        Part(asked.Where(one => one.section.Kind == SectionKind.Responsible)),
                        Part(asked.Where(one => one.section.Kind == SectionKind.CoResponsible))))
            .OrderBy(measure => order.GetValueOrDefault(measure.Id, int.MaxValue)).ToList();
        Upcoming = Departments.Where(department => department.Next != null)
            .GroupBy(department => (Day: StockholmTime.DayOf(department.Next!.At), department.Next.Kind))
            .OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Kind)
            .Select(group => new BoardStep(group.Key.Day, group.Key.Kind, group.Count())).ToList();
    }

    public Round Round { get; }

    public DateTimeOffset Now { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<BoardDepartment> Departments { get; }

    /// <summary>In the plans' order. Those of departments that are exempt are not asked about.</summary>
    public IReadOnlyList<BoardMeasure> Measures { get; }

    /// <summary>The next mails of the ladder, by day.</summary>
    public IReadOnlyList<BoardStep> Upcoming { get; }

    public int Count(params AssignmentState[] states) => Departments.Count(department => states.Contains(department.State));

    /// <summary>Those that are to answer.</summary>
    public int Asked => Departments.Count - Count(AssignmentState.Exempt);

    /// <summary>Those that have submitted all that they must, also where something is asked about.</summary>
    public int Answered => Departments.Count(department => department.Status is { AllSubmitted: true, Exemption: null });

    public int PartlyAnswered => Departments.Count(department =>
        department.Status is { AllSubmitted: false, Submissions: > 0, Exemption: null });

    /// <summary>Of <see cref="Measures"/>, those of which all that are responsible have submitted.</summary>
    public int MeasuresAnswered => Measures.Count(measure => measure.Responsible is { Asked: > 0, Missing.Count: 0 });

    private static BoardPart Part(IEnumerable<(BoardDepartment Department, SectionStatus Section)> asked)
    {
        var all = asked.ToList();
        return new BoardPart(all.Count(one => one.Section.IsSubmitted), all.Count,
            all.Where(one => !one.Section.IsSubmitted).Select(one => one.Department.Status.Name).ToList());
    }
}

/// <param name="IsLate">Whether something of what it has submitted came after its deadline.</param>
/// <param name="IsOverdue">Whether its deadline has passed, and something is still to be submitted.</param>
/// <param name="Deadline">Its own, where it has more time than the others.</param>
/// <param name="Next">The next step of the ladder; null where nothing more is due.</param>
/// <param name="WaitingSince">
/// When the mail service first failed to take a mail that still waits, where that is long ago; else null.
/// </param>
public sealed record BoardDepartment(AssignmentSummary Status, AssignmentState State, bool IsLate, bool IsOverdue, DateOnly Deadline,
    Notice? Next, DateTimeOffset? WaitingSince)
{
    public static BoardDepartment Of(Round round, AssignmentSummary status, DateTimeOffset now)
    {
        var own = round.For(status.Extension);
        return new BoardDepartment(status, status.State(round.State), status.IsLate(round),
            round.State is RoundState.Open or RoundState.Paused && status is { Exemption: null, AllSubmitted: false }
                && now >= Timetable.DeadlineAt(own),
            own.Deadline, status.Next(round, now), status.WaitingSince <= now - Trouble.ShownAfter ? status.WaitingSince : null);
    }
}

/// <param name="Id">Of its section.</param>
/// <param name="Number">In its plan.</param>
/// <param name="Title">With its number.</param>
public sealed record BoardMeasure(string Id, string Number, string Title, BoardPart Responsible, BoardPart CoResponsible);

/// <param name="Missing">Names of those who have not submitted it.</param>
public sealed record BoardPart(int Submitted, int Asked, IReadOnlyList<string> Missing);

/// <param name="Departments">To how many.</param>
public sealed record BoardStep(DateOnly Day, NoticeKind Kind, int Departments);
