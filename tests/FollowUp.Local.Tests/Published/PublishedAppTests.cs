using System.Text;
using System.Text.Json;
using FollowUp.Local.Emulator;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Local.Tests.Published;

/// <summary>The deployed files.</summary>
[Collection(nameof(PublishedAppTests))]
public sealed class PublishedAppTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "FollowUp.Local.Tests", "Published", "functions.txt");

    /// <summary>All deployed files except libraries. Settings, lock files and logs are not deployed.</summary>
    private static readonly string[] Files =
    [
        ".azurefunctions/Microsoft.Azure.Functions.Worker.Extensions.pdb", ".azurefunctions/function.deps.json",
        "FollowUp", "FollowUp.deps.json", "FollowUp.pdb", "FollowUp.runtimeconfig.json", "FollowUp.staticwebassets.endpoints.json",
        "extensions.json", "functions.metadata", "host.json", "worker.config.json",
    ];

    private IReadOnlyList<string> Published => [.. Directory.GetFiles(app.Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(app.Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_host_is_told_of_exactly_the_functions_that_the_emulator_runs_and_that_are_kept_in_the_list()
    {
        var kept = File.ReadAllLines(Golden);

        Assert.Equal(kept, Catalogue());
        Assert.Equal(kept, Metadata());
    }

    [Fact]
    public void The_host_finds_its_durable_extension_and_the_loader_of_the_metadata()
    {
        var extensions = Json("extensions.json").GetProperty("extensions").EnumerateArray().ToList();

        Assert.Equal(
            [
                "Microsoft.Azure.WebJobs.Extensions.DurableTask.DurableTaskWebJobsStartup",
                "Microsoft.Azure.WebJobs.Extensions.FunctionMetadataLoader.Startup",
            ],
            extensions.Select(extension => Text(extension, "typeName")!.Split(',')[0]));
        Assert.All(extensions, extension => Assert.True(File.Exists(Path.Combine(app.Folder, Text(extension, "hintPath")!))));
    }

    [Fact]
    public void The_host_is_told_how_to_start_the_worker_and_gets_the_repositorys_host_json()
    {
        var worker = Json("worker.config.json").GetProperty("description");

        Assert.Equal(("dotnet-isolated", "dotnet", "FollowUp.dll"),
            (Text(worker, "language"), Text(worker, "defaultExecutablePath"), Text(worker, "defaultWorkerPath")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "host.json")),
            File.ReadAllBytes(Path.Combine(app.Folder, "host.json")));
    }

    [Fact]
    public void Besides_libraries_only_files_for_the_host_and_the_runtime_are_published() =>
        Assert.Equal(Files, Published.Where(file => !file.EndsWith(".dll", StringComparison.Ordinal)));

    [Fact]
    public void Neither_the_emulator_nor_tests_nor_what_they_need_are_there()
    {
        Assert.Contains("FollowUp.dll", Published);
        const string foreign = "(?i)FollowUp\\.Local|Tests?\\b|xunit|Azurite|AngleSharp|System\\.CommandLine|Playwright";
        Assert.All(Published, file => Assert.DoesNotMatch(foreign, file));
        // The libraries are listed here, whether they are in the folder or not.
        Assert.DoesNotMatch(foreign, File.ReadAllText(Path.Combine(app.Folder, "FollowUp.deps.json")));
    }

    [Fact]
    public void No_secret_is_there_and_no_path_of_the_machine_that_built_it()
    {
        // The files in the subfolder belong to the SDK.
        var own = Published.Where(file => !file.Contains('/') && (Files.Contains(file) || file == "FollowUp.dll")).ToList();
        string[] foreign = [PublishedApp.LocalSecret, "AccountKey=", "UseDevelopmentStorage", app.MachineFolder];

        Assert.All(own, file =>
        {
            var bytes = File.ReadAllBytes(Path.Combine(app.Folder, file));
            Assert.All(foreign, text => Assert.False(Has(bytes, text), $"{file} holds {text}"));
        });
    }

    [Fact]
    public void The_same_sources_give_the_same_bytes() =>
        Assert.Equal(File.ReadAllBytes(app.SecondDll), File.ReadAllBytes(Path.Combine(app.Folder, "FollowUp.dll")));

    private static bool Has(ReadOnlySpan<byte> bytes, string text) =>
        bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(app.Folder, file))).RootElement;

    /// <summary>The functions that the emulator reads from the app's attributes.</summary>
    private static IEnumerable<string> Catalogue()
    {
        var catalogue = new FunctionCatalog(typeof(FollowUpServices).Assembly);
        return catalogue.With<HttpTriggerAttribute>()
            .Select(function => (function.Name, Http: (HttpTriggerAttribute)function.TriggerAttribute))
            .Select(function => Http(function.Http.Methods, function.Http.Route, function.Http.AuthLevel.ToString(), function.Name))
            .Concat(catalogue.With<TimerTriggerAttribute>()
                .Select(function => Timer(((TimerTriggerAttribute)function.TriggerAttribute).Schedule, function.Name)))
            .Concat(catalogue.With<OrchestrationTriggerAttribute>().Select(function => $"orchestrator {function.Name}"))
            .Concat(catalogue.With<ActivityTriggerAttribute>().Select(function => $"activity {function.Name}"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The functions that the host reads.</summary>
    private IEnumerable<string> Metadata() => Json("functions.metadata").EnumerateArray()
        .Select(function =>
        {
            var name = function.GetProperty("name").GetString()!;
            var trigger = function.GetProperty("bindings").EnumerateArray()
                .Single(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.Ordinal));
            return Text(trigger, "type") switch
            {
                "httpTrigger" => Http(
                    trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!),
                    Text(trigger, "route"), Text(trigger, "authLevel")!, name),
                "timerTrigger" => Timer(Text(trigger, "schedule")!, name),
                "orchestrationTrigger" => $"orchestrator {name}",
                "activityTrigger" => $"activity {name}",
                var other => $"{other} {name}",
            };
        })
        .Order(StringComparer.Ordinal);

    private static string? Text(JsonElement binding, string property) => binding.GetProperty(property).GetString();

    private static string Http(IEnumerable<string>? methods, string? route, string level, string name) =>
        $"{string.Join(',', methods ?? ["any"]).ToUpperInvariant()} {route} {level.ToLowerInvariant()} {name}";

    private static string Timer(string schedule, string name) => $"timer \"{schedule}\" {name}";
}

/// <summary>
/// These tests compile for a minute and do not run in parallel with others, which wait for their clocks and processes.
/// </summary>
[CollectionDefinition(nameof(PublishedAppTests), DisableParallelization = true)]
public sealed class PublishedAppAlone;
