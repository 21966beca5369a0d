using System.Text.RegularExpressions;
using FollowUp.Local;

namespace FollowUp.Tests;

public sealed class InfraTests
{
    [Fact]
    public void The_template_sends_no_log_with_addresses_anywhere_and_hands_out_no_key()
    {
        var template = File.ReadAllText(Path.Combine(Repository.Root, "infra", "main.bicep"));

        // A department's address holds its link token (infra/DEPLOYMENT.md, "Who can read which logs").
        Assert.DoesNotContain("diagnosticSettings", template, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)listkeys|accountkey|connectionstring=", template);
    }

    [Fact]
    public void Workflows_run_only_actions_that_a_full_commit_hash_pins()
    {
        var used = Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows")).SelectMany(File.ReadAllLines)
            .Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(used);
        Assert.All(used, line => Assert.Matches(@"^ +(- )?uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line));
    }
}
