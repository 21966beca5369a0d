using System.Net;
using Azure.Data.Tables;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Tests.Rounds;

public sealed class AssignmentTableTests(TablesFixture storage)
{
    [Fact]
    public async Task A_round_is_looked_at_and_closed_while_a_department_is_only_half_asked()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        // The state after a crash: the earlier answers are written, the department is not.
        var tables = (FollowUpTables)world.Local.Emulator.Services.GetService(typeof(FollowUpTables))!;
        var row = new TableEntity(TrailKeys.DepartmentPartition(SmallTown.RoundId, "school"), RoundIds.Earlier("1:1"));
        row.SetJson<IReadOnlyList<EarlierAnswer>>(
            [new EarlierAnswer("Skolnämnden", "Uppföljning 2024", "Utbilda personal", TestWorld.Start, SmallTown.Done())]);
        await tables.Rounds.AddEntityAsync(row, TestContext.Current.CancellationToken);

        var departments = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("departments").EnumerateArray()
            .Select(department => department.GetProperty("id").GetString());
        Assert.Equal(["board", "housing", "social"], departments.Order());

        await world.LeapToAsync(new DateOnly(2026, 3, 21), 9);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }
}
