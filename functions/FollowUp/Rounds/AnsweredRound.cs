using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Rounds;

/// <summary>A round with what it asked about, and the newest submitted version of each answer: what counts. Drafts are never looked at.</summary>
public sealed class AnsweredRound
{
    private readonly Dictionary<string, Dictionary<string, CountingAnswer>> _answers = [];
    private readonly ILookup<PlanItem, AskedDuty> _about;

    public AnsweredRound(Round round, IReadOnlyList<ActionPlan> plans, IReadOnlyList<DepartmentWork> departments)
    {
        (Round, Plans) = (round, plans);
        var all = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).ThenBy(work => work.Department.Id, StringComparer.Ordinal).ToLookup(work => work.Exemption != null);
        (Departments, Exempt) = (all[false].ToList(), all[true].ToList());
        var answers = new List<CountingAnswer>();
        foreach (var work in Departments)
        {
            var own = _answers[work.Department.Id] = [];
            foreach (var section in work.Questionnaire.Sections)
            {
                if (work.Counting(section.Id) is { } submitted)
                {
                    answers.Add(own[section.Id] = new CountingAnswer(answers.Count + 1, work, section, submitted));
                }
            }
        }
        Answers = answers;
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
    public IReadOnlyList<CountingAnswer> Answers { get; }

    /// <summary>What departments are responsible for: a measure once for each of them, also where it stands in several plans.</summary>
    public IReadOnlyList<AskedDuty> Duties { get; }

    /// <summary>What departments are co-responsible for, and responsible in none of the plans.</summary>
    public IReadOnlyList<AskedDuty> Helping { get; }

    public CountingAnswer? Answer(DepartmentWork work, Section section) => _answers[work.Department.Id].GetValueOrDefault(section.Id);

    public IEnumerable<CountingAnswer> AnswersOf(string departmentId) => _answers[departmentId].Values;

    /// <summary>What the answers are named by, in order and each once.</summary>
    public static IReadOnlyList<int> Numbers(IEnumerable<CountingAnswer> answers) => Ordered(answers.Select(answer => answer.Number));

    /// <summary>Numbers of answers, in order and each once.</summary>
    public static IReadOnlyList<int> Ordered(IEnumerable<int> numbers)
    {
        var given = numbers.ToList();
        var last = 0;
        foreach (var number in given)
        {
            if (number <= last)
            {
                return Ticked(given);
            }
            last = number;
        }
        // As a rule they come so.
        return given;
    }

    /// <summary>They run from 1: ticking them off takes no longer for each where there are more of them, as sorting would.</summary>
    private static List<int> Ticked(List<int> numbers)
    {
        var there = new bool[numbers.Max() + 1];
        foreach (var number in numbers)
        {
            there[number] = true;
        }
        var ordered = new List<int>(numbers.Count);
        for (var number = 1; number < there.Length; number++)
        {
            if (there[number])
            {
                ordered.Add(number);
            }
        }
        return ordered;
    }

    private IEnumerable<AskedDuty> Asked(SectionKind kind) => Departments.SelectMany(work =>
        work.Questionnaire.Sections.Where(section => section.Kind == kind).Select(section => new AskedDuty(work, section, Answer(work, section))));

    /// <summary>Those whom the plan gives the role in the measure, direction or area of that number. Who that is was frozen when the round opened.</summary>
    public IEnumerable<AskedDuty> About(string planId, string number, SectionKind role) => _about[new PlanItem(planId, number, role)];
}

/// <summary>The newest submitted version of one answer.</summary>
public sealed class CountingAnswer
{
    public CountingAnswer(int number, DepartmentWork work, Section section, SubmittedAnswer submitted)
    {
        (Number, Work, Section, Submitted, Heading) = (number, work, section, submitted, Texts.Heading(section));
        Values = AnswerRules.Counting(section, submitted.Values);
        (Status, Involved) = (Values.One(QuestionKeys.Status), Values.One(QuestionKeys.Involved));
        (Levels, Targets) = (Values.Many(QuestionKeys.Levels), Values.Many(QuestionKeys.Targets));
        SomethingDone = AnswerWords.SomethingDone(Status);
    }

    /// <summary>From 1: what figures name it by.</summary>
    public int Number { get; }

    public DepartmentWork Work { get; }

    public Section Section { get; }

    public SubmittedAnswer Submitted { get; }

    /// <summary>What it is about, as it is headed.</summary>
    public string Heading { get; }

    /// <summary>Without what does not belong to the status that was answered: that is kept, and does not count.</summary>
    public AnswerValues Values { get; }

    // What is counted measure by measure, across all departments, is taken out once.
    public string? Status { get; }

    public string? Involved { get; }

    public IReadOnlyList<string> Levels { get; }

    public IReadOnlyList<string> Targets { get; }

    public bool SomethingDone { get; }
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
