using FollowUp.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(AnyOrder))]
[assembly: TestCaseOrderer(typeof(AnyOrder))]

namespace FollowUp.Tests;

/// <summary>
/// No test may depend on another one before it. With FOLLOWUP_TEST_SEED set to a number the tests run in a random order with that seed,
/// otherwise in the runner's order.
/// </summary>
public sealed class AnyOrder : ITestCollectionOrderer, ITestCaseOrderer
{
    private static readonly int? Seed = int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_SEED"), out var seed) ? seed : null;

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => Drawn(testCollections, collection => collection.UniqueID)
        ?? DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections);

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : notnull, ITestCase => Drawn(testCases, one => one.UniqueID) ?? DefaultTestCaseOrderer.Instance.OrderTestCases(testCases);

    /// <summary>The same order for the same seed, as long as the test files are in the same folder; null without a seed.</summary>
    private static T[]? Drawn<T>(IReadOnlyCollection<T> all, Func<T, string> id)
    {
        if (Seed is not { } seed)
        {
            return null;
        }
        var drawn = all.OrderBy(id, StringComparer.Ordinal).ToArray();
        new Random(seed).Shuffle(drawn);
        return drawn;
    }
}
