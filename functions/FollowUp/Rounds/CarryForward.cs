using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <summary>What a department, or one in whose place it came, answered the last time it was asked the same.</summary>
/// <param name="Department">Its name then.</param>
/// <param name="Round">The title of the round.</param>
/// <param name="Title">Of what was asked about then.</param>
public sealed record EarlierAnswer(string Department, string Round, string Title, DateTimeOffset Received, AnswerValues Values)
{
    /// <summary>Whether there are measures that it says nothing of.</summary>
    internal bool IsPartial { get; init; }
}

/// <summary>What was asked and submitted in one earlier round.</summary>
internal sealed record EarlierRound(Round Round, IReadOnlyList<Assignment> Departments);

/// <summary>Puts beside each question what was answered to it before. Pure.</summary>
/// <param name="plans">The round's own; they may take the place of others, whose answers then are theirs.</param>
/// <param name="known">Every plan there is.</param>
/// <param name="opened">When the round was opened: what was submitted after it is no history of its.</param>
/// <param name="rounds">Those that were opened before this one.</param>
internal sealed class CarryForward(
    Round round, DateTimeOffset opened,
    IReadOnlyList<ActionPlan> plans, IReadOnlyList<ActionPlan> known, DepartmentRegister register, IReadOnlyList<EarlierRound> rounds)
{
    // What was reorganised after it is no history either.
    private readonly DateOnly _day = Timetable.AskedOn(round, opened);

    // Plan id → itself and the plans whose place it took, one after the other.
    private readonly Dictionary<string, IReadOnlyList<string>> _lineages = plans.ToDictionary(plan => plan.Id, plan => plan.Lineage(known));

    private readonly HashSet<string> _titles = new(plans.SelectMany(plan => plan.Measures).Select(measure => measure.Title),
        Texts.Alphabet);

    // The newest first.
    private readonly List<EarlierRound> _rounds = rounds.OrderByDescending(earlier => earlier.Round.OpenedAt).ToList();

    /// <returns>
    /// The questionnaire with what is new and what has gone; and section id → the earlier answers, one as a rule, one of each after a
    /// merge.
    /// </returns>
    public (Questionnaire Questionnaire, IReadOnlyDictionary<string, IReadOnlyList<EarlierAnswer>> Earlier) For(Questionnaire questionnaire,
        string departmentId)
    {
        var history = register.HistoryOf(departmentId, _day);
        var asked = _rounds
            .SelectMany(earlier => earlier.Departments.Where(work => history.Contains(work.Department.Id))
                .Select(work => new Asked(earlier.Round, work, Pair(questionnaire, work))))
            .ToList();

        var answers = new Dictionary<string, IReadOnlyList<EarlierAnswer>>();
        var sections = new List<Section>();
        foreach (var section in questionnaire.Sections)
        {
            var last = Last(section, departmentId, asked, []).OrderByDescending(answer => answer.Received).ToList();
            if (last.Count > 0)
            {
                answers[section.Id] = last;
            }
            // Where two of them say different things neither can go on unchanged; nor can what says nothing of a new measure.
            // Nor can what is asked of the year.
            sections.Add(last is [{ IsPartial: false }] && section.Kind != SectionKind.Own
                ? section with { Questions = [Since(section), .. section.Questions] } : section);
        }
        return (News(new Questionnaire(sections, []), asked), answers);
    }

    private static Question Since(Section section)
    {
        var since = QuestionnaireBuilder.Choose(QuestionKeys.Since, QuestionKind.OneOf,
            section.IsMeasure ? AnswerWords.SinceLastTime : AnswerWords.SinceLastTime.Where(word => word != AnswerWords.Irrelevant));
        return section.Kind == SectionKind.Accounts ? since with { Hint = Texts.Questions.SinceAccounts } : since;
    }

    /// <summary>The department's own newest answer, and those of the departments that it has succeeded since then.</summary>
    private List<EarlierAnswer> Last(Section section, string departmentId, List<Asked> asked, HashSet<string> seen)
    {
        if (!seen.Add(departmentId))
        {
            return [];
        }
        var own = Answer(section, asked.Where(earlier => earlier.Work.Department.Id == departmentId).ToList());
        var takenOver = register.Successions
            .Where(succession => succession.Date <= _day && succession.To.Contains(departmentId)
                && (own == null || StockholmTime.DayOf(own.Received) < succession.Date))
            .SelectMany(succession => succession.From).Distinct()
            .SelectMany(from => Last(section, from, asked, seen));
        return [.. own == null ? (EarlierAnswer[])[] : [own], .. takenOver];
    }

    /// <summary>
    /// What one department said the last time; to what was not asked then, what it said when it was. Without what belongs to the
    /// year: that says nothing of this one.
    /// </summary>
    private EarlierAnswer? Answer(Section section, List<Asked> asked)
    {
        var given = asked
            .Select(earlier => (earlier.Round, earlier.Work, earlier.Pairs, Section: earlier.Pairs.GetValueOrDefault(section.Id)))
            .Where(earlier => earlier.Section?.Kind == section.Kind)
            .Select(earlier => (earlier.Round, earlier.Work, earlier.Pairs, Section: earlier.Section!,
                Answer: CountingThen(earlier.Work, earlier.Section!)))
            .Where(earlier => earlier.Answer != null)
            .OrderByDescending(earlier => earlier.Answer!.Received)
            .ToList();
        var values = new AnswerValues();
        foreach (var question in section.Questions.Where(question => !AnswerRules.IsOfTheYear(question.Key)))
        {
            if (given.FirstOrDefault(earlier => earlier.Section.Questions.Any(before => before.Key == question.Key)).Answer is { } answer)
            {
                values.Put(question.Key, answer.Values.Many(question.Key));
            }
        }
        var partial = false;
        if (section.Kind == SectionKind.Accounts && given.Count > 0)
        {
            partial = Renumber(section, values, given[0].Pairs);
        }
        return values.Count == 0 ? null
            : new EarlierAnswer(given[0].Work.Department.Name, given[0].Round.Title, given[0].Section.Title, given[0].Answer!.Received,
                values)
            { IsPartial = partial };
    }

    /// <summary>Names the measures that are listed in the answer as this round does.</summary>
    /// <returns>Whether there are others now, too.</returns>
    private static bool Renumber(Section section, AnswerValues values, Dictionary<string, Section> pairs)
    {
        var partial = false;
        foreach (var question in section.Questions.Where(question => question.Kind == QuestionKind.AnyOf))
        {
            var measures = question.Choices.Select(choice => choice.Value).Where(value => !AnswerWords.All.Contains(value)).ToList();
            // One that the department only helped with was not listed.
            var known = measures.Where(id => pairs.GetValueOrDefault(id)?.Kind == SectionKind.Responsible).ToList();
            var ticked = known.Where(id => AnswerRules.IsTicked(values, question.Key, pairs[id].Id) == true).ToList();
            partial |= known.Count < measures.Count;
            values.Put(question.Key, ticked.Count == 0 ? [AnswerWords.None]
                : ticked.Count == measures.Count && measures.Count > 1 ? [AnswerWords.Every] : ticked);
        }
        return partial;
    }

    private SubmittedAnswer? CountingThen(Assignment work, Section section) =>
        work.Answers.GetValueOrDefault(section.Id)?.LastOrDefault(answer => answer.Received < opened);

    /// <summary>
    /// Section id → the section of the earlier questionnaire that asked about the same, each used once: first by number and title
    /// both; then by title, also in the plan that came after; at last by number, where the title has gone out of the plans.
    /// </summary>
    private Dictionary<string, Section> Pair(Questionnaire questionnaire, Assignment work)
    {
        var pairs = new Dictionary<string, Section>();
        var left = work.Questionnaire.Sections.ToList();
        foreach (var isSame in new Func<Section, Section, bool>[]
        {
            (section, before) => SameItem(section, before) && SameTitle(section, before),
            (section, before) => InLineage(section, before) && SameTitle(section, before),
            (section, before) => SameItem(section, before) && !_titles.Contains(before.Title),
        })
        {
            foreach (var section in questionnaire.Sections.Where(section => !pairs.ContainsKey(section.Id)))
            {
                var index = left.FindIndex(before => section.Kind switch
                {
                    SectionKind.Closing or SectionKind.Own => before.Kind == section.Kind,
                    // The half-year account is another one than the annual.
                    SectionKind.Accounts => before.Kind == SectionKind.Accounts && AccountAsked(section) == AccountAsked(before),
                    // The answers are known by the conditions' order.
                    SectionKind.Conditions => before.Kind == SectionKind.Conditions && isSame(section, before)
                        && Conditions(section).SequenceEqual(Conditions(before)),
                    SectionKind.Responsible or SectionKind.CoResponsible => before.IsMeasure && isSame(section, before),
                    _ => false,
                });
                if (index >= 0)
                {
                    pairs[section.Id] = left[index];
                    left.RemoveAt(index);
                }
            }
        }
        return pairs;
    }

    /// <summary>
    /// Says what has come and gone, plan by plan, since the last round that asked about all of the plan. A round on directions asks
    /// about a part and tells nothing of that.
    /// </summary>
    private Questionnaire News(Questionnaire questionnaire, List<Asked> asked)
    {
        if (round.Kind == RoundKind.Biennial)
        {
            return questionnaire;
        }
        var (fresh, dropped) = (new HashSet<string>(), new List<string>());
        foreach (var (planId, lineage) in _lineages)
        {
            var last = asked.Where(earlier => earlier.Round.Kind != RoundKind.Biennial
                && earlier.Round.Plans.Any(plan => lineage.Contains(plan.Id)))
                .GroupBy(earlier => earlier.Round.Id).FirstOrDefault()?.ToList();
            if (last == null)
            {
                continue;
            }
            fresh.UnionWith(questionnaire.Sections
                .Where(section => section.IsMeasure && section.About[0].PlanId == planId
                    && last.TrueForAll(earlier => !earlier.Pairs.ContainsKey(section.Id)))
                .Select(section => section.Id));
            dropped.AddRange(last.SelectMany(earlier => earlier.Work.Questionnaire.Sections
                .Where(before => before.IsMeasure && lineage.Contains(before.About[0].PlanId) && !earlier.Pairs.ContainsValue(before)))
                .Select(Texts.Heading));
        }
        return new Questionnaire(questionnaire.Sections.Select(section => section with { IsNew = fresh.Contains(section.Id) }).ToList(),
            dropped.Distinct().ToList());
    }

    private static bool SameItem(Section section, Section before) =>
        section.About.Any(item => before.About.Any(other => other.PlanId == item.PlanId && other.Number == item.Number));

    private bool InLineage(Section section, Section before) =>
        section.About.Any(item => before.About.Any(other => _lineages[item.PlanId].Contains(other.PlanId)));

    private static bool SameTitle(Section one, Section other) => Texts.Alphabet.Equals(one.Title, other.Title);

    private static string AccountAsked(Section section) =>
        section.Questions.First(question => question.Key == QuestionKeys.AccountMeasures).Text;

    private static IEnumerable<string> Conditions(Section section) =>
        section.Questions.Where(question => QuestionKeys.IsCondition(question.Key)).Select(question => question.Text);

    private sealed record Asked(Round Round, Assignment Work, Dictionary<string, Section> Pairs);
}
