using System.Text.Json.Serialization;
using FollowUp.Flags;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>The consolidated report: the figures, and the document that tells them. Every format is written from this and from nothing else.</summary>
public sealed record Report(string Title, string Subtitle, ReportFigures Figures, IReadOnlyList<Chapter> Chapters);

/// <param name="Id">For links within the document.</param>
public sealed record Chapter(string Id, string Title, IReadOnlyList<Block> Blocks, IReadOnlyList<Chapter> Chapters);

[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(BulletList), "bullets")]
[JsonDerivedType(typeof(Table), "table")]
public abstract record Block;

public sealed record Paragraph(string Text) : Block;

public sealed record BulletList(IReadOnlyList<string> Items) : Block;

/// <param name="Rows">Each as long as <paramref name="Header"/>; the first cell names its row.</param>
public sealed record Table(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

public sealed record ReportFigures(
    string RoundId,
    RoundKind Kind,
    IReadOnlyList<RoundPlan> Plans,
    string Municipality,
    string Period,
    IReadOnlyList<string> DiaryNumbers,
    DateOnly Opens,
    DateOnly Deadline,
    DateTimeOffset ClosedAt,
    ResponseRate ResponseRate,
    IReadOnlyList<AreaFigures> FocusAreas,
    IReadOnlyList<MeasureFigures> Measures,
    IReadOnlyList<DepartmentFigures> Departments,
    IReadOnlyList<LevelFigures> Levels,
    IReadOnlyList<StanceFigures> Stances,
    IReadOnlyList<Flag> Flags);

/// <summary>Of departments. Late ones are counted among the complete or the partial, too.</summary>
public sealed record ResponseRate(int Asked, int Complete, int Partial, int Missing, int Late);

/// <param name="Reported">Measures about which at least one responsible department has submitted.</param>
/// <param name="Done">Measures of which at least one responsible department says that something has been done.</param>
public sealed record AreaFigures(string PlanId, int Number, string Title, IReadOnlyList<ConditionFigures> Conditions, int Measures, int Reported, int Done);

/// <summary>Of the departments that were asked about the condition, how many say what of it.</summary>
public sealed record ConditionFigures(string Text, int InPlace, int Partly, int NotInPlace, int Unknown);

/// <param name="DoneLevels">Where something has actually been done, as the responsible departments say.</param>
public sealed record MeasureFigures(
    string PlanId,
    string Number,
    string Title,
    int FocusArea,
    IReadOnlyList<PreventionLevel> PlannedLevels,
    IReadOnlyList<PreventionLevel> DoneLevels,
    bool Reported,
    bool Done,
    IReadOnlyList<MeasureAnswer> Answers);

/// <param name="Values">Null where the department has submitted nothing about the measure.</param>
public sealed record MeasureAnswer(string DepartmentId, SectionKind Role, DateTimeOffset? Received, AnswerValues? Values);

public sealed record DepartmentFigures(
    string Id, string Name, DepartmentState State, bool Late, int Asked, int Submitted, DateTimeOffset? LastReceived, string? LastSubmittedBy, AnswerValues? Closing);

/// <summary>What departments think of a draft as a whole.</summary>
public sealed record StanceFigures(string Stance, int Departments);

/// <summary>Of measures: a measure planned or done at several levels counts at each.</summary>
public sealed record LevelFigures(PreventionLevel Level, int Planned, int Done);
