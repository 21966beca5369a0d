using System.Text.RegularExpressions;
using FollowUp.Local.Commands;
using FollowUp.Local.Demo;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Tests.Commands;

public sealed partial class DemoAgainstTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-against-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FileInfo Key => new(Path.Combine(_folder.FullName, "function-key"));

    private DirectoryInfo Mails => new(Path.Combine(_folder.FullName, "outbox"));

    [Fact]
    public async Task The_same_round_is_lived_through_on_a_FollowUp_that_runs_elsewhere_on_its_own_clock()
    {
        await using (var serve = LocalProgram.Start(null, "serve", "--data", _folder.FullName, "--port", "0"))
        {
            var address = await AddressAsync(serve);
            var output = new StringWriter();

            // A second round on the same app meets the first one's mails and must not follow their links.
            for (var seed = 7; seed <= 8; seed++)
            {
                Assert.Equal(0, await AgainstAsync(address, Key, Mails, seed, output));
            }

            var told = output.ToString();
            Assert.All(["Mejl skickat. Inbjudan", "Svar inskickat", "Omgången stängd", "Rapporten sammanställd", "11 av 14 enheter har lämnat hela sin uppföljning"],
                words => Assert.Contains(words, told));
            Assert.True(new FileInfo(Path.Combine(_folder.FullName, "out", "report.html")).Length > 1000);
            await serve.KillAsync();
        }
        await EndAzuriteAsync();
    }

    [Fact]
    public async Task What_is_not_there_not_FollowUp_or_not_for_trying_out_is_refused_in_a_sentence()
    {
        await using (var serve = LocalProgram.Start(null, "serve", "--data", _folder.FullName, "--port", "0"))
        {
            var address = await AddressAsync(serve);
            var wrongKey = new FileInfo(Path.Combine(_folder.FullName, "wrong-key"));
            File.WriteAllText(wrongKey.FullName, "wrong");

            Assert.Contains("godtar inte nyckeln", await RefusalAsync(address, wrongKey, Mails));
            Assert.Contains("finns inte", await RefusalAsync(address, new FileInfo("/nowhere/key"), Mails));
            Assert.Contains("finns inte", await RefusalAsync(address, Key, new DirectoryInfo("/nowhere/mails")));
            Assert.Contains("finns ingen FollowUp", await RefusalAsync(new Uri(address, "elsewhere/"), Key, Mails));
            Assert.Contains("svarade inte", await RefusalAsync(new Uri($"http://127.0.0.1:{LocalWorld.FreePort()}"), Key, Mails));

            using var coordinator = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "x-functions-key", File.ReadAllText(Key.FullName) } } };
            await PostAsync(coordinator, "api/departments", Repository.Seed("departments/flen.yaml"));
            Assert.Contains("finns ett annat register än demons", await RefusalAsync(address, Key, Mails));
            await serve.KillAsync();
        }
        await EndAzuriteAsync();
    }

    [Fact]
    public async Task Its_three_options_belong_together()
    {
        await using var demo = LocalProgram.Start(null, "demo", "--against", "http://127.0.0.1:7071/");

        var (exit, _, errors) = await demo.EndAsync();

        Assert.Equal(1, exit);
        Assert.Contains("--against, --key-file och --mails hör ihop", errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<int> AgainstAsync(Uri address, FileInfo key, DirectoryInfo mails, int seed, TextWriter output) =>
        DemoCommand.RunAgainstAsync(SeedRound.Read(SeedRound.Usual), address, key, mails, Path.Combine(_folder.FullName, "out"), seed, output, Cancellation);

    private async Task<string> RefusalAsync(Uri address, FileInfo key, DirectoryInfo mails) =>
        (await Assert.ThrowsAsync<LocalSetupException>(() => AgainstAsync(address, key, mails, 1, TextWriter.Null))).Message;

    private static async Task PostAsync(HttpClient coordinator, string route, string body)
    {
        using var answer = await coordinator.PostAsync(route, new StringContent(body), Cancellation);
        Assert.True(answer.IsSuccessStatusCode, $"{route}: {answer.StatusCode}");
    }

    private static async Task<Uri> AddressAsync(LocalProgram serve) => new(Address().Match((await serve.Output.ReadLineAsync(Cancellation))!).Value);

    private async Task EndAzuriteAsync() => await (await Azurite.StartOrAdoptAsync(Path.Combine(_folder.FullName, "azurite"), Cancellation)).DisposeAsync();

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
