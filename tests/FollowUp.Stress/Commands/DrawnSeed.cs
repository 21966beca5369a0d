using System.CommandLine;
using CsCheck;

namespace FollowUp.Stress.Commands;

/// <summary>The option for a CsCheck seed, as a campaign prints it.</summary>
internal static class DrawnSeed
{
    public static Option<string> Option()
    {
        var seed = new Option<string>("--seed")
        {
            Description = "Fröet som en tidigare körning skrev ut: samma frö ger samma dragning. Annars ett nytt.",
            DefaultValueFactory = _ => DrawnCampaign.FreshSeed(),
        };
        seed.Validators.Add(written =>
        {
            try
            {
                PCG.Parse(written.GetRequiredValue(seed));
            }
            catch (Exception)
            {
                written.AddError("--seed ska vara ett frö som en tidigare körning skrev ut, som 0N0XIzNsQ0O2.");
            }
        });
        return seed;
    }

    /// <returns>The exit code.</returns>
    public static int Report(IReadOnlyList<string> violations, string allRight)
    {
        foreach (var violation in violations)
        {
            Console.WriteLine($"FEL: {violation}");
        }
        Console.WriteLine(violations.Count == 0 ? allRight : $"{violations.Count} avvikelser.");
        return violations.Count == 0 ? 0 : 1;
    }
}
