using Azure;
using Azure.Data.Tables;

namespace FollowUp.Local.Emulator;

/// <summary>
/// The time in the emulated world. It lies with the data, so that a restart finds the same moment, and it stands
/// still until its one driver moves it, so that runs can be repeated. It is UTC: local time is the app's own business.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private const string Now = "Now";

    private readonly TableClient _table;
    private ETag _seen;
    private long _utcTicks;

    private VirtualClock(TableClient table, DateTimeOffset now, ETag seen)
    {
        _table = table;
        _utcTicks = now.UtcTicks;
        _seen = seen;
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Reads the clock in table <c>{prefix}Clock</c>; where there is none yet, it begins at <paramref name="startTime"/>.</summary>
    public static async Task<VirtualClock> OpenAsync(
        TableServiceClient tables, string tablePrefix, DateTimeOffset startTime, CancellationToken cancellation = default)
    {
        var table = tables.GetTableClient($"{tablePrefix}Clock");
        await table.CreateIfNotExistsAsync(cancellation);
        var stored = await table.GetEntityIfExistsAsync<TableEntity>("clock", "clock", cancellationToken: cancellation);
        if (stored.HasValue)
        {
            return new VirtualClock(table, stored.Value!.GetDateTimeOffset(Now)!.Value, stored.Value.ETag);
        }
        var created = await table.AddEntityAsync(Row(startTime), cancellation);
        return new VirtualClock(table, startTime, created.Headers.ETag!.Value);
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> has already passed.</exception>
    /// <exception cref="InvalidOperationException">Another program has moved the clock of the same data.</exception>
    public async Task AdvanceToAsync(DateTimeOffset time, CancellationToken cancellation = default)
    {
        if (time < GetUtcNow())
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, $"The clock stands at {GetUtcNow():O} and does not go backwards.");
        }
        try
        {
            var moved = await _table.UpdateEntityAsync(Row(time), _seen, TableUpdateMode.Replace, cancellation);
            _seen = moved.Headers.ETag!.Value;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            throw new InvalidOperationException($"Another program has moved the clock in {_table.Name}: one clock has one driver.", conflict);
        }
        Interlocked.Exchange(ref _utcTicks, time.UtcTicks);
    }

    private static TableEntity Row(DateTimeOffset time) => new("clock", "clock") { [Now] = time.ToUniversalTime() };
}
