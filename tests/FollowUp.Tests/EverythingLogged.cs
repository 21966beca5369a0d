using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FollowUp.Tests;

/// <summary>Keeps every log entry that the app's filters let through, with its state, scopes and exception.</summary>
internal sealed class EverythingLogged : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Entries { get; } = [];

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private static string Written(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values
            ? string.Join(", ", values.Select(value => $"{value.Key}={value.Value}"))
            : $"{state}";

    private sealed class Logger(EverythingLogged all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<string> entry = [$"{logLevel} {category} {eventId}", formatter(state, exception), Written(state), $"{exception}"];
            all._scopes.ForEachScope((scope, parts) => parts.AddRange([$"{scope}", Written(scope)]), entry);
            all.Entries.Enqueue(string.Join('\n', entry));
        }
    }
}
