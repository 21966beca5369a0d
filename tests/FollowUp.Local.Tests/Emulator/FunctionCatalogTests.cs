using System.Globalization;
using FollowUp.Local.Emulator;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Local.Tests.Emulator;

public class FunctionCatalogTests
{
    [Theory]
    [InlineData(typeof(NoTrigger),
        "The function Lost (NoTrigger.Run) is refused: none of its parameters has a trigger that is known here (HttpTriggerAttribute, "
        + "TimerTriggerAttribute, OrchestrationTriggerAttribute, ActivityTriggerAttribute).")]
    [InlineData(typeof(TwoTriggers), "it has more than one trigger")]
    [InlineData(typeof(BadName), "a name is a letter, then letters, digits, _ and -")]
    [InlineData(typeof(NotPublic), "it is not public")]
    [InlineData(typeof(AsyncVoid), "it is async void")]
    [InlineData(typeof(SameName), "another function has the same name")]
    public void Catalog_OfAFunctionThatCouldNotRun_RefusesIt(Type type, string reason)
    {
        var error = Assert.Throws<InvalidFunctionException>(() => new FunctionCatalog(new AssemblyOf("", type)));

        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData(typeof(OrchestratorWithMore), "its parameter 'name' (String) cannot be bound")]
    [InlineData(typeof(ActivityWithMore), "its parameter 'request' (HttpRequest) cannot be bound")]
    public void Durable_OfAParameterThatNothingBinds_RefusesIt(Type type, string reason)
    {
        var catalog = new FunctionCatalog(new AssemblyOf("", type));

        var error = Assert.Throws<InvalidFunctionException>(() => catalog.Durable(Services()));

        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void With_GivesEachTriggerItsOwn()
    {
        var catalog = new FunctionCatalog(new AssemblyOf("", typeof(Sums), typeof(StaticSums)));

        Assert.Equal(["Later", "Nothing", "Soon", "Static", "Text"],
            catalog.With<ActivityTriggerAttribute>().Select(function => function.Name));
        Assert.Empty(catalog.With<HttpTriggerAttribute>());
    }

    [Theory]
    [InlineData("Later", """{"left":1,"RIGHT":2}""", 13)]
    [InlineData("Soon", """{"Left":1,"Right":2}""", 13)]
    [InlineData("Text", "\"1\"", "11")]
    [InlineData("Text", null, "10")]
    [InlineData("Static", "41", 42)]
    [InlineData("Static", null, 1)]
    [InlineData("Nothing", "{}", null)]
    public async Task Activity_IsGivenItsInputAndItsClassItsServices(string name, string? input, object? expected)
    {
        var catalog = new FunctionCatalog(new AssemblyOf("", typeof(Sums), typeof(StaticSums)));

        var result = await catalog.Durable(Services()).Activities[name](input, TestContext.Current.CancellationToken);

        Assert.Equal(expected, result);
    }

    [Fact]
    public async Task Activity_ThatThrows_ThrowsItsOwnException()
    {
        var activity = new FunctionCatalog(new AssemblyOf("", typeof(Failing))).Durable(Services()).Activities["Fail"];

        await Assert.ThrowsAsync<TimeoutException>(() => activity(null, CancellationToken.None));
    }

    [Fact]
    public async Task Activity_EachCall_HasAScopeOfItsOwnThatEndsWithIt()
    {
        var seen = new List<Scoped>();
        await using var services = new ServiceCollection().AddSingleton(seen).AddScoped<Scoped>().BuildServiceProvider();
        var activity = new FunctionCatalog(new AssemblyOf("", typeof(SeesItsScope))).Durable(services).Activities["See"];

        await activity("0", CancellationToken.None);
        await activity("0", CancellationToken.None);

        Assert.Equal(2, seen.Distinct().Count());
        Assert.All(seen, scoped => Assert.True(scoped.Disposed));
    }

    private static ServiceProvider Services() => new ServiceCollection().AddSingleton(new Ten(10)).BuildServiceProvider();

    public sealed record Ten(int Value);

    public sealed record Pair(int Left, int Right);

    public sealed class Sums(Ten ten)
    {
        [Function("Later")]
        public async Task<int> Later([ActivityTrigger] Pair pair, CancellationToken cancellation)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            return pair.Left + pair.Right + ten.Value;
        }

        [Function("Soon")]
        public ValueTask<int> Soon([ActivityTrigger] Pair pair) => new(pair.Left + pair.Right + ten.Value);

        [Function("Text")]
        public string Text([ActivityTrigger] string? number) =>
            (int.Parse(number ?? "0", CultureInfo.InvariantCulture) + ten.Value).ToString(CultureInfo.InvariantCulture);

        [Function("Nothing")]
        public async Task Nothing([ActivityTrigger] Pair pair) => await Task.Yield();
    }

    public static class StaticSums
    {
        [Function("Static")]
        public static int Plus([ActivityTrigger] int number) => number + 1;
    }

    public class Failing
    {
        [Function("Fail")]
        public void Fail([ActivityTrigger] string? input) => throw new TimeoutException();
    }

    public sealed class Scoped : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    public class SeesItsScope(Scoped scoped, List<Scoped> seen)
    {
        [Function("See")]
        public void See([ActivityTrigger] int input) => seen.Add(scoped);
    }

    public class NoTrigger
    {
        [Function("Lost")]
        public void Run(string text) { }
    }

    public class TwoTriggers
    {
        [Function("Both")]
        public void Run([ActivityTrigger] string text, [TimerTrigger("0 0 0 * * *")] TimerInfo timer) { }
    }

    public class BadName
    {
        [Function("1st")]
        public void Run([ActivityTrigger] string text) { }
    }

    public class NotPublic
    {
        [Function("Hidden")]
        internal void Run([ActivityTrigger] string text) { }
    }

    public class AsyncVoid
    {
        [Function("Forgotten")]
        public async void Run([ActivityTrigger] string text) => await Task.Yield();
    }

    public class SameName
    {
        [Function("Twin")]
        public void One([ActivityTrigger] string text) { }

        [Function("TWIN")]
        public void Other([ActivityTrigger] string text) { }
    }

    public class OrchestratorWithMore
    {
        [Function("More")]
        public Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string name) => Task.CompletedTask;
    }

    public class ActivityWithMore
    {
        [Function("More")]
        public Task Run([ActivityTrigger] string text, HttpRequest request) => Task.CompletedTask;
    }
}
