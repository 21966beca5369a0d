using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Tests;

/// <summary>A small municipality with three departments and three measures.</summary>
internal static class SmallTown
{
    public const string Departments = """
        enheter:
          - id: board
            namn: Kommunstyrelsen
            slag: nämnd
            kontakter:
              - roll: kontaktperson
                e-post: board@town.example
              - roll: ersättare
                e-post: board.deputy@town.example
              - roll: chef
                e-post: board.head@town.example
          - id: social
            namn: Socialnämnden
            slag: nämnd
            kontakter:
              - roll: kontaktperson
                e-post: social@town.example
              - roll: chef
                e-post: social.head@town.example
          - id: housing
            namn: Bostadsbolaget
            slag: bolag
            kontakter:
              - roll: funktionsbrevlåda
                e-post: housing@town.example
        """;

    public const string Plan = """
        plan: town
        titel: Trygg stad
        kommun: Småstads kommun
        från: 2024-01-01
        till: 2027-12-31
        fokusområden:
          - nummer: 1
            titel: Förebygga
            förutsättningar: [Kunskap finns]
            åtgärder:
              - nummer: "1:1"
                titel: Utbilda personal
                exempel: en webbkurs
                ansvariga: [Kommunstyrelsen, Socialnämnden]
                medansvariga: [Bostadsbolaget]
                nivåer: [universell, selektiv]
              - nummer: "1:2"
                titel: Sprida information
                ansvariga: [Socialnämnden]
                nivåer: [universell]
          - nummer: 2
            titel: Stödja
            åtgärder:
              - nummer: "2:1"
                titel: Erbjuda boende
                ansvariga: [Bostadsbolaget]
                medansvariga: [Socialnämnden]
                nivåer: [indikerad]
        """;

    public const string Round = """
        {
          "id": "town-2025", "title": "Uppföljning 2025", "kind": "annual", "plans": ["town"], "period": "2025",
          "diaryNumbers": ["KS 2025/1"],
          "opens": "2026-01-12", "deadline": "2026-02-27", "closes": "2026-03-20", "contactEmail": "coordinator@town.example",
          "ladder": [
            { "kind": "reminder", "daysFromDeadline": -14 },
            { "kind": "overdue", "daysFromDeadline": 1 },
            { "kind": "head", "daysFromDeadline": 8 }
          ]
        }
        """;

    public const string RoundId = "town-2025";

    public static DepartmentRegister Register { get; } = ReadRegister(Departments).Register!;

    public static ActionPlan ActionPlan { get; } = ReadPlan(Plan, Register).Plan!;

    public static DepartmentReading ReadRegister(string text, string file = "register.yaml") =>
        DepartmentReader.Read(new Upload(file, Encoding.UTF8.GetBytes(text)));

    public static PlanReading ReadPlan(string text, DepartmentRegister? register = null, string file = "plan.yaml",
        params IReadOnlyList<ActionPlan> known) =>
        PlanReader.Read(new Upload(file, Encoding.UTF8.GetBytes(text)), register ?? Register, known);

    public static Round Open { get; } = new(
        RoundId, "Uppföljning 2025", RoundKind.Annual, [new RoundPlan("town", 1, "Trygg stad")], "Småstads kommun", "2025", ["KS 2025/1"],
        new DateOnly(2026, 1, 12), new DateOnly(2026, 2, 27), new DateOnly(2026, 3, 20), "coordinator@town.example",
        [new(StepKind.Reminder, -14), new(StepKind.Overdue, 1), new(StepKind.Head, 8)], WorkingDays.Default,
        RoundState.Open, Run: 1, Attempt: 0, RegisterVersion: 1, OpenedAt: new DateTimeOffset(2026, 1, 9, 8, 0, 0, TimeSpan.Zero),
        ClosedAt: null, ReportedRun: 0);

    public static Round Closed { get; } = Open with { State = RoundState.Closed, ClosedAt = Timetable.ClosesAt(Open) };

    /// <summary>The round with what these departments have submitted.</summary>
    public static RoundResults Answered(Round round, params IReadOnlyList<Assignment> departments) => new(round, [ActionPlan], departments);

    /// <summary>The history of a round that is the first one.</summary>
    public static RoundHistory NoHistory(Round round) => new([], Register, [ActionPlan], [round]);

    public static Questionnaire Questionnaire(string departmentId) =>
        new QuestionnaireBuilder(RoundKind.Annual, [ActionPlan], Register, new DateOnly(2026, 1, 9)).For(departmentId);

    /// <summary>
    /// A department with nothing saved and nothing submitted, and without the page about business plan and account: most tests would only
    /// have to answer it, too.
    /// </summary>
    public static Assignment Work(string departmentId) => WholeWork(departmentId) with
    {
        Questionnaire = new Questionnaire(
            Questionnaire(departmentId).Sections.Where(section => section.Kind != SectionKind.Accounts).ToList(), []),
    };

    /// <summary>A department with nothing saved and nothing submitted.</summary>
    public static Assignment WholeWork(string departmentId) => new(
        Register.Find(departmentId)!, Questionnaire(departmentId), new Dictionary<string, IReadOnlyList<EarlierAnswer>>(),
        new Dictionary<string, AnswerValues>(), [], new Dictionary<string, IReadOnlyList<SubmittedAnswer>>(), [], new HashSet<string>(),
        [], Closed: false);

    /// <summary>The department after it has submitted the given sections.</summary>
    public static Assignment Submitting(this Assignment work, DateTimeOffset received,
        params (string Section, AnswerValues Values)[] answers)
    {
        var submission = new Submission(work.Submissions.Count + 1, Run: 1, work.Department.Recipients.First().Id, "Kim Exempel",
            "handläggare", received, answers.Select(answer => answer.Section).ToList());
        var all = work.Answers.ToDictionary();
        foreach (var (section, values) in answers)
        {
            all[section] = [.. all.GetValueOrDefault(section) ?? [], new SubmittedAnswer(submission.Number, received, values)];
        }
        return work with { Submissions = [.. work.Submissions, submission], Answers = all };
    }

    public static AnswerValues Values(params (string Key, string Value)[] values)
    {
        var made = new AnswerValues();
        foreach (var group in values.GroupBy(value => value.Key))
        {
            made.Put(group.Key, group.Select(value => value.Value));
        }
        return made;
    }

    public static AnswerValues Done(string level = "universal") =>
        Values((QuestionKeys.Status, AnswerWords.Done), (QuestionKeys.What, "Allt är gjort."), (QuestionKeys.How, "routine"),
            (QuestionKeys.Levels, level));

    /// <summary>The page about business plan and account.</summary>
    public static (string Section, AnswerValues Values) Accounts(string[] inPlan, string[] reported)
    {
        var values = new AnswerValues();
        values.Put(QuestionKeys.PlanMeasures, inPlan);
        values.Put(QuestionKeys.AccountMeasures, reported);
        return (QuestionnaireBuilder.AccountsSection, values);
    }

    public static AnswerValues NotStarted() => Values((QuestionKeys.Status, AnswerWords.NotStarted),
        (QuestionKeys.What, "Ingen har haft tid."));

    public static AnswerValues Contributed() => Values((QuestionKeys.Contribution, "Vi lånade ut en lokal."),
        (QuestionKeys.Involved, "partly"));
}
