using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local.Demo;
using FollowUp.Local.Emulator;
using FollowUp.Pages;

namespace FollowUp.Local.Commands;

/// <summary><c>demo</c>: a whole round in virtual time, from the plan's import to the report.</summary>
internal static partial class DemoCommand
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
        var round = new Option<string>("--round")
        {
            Description = $"Vilken av omgångarna i seeds/rounds: {string.Join(", ", SeedRound.Names)}.",
            DefaultValueFactory = _ => SeedRound.Usual,
        };
        var against = new Option<Uri?>("--against")
        {
            CustomParser = WebAddress,
            Description = "Kör omgången mot en FollowUp som redan är igång på den här adressen. Bara mot en som är avsedd för test.",
        };
        var key = new Option<FileInfo>("--key-file")
        {
            Description = "Med --against: filen med appens funktionsnyckel (serve: function-key i datamappen).",
        };
        var mails = new Option<DirectoryInfo>("--mails")
        {
            Description = "Med --against: mappen där appens mejl hamnar som .eml (serve: outbox i datamappen).",
        };
        var logs = new Option<FileInfo[]>("--log")
        {
            Description = "Med --against: en logg som appen skriver. Den får inte innehålla någon länk ur mejlen. Kan anges flera gånger.",
        };
        var command = new Command("demo", "Kör en hel uppföljningsomgång, från planens import till rapporten.")
        {
            round, folder, seed, against, key, mails, logs,
        };
        command.Validators.Add(arguments =>
        {
            if (new Option[] { against, key, mails }.Count(option => arguments.GetResult(option) is { Implicit: false }) is 1 or 2)
            {
                arguments.AddError("--against, --key-file och --mails hör ihop: ange alla tre eller ingen.");
            }
            if (arguments.GetResult(logs) is { Implicit: false } && arguments.GetResult(against) is not { Implicit: false })
            {
                arguments.AddError("--log hör ihop med --against.");
            }
        });
        command.SetAction((arguments, cancellation) => arguments.GetValue(against) is { } address
            ? RunAgainstAsync(SeedRound.Read(arguments.GetValue(round)!), address, arguments.GetValue(key)!, arguments.GetValue(mails)!,
                arguments.GetValue(logs) ?? [], arguments.GetValue(folder)!.FullName, arguments.GetValue(seed), Console.Out, cancellation)
            : RunAsync(SeedRound.Read(arguments.GetValue(round)!), arguments.GetValue(folder)!.FullName, arguments.GetValue(seed),
                Console.Out, cancellation));
        return command;
    }

    private static Uri? WebAddress(ArgumentResult written)
    {
        if (Uri.TryCreate(written.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }
        written.AddError($"--against ska vara en adress som http://127.0.0.1:7071/, inte {written.Tokens[0].Value}.");
        return null;
    }

    internal static async Task<int> RunAsync(SeedRound round, string folder, int seed, TextWriter output, CancellationToken cancellation)
    {
        using var hold = await TakeFreshDataAsync(folder, cancellation);
        var data = Path.GetDirectoryName(hold.Name)!;
        await using var azurite = await Azurite.StartAsync(Path.Combine(data, "azurite"), cancellation);
        await using var world = await LocalWorld.StartAsync(data, azurite.ConnectionString, round.Begins, cancellation: cancellation);
        var demo = new DemoRound(round, world.Coordinator, world.OutboxFolder, world.Emulator, seed, output);
        return await RunAsync(demo, world.Coordinator, world.OutboxFolder, folder, output, cancellation);
    }

    internal static async Task<int> RunAgainstAsync(
        SeedRound round, Uri address, FileInfo keyFile, DirectoryInfo mails, IReadOnlyList<FileInfo> logs, string folder, int seed,
        TextWriter output, CancellationToken cancellation)
    {
        FileSystemInfo[] needed = [keyFile, mails, .. logs];
        if (needed.FirstOrDefault(one => !one.Exists) is { } missing)
        {
            throw new LocalSetupException($"{missing} finns inte.");
        }
        using var coordinator = new HttpClient { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + '/') };
        coordinator.DefaultRequestHeaders.Add(ApiCaller.Header, LocalWorld.CoordinatorName);
        coordinator.DefaultRequestHeaders.Add("x-functions-key", (await File.ReadAllTextAsync(keyFile.FullName, cancellation)).Trim());
        try
        {
            await RefuseRealDataAsync(round, coordinator, keyFile, cancellation);
            Directory.CreateDirectory(folder);
            var exit = await RunAsync(new DemoRound(round, coordinator, mails.FullName, emulator: null, seed, output), coordinator,
                mails.FullName, folder, output, cancellation);
            return await AreLogsCleanAsync(logs, mails, output, cancellation) ? exit : 1;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException
            || (unreachable is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new LocalSetupException($"{address} svarade inte som den skulle: {unreachable.Message}");
        }
    }

    private static async Task<int> RunAsync(
        DemoRound demo, HttpClient coordinator, string mails, string folder, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        if (await demo.RunAsync(cancellation) is { Count: > 0 } problems)
        {
            foreach (var problem in problems)
            {
                await output.WriteLineAsync(problem);
            }
            return 1;
        }

        var files = new Dictionary<string, string>
        {
            ["report.html"] = $"api/rounds/{demo.RoundId}/report.html",
            ["report.json"] = $"api/rounds/{demo.RoundId}/report.json",
            ["trail.json"] = $"api/rounds/{demo.RoundId}/trail",
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
            await File.WriteAllBytesAsync(path, await coordinator.GetByteArrayAsync(route, cancellation), cancellation);
            await output.WriteLineAsync(path);
        }
        await output.WriteLineAsync($"{mails} ({OutboxMail.ReadAll(mails).Count} mejl)");
        await output.WriteLineAsync($"Klart på {watch.Elapsed.TotalSeconds:F0} sekunder.");
        return 0;
    }

    /// <summary>A reader of the log must not be able to open a department's form from it.</summary>
    private static async Task<bool> AreLogsCleanAsync(IReadOnlyList<FileInfo> logs, DirectoryInfo mails, TextWriter output,
        CancellationToken cancellation)
    {
        var tokens = OutboxMail.ReadAll(mails.FullName)
            .SelectMany(mail => LinkToken().Matches($"{mail.Text}{mail.Html}").Select(match => match.Value)).ToHashSet();
        var clean = true;
        foreach (var log in logs)
        {
            // The app still writes it.
            using var reader = new StreamReader(new FileStream(log.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var text = await reader.ReadToEndAsync(cancellation);
            var found = tokens.Count(text.Contains);
            await output.WriteLineAsync(text.Length == 0 ? $"{log} är tom."
                : $"{log}: {found} av mejlens {tokens.Count} länkar finns i loggen.");
            clean &= found == 0 && text.Length > 0 && tokens.Count > 0;
        }
        return clean;
    }

    [GeneratedRegex(@"(?<=/(svar|forhandsvisning)/)[\w-]{43}")]
    private static partial Regex LinkToken();

    /// <summary>The demo takes in a register of its own, which would take the place of a real one.</summary>
    private static async Task RefuseRealDataAsync(SeedRound round, HttpClient coordinator, FileInfo keyFile, CancellationToken cancellation)
    {
        using var answer = await coordinator.GetAsync("api/departments/register.yaml", cancellation);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new LocalSetupException($"{coordinator.BaseAddress} godtar inte nyckeln i {keyFile}.");
        }
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "application/yaml")
        {
            throw new LocalSetupException(
                $"På {coordinator.BaseAddress} finns ingen FollowUp: api/departments/register.yaml svarade {(int)answer.StatusCode}.");
        }
        var its = await answer.Content.ReadAsStringAsync(cancellation);
        var demos = DepartmentReader.Read(new Upload($"{round.Town}.yaml", Encoding.UTF8.GetBytes(round.Register))).Register!;
        if (its != DepartmentWriter.Yaml(DepartmentRegister.Empty) && its != DepartmentWriter.Yaml(demos))
        {
            throw new LocalSetupException(
                $"På {coordinator.BaseAddress} finns ett annat register än demons. Kör bara mot en FollowUp som är avsedd för test.");
        }
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
