using System.Text.RegularExpressions;
using FollowUp.Local;

namespace FollowUp.Tests;

/// <summary>The rules of the architecture that a test can check.</summary>
public sealed partial class RoomRules
{
    private static readonly string App = Path.Combine(Repository.Root, "functions", "FollowUp");

    private static readonly IReadOnlyDictionary<string, string> Sources = Files(App, "*.cs", "*.razor");

    [Fact]
    public void Time_and_chance_are_arguments_below_the_engine() => Assert.All(
        Sources.Where(source => DecidingRooms().IsMatch(source.Key)),
        source => Assert.DoesNotMatch(@"TimeProvider|UtcNow|DateTime(Offset)?\.Now|Random|ILogger", source.Value));

    [Fact]
    public void Decisions_wait_for_nothing() => Assert.All(
        Sources.Where(source => DecidingRooms().IsMatch(source.Key) && !Waiting().IsMatch(source.Key)),
        source => Assert.DoesNotMatch(@"\bTask\b|HttpClient|System\.IO|\bFile\.|Guid\.NewGuid|await ", source.Value));

    [Fact]
    public void No_room_is_a_lumber_room() =>
        Assert.DoesNotContain(Directory.GetDirectories(Path.Combine(Repository.Root, "functions"), "*", SearchOption.AllDirectories)
            .Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "*", SearchOption.AllDirectories))
            .Where(folder => !Ignored(folder)).Select(Path.GetFileName),
            name => name is "Common" or "Core" or "Helpers" or "Utils" or "Services" or "Models" or "Managers" or "Shared" or "Misc");

    [Fact]
    public void Tests_mirror_the_rooms()
    {
        var rooms = Directory.GetDirectories(App).Select(Path.GetFileName).ToHashSet();
        var tested = Directory.GetDirectories(Path.Combine(Repository.Root, "tests", "FollowUp.Tests"))
            .Select(Path.GetFileName).Except(["bin", "obj", "Seeds", "TestResults"]);

        Assert.Subset(rooms, tested.ToHashSet());
    }

    [Fact]
    public void Everything_a_user_reads_stands_in_the_texts_files()
    {
        // The keys of users' files belong to a format and are not texts for a page.
        var elsewhere = Sources.Where(source => !TextsFile().IsMatch(source.Key))
            .SelectMany(source => SwedishLiteral().Matches(source.Value).Select(match => $"{source.Key}: {match.Value}"))
            .Where(hit => !YamlKey().IsMatch(hit));

        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Orchestrators_are_guarded_by_their_analyzers_and_the_banned_symbols()
    {
        Assert.Contains("\"Microsoft.DurableTask.Analyzers\"", File.ReadAllText(Path.Combine(App, "FollowUp.csproj")));
        Assert.Matches(@"(?s)DURABLE2003\.severity = error.*DURABLE2004\.severity = error",
            File.ReadAllText(Path.Combine(Repository.Root, ".globalconfig")));
        Assert.Matches(@"(?s)\[\{\*Orchestrator,SignalOrTimer\}\.cs\].*RS0030\.severity = error",
            File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")));
        var orchestrations = Sources.Where(source => source.Value.Contains("[OrchestrationTrigger]")).Select(source => source.Key).ToList();
        Assert.Equal(4, orchestrations.Count);
        Assert.All(orchestrations, file => Assert.EndsWith("Orchestrator.cs", file));
        // The helpers that orchestrators wait with are replayed as well.
        Assert.All(Sources.Where(source => source.Value.Contains("TaskOrchestrationContext")), source =>
            Assert.Matches(@"(Orchestrator|SignalOrTimer)\.cs$", source.Key));
    }

    [Fact]
    public void A_get_binds_nothing_that_changes_anything()
    {
        var gets = Sources.Values.SelectMany(source => GetTrigger().Matches(source).Select(match => match.Value)).ToList();

        Assert.True(gets.Count >= 8);
        Assert.All(gets, signature => Assert.DoesNotContain("DurableTaskClient", signature));
        Assert.All(gets, signature => Assert.DoesNotContain("\"post\"", signature));
    }

    [Fact]
    public void Nothing_is_left_open_and_no_test_is_skipped()
    {
        var words = new[] { "TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "Skip" + " = ", "Thread" + ".Sleep" };
        var all = Files(Path.Combine(Repository.Root, "functions"), "*.cs", "*.razor")
            .Concat(Files(Path.Combine(Repository.Root, "tests"), "*.cs"));

        Assert.All(all, source => Assert.All(words, word => Assert.DoesNotContain(word, source.Value)));
    }

    [Fact]
    public void Files_and_lines_are_short()
    {
        var all = new[] { "functions", "tests" }.SelectMany(folder =>
            Files(Path.Combine(Repository.Root, folder), "*.cs", "*.razor", "*.css", "*.js")).ToList();

        Assert.True(all.Count > 300, $"{all.Count} files");
        Assert.Empty(all.Where(source => source.Value.Count(letter => letter == '\n') > 400).Select(source => source.Key));
        // The report's style sheet goes into the report as it stands: its line breaks are the report's.
        Assert.Empty(all.Where(source => !source.Key.EndsWith("/ReportStyle.cs", StringComparison.Ordinal)
            && source.Value.Split('\n').Any(line => line.Length > 140)).Select(source => source.Key));
    }

    [Fact]
    public void Addresses_lie_under_reserved_domains()
    {
        var seeds = Files(Path.Combine(Repository.Root, "seeds"), "*.yaml", "*.json")
            .Concat(Files(Path.Combine(Repository.Root, "tests"), "*.cs")).Concat(Sources);

        Assert.All(seeds, source => Assert.All(MailAddress().Matches(source.Value), address => Assert.EndsWith(".example", address.Value)));
    }

    private static Dictionary<string, string> Files(string folder, params string[] patterns) => patterns
        .SelectMany(pattern => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories))
        .Where(path => !Ignored(path))
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText);

    private static bool Ignored(string path) => Regex.IsMatch(path, @"[\\/](bin|obj|TestResults)([\\/]|$)");

    [GeneratedRegex("^(Inputs|Time|Trail|Departments|Plans|Links|Questionnaires|Rounds|Schedule|Forms|Reports)/")]
    private static partial Regex DecidingRooms();

    /// <summary>The types that read and write rows, or build an object from several rows.</summary>
    [GeneratedRegex(@"(Table|RoundSteps|RoundQuestionnaires|RoundResultsReader|ReportFiles)\.cs$")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"(^|/)Texts(\.\w+)?\.cs$")]
    private static partial Regex TextsFile();

    [GeneratedRegex("\"[^\"\n]*[åäöÅÄÖ][^\"\n]*\"|>[^<>@{}\n]*[åäöÅÄÖ][^<>\n]*<")]
    private static partial Regex SwedishLiteral();

    [GeneratedRegex("^(Plans|Departments)/\\w+((Reader|Writer)\\.cs: \"[a-zåäö -]+\"$|Words\\.cs:)")]
    private static partial Regex YamlKey();

    [GeneratedRegex("""HttpTrigger\([^)]*"get"[^)]*\).*?(\{|=>)""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex GetTrigger();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex MailAddress();
}
