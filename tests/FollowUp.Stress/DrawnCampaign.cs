using System.Text.RegularExpressions;
using CsCheck;

namespace FollowUp.Stress;

/// <summary>Checks values that are drawn from one CsCheck seed, and shrinks the first that fails.</summary>
internal static partial class DrawnCampaign
{
    // More are mostly the same fault again.
    private const int MaxViolations = 5;

    // Spreads small numbers over all 64 bits: without it the first values of different seeds are alike.
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    /// <summary>The CsCheck seed that belongs to a number.</summary>
    public static string Seed(int number) => new PCG(1, unchecked((ulong)number * GoldenRatio)).ToString();

    public static string FreshSeed() => Seed(Random.Shared.Next());

    /// <summary>Draws endlessly; each value comes with the seed that draws it first.</summary>
    public static IEnumerable<(string Seed, T Value)> Draw<T>(this Gen<T> values, string seed)
    {
        var pcg = PCG.Parse(seed);
        while (true)
        {
            var own = pcg.ToString(pcg.State);
            yield return (own, values.Generate(pcg, null, out _));
        }
    }

    /// <param name="verb">The verb of this program that draws the same values.</param>
    /// <param name="fault">What is wrong with a value; null where nothing is. What it throws is wrong, too.</param>
    /// <param name="shrinkTries">How many more values are drawn in search of a smaller one that fails.</param>
    /// <returns>What was wrong, each with the command that repeats it; the first one shrunk.</returns>
    public static IReadOnlyList<string> Run<T>(
        Gen<T> values, string seed, int count, string verb, Func<T, string?> fault, int shrinkTries)
    {
        var violations = new List<string>();
        foreach (var (own, value) in values.Draw(seed).Take(count))
        {
            if (Fault(value, fault) is { } wrong)
            {
                var (last, sentence) = violations.Count == 0 ? Shrink(values, own, fault, shrinkTries) ?? (own, wrong) : (own, wrong);
                violations.Add($"{sentence}\n  {Command(verb, 1, last)}");
                if (violations.Count == MaxViolations)
                {
                    break;
                }
            }
        }
        return violations;
    }

    /// <summary>The command that repeats a campaign.</summary>
    public static string Command(string verb, int count, string seed) =>
        $"dotnet run --project tests/FollowUp.Stress -c Release -- {verb} {count} --seed {seed}";

    private static string? Fault<T>(T value, Func<T, string?> fault)
    {
        try
        {
            return fault(value);
        }
        catch (Exception thrown)
        {
            return thrown.ToString();
        }
    }

    private static (string Seed, string Sentence)? Shrink<T>(Gen<T> values, string seed, Func<T, string?> fault, int tries)
    {
        var sentence = "";
        try
        {
            values.Sample(value =>
            {
                if (Fault(value, fault) is { } wrong)
                {
                    sentence = wrong;
                    throw new InvalidOperationException(wrong);
                }
            }, seed: seed, iter: tries, threads: 1, print: _ => "");
            return null;
        }
        // CsCheck tries only what is smaller than the smallest that has failed, so the last failure is the smallest.
        catch (CsCheckException shrunk)
        {
            return (SeedInMessage().Match(shrunk.Message).Groups[1].Value, sentence);
        }
    }

    [GeneratedRegex("Set seed: \"([^\"]+)\"")]
    private static partial Regex SeedInMessage();
}
