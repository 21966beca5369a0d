using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;

namespace FollowUp.Local.Commands;

/// <summary><c>plan</c>: checks a plan's file without anything running, and takes plans into and out of a FollowUp that runs.</summary>
internal static class PlanCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create() => new("plan", "Handlingsplanens fil: granska, importera, exportera.") { Lint(), Import(), Export() };

    private static Command Lint()
    {
        var file = new Argument<FileInfo>("fil") { Description = "Planen, som YAML eller (.csv) som tabell." };
        var departments = new Option<FileInfo>("--departments")
        {
            Description = "Registret över enheter, som YAML eller tabell.",
            Required = true,
        };
        var with = new Option<FileInfo[]>("--with")
        {
            Description = "Andra planer, som den här länkar till.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var command = new Command("lint",
            "Säger vad som är fel i planen och på vilken rad. Avslutas med 1 om något är fel, med 0 om det bara är varningar.") { file,
            departments, with };
        command.SetAction(arguments => Lint(arguments.GetValue(file)!, arguments.GetValue(departments)!, arguments.GetValue(with)!,
            Console.Out));
        return command;
    }

    internal static int Lint(FileInfo file, FileInfo departments, FileInfo[] with, TextWriter output)
    {
        var register = DepartmentReader.Read(ReadFile(departments));
        if (register.Register == null)
        {
            return Tell(register.Findings, output);
        }
        var known = new List<ActionPlan>();
        foreach (var other in with)
        {
            var reading = PlanReader.Read(ReadFile(other), register.Register, known);
            if (reading.Plan == null)
            {
                return Tell(reading.Findings, output);
            }
            known.Add(reading.Plan);
        }
        return Tell(PlanReader.Read(ReadFile(file), register.Register, known).Findings, output);
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("fil") { Description = "Planen, som YAML eller (.csv) som tabell." };
        var departments = new Option<FileInfo?>("--departments")
        {
            Description = "Registret över enheter, som först tas in i stället för det som finns.",
        };
        var (at, key) = RunningApp.Options();
        var command = new Command("import", "Tar in planen som en ny version.") { file, departments, at, key };
        command.SetAction((arguments, cancellation) => ImportAsync(
            arguments.GetValue(file)!, arguments.GetValue(departments), arguments.GetValue(at)!, arguments.GetValue(key)!, Console.Out,
            cancellation));
        return command;
    }

    internal static async Task<int> ImportAsync(FileInfo file, FileInfo? departments, string at, FileInfo key, TextWriter output,
        CancellationToken cancellation)
    {
        using var coordinator = RunningApp.Coordinator(at, key);
        var plan = ReadFile(file);
        if (departments != null)
        {
            var (imported, register) = await SendAsync(coordinator, "api/departments", ReadFile(departments), at, key, output,
                cancellation);
            if (!imported)
            {
                return 1;
            }
            await output.WriteLineAsync($"Registret är importerat som version {register.Version}.");
        }
        var (done, told) = await SendAsync(coordinator, "api/plans", plan, at, key, output, cancellation);
        if (done)
        {
            await output.WriteLineAsync($"{told.PlanId} är importerad som version {told.Version}.");
        }
        return done ? 0 : 1;
    }

    private static async Task<(bool Done, Imported Told)> SendAsync(
        HttpClient coordinator, string route, Upload upload, string at, FileInfo key, TextWriter output, CancellationToken cancellation)
    {
        using var answer = await RunningApp.SendAsync(
            () => coordinator.PostAsync($"{route}?file={Uri.EscapeDataString(upload.File)}", new ByteArrayContent(upload.Content),
                cancellation), at);
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            throw new LocalSetupException($"{at} svarade {(int)answer.StatusCode}. Stämmer nyckeln i {key}?");
        }
        var told = (await answer.Content.ReadFromJsonAsync<Imported>(Json, cancellation))!;
        foreach (var line in (told.Problems ?? []).Concat(told.Warnings ?? []))
        {
            await output.WriteLineAsync(line);
        }
        if (!answer.IsSuccessStatusCode)
        {
            await output.WriteLineAsync($"{upload.File} är inte importerad.");
        }
        return (answer.IsSuccessStatusCode, told);
    }

    private static Command Export()
    {
        var id = new Argument<string>("plan") { Description = "Planens id." };
        var file = new Argument<FileInfo>("fil") { Description = "Dit den skrivs: .yaml, eller .csv som tabell." };
        var (at, key) = RunningApp.Options();
        var command = new Command("export", "Skriver planens senaste version till en fil.") { id, file, at, key };
        command.SetAction((arguments, cancellation) => ExportAsync(
            arguments.GetValue(id)!, arguments.GetValue(file)!, arguments.GetValue(at)!, arguments.GetValue(key)!, Console.Out,
            cancellation));
        return command;
    }

    internal static async Task<int> ExportAsync(string id, FileInfo file, string at, FileInfo key, TextWriter output,
        CancellationToken cancellation)
    {
        var format = file.Extension.ToLowerInvariant() switch
        {
            ".csv" => "csv",
            ".yaml" or ".yml" => "yaml",
            _ => throw new LocalSetupException($"{file} ska sluta på .csv eller .yaml: ändelsen säger vad som skrivs."),
        };
        using var coordinator = RunningApp.Coordinator(at, key);
        using var answer = await RunningApp.SendAsync(() =>
            coordinator.GetAsync($"api/plans/{Uri.EscapeDataString(id)}/plan.{format}", cancellation), at);
        if (!answer.IsSuccessStatusCode)
        {
            throw new LocalSetupException(
                $"Det gick inte att exportera ”{id}”: {at} svarade {(int)answer.StatusCode}. Finns planen, och stämmer nyckeln i {key}?");
        }
        await File.WriteAllBytesAsync(file.FullName, await answer.Content.ReadAsByteArrayAsync(cancellation), cancellation);
        await output.WriteLineAsync(file.FullName);
        return 0;
    }

    private static Upload ReadFile(FileInfo file) => new(file.Name, File.ReadAllBytes(RunningApp.Existing(file).FullName));

    private static int Tell(IReadOnlyList<Finding> findings, TextWriter output)
    {
        foreach (var finding in findings)
        {
            output.WriteLine($"{(finding.IsError ? "Fel" : "Varning")}: {finding}");
        }
        var warnings = findings.Count(finding => !finding.IsError);
        output.WriteLine($"{findings.Count(finding => finding.IsError)} fel, {warnings} {(warnings == 1 ? "varning" : "varningar")}.");
        return findings.Any(finding => finding.IsError) ? 1 : 0;
    }

    private sealed record Imported(string? PlanId, int Version, IReadOnlyList<string>? Problems, IReadOnlyList<string>? Warnings);
}
