using FollowUp.Local.Commands;
using FollowUp.Local.Demo;

namespace FollowUp.Local.Tests.Commands;

public sealed class DemoAgainstTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_round_is_lived_through_on_a_FollowUp_that_runs_elsewhere_on_its_own_clock()
    {
        await using var app = await ServedApp.StartAsync();
        var output = new StringWriter();

        var log = new FileInfo(Path.Combine(app.Folder.FullName, "log"));
        await File.WriteAllTextAsync(log.FullName, "Nothing happened.\n", Cancellation);

        // The outbox also has the mails of the first round on the same app, whose links must not be followed.
        Assert.Equal(0, await AgainstAsync(app, 7, output, logs: log));
        await File.AppendAllTextAsync(log.FullName,
            $"GET {OutboxMail.ReadAll(app.Mails.FullName).First(mail => mail.Link != null).Link!.AbsolutePath}\n", Cancellation);
        Assert.Equal(1, await AgainstAsync(app, 8, output, logs: log));

        var told = output.ToString();
        Assert.All([": 0 av mejlens", ": 1 av mejlens", "Mejl skickat. Inbjudan", "Svar inskickat", "Omgången stängd",
            "Rapporten sammanställd", "enheter har lämnat hela sin uppföljning"],
            words => Assert.Contains(words, told));
        Assert.True(new FileInfo(Path.Combine(app.Folder.FullName, "out", "report.html")).Length > 1000);
    }

    [Fact]
    public async Task What_is_not_there_not_FollowUp_or_not_for_trying_out_is_refused_in_a_sentence()
    {
        await using var app = await ServedApp.StartAsync();
        var wrongKey = new FileInfo(Path.Combine(app.Folder.FullName, "wrong-key"));
        File.WriteAllText(wrongKey.FullName, "wrong");

        Assert.Contains("godtar inte nyckeln", await RefusalAsync(app, key: wrongKey));
        Assert.Contains("finns inte", await RefusalAsync(app, key: new FileInfo("/nowhere/key")));
        Assert.Contains("finns inte", await RefusalAsync(app, mails: new DirectoryInfo("/nowhere/mails")));
        Assert.Contains("finns inte", await RefusalAsync(app, logs: new FileInfo("/nowhere/log")));
        Assert.Contains("finns ingen FollowUp", await RefusalAsync(app, new Uri(new Uri(app.Address), "elsewhere/")));
        Assert.Contains("svarade inte", await RefusalAsync(app, new Uri($"http://127.0.0.1:{LocalWorld.FreePort()}")));

        using var coordinator = RunningApp.Coordinator(app.Address, app.Key);
        await PostAsync(coordinator, "api/departments", Repository.Seed("departments/sodertalje.yaml"));
        Assert.Contains("finns ett annat register än demons", await RefusalAsync(app));
    }

    [Fact]
    public async Task Its_three_options_belong_together()
    {
        await using var demo = LocalProgram.Start(null, "demo", "--against", "http://127.0.0.1:7071/");

        var (exit, _, errors) = await demo.EndAsync();

        Assert.Equal(1, exit);
        Assert.Contains("--against, --key-file och --mails hör ihop", errors);
    }

    private static Task<int> AgainstAsync(ServedApp app, int seed, TextWriter output, Uri? address = null, FileInfo? key = null,
        DirectoryInfo? mails = null, params FileInfo[] logs) =>
        DemoCommand.RunAgainstAsync(SeedRound.Read("flen-2022"), address ?? new Uri(app.Address), key ?? app.Key, mails ?? app.Mails,
            logs,
            Path.Combine(app.Folder.FullName, "out"), seed, output, Cancellation);

    /// <summary>Runs the demo with one option replaced by a wrong one.</summary>
    private static async Task<string> RefusalAsync(ServedApp app, Uri? address = null, FileInfo? key = null, DirectoryInfo? mails = null,
        params FileInfo[] logs) =>
        (await Assert.ThrowsAsync<LocalSetupException>(() => AgainstAsync(app, 1, TextWriter.Null, address, key, mails, logs))).Message;

    private static async Task PostAsync(HttpClient coordinator, string route, string body)
    {
        using var answer = await coordinator.PostAsync(route, new StringContent(body), Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {answer.StatusCode}");
    }
}
