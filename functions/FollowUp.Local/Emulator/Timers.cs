using Azure.Data.Tables;
using FollowUp.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace FollowUp.Local.Emulator;

/// <summary>
/// Runs the timer functions as the host's listener does: the status is stored after each run, so a run that a crash cut short is made
/// again, as past due; occurrences missed while the clock leapt become one run; a failed run is logged, and made again at once as often as
/// the function's retry policy says; and the function is told the status from before the run, whose Next is the present one.
/// </summary>
internal sealed class Timers
{
    private readonly TableClient _table;
    private readonly TimeProvider _clock;
    private readonly IServiceProvider _services;
    private readonly List<Entry> _timers;

    /// <exception cref="InvalidFunctionException">A schedule or a parameter cannot be read or bound.</exception>
    public Timers(IEnumerable<Function> functions, TableServiceClient tables, string tablePrefix, DurableTaskClient durable,
        IServiceProvider services)
    {
        _table = tables.GetTableClient($"{tablePrefix}Timers");
        _clock = services.GetRequiredService<TimeProvider>();
        _services = services;
        _timers = functions.Select(function => Read(function, durable, services.GetRequiredService<IConfiguration>())).ToList();
    }

    /// <summary>When the next timer is due, of those that <see cref="StartAsync"/> has started.</summary>
    public DateTimeOffset? Next => _timers.Min(timer => (DateTimeOffset?)timer.Status.Next);

    /// <summary>Takes up the stored statuses, and runs what is past due and what asks to be run on startup.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _table.CreateIfNotExistsAsync(cancellation);
        foreach (var timer in _timers)
        {
            timer.Status = await StoredAsync(timer, cancellation) ?? await BeginAsync(timer, cancellation);
        }
        foreach (var timer in _timers)
        {
            if (timer.Trigger.RunOnStartup || timer.Status.Next <= _clock.GetUtcNow())
            {
                await RunAsync(timer, cancellation);
            }
        }
    }

    public async Task RunDueAsync(CancellationToken cancellation)
    {
        foreach (var timer in _timers.Where(timer => timer.Status.Next <= _clock.GetUtcNow()))
        {
            await RunAsync(timer, cancellation);
        }
    }

    private static Entry Read(Function function, DurableTaskClient durable, IConfiguration settings)
    {
        var trigger = (TimerTriggerAttribute)function.TriggerAttribute!;
        var expression = function.Resolve(trigger.Schedule, settings);
        var run = function.Bind<(TimerInfo Timer, CancellationToken Cancellation)>(parameter =>
            function.IsTrigger(parameter) && parameter.ParameterType == typeof(TimerInfo) ? call => call.Timer
            : parameter.ParameterType == typeof(CancellationToken) ? call => call.Cancellation
            : parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute), false) ? _ =>
            durable
            : null);
        try
        {
            return new Entry(function, trigger, expression, CrontabSchedule.Parse(expression, new() { IncludingSeconds = true }), run);
        }
        catch (CrontabException error)
        {
            throw function.Refused($"its schedule '{expression}' cannot be read: {error.Message.TrimEnd('.')}");
        }
    }

    private async Task RunAsync(Entry timer, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var info = new TimerInfo
        {
            ScheduleStatus = timer.Trigger.UseMonitor ? timer.Status.ForFunction() : null,
            IsPastDue = timer.Status.Next < now,
        };
        for (var retries = 0; ; retries++)
        {
            try
            {
                await using var scope = _services.CreateAsyncScope();
                await timer.Run(scope.ServiceProvider, (info, cancellation));
                break;
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                _services.GetRequiredService<ILogger<Timers>>()
                    .LogError(error, "The timer function {Function} failed at {Now:O}.", timer.Function.Name, now);
                if (retries == timer.Function.MaxRetries)
                {
                    break;
                }
            }
        }
        timer.Status = new Status(now, timer.NextAfter(now), now);
        await StoreAsync(timer, timer.Status, cancellation);
    }

    private async Task<Status> BeginAsync(Entry timer, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var status = new Status(null, timer.NextAfter(now), now);
        // Stored before the first run, so that also the first cannot be missed.
        await StoreAsync(timer, status, cancellation);
        return status;
    }

    private async Task<Status?> StoredAsync(Entry timer, CancellationToken cancellation)
    {
        if (!timer.Trigger.UseMonitor)
        {
            return null;
        }
        var stored = await _table.GetEntityIfExistsAsync<TableEntity>("timer", timer.Function.Name, cancellationToken: cancellation);
        // A status that was stored for another schedule says nothing about this one.
        return stored.HasValue && stored.Value!.GetString("Schedule") == timer.Expression
            ? new Status(stored.Value.GetDateTimeOffset("Last"), stored.Value.GetDateTimeOffset("Next")!.Value,
                stored.Value.GetDateTimeOffset("LastUpdated")!.Value)
            : null;
    }

    private async Task StoreAsync(Entry timer, Status status, CancellationToken cancellation)
    {
        if (!timer.Trigger.UseMonitor)
        {
            return;
        }
        var row = new TableEntity("timer", timer.Function.Name)
        {
            ["Schedule"] = timer.Expression,
            ["Next"] = status.Next,
            ["LastUpdated"] = status.LastUpdated,
        };
        if (status.Last is { } last)
        {
            row["Last"] = last;
        }
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    private sealed record Status(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset LastUpdated)
    {
        public ScheduleStatus ForFunction() =>
            new() { Last = Last?.UtcDateTime ?? default, Next = Next.UtcDateTime, LastUpdated = LastUpdated.UtcDateTime };
    }

    private sealed record Entry(
        Function Function, TimerTriggerAttribute Trigger, string Expression, CrontabSchedule Schedule,
        Func<IServiceProvider, (TimerInfo, CancellationToken), Task<object?>> Run)
    {
        public Status Status { get; set; } = null!;

        /// <summary>In UTC, as in the host; <see cref="DateTimeOffset.MaxValue"/> if no such date ever comes.</summary>
        public DateTimeOffset NextAfter(DateTimeOffset now) => new(Schedule.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero);
    }
}
