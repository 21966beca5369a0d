using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using FollowUp.Api;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Local.Emulator;

/// <summary>
/// Every <c>[Function]</c> of an assembly, by its trigger. What Azure would refuse is refused here, before anything runs.
/// </summary>
internal sealed class FunctionCatalog
{
    private static readonly Type[] Triggers =
        [typeof(HttpTriggerAttribute), typeof(TimerTriggerAttribute), typeof(OrchestrationTriggerAttribute),
            typeof(ActivityTriggerAttribute)];

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly Dictionary<string, Function> _functions = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidFunctionException">
    /// A function's declaration is one that the Functions host, or this emulator, cannot run.
    /// </exception>
    public FunctionCatalog(Assembly assembly)
    {
        const BindingFlags all =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in assembly.GetTypes().SelectMany(type => type.GetMethods(all)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
            {
                continue;
            }
            var function = Read(attribute.Name, method);
            if (!_functions.TryAdd(function.Name, function))
            {
                throw function.Refused("another function has the same name");
            }
        }
    }

    /// <summary>The functions with one kind of trigger, by name.</summary>
    public IEnumerable<Function> With<TTrigger>() where TTrigger : Attribute =>
        _functions.Values.Where(function => function.TriggerAttribute is TTrigger)
            .OrderBy(function => function.Name, StringComparer.Ordinal);

    /// <summary>
    /// The orchestrators and activities as the engine calls them; their classes are created from <paramref name="services"/>.
    /// </summary>
    public DurableFunctions Durable(IServiceProvider services) => new(
        With<OrchestrationTriggerAttribute>().ToDictionary(function => function.Name, function => Orchestrator(function, services)),
        With<ActivityTriggerAttribute>().ToDictionary(function => function.Name, function => Activity(function, services)));

    private static Function Read(string name, MethodInfo method)
    {
        var triggers = (
            from parameter in method.GetParameters()
            from attribute in parameter.GetCustomAttributes()
            where Triggers.Contains(attribute.GetType())
            select (Parameter: parameter, Attribute: attribute)).ToList();
        var problem =
            !Regex.IsMatch(name, "^[a-zA-Z][a-zA-Z0-9_-]{0,127}$") ? "a name is a letter, then letters, digits, _ and -"
            : !method.IsPublic ? "it is not public"
            : triggers.Count == 0
            ? $"none of its parameters has a trigger that is known here ({string.Join(", ", Triggers.Select(type => type.Name))})"
            : triggers.Count > 1 ? "it has more than one trigger"
            : method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute))
            ? "it is async void, so that nobody can wait for it"
            : null;
        return problem is null
            ? new Function(name, method, triggers[0].Parameter, triggers[0].Attribute)
            : throw new InvalidFunctionException(name, method, problem);
    }

    private static OrchestratorBody Orchestrator(Function function, IServiceProvider services)
    {
        var run = function.Bind<TaskOrchestrationContext>(parameter =>
            function.IsTrigger(parameter) && parameter.ParameterType == typeof(TaskOrchestrationContext) ? context => context : null);
        // Nothing here may wait for anything but the orchestrator itself: it runs on the engine's own turn.
        return async context =>
        {
            await using var scope = services.CreateAsyncScope();
            return await run(scope.ServiceProvider, context);
        };
    }

    private static ActivityBody Activity(Function function, IServiceProvider services)
    {
        var run = function.Bind<(string? Input, CancellationToken Cancellation)>(parameter =>
            function.IsTrigger(parameter) ? call => call.Input is null ? null
                : JsonSerializer.Deserialize(call.Input, parameter.ParameterType, Json)
            : parameter.ParameterType == typeof(CancellationToken) ? call => call.Cancellation
            : null);
        return async (input, cancellation) =>
        {
            await using var scope = services.CreateAsyncScope();
            return await run(scope.ServiceProvider, (input, cancellation));
        };
    }
}

/// <summary>One function: a method with a trigger.</summary>
internal sealed class Function(string name, MethodInfo method, ParameterInfo trigger, Attribute triggerAttribute)
{
    public string Name => name;

    /// <summary>
    /// Whether a parameter of this function is the one with the trigger. Reflection may return a new object for the same parameter.
    /// </summary>
    public bool IsTrigger(ParameterInfo parameter) => parameter.Position == trigger.Position;

    public Attribute TriggerAttribute => triggerAttribute;

    /// <summary>How often the host runs it again after a failure.</summary>
    public int MaxRetries { get; } = method.GetCustomAttribute<FixedDelayRetryAttribute>()?.MaxRetryCount ?? 0;

    /// <summary>What the method returns once it has been awaited.</summary>
    public Type ResultType { get; } =
        method.ReturnType == typeof(Task) || method.ReturnType == typeof(ValueTask) ? typeof(void)
        : IsAwaited(method.ReturnType) ? method.ReturnType.GetGenericArguments()[0]
        : method.ReturnType;

    /// <summary>
    /// Decides at start what every parameter is given from a call of type <typeparamref name="TCall"/>.
    /// </summary>
    /// <param name="source">Where a parameter's value comes from; null refuses the function.</param>
    /// <returns>Runs the function in a service scope; with a new instance of its class each time.</returns>
    public Func<IServiceProvider, TCall, Task<object?>> Bind<TCall>(Func<ParameterInfo, Func<TCall, object?>?> source)
    {
        var sources = Array.ConvertAll(method.GetParameters(), parameter =>
            source(parameter) ?? throw Refused($"its parameter '{parameter.Name}' ({parameter.ParameterType.Name}) cannot be bound"));
        return (services, call) => RunAsync(services, Array.ConvertAll(sources, value => value(call)));
    }

    /// <summary>Replaces each <c>%Setting%</c> in an attribute's text, which is the host's work and not the worker's.</summary>
    public string Resolve(string text, IConfiguration settings) =>
        Regex.Replace(text, "%([^%]*)%", match => settings[match.Groups[1].Value]
            ?? throw Refused($"the setting {match.Value} of '{text}' is missing"));

    public InvalidFunctionException Refused(string reason) => new(name, method, reason);

    private async Task<object?> RunAsync(IServiceProvider services, object?[] arguments)
    {
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, method.DeclaringType!);
        var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        // The declared type counts: the task of an `async Task` method has a result of its own making.
        if (!IsAwaited(method.ReturnType))
        {
            return returned;
        }
        var task = returned as Task ?? (Task)method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!.Invoke(returned, null)!;
        await task;
        return ResultType == typeof(void) ? null : task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task);
    }

    private static bool IsAwaited(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>)
            || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}

/// <summary>A function is declared in a way that Azure, or this emulator, cannot run; the message says which and why.</summary>
internal sealed class InvalidFunctionException(string name, MethodInfo method, string reason)
    : Exception($"The function {name} ({method.DeclaringType!.Name}.{method.Name}) is refused: {reason}.");
