using System.Buffers;
using System.Text;
using System.Text.Json;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp.Tests.Reports;

public sealed class ReportCompilerTests
{
    private static readonly DateTimeOffset InTime = new(2026, 2, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Figures_are_counted_from_what_was_submitted()
    {
        var figures = Compile(
            SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.NotStarted())),
            SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done("indicated"))),
            SmallTown.Work("housing")).Figures;

        var rate = figures.ResponseRate;
        Assert.Equal([(1, 3), (1, 3), (1, 3), (0, 3)],
            new[] { rate.Complete, rate.Partial, rate.Missing, rate.Late }.Select(figure => (figure.Count, figure.Basis)));
        Assert.Equal([(1, 2, 1, 1), (2, 1, 0, 0)], figures.FocusAreas.Select(area =>
            (area.Number, area.Reported.Basis, area.Reported.Count, area.Done.Count)));
        Assert.Equal(
            [(PreventionLevel.Universal, 2, 0), (PreventionLevel.Selective, 1, 0), (PreventionLevel.Indicated, 1, 1)],
            figures.Levels.Select(level => (level.Level, level.Planned.Count, level.Done.Count)));
        Assert.Equal([("1:1", true, true), ("1:2", false, false), ("2:1", false, false)],
            figures.Measures.Select(measure => (measure.Number, measure.Reported, measure.Done)));
        Assert.Equal([("housing", 2, 0), ("board", 1, 1), ("social", 3, 1)],
            figures.Departments.Select(department => (department.Id, department.Submitted.Basis, department.Submitted.Count)));
    }

    [Fact]
    public void A_level_that_was_ticked_where_nothing_was_done_does_not_count_as_done()
    {
        var dropped = SmallTown.Values((QuestionKeys.Status, AnswerWords.Dropped), (QuestionKeys.What, "Lades ned."),
            (QuestionKeys.Levels, "universal"));

        var figures = Compile(SmallTown.Work("board").Submitting(InTime, ("1:1", dropped)), SmallTown.Work("social"),
            SmallTown.Work("housing")).Figures;

        Assert.All(figures.Levels, level => Assert.Equal(0, level.Done.Count));
        Assert.Equal((true, false), (figures.Measures[0].Reported, figures.Measures[0].Done));
    }

    [Fact]
    public void A_co_responsible_answer_alone_does_not_report_the_measure()
    {
        var figures = Compile(SmallTown.Work("board"), SmallTown.Work("social"),
            SmallTown.Work("housing").Submitting(InTime, ("1:1", SmallTown.Contributed()))).Figures;

        Assert.False(figures.Measures[0].Reported);
    }

    [Fact]
    public void The_newest_version_counts_and_drafts_never_do()
    {
        var board = SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.NotStarted()))
            .Submitting(InTime.AddDays(1), ("1:1", SmallTown.Done()));
        var social = SmallTown.Work("social") with
        {
            Drafts = new Dictionary<string, AnswerValues>
            {
                ["1:1"] = SmallTown.Values(
            (QuestionKeys.What, "Utkast"))
            }
        };

        var json = Json(Compile(board, social, SmallTown.Work("housing")));

        Assert.Contains("Allt är gjort.", json);
        Assert.DoesNotContain("Ingen har haft tid.", json);
        Assert.DoesNotContain("Utkast", json);
    }

    [Fact]
    public void A_choice_that_came_twice_is_one_and_what_a_figure_rests_on_are_its_answers()
    {
        var work = SmallTown.Work("board").Submitting(InTime,
            ("1:1", SmallTown.Values((QuestionKeys.Status, AnswerWords.NotStarted), (QuestionKeys.What, "Nej."),
            (QuestionKeys.Causes, "resources"), (QuestionKeys.Causes, "resources"))));

        var report = Compile(work, SmallTown.Work("social"), SmallTown.Work("housing"));

        var cause = report.Figures.Causes.Single(cause => cause.Word == "resources").Figure;
        Assert.Equal((1, 1), (cause.Count, cause.Basis));
        Assert.Equal(["board"], cause.Answers.Select(number => report.Answers.Single(answer => answer.Number == number).DepartmentId));
    }

    [Fact]
    public void The_same_rows_in_any_order_make_the_same_bytes()
    {
        var works = new[]
        {
            SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done())), SmallTown.Work("social"), SmallTown.Work("housing"),
        };

        Assert.Equal(Json(Compile(works)), Json(Compile(works.Reverse().ToArray())));
    }

    [Fact]
    public void A_report_survives_being_stored()
    {
        var report = Compile(SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done())), SmallTown.Work("social"),
            SmallTown.Work("housing"));

        var stored = JsonSerializer.Deserialize<Report>(JsonSerializer.Serialize(report, StoredJson.Options), StoredJson.Options)!;

        Assert.Equal(Json(report), Json(stored));
    }

    [Fact]
    public void A_round_without_answers_has_findings_without_odd_sentences()
    {
        var report = Compile(SmallTown.Work("board"), SmallTown.Work("social"), SmallTown.Work("housing"));
        var summary = Assert.IsType<Statements>(report.Chapters[0].Blocks[1]).Items.Select(statement => statement.Text);

        Assert.Equal(
            [
                "0 av 3 enheter har lämnat hela sin uppföljning (0 %). 3 enheter har inte lämnat någon uppföljning.",
                "Ingen av planens 3 åtgärder är redovisad av någon ansvarig enhet.",
                "Ingen enhet har lämnat hela sin uppföljning i tid. Det framgår inte av svaren om uppdragen är redovisade i årsbokslut "
                    + "eller verksamhetsberättelse.",
            ],
            summary);
    }

    [Theory]
    // Closed by itself, some seconds after midnight in Stockholm
    [InlineData("2026-03-20T23:00:04Z",
        "Enkäten skickades 12 januari 2026 och sista svarsdag var 27 februari 2026. Svar togs emot till och med 20 mars 2026.")]
    // Closed by the coordinator
    [InlineData("2026-03-10T12:00:00Z", "sista svarsdag var 27 februari 2026. Svar togs emot till och med 10 mars 2026.")]
    // Closed before any mail was sent
    [InlineData("2026-01-10T12:00:00Z",
        "Enkäten skulle ha skickats 12 januari 2026 och sista svarsdag skulle ha varit 27 februari 2026. Svar togs emot till och med 10 "
        + "januari 2026.")]
    public void The_report_says_until_which_day_answers_were_taken(string closed, string told)
    {
        var round = SmallTown.Closed with { ClosedAt = DateTimeOffset.Parse(closed) };
        var report = Compile(round, SmallTown.Work("board"), SmallTown.Work("social"), SmallTown.Work("housing"));

        Assert.Contains(told, Assert.IsType<Paragraph>(report.Chapters[0].Blocks[0]).Text);
    }

    [Fact]
    public void Every_table_row_is_as_long_as_its_header()
    {
        var report = Compile(SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done())), SmallTown.Work("social"),
            SmallTown.Work("housing").Submitting(InTime, ("1:1", SmallTown.Contributed())));
        var tables = report.Tables.ToList();
        Assert.True(tables.Count >= 6);
        Assert.All(tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Header.Count, row.Count)));
    }

    private static string Json(Report report)
    {
        var json = new ArrayBufferWriter<byte>();
        JsonReportWriter.Write(report, 1, new Dictionary<string, string>(), json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static Report Compile(params IReadOnlyList<Assignment> departments) => Compile(SmallTown.Closed, departments);

    private static Report Compile(Round round, params IReadOnlyList<Assignment> departments) =>
        ReportCompiler.Compile(SmallTown.Answered(round, departments), SmallTown.NoHistory(round));
}
