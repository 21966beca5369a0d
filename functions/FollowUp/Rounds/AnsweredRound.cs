using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Rounds;

/// <summary>A round with what it asked about, and the newest submitted version of each answer: what counts. Drafts are never looked at.</summary>
public sealed class AnsweredRound
{
    private readonly Dictionary<(string Department, string Section), CountingAnswer> _answers = [];
    private readonly ILookup<string, CountingAnswer> _answersOf;
    private readonly ILookup<PlanItem, AskedDuty> _about;

    public AnsweredRound(Round round, IReadOnlyList<ActionPlan> plans, IReadOnlyList<DepartmentWork> departments)
    {
        (Round, Plans) = (round, plans);
        var all = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).ThenBy(work => work.Department.Id, StringComparer.Ordinal).ToLookup(work => work.Exemption != null);
        (Departments, Exempt) = (all[false].ToList(), all[true].ToList());
        foreach (var work in Departments)
        {
            foreach (var section in work.Questionnaire.Sections)
            {
                if (work.Counting(section.Id) is { } submitted)
                {
                    _answers[(work.Department.Id, section.Id)] = new CountingAnswer(_answers.Count + 1, work, section, submitted);
                }
            }
        }
        _answersOf = Answers.ToLookup(answer => answer.Work.Department.Id);
        Duties = Asked(SectionKind.Responsible).ToList();
        Helping = Asked(SectionKind.CoResponsible).ToList();
        _about = (from work in Departments
                  from section in work.Questionnaire.Sections
                  from item in section.About
                  select (item, duty: new AskedDuty(work, section, Answer(work, section)))).ToLookup(about => about.item, about => about.duty);
    }

    public Round Round { get; }

    /// <summary>In the versions that the round froze.</summary>
    public IReadOnlyList<ActionPlan> Plans { get; }

    /// <summary>Those that were to answer, by name.</summary>
    public IReadOnlyList<DepartmentWork> Departments { get; }

    /// <summary>Those whom the coordinator released from answering, by name: no figure holds it against them.</summary>
    public IReadOnlyList<DepartmentWork> Exempt { get; }

    /// <summary>By department, then as they were asked; each with its number in that order.</summary>
    public IReadOnlyCollection<CountingAnswer> Answers => _answers.Values;

    /// <summary>What departments are responsible for: a measure once for each of them, also where it stands in several plans.</summary>
    public IReadOnlyList<AskedDuty> Duties { get; }

    /// <summary>What departments are co-responsible for, and responsible in none of the plans.</summary>
    public IReadOnlyList<AskedDuty> Helping { get; }

    public CountingAnswer? Answer(DepartmentWork work, Section section) => _answers.GetValueOrDefault((work.Department.Id, section.Id));

    public IEnumerable<CountingAnswer> AnswersOf(string departmentId) => _answersOf[departmentId];

    /// <summary>What the answers are named by, in order and each once.</summary>
    public static IReadOnlyList<int> Numbers(IEnumerable<CountingAnswer> answers)
    {
        var numbers = answers.Select(answer => answer.Number).ToList();
        // As a rule they come in order; of ten thousand that is worth a look.
        for (var index = 1; index < numbers.Count; index++)
        {
            if (numbers[index - 1] >= numbers[index])
            {
                numbers.Sort();
                return numbers.Where((number, index) => index == 0 || number > numbers[index - 1]).ToList();
            }
        }
        return numbers;
    }

    private IEnumerable<AskedDuty> Asked(SectionKind kind) => Departments.SelectMany(work =>
        work.Questionnaire.Sections.Where(section => section.Kind == kind).Select(section => new AskedDuty(work, section, Answer(work, section))));

    /// <summary>Those whom the plan gives the role in the measure, direction or area of that number. Who that is was frozen when the round opened.</summary>
    public IEnumerable<AskedDuty> About(string planId, string number, SectionKind role) => _about[new PlanItem(planId, number, role)];
}

/// <summary>The newest submitted version of one answer.</summary>
public sealed class CountingAnswer(int number, DepartmentWork work, Section section, SubmittedAnswer submitted)
{
    /// <summary>From 1: what figures name it by.</summary>
    public int Number => number;

    public DepartmentWork Work => work;

    public Section Section => section;

    public SubmittedAnswer Submitted => submitted;

    /// <summary>Without what does not belong to the status that was answered: that is kept, and does not count.</summary>
    public AnswerValues Values { get; } = AnswerRules.Counting(section, submitted.Values);

    public bool SomethingDone { get; } = AnswerWords.SomethingDone(submitted.Values.One(QuestionKeys.Status));
}

/// <summary>What one department was asked.</summary>
/// <param name="Answer">Null where it has submitted nothing about it.</param>
public sealed record AskedDuty(DepartmentWork Work, Section Section, CountingAnswer? Answer);

/// <summary>What a round is seen against.</summary>
/// <param name="Earlier">Closed rounds of its kind about its plans or those in whose place they came, the oldest first.</param>
/// <param name="Register">As it stands now.</param>
/// <param name="Known">The newest version of every plan.</param>
/// <param name="Rounds">Every round there is.</param>
public sealed record RoundHistory(IReadOnlyList<AnsweredRound> Earlier, DepartmentRegister Register, IReadOnlyList<ActionPlan> Known, IReadOnlyList<Round> Rounds);
