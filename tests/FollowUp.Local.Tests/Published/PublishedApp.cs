using System.Diagnostics;

namespace FollowUp.Local.Tests.Published;

/// <summary>
/// FollowUp as it is deployed: published from a copy of its sources, then compiled for publishing from another copy in the same folder. The
/// folder must be the same, as on a build machine, since Razor writes the path into the code it generates, which changes the checksums of
/// the PDB and the id of the DLL.
/// </summary>
public sealed class PublishedApp : IAsyncLifetime
{
    /// <summary>A secret in the local settings beside the published sources, as a developer may have one.</summary>
    internal const string LocalSecret = "a-secret-of-a-developers-machine";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("followup-published-");

    internal string Folder => Path.Combine(_root.FullName, "published");

    internal string SecondDll => Path.Combine(Sources, "functions", "FollowUp", "bin", "Release", "net10.0", "FollowUp.dll");

    /// <summary>The name of the folder of the sources on this machine.</summary>
    internal string MachineFolder => _root.Name;

    private string Sources => Path.Combine(_root.FullName, "sources");

    public async ValueTask InitializeAsync()
    {
        CopySources();
        await File.WriteAllTextAsync(
            Path.Combine(Sources, "local.settings.json"), $$"""{ "Values": { "FollowUp__LinkKeys__0__Secret": "{{LocalSecret}}" } }""");
        await DotnetAsync("publish", "--output", Folder);
        Directory.Delete(Sources, recursive: true);
        CopySources();
        // Compiled as for publishing, but without the host's extensions, which take the most time and are another DLL.
        await DotnetAsync("build", "--property:_IsPublishing=true", "--property:_FunctionsBuildEnabled=false");
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private void CopySources()
    {
        const string app = "functions/FollowUp";
        foreach (var file in Directory.GetFiles(Repository.Root)
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, app), "*", SearchOption.AllDirectories)))
        {
            var path = Path.GetRelativePath(Repository.Root, file);
            if (!path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Sources, path))!);
                File.Copy(file, Path.Combine(Sources, path));
            }
        }
    }

    private async Task DotnetAsync(string verb, params string[] options)
    {
        // A build server would keep the output open after the command has ended. The analyzers ran in the build of the solution.
        var start = new ProcessStartInfo(OwnProcess.Dotnet,
            [verb, "functions/FollowUp", "--configuration", "Release", "--nologo", "--disable-build-servers",
                "--property:RunAnalyzers=false", .. options])
        {
            WorkingDirectory = Sources,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        // `dotnet test` passes the place of its own MSBuild on to the processes it starts.
        foreach (var own in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(own);
        }
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {verb} ended with {process.ExitCode}:\n{output}");
    }
}
