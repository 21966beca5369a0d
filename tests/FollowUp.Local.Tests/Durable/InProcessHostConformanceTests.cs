using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace FollowUp.Local.Tests.Durable;

public sealed class InProcessHostConformanceTests() : DurableConformanceTests(new InProcessHost())
{
    private sealed class InProcessHost : IDurableHost
    {
        private readonly List<Action<DurableTaskRegistry>> _registrations = [];
        private DurableTaskTestHost? _host;

        public DurableTaskClient Client => _host!.Client;

        public void Orchestrator<TInput, TOutput>(string name, Func<TaskOrchestrationContext, TInput?, Task<TOutput>> body) =>
            _registrations.Add(registry => registry.AddOrchestratorFunc<TInput, TOutput>(name, (context, input) => body(context, input)!));

        public void Activity<TInput, TOutput>(string name, Func<TInput?, TOutput> body) =>
            _registrations.Add(registry => registry.AddActivityFunc<TInput, TOutput>(name, (_, input) => body(input)));

        public async Task StartAsync()
        {
            // Its sidecar logs every request to the console; only this variable changes that.
            Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
            _host = await DurableTaskTestHost.StartAsync(
                registry => _registrations.ForEach(register => register(registry)),
                new DurableTaskTestHostOptions { Port = LocalWorld.FreePort(), LoggerFactory = NullLoggerFactory.Instance },
                TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (_host != null)
            {
                await _host.DisposeAsync();
            }
        }
    }
}
