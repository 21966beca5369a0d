using System.Collections;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>
/// A round with what it asked about, and the newest submitted version of each answer: what counts. Drafts are never looked at.
/// </summary>
public sealed class RoundResults
{
    private readonly Dictionary<string, IReadOnlyList<AskedDuty>> _asked = [];
    private readonly ILookup<PlanItem, AskedDuty> _about;

    // Department id → its answer about business plan and account.
    private readonly Dictionary<string, CurrentAnswer> _accounts;

    public RoundResults(Round round, IReadOnlyList<ActionPlan> plans, IReadOnlyList<Assignment> departments)
    {
        (Round, Plans) = (round, plans);
        var all = departments.OrderBy(work => work.Department.Name, Texts.Alphabet)
            .ThenBy(work => work.Department.Id, StringComparer.Ordinal).ToLookup(work => work.Exemption != null);
        (Departments, Exempt) = (all[false].ToList(), all[true].ToList());
        var answers = new List<CurrentAnswer>();
        foreach (var work in Departments)
        {
            var own = new List<AskedDuty>(work.Questionnaire.Sections.Count);
            foreach (var section in work.Questionnaire.Sections)
            {
                var answer = work.Current(section.Id) is { } submitted ? new CurrentAnswer(answers.Count + 1, work, section, submitted)
                    : null;
                own.Add(new AskedDuty(work, section, answer));
                if (answer != null)
                {
                    answers.Add(answer);
                }
            }
            _asked.Add(work.Department.Id, own);
        }
        Answers = answers;
        _accounts = answers.Where(answer => answer.Section.Kind == SectionKind.Accounts).ToDictionary(answer => answer.Work.Department.Id);
        var asked = Departments.SelectMany(AskedOf).ToList();
        Duties = asked.Where(duty => duty.Kind == SectionKind.Responsible).ToList();
        Helping = asked.Where(duty => duty.Kind == SectionKind.CoResponsible).ToList();
        _about = asked.SelectMany(duty => duty.Section.About, (duty, item) => (item, duty))
            .ToLookup(about => about.item, about => about.duty);
    }

    public Round Round { get; }

    /// <summary>In the versions that the round froze.</summary>
    public IReadOnlyList<ActionPlan> Plans { get; }

    /// <summary>Those that were to answer, by name.</summary>
    public IReadOnlyList<Assignment> Departments { get; }

    /// <summary>Departments that the coordinator released from answering, by name: no figure holds it against them.</summary>
    public IReadOnlyList<Assignment> Exempt { get; }

    /// <summary>By department, then as they were asked; each with its number in that order.</summary>
    public IReadOnlyList<CurrentAnswer> Answers { get; }

    /// <summary>What departments are responsible for: a measure once for each of them, also where several plans have it.</summary>
    public IReadOnlyList<AskedDuty> Duties { get; }

    /// <summary>What departments are co-responsible for, and responsible in none of the plans.</summary>
    public IReadOnlyList<AskedDuty> Helping { get; }

    /// <summary>All that the department was asked, in that order.</summary>
    public IReadOnlyList<AskedDuty> AskedOf(Assignment work) => _asked[work.Department.Id];

    /// <summary>What the answers are named by, in order and each once.</summary>
    public static IReadOnlyList<int> Numbers(IEnumerable<CurrentAnswer> answers) => Ordered(answers.Select(answer => answer.Number));

    /// <summary>Numbers of answers, in order and each once.</summary>
    public static IReadOnlyList<int> Ordered(IEnumerable<int> numbers)
    {
        var given = numbers.ToArray();
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
    private static int[] Ticked(int[] numbers)
    {
        var there = new BitArray(numbers.Max() + 1);
        foreach (var number in numbers)
        {
            there[number] = true;
        }
        return Enumerable.Range(1, there.Length - 1).Where(number => there[number]).ToArray();
    }

    /// <summary>Whether the department says that the measure is in its business plan; null where it does not say.</summary>
    public bool? IsInBusinessPlan(AskedDuty duty) => Ticks(duty, QuestionKeys.PlanMeasures);

    /// <summary>Whether the department says that the measure is reported in its account; null where it does not say.</summary>
    public bool? IsReported(AskedDuty duty) => Ticks(duty, QuestionKeys.AccountMeasures);

    /// <summary>
    /// Whether there is a system in the work that is done: it goes on, and is in the department's own plan; null where that is not said.
    /// </summary>
    public bool? IsSystematic(AskedDuty duty) =>
        duty.Answer is { SomethingDone: true, How: { } how } && IsInBusinessPlan(duty) is { } planned
            ? AnswerWords.Lasting(how) && planned : null;

    /// <summary>The answer that says whether the measure is in the business plan and reported; null where there is none.</summary>
    public CurrentAnswer? AccountOf(AskedDuty duty) => _accounts.GetValueOrDefault(duty.Work.Department.Id);

    private bool? Ticks(AskedDuty duty, string list) => AnswerRules.IsTicked(AccountOf(duty)?.Submitted.Values, list, duty.Section.Id);

    /// <summary>
    /// Departments with that role in the measure, direction or area of that number, as frozen when the round opened.
    /// </summary>
    public IEnumerable<AskedDuty> About(string planId, string number, SectionKind role) => _about[new PlanItem(planId, number, role)];
}

/// <summary>The newest submitted version of one answer.</summary>
public sealed class CurrentAnswer
{
    public CurrentAnswer(int number, Assignment work, Section section, SubmittedAnswer submitted)
    {
        (Number, Work, Section, Submitted, Heading) = (number, work, section, submitted, Texts.Heading(section));
        Since = One(QuestionKeys.Since);
        Status = One(QuestionKeys.Status);
        How = One(QuestionKeys.How);
        Involved = One(QuestionKeys.Involved);
        Levels = Many(QuestionKeys.Levels);
        Targets = Many(QuestionKeys.Targets);
        Causes = Many(QuestionKeys.Causes);
        Resources = Many(QuestionKeys.Resources);
        SomethingDone = AnswerWords.SomethingDone(Status);
        CouldStayAsItWas = AnswerRules.IsAsked(section) && section.CanStayAsItWas;
    }

    /// <summary>From 1: what figures name it by.</summary>
    public int Number { get; }

    public Assignment Work { get; }

    public Section Section { get; }

    public SubmittedAnswer Submitted { get; }

    /// <summary>What it is about, as it is headed.</summary>
    public string Heading { get; }

    // What is counted across all departments is looked up once.
    public string? Since { get; }

    public string? Status { get; }

    public string? How { get; }

    public string? Involved { get; }

    public string[] Levels { get; }

    public string[] Targets { get; }

    public string[] Causes { get; }

    public string[] Resources { get; }

    public bool SomethingDone { get; }

    /// <summary>Whether it could have been confirmed as it was the last time, of what must be answered.</summary>
    public bool CouldStayAsItWas { get; }

    public bool NothingDone => IsDone == false;

    // What is not said, or not known, is null: never a "no".

    public bool? IsDone => Status == null ? null : SomethingDone;

    /// <summary>What was answered and counts; null where there is nothing.</summary>
    public string? One(string key) => Counts(key) ? Submitted.Values.One(key) : null;

    public string[] Many(string key) => Counts(key) ? Submitted.Values.Many(key) : [];

    /// <summary>What does not belong to the status that was answered is kept, and does not count.</summary>
    private bool Counts(string key) => AnswerRules.Belongs(Section, key, Submitted.Values);
}

/// <summary>What one department was asked.</summary>
/// <param name="Answer">Null where it has submitted nothing about it.</param>
public readonly record struct AskedDuty(Assignment Work, Section Section, CurrentAnswer? Answer)
{
    // Looked up once, so that going through all that was asked need not visit each section.
    public SectionKind Kind { get; } = Section.Kind;

    public bool IsAsked { get; } = AnswerRules.IsAsked(Section);
}

internal static class AskedDuties
{
    /// <summary>The answers of those that have answered.</summary>
    public static IEnumerable<CurrentAnswer> Answers(this IEnumerable<AskedDuty> asked) =>
        asked.Select(duty => duty.Answer).OfType<CurrentAnswer>();
}

/// <summary>What a round is seen against.</summary>
/// <param name="Earlier">Closed rounds of its kind about its plans or those in whose place they came, the oldest first.</param>
/// <param name="Register">The current one.</param>
/// <param name="Known">The newest version of every plan.</param>
/// <param name="Rounds">Every round there is.</param>
/// <param name="Standings">What has been said of the plans.</param>
public sealed record RoundHistory(
    IReadOnlyList<RoundResults> Earlier, DepartmentRegister Register, IReadOnlyList<ActionPlan> Known, IReadOnlyList<Round> Rounds,
    IReadOnlyList<PlanStanding>? Standings = null);
