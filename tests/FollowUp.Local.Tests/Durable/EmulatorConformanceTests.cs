using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class EmulatorConformanceTests(AzuriteFixture azurite) : DurableConformanceTests(new EmulatorHost(azurite))
{
    private sealed class EmulatorHost(AzuriteFixture azurite) : IDurableHost
    {
        private readonly EmulatorDurableFixture _durable = new(azurite, TimeProvider.System);
        private readonly CancellationTokenSource _end = new();
        private Task _running = Task.CompletedTask;

        public DurableTaskClient Client => _durable.Client;

        public void Orchestrator<TInput, TOutput>(string name, Func<TaskOrchestrationContext, TInput?, Task<TOutput>> body) =>
            _durable.Orchestrator(name, context => body(context, context.GetInput<TInput>()));

        public void Activity<TInput, TOutput>(string name, Func<TInput?, TOutput> body) => _durable.Activity(name, body);

        public async Task StartAsync()
        {
            await _durable.RestartAsync(repeatsActivities: false);
            _running = Task.Run(RunAsync, CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _running;
            await _durable.DisposeAsync();
            _end.Dispose();
        }

        private async Task RunAsync()
        {
            while (!_end.IsCancellationRequested)
            {
                var arrived = _durable.Engine.WorkArrived;
                await _durable.Engine.SettleAsync(CancellationToken.None);
                var untilDue = (_durable.Engine.NextTimer ?? DateTimeOffset.MaxValue) - DateTimeOffset.UtcNow;
                var wait = TimeSpan.FromTicks(Math.Clamp(untilDue.Ticks, 0, TimeSpan.TicksPerHour));
                await Task.WhenAny(arrived, Task.Delay(wait, _end.Token));
            }
        }
    }
}
