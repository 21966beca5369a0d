using System.Collections.Concurrent;
using Azure;

namespace FollowUp.Stress;

/// <summary>What a campaign has done, and the violations that it found.</summary>
internal sealed class CampaignLog
{
    // One request in ten fails, so that twenty failures in a row are not chance.
    private const int MaxTries = 20;

    private readonly ConcurrentQueue<string> _violations = [];
    private int _applied;
    private int _refused;
    private int _unknown;
    private int _checks;

    /// <summary>Writes that were confirmed.</summary>
    public int Applied => _applied;

    /// <summary>Writes that were refused for a conflict, perhaps with their own first try.</summary>
    public int Refused => _refused;

    /// <summary>Writes that ended in an error after the client's last try: only a read shows whether they were applied.</summary>
    public int Unknown => _unknown;

    public int Checks => _checks;

    public IReadOnlyCollection<string> Violations => _violations;

    public void Require(bool holds, FormattableString violation)
    {
        Interlocked.Increment(ref _checks);
        if (!holds)
        {
            _violations.Enqueue(FormattableString.Invariant(violation));
        }
    }

    /// <returns>Whether <paramref name="write"/> was applied, false for a conflict; null where an error leaves it open.</returns>
    internal async Task<bool?> WriteAsync(Func<Task<bool>> write)
    {
        bool? told = null;
        try
        {
            told = await write();
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            told = false;
        }
        catch (Exception fault) when (IsFault(fault))
        {
        }
        Interlocked.Increment(ref told == null ? ref _unknown : ref told.Value ? ref _applied : ref _refused);
        return told;
    }

    internal Task<bool?> WriteAsync(Func<Task> write) => WriteAsync(async () =>
    {
        await write();
        return true;
    });

    /// <summary>Tries until it succeeds: for reads, and for writes that can be repeated.</summary>
    internal static async Task<T> InsistAsync<T>(Func<Task<T>> act)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await act();
            }
            catch (Exception fault) when (tries < MaxTries && IsFault(fault))
            {
            }
        }
    }

    /// <summary>
    /// What the tables client throws when the service or the network fails. Everything else is a fault of the app.
    /// </summary>
    private static bool IsFault(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 or 429 or 500 or 503 } => true,
        AggregateException retried => retried.InnerExceptions.All(IsFault),
        OperationCanceledException => true,
        _ => false,
    };
}

/// <summary>
/// Writes that each replace what their writer had read, and record it. From the last one the chain leads back through every write that was
/// applied, and through no other.
/// </summary>
internal sealed class Chain(string name, CampaignLog log)
{
    private readonly ConcurrentDictionary<string, (string? Before, bool? Told)> _writes = [];

    public void Tried(string write, string? before, bool? told) => _writes[write] = (before, told);

    /// <returns>The applied writes, the oldest first.</returns>
    public IReadOnlyList<string> Check(string? last)
    {
        var applied = new List<string>();
        for (var write = last; write != null; write = _writes.TryGetValue(write, out var tried) ? tried.Before : null)
        {
            log.Require(_writes.TryGetValue(write, out var known) && known.Told != false,
                $"{name}: {write} is there, and its writer was told that it is not");
            if (applied.Contains(write))
            {
                log.Require(false, $"{name}: {write} was applied twice");
                break;
            }
            applied.Add(write);
        }
        foreach (var (write, (_, told)) in _writes)
        {
            log.Require(told != true || applied.Contains(write), $"{name}: {write} was told to be applied and is lost");
        }
        applied.Reverse();
        return applied;
    }
}
