using System.CommandLine;
using System.Diagnostics;
using FollowUp.Local.Demo;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Commands;

/// <summary><c>demo</c>: a whole round in virtual time, from the plan's import to the report.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Mappen för rapporten, mejlen och händelseloggen.",
            DefaultValueFactory = _ => new DirectoryInfo("out"),
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Styr vem som svarar när och vad. Samma tal ger samma rapport.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("demo", "Kör en hel uppföljningsomgång på Södertäljes plan.") { folder, seed };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(folder)!.FullName, arguments.GetValue(seed), Console.Out, cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(string folder, int seed, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var hold = await TakeFreshDataAsync(folder, cancellation);
        var data = Path.GetDirectoryName(hold.Name)!;
        await using var azurite = await Azurite.StartAsync(Path.Combine(data, "azurite"), cancellation);
        await using var world = await LocalWorld.StartAsync(data, azurite.ConnectionString, DemoRound.Begins, cancellation: cancellation);
        var demo = new DemoRound(world, seed, output);
        if (!await demo.RunAsync(cancellation))
        {
            await output.WriteLineAsync("Omgången blev inte klar.");
            return 1;
        }

        var files = new Dictionary<string, string>
        {
            ["report.html"] = $"api/rounds/{DemoRound.RoundId}/report.html",
            ["report.json"] = $"api/rounds/{DemoRound.RoundId}/report.json",
            ["trail.json"] = $"api/rounds/{DemoRound.RoundId}/trail",
        };
        await output.WriteLineAsync();
        foreach (var sentence in await demo.SummaryAsync(cancellation))
        {
            await output.WriteLineAsync($"- {sentence}");
        }
        await output.WriteLineAsync();
        foreach (var (file, route) in files)
        {
            var path = Path.Combine(folder, file);
            await File.WriteAllBytesAsync(path, await world.Coordinator.GetByteArrayAsync(route, cancellation), cancellation);
            await output.WriteLineAsync(path);
        }
        await output.WriteLineAsync($"{world.OutboxFolder} ({OutboxMail.ReadAll(world.OutboxFolder).Count} mejl)");
        await output.WriteLineAsync($"Klart på {watch.Elapsed.TotalSeconds:F0} sekunder.");
        return 0;
    }

    /// <summary>A demo begins from nothing: what an earlier one left goes, and nothing else does.</summary>
    /// <returns>Holds the data folder, which is where it lies, for as long as it is open.</returns>
    private static async Task<FileStream> TakeFreshDataAsync(string folder, CancellationToken cancellation)
    {
        var data = Path.Combine(folder, "demo-data");
        var mark = Path.Combine(data, "made-by-followup-demo");
        if (Directory.Exists(data))
        {
            if (!File.Exists(mark))
            {
                throw new LocalSetupException($"Mappen {data} finns redan och är inte demons egen. Välj en annan mapp med --out.");
            }
            try
            {
                new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            }
            catch (IOException)
            {
                throw new LocalSetupException($"En annan demo använder mappen {data}. Vänta på den, eller välj en annan mapp med --out.");
            }
            await Azurite.EndLeftoverAsync(Path.Combine(data, "azurite"), cancellation);
        }
        try
        {
            if (Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }
            Directory.CreateDirectory(data);
            return new FileStream(mark, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LocalSetupException($"Det går inte att skriva i {folder}: {refused.Message} Välj en annan mapp med --out.");
        }
    }
}
