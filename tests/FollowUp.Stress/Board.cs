using System.Text.Json;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>Compares each department's board row with its other rows.</summary>
internal static class Board
{
    /// <returns>A sentence for each department whose board row differs from its other rows.</returns>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(AssignmentTable answers, Round round, CancellationToken cancellation)
    {
        var told = (await answers.ListStatusesAsync(round.Id, round.Run, cancellation)).ToDictionary(status => status.Id, Told);
        var counted = (await answers.ListAsync(round.Id, round.Run, cancellation))
            .ToDictionary(work => work.Department.Id, work => Told(AssignmentSummary.Of(work, round.Run)));
        return told.Keys.Union(counted.Keys).Where(id => told.GetValueOrDefault(id) != counted.GetValueOrDefault(id))
            .Select(id => $"tavlan om {id}: {told.GetValueOrDefault(id) ?? "-"}, raderna: {counted.GetValueOrDefault(id) ?? "-"}").ToList();
    }

    // A set has no order, and two properties are not in the record's own JSON.
    private static string Told(AssignmentSummary status) =>
        JsonSerializer.Serialize(new
        {
            Status = status with { Notices = [] },
            Notices = status.Notices.Order(StringComparer.Ordinal),
            status.Extension,
            status.Exemption
        });
}
