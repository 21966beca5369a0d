using System.Globalization;
using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

/// <summary>The campaigns' seed in the tests: another one each day. FOLLOWUP_TEST_SEED overrides it.</summary>
internal static class DailySeed
{
    private static readonly int Number = int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_SEED"), out var seed) ? seed
        : int.Parse(DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Writes it to the test's output, also when the test passes.</summary>
    public static int Take()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"FOLLOWUP_TEST_SEED={Number}");
        return Number;
    }

    /// <summary>The CsCheck seed that belongs to it.</summary>
    public static string TakeDrawn()
    {
        var drawn = DrawnCampaign.Seed(Take());
        TestContext.Current.TestOutputHelper!.WriteLine($"--seed {drawn}");
        return drawn;
    }
}
