using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class FigureChecksTests
{
    // The rarest case comes in one round of thirty or so.
    private const int MaxRounds = 3_000;

    private static readonly (string Name, Func<RandomRound, ReportFigures, bool> IsIn)[] Cases =
    [
        .. Enum.GetValues<RoundKind>().Select(kind => ($"{kind}", IsOf(kind))),
        ("nobody answered", (_, figure) => figure.ResponseRate.Missing is { Count: > 1 } missing
            && missing.Count == missing.Basis),
        ("one department", (_, figure) => figure.Departments.Count == 1),
        ("one measure", (_, figure) => figure.Measures.Count == 1),
        ("no planned level", (_, figure) => figure.Measures.Count > 1 && figure.Levels.All(level => level.Planned.Count == 0)),
        ("late", (_, figure) => figure.ResponseRate.Late.Count > 0),
        ("asked for late, and not late", (round, _) =>
            round.Own.Departments.Any(work => work.Submissions.Any(submission => work.IsCompletion(submission, round.Own.Round)))),
        ("late, and opened again", (round, _) => round.Own.Round.ReopenedAt is { } reopened
            && round.Own.Departments.Any(work => work.IsLate(round.Own.Round)
            && work.Submissions.All(submission => submission.Received < reopened))),
        ("answered for the first time when it was opened again",
            (round, _) => round.Own.Round.ReopenedAt is { } reopened
            && round.Own.Departments.Any(work => work.Submissions is [var first, ..] && first.Received > reopened)),
        ("an earlier round that was opened again", (round, _) => round.Earlier.Any(rows => rows.Round.ReopenedAt != null)),
        ("a floor broken", (_, figure) => figure.Flags.Any(flag => flag.Code == FlagCode.FloorBroken)),
        ("changes", (_, figure) => figure.Changes.Count > 1),
        ("three rounds", (_, figure) => figure.Rounds.Count == 3),
        ("taken over from several", (_, figure) => figure.History.Any(row => row.Rounds.Any(asked => asked.Count > 1))),
        ("asked no more", (_, figure) => figure.History.Any(row => row.Rounds[^1].Count == 0)),
        ("unchanged", (_, figure) => figure.Departments.Any(department => department.Unchanged.Count > 0)),
        ("answers to the situation report", (_, figure) => figure.Directions.Any(direction => direction.Situation?.Count > 0)),
        ("a need that the measures do not meet", (_, figure) =>
            figure.Directions.Any(direction => direction is { Gaps.Count: > 0, Measures.Count: > 0 })),
        ("a condition in place", (_, figure) =>
            figure.FocusAreas.Any(area => area.Conditions.Any(condition => condition.Words[0].Figure.Count > 0))),
        ("masked", (_, figure) => figure.Indicators.Any(indicator => indicator.Values.Any(value => value.Value == null))),
        ("a small share", (_, figure) => figure.Indicators.Any(indicator =>
            indicator.Values.Any(value => value.Value is > 0 and < 5))),
        ("drafts only", Some(work => work.Submissions.Count == 0 && work.Drafts.Count > 0)),
        ("several earlier answers", Some(work => work.Earlier.Values.Any(earlier => earlier.Count > 1))),
        ("twins", Some(work => work.Questionnaire.Sections.Any(section => section.About.Count > 1))),
        ("twins with two roles", Some(work => work.Questionnaire.Sections.Any(section => section.About.Select(item => item.Role)
            .Distinct().Count() > 1))),
        ("several versions", Some(work => work.Answers.Values.Any(versions => versions.Count > 1))),
        ("values that do not belong to the status", Some(work =>
            work.Questionnaire.Sections.Any(section => work.Current(section.Id) is { } answer
            && AnswerRules.NotCounting(section, answer.Values).Count > 0))),
        ("irrelevant", Some(work => work.Answers.Values.Any(versions =>
            versions[^1].Values.One(QuestionKeys.Since) == AnswerWords.Irrelevant))),
    ];

    [Fact]
    public void The_figures_of_random_rounds_are_those_that_are_counted_naively() =>
        Assert.Empty(FigureChecks.Run(25, DailySeed.TakeDrawn()));

    [Fact]
    public void The_random_rounds_hold_all_that_figures_can_stumble_over()
    {
        var missing = Cases.ToList();
        foreach (var (_, round) in RandomRound.Any.Draw(DailySeed.TakeDrawn()).Take(MaxRounds).TakeWhile(_ => missing.Count > 0))
        {
            var figures = FigureChecks.Compile(round).Figures;
            missing.RemoveAll(one => one.IsIn(round, figures));
        }

        Assert.Equal([], missing.Select(one => one.Name));
    }

    [Fact]
    public void The_same_seed_makes_the_same_round()
    {
        var (seed, round) = RandomRound.Any.Draw(DailySeed.TakeDrawn()).Skip(3).First();

        Assert.Equivalent(FigureChecks.Compile(round), FigureChecks.Compile(RandomRound.Any.Draw(seed).First().Value), strict: true);
    }

    /// <summary>As if every late submission were counted wrongly.</summary>
    [Fact]
    public void A_round_that_fails_shrinks_to_a_few_departments()
    {
        static string? Fault(RandomRound round) => round.Own.Departments.Any(work => work.IsLate(round.Own.Round))
            ? $"{round.Own.Departments.Count} departments" : null;

        var violations = DrawnCampaign.Run(RandomRound.Any, DailySeed.TakeDrawn(), 100, "figures", Fault, shrinkTries: 1_000);

        Assert.Matches("^[12] departments\n  dotnet run .* figures 1 --seed ", violations[0]);
    }

    [Fact]
    public void One_figure_that_is_one_too_high_is_found_with_both_values()
    {
        var (round, report) = Answered();
        var rate = report.Figures.ResponseRate;
        var late = rate.Late with { Count = rate.Late.Count + 1 };
        var wrong = report with { Figures = report.Figures with { ResponseRate = rate with { Late = late } } };

        Assert.Equal([$"figures.responseRate.late.count: the report has {rate.Late.Count + 1}, counted naively it is {rate.Late.Count}"],
            FigureChecks.Violations(round, wrong).Where(IsOfFigures));
    }

    [Fact]
    public void An_answer_that_a_figure_does_not_name_is_found()
    {
        var (round, report) = Answered();
        var statuses = report.Figures.Statuses.Select(word =>
            word with { Figure = word.Figure with { Answers = word.Figure.Answers.Skip(1).ToList() } }).ToList();

        Assert.Contains(FigureChecks.Violations(round, report with { Figures = report.Figures with { Statuses = statuses } }), violation =>
            violation.StartsWith("figures.statuses[", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0 av 0 enheter", "it says")]
    [InlineData("NaN procent", "it says")]
    [InlineData("1 åtgärder är gjorda.", "it says")]
    [InlineData("Två  blanksteg.", "it says")]
    [InlineData(RandomRound.Draft, "the report holds")]
    [InlineData(RandomRound.Small + "3", "the report holds")]
    public void What_a_report_may_not_say_is_found(string text, string told)
    {
        var (round, report) = Answered();
        var wrong = report with { Chapters = [.. report.Chapters, new Chapter("fel", "Fel", [new Paragraph(text)], [])] };

        Assert.Contains(FigureChecks.Violations(round, wrong), violation => violation.StartsWith(told, StringComparison.Ordinal));
    }

    private static bool IsOfFigures(string violation) => violation.StartsWith("figures.", StringComparison.Ordinal);

    private static (RandomRound Round, Report Report) Answered() =>
        RandomRound.Any.Draw(DailySeed.TakeDrawn()).Select(drawn => (drawn.Value, FigureChecks.Compile(drawn.Value)))
            .First(pair => pair.Item2.Answers.Count > 10 && pair.Item2.Figures.Kind == RoundKind.Annual);

    private static Func<RandomRound, ReportFigures, bool> IsOf(RoundKind kind) => (_, figure) => figure.Kind == kind;

    private static Func<RandomRound, ReportFigures, bool> Some(Func<Assignment, bool> isIn) =>
        (round, _) => round.Own.Departments.Any(isIn);
}
