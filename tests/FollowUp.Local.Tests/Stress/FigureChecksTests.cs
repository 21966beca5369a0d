using FollowUp.Local.Stress;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Local.Tests.Stress;

public sealed class FigureChecksTests
{
    private const int Seed = 100_050;
    private const int Count = 50;

    [Fact]
    public void The_figures_of_fifty_random_rounds_are_those_that_are_counted_naively() => Assert.Empty(FigureChecks.Run(Count, Seed));

    [Fact]
    public void The_random_rounds_hold_all_that_figures_can_stumble_over()
    {
        var rounds = Enumerable.Range(Seed, Count).Select(RandomRound.Of).ToList();
        var figures = rounds.Select(round => FigureChecks.Compile(round).Figures).ToList();
        var works = rounds.SelectMany(round => round.Own.Departments).ToList();

        Assert.Equal(Enum.GetValues<RoundKind>(), figures.Select(figure => figure.Kind).Distinct().Order());
        var cases = new (string Name, bool Found)[]
        {
            ("nobody answered", figures.Any(figure => figure.ResponseRate.Missing is { Count: > 1 } missing
                && missing.Count == missing.Of)),
            ("one department", figures.Any(figure => figure.Departments.Count == 1)),
            ("one measure", figures.Any(figure => figure.Measures.Count == 1)),
            ("no planned level", figures.Any(figure => figure.Measures.Count > 1 && figure.Levels.All(level => level.Planned.Count == 0))),
            ("late", figures.Any(figure => figure.ResponseRate.Late.Count > 0)),
            ("asked for late, and not late", rounds.Any(round =>
                round.Own.Departments.Any(work => work.Submissions.Any(submission => work.IsCompletion(submission, round.Own.Round))))),
            ("late, and opened again", rounds.Any(round => round.Own.Round.ReopenedAt is { } reopened
                && round.Own.Departments.Any(work => work.IsLate(round.Own.Round)
                && work.Submissions.All(submission => submission.Received < reopened)))),
            ("answered for the first time when it was opened again",
                rounds.Any(round => round.Own.Round.ReopenedAt is { } reopened
                && round.Own.Departments.Any(work => work.Submissions is [var first, ..] && first.Received > reopened))),
            ("an earlier round that was opened again", rounds.Any(round => round.Earlier.Any(rows => rows.Round.ReopenedAt != null))),
            ("a floor broken", figures.Any(figure => figure.Flags.Any(flag => flag.Code == FlagCode.FloorBroken))),
            ("changes", figures.Any(figure => figure.Changes.Count > 1)),
            ("three rounds", figures.Any(figure => figure.Rounds.Count == 3)),
            ("taken over from several", figures.Any(figure => figure.History.Any(row => row.Rounds.Any(asked => asked.Count > 1)))),
            ("asked no more", figures.Any(figure => figure.History.Any(row => row.Rounds[^1].Count == 0))),
            ("unchanged", figures.Any(figure => figure.Departments.Any(department => department.Unchanged.Count > 0))),
            ("answers to the situation report", figures.Any(figure => figure.Directions.Any(direction => direction.Situation?.Count > 0))),
            ("a need that the measures do not meet", figures.Any(figure =>
                figure.Directions.Any(direction => direction is { Gaps.Count: > 0, Measures.Count: > 0 }))),
            ("a condition in place", figures.Any(figure =>
                figure.FocusAreas.Any(area => area.Conditions.Any(condition => condition.Words[0].Figure.Count > 0)))),
            ("masked", figures.Any(figure => figure.Indicators.Any(indicator => indicator.Values.Any(value => value.Value == null)))),
            ("a small share", figures.Any(figure => figure.Indicators.Any(indicator =>
                indicator.Values.Any(value => value.Value is > 0 and < 5)))),
            ("drafts only", works.Any(work => work.Submissions.Count == 0 && work.Drafts.Count > 0)),
            ("several earlier answers", works.Any(work => work.Earlier.Values.Any(earlier => earlier.Count > 1))),
            ("twins", works.Any(work => work.Questionnaire.Sections.Any(section => section.About.Count > 1))),
            ("twins with two roles", works.Any(work => work.Questionnaire.Sections.Any(section => section.About.Select(item => item.Role)
                .Distinct().Count() > 1))),
            ("several versions", works.Any(work => work.Answers.Values.Any(versions => versions.Count > 1))),
            ("values that do not belong to the status", works.Any(work =>
                work.Questionnaire.Sections.Any(section => work.Current(section.Id) is { } answer
                && AnswerRules.NotCounting(section, answer.Values).Count > 0))),
            ("irrelevant", works.Any(work => work.Answers.Values.Any(versions =>
                versions[^1].Values.One(QuestionKeys.Since) == AnswerWords.Irrelevant))),
        };
        Assert.Equal([], cases.Where(one => !one.Found).Select(one => one.Name));
    }

    [Fact]
    public void One_figure_that_is_one_too_high_is_found_with_both_values()
    {
        var (round, report) = Answered();
        var rate = report.Figures.ResponseRate;
        var wrong = report with
        {
            Figures = report.Figures with
            {
                ResponseRate = rate with
                {
                    Late = rate.Late with
                    {
                        Count = rate.Late.Count
            + 1
                    }
                }
            }
        };

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
        Enumerable.Range(Seed, Count).Select(RandomRound.Of).Select(round => (round, FigureChecks.Compile(round)))
        .First(pair => pair.Item2.Answers.Count > 10 && pair.Item2.Figures.Kind == RoundKind.Annual);
}
