using System.Text.Json;
using FollowUp.Rounds;

namespace FollowUp.Local.Stress;

/// <summary>Holds what the coordinator's board reads, one row for each department, against all rows that the department has.</summary>
public static class Board
{
    /// <returns>A sentence for each department of which the board says something else than its rows do.</returns>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(AssignmentTable answers, Round round, CancellationToken cancellation)
    {
        var told = (await answers.ListStatusesAsync(round.Id, round.Run, cancellation)).ToDictionary(status => status.Id, Told);
        var counted = (await answers.ListAsync(round.Id, round.Run, cancellation))
            .ToDictionary(work => work.Department.Id, work => Told(AssignmentSummary.Of(work, round.Run)));
        return told.Keys.Union(counted.Keys).Where(id => told.GetValueOrDefault(id) != counted.GetValueOrDefault(id))
            .Select(id => $"tavlan om {id}: {told.GetValueOrDefault(id) ?? "-"}, raderna: {counted.GetValueOrDefault(id) ?? "-"}").ToList();
    }

    // A set has no order, and two of its columns are not of its own.
    private static string Told(AssignmentSummary status) =>
        JsonSerializer.Serialize(new
        {
            Status = status with { Rungs = [] },
            Rungs = status.Rungs.Order(StringComparer.Ordinal),
            status.MoreTime,
            status.Exemption
        });
}
