using Azure;
using Azure.Data.Tables;

namespace FollowUp.Local.Emulator;

/// <summary>
/// The time in the emulated world. It lies with the data, so that a restart finds the same moment, and it stands
/// still until its one driver moves it, so that runs can be repeated. It is UTC: local time is the app's own business.
/// </summary>
internal sealed class VirtualClock : TimeProvider
{
    private const string Now = "Now";
    private const string Driver = "Driver";

    private readonly TableClient _table;
    private readonly string _driver = Guid.NewGuid().ToString("N");
    private ETag _seen;
    private long _utcTicks;

    private VirtualClock(TableClient table, DateTimeOffset now, ETag seen)
    {
        _table = table;
        _utcTicks = now.UtcTicks;
        _seen = seen;
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>
    /// Reads the clock in table <c>{prefix}Clock</c>; where there is none yet, it begins at <paramref name="startTime"/>.
    /// </summary>
    public static async Task<VirtualClock> OpenAsync(
        TableServiceClient tables, string tablePrefix, DateTimeOffset startTime, CancellationToken cancellation = default)
    {
        var table = tables.GetTableClient($"{tablePrefix}Clock");
        await table.CreateIfNotExistsAsync(cancellation);
        var stored = await table.GetEntityIfExistsAsync<TableEntity>("clock", "clock", cancellationToken: cancellation);
        if (!stored.HasValue)
        {
            try
            {
                await table.AddEntityAsync(Row(startTime, driver: ""), cancellation);
            }
            catch (RequestFailedException exists) when (exists.Status == 409)
            {
                // Its own row, if a reply was lost.
            }
            stored = await table.GetEntityIfExistsAsync<TableEntity>("clock", "clock", cancellationToken: cancellation);
        }
        return new VirtualClock(table, stored.Value!.GetDateTimeOffset(Now)!.Value, stored.Value.ETag);
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
            var moved = await _table.UpdateEntityAsync(Row(time, _driver), _seen, TableUpdateMode.Replace, cancellation);
            _seen = moved.Headers.ETag!.Value;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            // It meets its own move if the reply was lost, to this call or to an earlier one that gave up.
            var stored = (await _table.GetEntityAsync<TableEntity>("clock", "clock", cancellationToken: cancellation)).Value;
            if (stored.GetString(Driver) != _driver)
            {
                throw new InvalidOperationException($"Another program has moved the clock in {_table.Name}: one clock has one driver.",
                    conflict);
            }
            _seen = stored.ETag;
            if (stored.GetDateTimeOffset(Now) != time)
            {
                await AdvanceToAsync(time, cancellation);
            }
        }
        Interlocked.Exchange(ref _utcTicks, time.UtcTicks);
    }

    private static TableEntity Row(DateTimeOffset time, string driver) =>
        new("clock", "clock") { [Now] = time.ToUniversalTime(), [Driver] = driver };
}
