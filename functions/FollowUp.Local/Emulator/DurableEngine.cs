using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;
using static Microsoft.DurableTask.Protobuf.HistoryEvent;

namespace FollowUp.Local.Emulator;

/// <summary>
/// Durable orchestrations on one table, for development, demo and tests on one machine. It works only while
/// <see cref="SettleAsync"/> runs, on the clock it was given. What its table holds is all it needs: a new engine over the same
/// table goes on where the last one ended, however that ended. One process at a time may use a table prefix.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    // Every seventh activity is run twice, so that they are written to bear it: in Azure they run at least once.
    private const int RepeatedActivity = 7;

    private readonly DurableStore _store;
    private readonly DurableRunner _runner;
    private readonly bool _repeatsActivities;
    private readonly DurableWork _work;
    private readonly DurableInstances _instances;
    private readonly SubOrchestrations _children;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _settling = new(1);
    private int _activityRuns;
    private Exception? _failure;

    /// <param name="repeatsActivities">False where the activities' work is counted.</param>
    public DurableEngine(
        TableServiceClient tables, string tablePrefix, TimeProvider clock, DurableFunctions functions, ILoggerFactory loggers,
        bool repeatsActivities = true)
    {
        _store = new DurableStore(tables.GetTableClient(tablePrefix + "Durable"));
        _runner = new DurableRunner(functions, loggers);
        _repeatsActivities = repeatsActivities;
        _work = new DurableWork(TurnAsync, RunActivityAsync, FailUnlessStopped);
        _instances = new DurableInstances(_store, clock, _work, Fail, _stop.Token);
        _children = new SubOrchestrations(_instances, _store);
        Client = new DurableEngineClient(_instances, _store);
    }

    public DurableTaskClient Client { get; }

    /// <inheritdoc cref="DurableInstances.NextTimer"/>
    public DateTimeOffset? NextTimer => _instances.NextTimer;

    /// <summary>Completes when there is something to do before <see cref="NextTimer"/>.</summary>
    public Task WorkArrived => _work.Arrived;

    /// <summary>Creates the table, and takes up everything that was running when the last process ended.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await _store.CreateAsync(cancellation);
        foreach (var instance in await _instances.LoadAsync(cancellation))
        {
            if (instance.Row is { HasHadTurn: false, Execution: > 1 })
            {
                await PerformAsync(instance.Row, await _store.InheritedAsync(instance.Row, cancellation));
            }
            await PerformAsync(instance.Row, instance.Interrupted());
            if (instance.Row.HasEnded)
            {
                await _store.CommitAsync(instance.Row with { HasUnsent = false }, [], [], []);
            }
            _instances.Wake(instance);
        }
    }

    /// <summary>Runs until nothing more can be done at the clock's present time: all turns, activities, and timers that are due.</summary>
    /// <exception cref="OperationCanceledException">The engine was disposed meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The table failed an earlier time: a new engine is needed.</exception>
    public async Task SettleAsync(CancellationToken cancellation = default)
    {
        await _settling.WaitAsync(cancellation);
        try
        {
            if (_failure != null)
            {
                throw Failed();
            }
            _stop.Token.ThrowIfCancellationRequested();
            while (_instances.WakeDue())
            {
                await DrainAsync(cancellation);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _settling.Release();
        }
    }

    /// <summary>
    /// Stops like a process that is ended: activities under way are told to stop and their results are lost. It returns when
    /// nothing more will be written.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _instances.FinishWritingAsync();
        await _settling.WaitAsync();
        _settling.Release();
        _runner.Dispose();
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        try
        {
            await _work.RunAllAsync(_stopped.Task, cancellation);
        }
        catch (Exception failure) when (_failure != null && _failure != failure)
        {
            throw Failed();
        }
    }

    private void FailUnlessStopped(Exception failure)
    {
        if (!_stop.IsCancellationRequested)
        {
            Fail(failure);
        }
    }

    /// <summary>What is in memory may not be what is in the table: only a new engine can go on.</summary>
    private void Fail(Exception failure)
    {
        _failure ??= failure;
        Stop();
        // Wakes a caller that waits for work: when it settles next, it sees the failure.
        _work.SignalArrival();
    }

    private InvalidOperationException Failed() => new(
        "The durable engine has stopped because its table could not be used; what it had committed is safe, and a new engine goes on from "
            + "there.", _failure);

    private void Stop()
    {
        _stop.Cancel();
        _stopped.TrySetCanceled(_stop.Token);
        _instances.Stop();
    }

    private async Task TurnAsync(DurableInstance instance)
    {
        var asker = instance.Row;
        var (taken, news, now) = _instances.News(instance);
        var result = DurableTurn.Run(instance, news, _runner, now);
        var row = result.Row with { Updated = new DateTimeOffset(now), Consumed = taken.Count == 0 ? asker.Consumed : taken[^1].Sequence };
        var isNewExecution = row.Execution != asker.Execution;
        var obsolete = taken.SelectMany(message => message.RowKeys);
        if (isNewExecution)
        {
            obsolete = obsolete.Concat(await _store.KeysAsync(row.Id, asker.Execution, _stop.Token));
        }
        _stop.Token.ThrowIfCancellationRequested();
        row = await _store.CommitAsync(row, result.Events, isNewExecution ? result.Actions : [], obsolete);
        _instances.Commit(instance, row, result.Events, taken);
        await PerformAsync(asker, result.Actions);
        if (row.HasEnded)
        {
            if (row.HasUnsent)
            {
                await _store.CommitAsync(row with { HasUnsent = false }, [], [], []);
            }
            _instances.Retire(row.Id);
            await _children.AnswerParentAsync(row, result.Events[^1].ExecutionCompleted);
        }
        _instances.EndTurn(instance);
    }

    /// <summary>
    /// Performs what a committed turn asked for; what the last turn asked for once more after each restart, so all of it must bear a
    /// repetition.
    /// </summary>
    private async Task PerformAsync(DurableRow asker, IEnumerable<HistoryEvent> actions)
    {
        foreach (var action in actions)
        {
            switch (action.EventTypeCase)
            {
                case EventTypeOneofCase.TaskScheduled:
                    _work.Add(new ActivityCall(asker.Id, asker.Execution, action.EventId, action.TaskScheduled));
                    break;
                case EventTypeOneofCase.SubOrchestrationInstanceCreated:
                    await _children.StartAsync(asker, action.EventId, action.SubOrchestrationInstanceCreated, _stop.Token);
                    break;
                case EventTypeOneofCase.EventSent:
                    // To an instance that does not run it is lost without a word, as in Azure.
                    await _instances.PostAsync(action.EventSent.InstanceId,
                        new() { EventRaised = new() { Name = action.EventSent.Name, Input = action.EventSent.Input } });
                    break;
            }
        }
    }

    private async Task RunActivityAsync(ActivityCall call)
    {
        var times = _repeatsActivities && Interlocked.Increment(ref _activityRuns) % RepeatedActivity == 0 ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            await _instances.PostAsync(call.Instance, await _runner.RunActivityAsync(call.Task, call.Scheduled, _stop.Token),
                call.Execution);
        }
    }
}
