using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Tests.Reports;

/// <summary>Reports of the small town in the states that every format must be able to write.</summary>
internal static class SampleReports
{
    /// <summary>A text that a report writer without escaping would turn into a formula, markup or a placeholder.</summary>
    public const string Hostile =
        "=1+1 <script>alert('x')</script> </dd><img src=x onerror=alert(1)> &amp; {0} \u0001\u202e\u05e9\u05dc\u05d5\u05dd 😀 𠮷\nrad två";

    private static readonly DateTimeOffset InTime = new(2026, 2, 20, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> All { get; } = [nameof(Answered), nameof(Empty), nameof(Consultation), nameof(OverTheYears)];

    public static Report Named(string name) => name switch
    {
        nameof(Answered) => Answered,
        nameof(Empty) => Empty,
        nameof(Consultation) => Consultation,
        _ => OverTheYears,
    };

    public static Report Answered { get; } = Saying("Allt är gjort.");

    public static Report Empty { get; } = Compile(SmallTown.Closed, SmallTown.Work("board"), SmallTown.Work("social"),
        SmallTown.Work("housing"));

    public static Report Consultation { get; } = Compile(SmallTown.Closed with { Kind = RoundKind.Consultation },
        Asked("board").Submitting(InTime, (QuestionnaireBuilder.StanceSection,
            SmallTown.Values((QuestionKeys.Stance, "support"), (QuestionKeys.Viewpoints, Hostile)))),
        Asked("social").Submitting(InTime, (QuestionnaireBuilder.StanceSection, SmallTown.Values((QuestionKeys.Stance, "support")))),
        Asked("housing"));

    /// <summary>A report with an earlier round, so it also shows which departments followed up then.</summary>
    public static Report OverTheYears { get; } = ReportCompiler.Compile(
        SmallTown.Answered(SmallTown.Closed, Works("Allt är gjort.")),
        new RoundHistory([SmallTown.Answered(Earlier, Works("Det mesta är gjort."))], SmallTown.Register, [SmallTown.ActionPlan],
            [Earlier, SmallTown.Closed]));

    private static Round Earlier => SmallTown.Closed with { Id = "town-2024", Title = "Uppföljning 2024", Period = "2024" };

    /// <summary>The board has submitted three times, with this text about what it has done.</summary>
    public static Report Saying(string what) => Compile(SmallTown.Closed, Works(what));

    private static Assignment[] Works(string what) =>
    [
        SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.NotStarted())).Submitting(InTime, ("1:1", SmallTown.NotStarted()))
            .Submitting(InTime, ("1:1", SmallTown.Values((QuestionKeys.Status, AnswerWords.Done), (QuestionKeys.What, what),
                (QuestionKeys.How, "routine"), (QuestionKeys.Levels, "universal")))),
        SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done("indicated")), ("1:2", SmallTown.NotStarted())),
        SmallTown.Work("housing").Submitting(InTime, ("1:1", SmallTown.Contributed())),
    ];

    private static Report Compile(Round round, params IReadOnlyList<Assignment> departments) =>
        ReportCompiler.Compile(SmallTown.Answered(round, departments), SmallTown.NoHistory(round));

    private static Assignment Asked(string departmentId) => SmallTown.Work(departmentId) with
    {
        Questionnaire = new QuestionnaireBuilder(RoundKind.Consultation, [SmallTown.ActionPlan], SmallTown.Register,
            new DateOnly(2026, 1, 9)).For(departmentId),
    };
}
