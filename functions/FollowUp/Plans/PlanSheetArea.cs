using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>A focus area as it is put together out of a sheet's rows.</summary>
/// <param name="Number">Null where the sheet gives it none.</param>
/// <param name="IsRow">It stands on a row of its own, as a heading does.</param>
internal sealed record PlanSheetArea(int? Number, string Title, int Line, bool IsRow)
{
    public List<Node> Conditions { get; } = [];

    public List<MapNode> Measures { get; } = [];
}
