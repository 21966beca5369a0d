using System.Text.Json;
using FollowUp.Local.Commands;
using FollowUp.Local.Demo;

namespace FollowUp.Local.Tests.Commands;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class DemoCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-demo-");

    [Fact]
    public async Task Demo_tells_what_happens_and_leaves_report_mails_and_trail()
    {
        var output = new StringWriter();

        // The folder has the files of an earlier demo.
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "demo-data", "outbox"));
        File.WriteAllText(Path.Combine(_folder.FullName, "demo-data", "made-by-followup-demo"), "");
        File.WriteAllText(Path.Combine(_folder.FullName, "demo-data", "outbox", "old.eml"), "old");
        var exit = await DemoCommand.RunAsync(SeedRound.Read("flen-2022"), _folder.FullName, 7, output,
            TestContext.Current.CancellationToken);

        Assert.Equal(0, exit);
        var told = output.ToString();
        Assert.All(["Omgången öppnad", "Mejl skickat. Inbjudan, 9 st", "Svar inskickat", "Svarstiden har gått ut", "Omgången stängd",
            "Rapporten sammanställd"], words => Assert.Contains(words, told));
        Assert.All(["report.html", "report.json", "trail.json"], file =>
        {
            Assert.True(new FileInfo(Path.Combine(_folder.FullName, file)).Length > 1000);
            Assert.Contains(Path.Combine(_folder.FullName, file), told);
        });
        var figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.FullName, "report.json"))).RootElement.GetProperty(
            "figures");
        Assert.Equal((19, 4), (figures.GetProperty("measures").GetArrayLength(), figures.GetProperty("departments").GetArrayLength()));
        Assert.DoesNotContain("old.eml", Directory.GetFiles(Path.Combine(_folder.FullName, "demo-data", "outbox"))
            .Select(Path.GetFileName));
    }

    [Fact]
    public async Task Without_Node_one_sentence_says_what_is_missing_and_how_to_fix_it()
    {
        var (exit, _, errors) = await RunAsync(path: _folder.FullName, "demo", "--out", Path.Combine(_folder.FullName, "out"));

        Assert.Equal(2, exit);
        Assert.Equal("Node.js saknas. FollowUp använder det för Azurite, som lagrar data lokalt. Installera Node.js 20 eller senare och "
            + "se till att node och npm finns i PATH.", errors.Trim());
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "out", "report.html")));
    }

    [Fact]
    public async Task An_older_Node_is_named_with_its_version()
    {
        var node = Path.Combine(_folder.FullName, "node");
        File.WriteAllText(node, "#!/bin/sh\necho v18.1.0\n");
        File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (exit, _, errors) = await RunAsync(path: _folder.FullName, "demo", "--out", Path.Combine(_folder.FullName, "out"));

        Assert.Equal(2, exit);
        Assert.StartsWith("Node.js är version v18.1.0. Installera Node.js 20", errors);
    }

    [Fact]
    public async Task What_is_not_the_demos_own_is_left_alone()
    {
        var precious = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "demo-data")).FullName, "precious.txt");
        File.WriteAllText(precious, "precious");

        await Assert.ThrowsAsync<LocalSetupException>(() =>
            DemoCommand.RunAsync(SeedRound.Read("flen-2022"), _folder.FullName, 1, TextWriter.Null,
            TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<LocalSetupException>(() =>
            DemoCommand.RunAsync(SeedRound.Read(SeedRound.Usual), precious, 1, TextWriter.Null, TestContext.Current.CancellationToken));

        Assert.Equal("precious", File.ReadAllText(precious));
    }

    [Fact]
    public async Task An_option_that_is_not_there_is_refused()
    {
        var (exit, output, errors) = await RunAsync(path: _folder.FullName, "demo", "--sed", "3");

        Assert.NotEqual(0, exit);
        Assert.Contains("--sed", output + errors);
    }

    [Fact]
    public async Task A_round_that_is_not_there_is_refused_with_those_that_are()
    {
        var (exit, _, errors) = await RunAsync(path: _folder.FullName, "demo", "--round", "sodertalje-1925", "--out",
            Path.Combine(_folder.FullName, "out"));

        Assert.Equal(2, exit);
        Assert.Contains("Omgången ”sodertalje-1925” finns inte. Det finns: alingsas-2024, flen-2022, linkoping-2023,", errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string path, params string[] arguments)
    {
        await using var program = LocalProgram.Start(("PATH", path), arguments);
        return await program.EndAsync();
    }
}
