using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>Which departments of a board are shown, and in which order: as the address says.</summary>
public sealed record BoardView(string Show, string Sort, RoundPlace Tab)
{
    public const string ShowField = "visa";
    public const string TabField = "vy";
    public const string SortField = "sortera";
    public const string All = "alla";
    public const string ByName = "enhet";

    /// <summary>What can be shown, and of which departments.</summary>
    public static IReadOnlyList<(string Value, Func<BoardDepartment, bool> Shows)> Shown { get; } =
    [
        (All, _ => true),
        ("saknas", department => department.Status.HasNothing),
        ("delvis", department => department.State == AssignmentState.PartlySubmitted),
        ("inskickade", department => department.Status is { AllSubmitted: true, Submissions: > 0 }),
        ("fragor", department => department.State == AssignmentState.Returned),
        ("forsenade", department => department.IsOverdue),
        ("sena", department => department.IsLate),
        ("inte-levererade", department => department.Status.IsUndeliverable),
        ("vantar", department => department.WaitingSince != null),
        ("undantagna", department => department.State == AssignmentState.Exempt),
    ];

    private static readonly AssignmentState[] MostUrgentFirst =
    [
        AssignmentState.NotDelivered, AssignmentState.Missing, AssignmentState.Invited, AssignmentState.NotInvited, AssignmentState.Started,
        AssignmentState.PartlySubmitted,
        AssignmentState.Returned, AssignmentState.Submitted, AssignmentState.Exempt,
    ];

    /// <summary>By what they can be sorted.</summary>
    public static IReadOnlyList<(string Value, Func<BoardDepartment, IComparable> Key)> Sorted { get; } =
    [
        (ByName, _ => 0),
        ("lage", department => Array.IndexOf(MostUrgentFirst, department.State)),
        ("inskickat", department => (double)department.Status.Submitted / Math.Max(1, department.Status.Asked.Count())),
        ("nasta", department => department.Next?.At ?? DateTimeOffset.MaxValue),
    ];

    public static BoardView Of(HttpRequest request) =>
        new(Known(request.Query[ShowField], Shown.Select(one => one.Value), All),
        Known(request.Query[SortField], Sorted.Select(one => one.Value), ByName),
        Tabs.FirstOrDefault(tab => Word(tab) == request.Query[TabField]));

    private static readonly RoundPlace[] Tabs = [RoundPlace.Departments, RoundPlace.Measures, RoundPlace.Matrix];

    /// <summary>What the address calls one of the board's own tabs.</summary>
    public static string Word(RoundPlace tab) => tab switch
    {
        RoundPlace.Measures => "atgarder",
        RoundPlace.Matrix => "matris",
        _ => "enheter",
    };

    /// <summary>By name where they are equal otherwise.</summary>
    public IReadOnlyList<BoardDepartment> Of(Board board) =>
        board.Departments.Where(Shown.Single(one => one.Value == Show).Shows).OrderBy(Sorted.Single(one => one.Value == Sort).Key).ToList();

    public string With(string? show = null, string? sort = null) =>
        $"?{ShowField}={show ?? Show}&{SortField}={sort ?? Sort}&{TabField}={Word(Tab)}";

    private static string Known(string? given, IEnumerable<string> known, string otherwise) => known.Contains(given) ? given! : otherwise;
}
