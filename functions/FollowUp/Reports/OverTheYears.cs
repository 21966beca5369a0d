using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Schedule;

namespace FollowUp.Reports;

/// <summary>The chapter that compares the round with earlier ones.</summary>
internal static class OverTheYears
{
    /// <summary>Earlier follow-ups of the round's plans, and of those whose place they took, that were made without FollowUp.</summary>
    public static IReadOnlyList<OutsideFollowUp> Outside(RoundResults answered, RoundHistory history)
    {
        var lineages = answered.Plans.SelectMany(plan => plan.Lineage(history.Known)).ToHashSet();
        var about = DuePeriod.Of(answered.Round)?.Days.Last ?? answered.Round.Opens;
        return (history.Standings ?? []).Where(standing => lineages.Contains(standing.PlanId))
            .SelectMany(standing => standing.FollowedUpOutside).Where(outside => outside.Period.Last < about)
            .OrderBy(outside => outside.Period.Last).ThenBy(outside => outside.Day).ToList();
    }

    public static Chapter? Chapter(ReportFigures figures, RoundKind kind, IReadOnlyList<OutsideFollowUp> outside)
    {
        Block[] blocks =
        [
            .. figures.Changes.Count == 0 ? (Block[])[]
                : [new Paragraph(Texts.ReportText.ChangesNote(figures.Changes[0].Figure.Basis)), Changes(figures)],
            .. figures.Rounds.Count == 1 ? (Block[])[] : [Trend(figures, kind), Map(figures)],
            .. outside.Count == 0 ? (Block[])[] : [Elsewhere(outside)],
        ];
        return blocks.Length == 0 ? null : new Chapter("over-tid", Texts.ReportText.OverTheYears, blocks, []);
    }

    private static Table Changes(ReportFigures figures) => new("forandring", Texts.ReportText.Changes,
        [Texts.ReportText.Before, .. AnswerWords.Statuses.Select(status => Texts.ReportText.Now(Texts.Questions.Status(status)))],
        AnswerWords.Statuses.Where(before => figures.Changes.Any(change => change.From == before)).Select(before => (IReadOnlyList<Cell>)
        [
            Texts.Questions.Status(before),
            .. AnswerWords.Statuses.Select(after => figures.Changes.FirstOrDefault(change => change.From == before
                && change.To == after) is { } change ? (Cell)change.Figure : 0),
        ]));

    private static Table Trend(ReportFigures figures, RoundKind kind)
    {
        var asked = figures.KeyFigures.System != null;
        return new Table("utveckling", Texts.ReportText.Trend,
            [
                Texts.ReportText.RoundHeading, Texts.ReportText.CompleteShare, Texts.ReportText.TimelyShare, Texts.ReportText.ReportedShare,
                Texts.ReportText.DoneShare,
                .. asked ? (string[])[Texts.ReportText.SystemShare, Texts.ReportText.AccountShare(kind)] : [],
                .. Enum.GetValues<PreventionLevel>().Select(Texts.ReportText.LevelShare),
            ],
            figures.Rounds.Select(round => (IReadOnlyList<Cell>)
            [
                round.Title,
                .. new[] { round.Complete, round.Timely, round.Reported, round.Done }.Select(Cell.ShareOfBasis),
                .. asked ? new[] { round.System!, round.Account! }.Select(Cell.ShareOfBasis) : [],
                .. round.Levels.Select(level => Cell.ShareOfBasis(level.Done)),
            ]))
        { Charted = [1, 4, .. asked ? (int[])[5] : []] };
    }

    private static Table Elsewhere(IReadOnlyList<OutsideFollowUp> outside) => new("utanfor", Texts.ReportText.Outside,
        Texts.ReportText.OutsideHeadings,
        outside.Select(one => (IReadOnlyList<Cell>)[Texts.Calendar.Period(one), Texts.Day(one.Day), one.DiaryNumber, one.Where]));

    /// <summary>Who has followed up when: by its shades a map, by its words a table.</summary>
    private static Table Map(ReportFigures figures) => new("efterlevnad", Texts.ReportText.History,
        [Texts.ReportText.Department, .. figures.Rounds.Select(round => round.Title)],
        figures.History.Select(row => (IReadOnlyList<Cell>)[row.Name, .. row.Rounds.Select(asked => FollowedUp(row, asked))]));

    private static Cell FollowedUp(Compliance row, IReadOnlyList<FollowedUp> asked) => asked.Count == 0
        ? Texts.ReportText.NotAsked
        : new Cell(string.Join("\n", asked.Select(one => Texts.ReportText.FollowedUp(one, named: one.Name != row.Name))), [],
            Degree: asked.Min(one => one switch
        {
            { Missing: true } => Degree.None,
            _ when one.Submitted < one.Asked => Degree.Some,
            { Late: true } => Degree.Most,
            _ => Degree.All,
        }));
}
