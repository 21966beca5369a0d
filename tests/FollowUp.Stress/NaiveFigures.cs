using System.Globalization;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>
/// Computes the figures a second time, from their definitions and as simply as possible. It shares no code with the app's figures,
/// which are compared with these.
/// </summary>
/// <param name="numbers">
/// By department and section, the answer's number in the report; null where the numbers are not compared.
/// </param>
internal sealed partial class NaiveFigures(RoundRows rows, IReadOnlyDictionary<(string Department, string Section), int>? numbers)
{
    private static readonly string[] Statuses = ["not-started", "ongoing", "done", "ordinary", "dropped"];
    private static readonly PreventionLevel[] AllLevels = [PreventionLevel.Universal, PreventionLevel.Selective, PreventionLevel.Indicated];
    private static readonly MeasureTarget[] AllTargets = [MeasureTarget.Employees, MeasureTarget.Residents];
    private static readonly StringComparer Alphabet = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true);

    private readonly Round _round = rows.Round;
    private readonly DateTimeOffset _deadline = Timetable.DeadlineAt(rows.Round);
    private readonly bool _followsUp = rows.Round.Kind != RoundKind.Consultation;
    private readonly bool _asksAccount = rows.Round.Kind is RoundKind.Annual or RoundKind.HalfYear or RoundKind.MandatePeriod;
    private readonly bool _asksYearly = rows.Round.Kind is RoundKind.Annual or RoundKind.MandatePeriod;
    private readonly List<Assignment> _works = rows.Departments.OrderBy(work => work.Department.Name, Alphabet)
        .ThenBy(work => work.Department.Id, StringComparer.Ordinal).ToList();

    /// <summary>One section that one department was asked.</summary>
    /// <param name="Says">The newest submitted version, without values that do not count; null where there is none.</param>
    public sealed record Asked(Assignment Work, Section Section, SubmittedAnswer? Newest, Dictionary<string, string[]>? Says)
    {
        public bool Answered => Says != null;

        public string? One(string key) => Says != null && Says.TryGetValue(key, out var given) ? given[0] : null;

        public bool Has(string key, string word) => Says != null && Says.TryGetValue(key, out var given) && given.Contains(word);

        public bool Done => One("status") is "ongoing" or "done" or "ordinary";

        public bool NothingDone => One("status") is "not-started" or "dropped";

        public bool Systematic => One("how") is "recurring" or "routine" && Listed(this, "business-plan-measures") == true;

        public bool SaysSystematic => One("how") != null && Listed(this, "business-plan-measures") != null && Done;

        public bool IsAbout(string planId, string number, SectionKind role) =>
            Section.About.Any(item => item.PlanId == planId && item.Number == number && item.Role == role);
    }

    /// <returns>The figures without the flags' sentences.</returns>
    public static ReportFigures Of(RandomRound round, IReadOnlyDictionary<(string Department, string Section), int> numbers)
    {
        var own = new NaiveFigures(round.Own, numbers);
        var earlier = round.Earlier.Select(rows => new NaiveFigures(rows, null)).ToList();
        return own.Compile(round, earlier);
    }

    public IEnumerable<Asked> All()
    {
        foreach (var work in _works)
        {
            foreach (var section in work.Questionnaire.Sections)
            {
                var newest = Newest(work, section);
                yield return new Asked(work, section, newest, newest == null ? null : Current(section, newest.Values));
            }
        }
    }

    private static SubmittedAnswer? Newest(Assignment work, Section section) =>
        work.Answers.TryGetValue(section.Id, out var versions) ? versions.MaxBy(version => version.Submission) : null;

    private static Dictionary<string, string[]> Current(Section section, AnswerValues values)
    {
        var counting = values.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (section.Kind == SectionKind.Responsible && counting.TryGetValue("status", out var status))
        {
            string[] strange = status[0] is "ongoing" or "done" or "ordinary" ? ["causes"] : ["how", "levels", "targets"];
            foreach (var key in strange)
            {
                counting.Remove(key);
            }
        }
        return counting;
    }

    private ReportFigures Compile(RandomRound round, List<NaiveFigures> earlier) => new(
        _round.Id, _round.Kind, _round.Plans, _round.Municipality, _round.Period, _round.DiaryNumbers, _round.Opens, _round.Deadline,
        _round.ClosedAt!.Value,
        new ResponseRate(
            Departments(Complete),
            Departments(work => !Complete(work) && work.Submissions.Count > 0),
            Departments(work => work.Submissions.Count == 0),
            Departments(Late)),
        new KeyFigures(
            _asksAccount ? Count(Duties().Where(duty => !duty.NothingDone), duty => duty.SaysSystematic, duty => duty.Systematic) : null,
            _asksAccount ? Listing(Duties(), "account-measures", true) : null,
            Departments(work => Complete(work) && !Late(work))),
        _followsUp ? rows.Plans.Where(plan => plan.Kind == PlanKind.Measures)
            .SelectMany(plan => plan.FocusAreas.Select(area => Area(plan, area))).ToList() : [],
        Measures().Select(Measure).ToList(),
        _works.Select(Department).ToList(),
        Levels(Measures()),
        AllTargets.Select(target => new TargetFigures(target,
            Planned(Measures(), measure => measure.Measure.Targets, target),
            DoneAs(Measures(), "targets", target == MeasureTarget.Employees ? "employees" : "residents")))
                .ToList(),
        Words(Duties(), "status", Statuses),
        Words(Duties().Where(duty => duty.Done), "how", ["single", "recurring", "routine"]),
        _asksAccount ? Listing("business-plan-measures") : [],
        _asksAccount ? Listing("account-measures") : [],
        IsLeftOut("causes") ? [] : Words(Duties().Where(duty => duty.One("status") != null && !duty.Done), "causes",
            ["reorganisation", "turnover", "resources", "priority", "knowledge", "responsibility", "other"]),
        _asksYearly && !IsLeftOut("resources") ? Words(Duties(), "resources", ["within-budget", "more-needed", "state-grant"]) : [],
        Words(All().Where(asked => asked.Section.Kind == SectionKind.CoResponsible && asked.One("since") != "irrelevant"), "involved",
            ["yes", "partly", "no", "unknown"]),
        _followsUp ? [] : Words(All().Where(asked => asked.Section.Kind == SectionKind.Stance), "stance",
            ["support", "support-with-changes", "oppose", "abstain"]),
        Indicators(),
        _followsUp ? rows.Plans.SelectMany(plan => plan.Directions.Select(direction => Direction(plan, direction))).ToList() : [],
        Changes(),
        [.. earlier.Select(other => other.InTheRow()), InTheRow()],
        History(round, earlier),
        Flags(round, earlier).OrderBy(flag => flag.Code).ToList())
    { Own = Own() };

    private IEnumerable<Asked> Duties() => All().Where(asked => asked.Section.Kind == SectionKind.Responsible);

    private static Func<Asked, bool> Says(string key) => asked => asked.One(key) is "yes" or "no";

    private Figure Count(IEnumerable<Asked> of, Func<Asked, bool> says, Func<Asked, bool> counts)
    {
        var all = of.ToList();
        var yes = all.Where(asked => says(asked) && counts(asked)).ToList();
        return new Figure(yes.Count, all.Count(says), all.Count(asked => !says(asked)), Numbers(yes));
    }

    private List<WordFigure> Words(IEnumerable<Asked> of, string key, string[] words)
    {
        var all = of.ToList();
        return words.Select(word =>
            new WordFigure(word, Count(all, asked => asked.One(key) != null, asked => asked.Has(key, word)))).ToList();
    }

    /// <summary>The department's page about business plan and account; null where it has submitted none.</summary>
    private static Asked? Page(Assignment work)
    {
        var page = work.Questionnaire.Sections.FirstOrDefault(section => section.Id == "accounts");
        var newest = page == null ? null : Newest(work, page);
        return newest == null ? null : new Asked(work, page!, newest, Current(page!, newest.Values));
    }

    /// <summary>Whether that page lists the measure; null where it does not say.</summary>
    private static bool? Listed(Asked duty, string key) => Page(duty.Work) is { } page && page.One(key) != null
        ? page.Has(key, "all") || page.Has(key, duty.Section.Id) : null;

    private Figure Listing(IEnumerable<Asked> of, string key, bool listed)
    {
        var all = of.ToList();
        var those = all.Where(duty => Listed(duty, key) == listed).ToList();
        var silent = all.Count(duty => Listed(duty, key) == null);
        return new Figure(those.Count, all.Count - silent, silent, Numbers(those.Select(duty => Page(duty.Work)!)));
    }

    private List<WordFigure> Listing(string key) =>
    [
        new WordFigure("yes", Listing(Duties(), key, true)), new WordFigure("no", Listing(Duties(), key, false)),
    ];

    private List<IndicatorFigures> Indicators()
    {
        var indicators = new List<(string Plan, string Measure, string Name, List<IndicatorValue> Values)>();
        foreach (var duty in Duties().Where(duty => duty.Answered))
        {
            for (var number = 1; number < 20; number++)
            {
                if (duty.Section.Questions.FirstOrDefault(question => question.Key == $"indicator{number}-value") is not { } question
                    || duty.One(question.Key) is not { } text)
                {
                    continue;
                }
                var value = decimal.Parse(text.Replace(" ", "").Replace(',', '.'), CultureInfo.InvariantCulture);
                var item = duty.Section.About[0];
                if (!indicators.Exists(known => known.Plan == item.PlanId && known.Measure == item.Number && known.Name == question.Text))
                {
                    indicators.Add((item.PlanId, item.Number, question.Text, []));
                }
                indicators.Find(known => known.Plan == item.PlanId && known.Measure == item.Number
                    && known.Name == question.Text).Values.Add(
                    new IndicatorValue(duty.Work.Department.Id, NumberOf(duty), IsSmall(duty.Section, number, value) ? null : value,
                        duty.One($"indicator{number}-year"), duty.One($"indicator{number}-source")));
            }
        }
        return indicators.Select(indicator => new IndicatorFigures(indicator.Plan, indicator.Measure, indicator.Name, indicator.Values))
            .ToList();
    }

    // Only counts of people are masked, and only they ask for a confirmation.
    private static bool IsSmall(Section section, int number, decimal value) =>
        value is 1 or 2 or 3 or 4 && section.Questions.Any(question => question.Key == $"indicator{number}-confirmed");

    private List<ChangeFigure> Changes()
    {
        var compared = new List<(string From, string To, Asked Duty)>();
        foreach (var duty in Duties())
        {
            if (duty.One("status") is { } to && duty.Work.Earlier.TryGetValue(duty.Section.Id, out var before) && before.Count == 1
                && before[0].Values.TryGetValue("status", out var from))
            {
                compared.Add((from[0], to, duty));
            }
        }
        var changes = new List<ChangeFigure>();
        foreach (var from in Statuses)
        {
            foreach (var to in Statuses)
            {
                var those = compared.Where(pair => pair.From == from && pair.To == to).ToList();
                if (those.Count > 0)
                {
                    changes.Add(new ChangeFigure(from, to, new Figure(those.Count, compared.Count, 0,
                        Numbers(those.Select(pair => pair.Duty)))));
                }
            }
        }
        return changes;
    }

    private int NumberOf(Asked asked) => numbers?.GetValueOrDefault((asked.Work.Department.Id, asked.Section.Id), -1) ?? -1;

    private List<int> Numbers(IEnumerable<Asked> answers) => numbers == null ? [] : answers.Select(NumberOf).Distinct().Order().ToList();
}
