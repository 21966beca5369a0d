using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Questionnaires;

/// <summary>What a department, or one in whose place it came, answered the last time it was asked the same.</summary>
/// <param name="Department">Its name then.</param>
/// <param name="Round">The title of the round.</param>
public sealed record EarlierAnswer(string Department, string Round, DateTimeOffset Received, AnswerValues Values);

/// <summary>What was asked and submitted in one earlier round.</summary>
public sealed record EarlierRound(Round Round, IReadOnlyList<DepartmentWork> Departments);

/// <summary>Puts beside each question what was answered to it before. Pure.</summary>
/// <param name="plans">The round's own; they may take the place of others, whose answers then are theirs.</param>
/// <param name="known">Every plan there is.</param>
/// <param name="rounds">Those that were opened before this one.</param>
public sealed class CarryForward(IReadOnlyList<ActionPlan> plans, IReadOnlyList<ActionPlan> known, IReadOnlyList<EarlierRound> rounds)
{
    // Plan id → itself and the plans whose place it took, one after the other.
    private readonly Dictionary<string, IReadOnlyList<string>> _lineages = plans.ToDictionary(plan => plan.Id, plan => plan.Lineage(known));

    // The newest first: what was asked the last time is asked of the first that asked.
    private readonly List<EarlierRound> _rounds = rounds.OrderByDescending(earlier => earlier.Round.OpenedAt).ToList();

    /// <param name="history">Ids of the department and of all in whose place it came.</param>
    /// <returns>The questionnaire with what is new and what has gone, and section id → the newest earlier answer.</returns>
    public (Questionnaire Questionnaire, IReadOnlyDictionary<string, EarlierAnswer> Earlier) For(Questionnaire questionnaire, IReadOnlyList<string> history)
    {
        var asked = _rounds
            .Select(earlier => (earlier.Round, Works: earlier.Departments.Where(work => history.Contains(work.Department.Id)).ToList()))
            .Where(earlier => earlier.Works.Count > 0)
            .ToList();
        var lastMeasures = asked
            .Select(earlier => earlier.Works.SelectMany(work => work.Questionnaire.Sections).Where(section => section.IsMeasure && section.About.Any(IsOurs)).ToList())
            .FirstOrDefault(sections => sections.Count > 0);

        var answers = new Dictionary<string, EarlierAnswer>();
        var sections = new List<Section>();
        foreach (var section in questionnaire.Sections)
        {
            var newest = asked
                .SelectMany(earlier => earlier.Works.SelectMany(work => work.Questionnaire.Sections
                    .Where(before => IsSame(questionnaire, section, before) && before.Kind == section.Kind && work.Counting(before.Id) != null)
                    .Select(before => (earlier.Round, work.Department, Answer: work.Counting(before.Id)!))))
                .OrderByDescending(candidate => candidate.Answer.Received).FirstOrDefault();
            var carried = section;
            if (newest.Answer != null)
            {
                var values = new AnswerValues();
                // Which account it was in says nothing of this one.
                foreach (var question in section.Questions.Where(question => question.Key is not (QuestionKeys.Account or QuestionKeys.AccountReference)))
                {
                    values.Put(question.Key, newest.Answer.Values.Many(question.Key));
                }
                if (values.Count > 0)
                {
                    answers[section.Id] = new EarlierAnswer(newest.Department.Name, newest.Round.Title, newest.Answer.Received, values);
                    carried = section with { Questions = [Tailoring.Choose(QuestionKeys.Since, QuestionKind.OneOf, AnswerWords.SinceLastTime), .. section.Questions] };
                }
            }
            sections.Add(carried with { IsNew = section.IsMeasure && lastMeasures?.Exists(before => IsSame(questionnaire, section, before)) == false });
        }
        var dropped = (lastMeasures ?? []).Where(before => !questionnaire.Sections.Any(section => IsSame(questionnaire, section, before)))
            .Select(before => $"{before.Number} {before.Title}").Distinct().ToList();
        return (new Questionnaire(sections, dropped), answers);
    }

    /// <summary>
    /// Whether the earlier section asked about the same. A measure is known again by its title, also in the plan that came after;
    /// where that was rewritten, by its number, unless the title now stands under another one.
    /// </summary>
    private bool IsSame(Questionnaire now, Section section, Section before)
    {
        if (section.IsMeasure != before.IsMeasure || (!section.IsMeasure && section.Kind != before.Kind))
        {
            return false;
        }
        switch (section.Kind)
        {
            case SectionKind.Closing:
                return true;
            case SectionKind.Conditions:
                // The answers are known by the conditions' order.
                return section.About.Any(item => before.About.Any(other => IsAfter(item, other)))
                    && Conditions(section).SequenceEqual(Conditions(before));
            case SectionKind.Responsible or SectionKind.CoResponsible:
                return section.About.Any(item => before.About.Any(other => IsAfter(item, other)
                    && (SameTitle(section, before)
                        || (item == other && !now.Sections.Any(another => another.IsMeasure && SameTitle(another, before))))));
            default:
                return false;
        }
    }

    private bool IsOurs(PlanItem item) => _lineages.Values.Any(lineage => lineage.Contains(item.PlanId));

    private bool IsAfter(PlanItem item, PlanItem earlier) => _lineages[item.PlanId].Contains(earlier.PlanId);

    private static bool SameTitle(Section one, Section other) => Texts.Alphabet.Equals(one.Title, other.Title);

    private static IEnumerable<string> Conditions(Section section) =>
        section.Questions.Where(question => QuestionKeys.IsCondition(question.Key)).Select(question => question.Text);
}
