using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using FollowUp.Local.Commands;
using FollowUp.Local.Demo;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Tests.Commands;

public sealed partial class ServeCommandTests : IDisposable
{
    private const string Contact = "kontaktperson.telge-ab@sodertalje.example";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-serve-");
    private readonly HttpClient _browser = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newcomer_starts_a_round_opens_a_mail_answers_and_sees_it_and_a_kill_changes_nothing()
    {
        Uri address;
        Uri link;
        await using (var serve = LocalProgram.Start(null, "serve", "--data", _folder.FullName, "--port", "0", "--clock"))
        {
            address = await AddressAsync(serve);
            var start = await GetAsync(address);
            Assert.Contains("Det finns ingen omgång än.", start);
            Assert.Contains("Omgången är öppen.", await PostAsync(new Uri(address, "/lokalt/omgang")));
            await PostAsync(new Uri(address, "/lokalt/klocka"), ("dagar", "1"));

            // From the start page to the outbox, to a mail, to its link.
            var outbox = new HtmlParser().ParseDocument(await GetAsync(new Uri(address, "/lokalt/utkorg")));
            // The calendar may have sent the coordinator a mail today.
            Assert.Equal(32, outbox.QuerySelectorAll("tbody tr a[href*='sodertalje-1']").Length);
            var row = outbox.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(Contact));
            var mail = new HtmlParser().ParseDocument(await GetAsync(new Uri(address, row.QuerySelector("a")!.GetAttribute("href"))));
            link = new Uri(mail.QuerySelector("a.button")!.GetAttribute("href")!);
            await new SimulatedDepartment("Telge AB", new Random(1)).SubmitAsync(link);
            Assert.Matches(@"(?s)Telge AB</th>\s*<td>Har svarat</td>", await GetAsync(new Uri(address, "/lokalt/omgang/sodertalje-1")));
            await serve.KillAsync();
        }

        await using (var serve = LocalProgram.Start(null, "serve", "--data", _folder.FullName, "--port", $"{address.Port}", "--clock"))
        {
            Assert.Equal(address, await AddressAsync(serve));
            Assert.Matches(@"(?s)Telge AB</th>\s*<td>Har svarat</td>", await GetAsync(new Uri(address, "/lokalt/omgang/sodertalje-1")));
            Assert.Contains("Uppföljning: Telge AB", await GetAsync(link));

            // The round continues with reminders to the other departments, the close and the report.
            await PostAsync(new Uri(address, "/lokalt/klocka"), ("dagar", "40"));
            var reminders = OutboxMail.ReadAll(Path.Combine(_folder.FullName, "outbox"))
                .Where(mail => mail.Subject.StartsWith("Påminnelse", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(reminders);
            Assert.DoesNotContain(reminders, mail => mail.To == Contact);
            await PostAsync(new Uri(address, "/lokalt/omgang/sodertalje-1/stang"));
            await PostAsync(new Uri(address, "/lokalt/klocka"), ("dagar", "1"));
            Assert.Contains("1 av 14 enheter har lämnat hela sin uppföljning",
                await GetAsync(new Uri(address, "/lokalt/omgang/sodertalje-1/rapport")));
            await serve.KillAsync();
        }
        await EndAzuriteAsync();
    }

    [Fact]
    public async Task A_setting_in_the_environment_is_obeyed_as_in_the_deployed_app()
    {
        await using var serve = LocalProgram.Start(("FollowUp__Municipality", "Nya kommunen"), "serve", "--data", _folder.FullName,
            "--port", "0", "--clock");

        Assert.Contains("Nya kommunen", await GetAsync(new Uri(await AddressAsync(serve), "/personuppgifter")));

        await serve.KillAsync();
        await EndAzuriteAsync();
    }

    [Fact]
    public async Task Stopped_in_order_and_started_again_it_goes_on_with_a_new_Azurite()
    {
        var port = LocalWorld.FreePort();
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var (address, running) = await RunAsync(port, stop.Token);
            await PostAsync(new Uri(address, "/lokalt/omgang"));
            await PostAsync(new Uri(address, "/lokalt/klocka"), ("dagar", "1"));
            stop.Cancel();
            Assert.Equal(0, await running);
            Assert.False(File.Exists(Path.Combine(_folder.FullName, "azurite", "process.json")));
        }
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var (address, running) = await RunAsync(port, stop.Token);
            Assert.Contains("Telge Bostäder", await GetAsync(new Uri(address, "/lokalt/omgang/sodertalje-1")));
            stop.Cancel();
            Assert.Equal(0, await running);
        }
    }

    [Fact]
    public async Task A_second_one_on_the_folder_a_taken_port_and_the_other_clock_are_refused_in_a_sentence()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (address, running) = await RunAsync(0, stop.Token);

        var second = await Assert.ThrowsAsync<LocalSetupException>(() =>
            ServeCommand.RunAsync(_folder.FullName, 0, true, TextWriter.Null, Cancellation));
        Assert.Contains("används redan av en annan FollowUp", second.Message);
        var other = Directory.CreateTempSubdirectory("followup-serve-");
        var busy = await Assert.ThrowsAsync<LocalSetupException>(() =>
            ServeCommand.RunAsync(other.FullName, address.Port, true, TextWriter.Null, Cancellation));
        Assert.StartsWith($"Port {address.Port} är upptagen", busy.Message);
        other.Delete(recursive: true);

        stop.Cancel();
        await running;
        var clock = await Assert.ThrowsAsync<LocalSetupException>(() =>
            ServeCommand.RunAsync(_folder.FullName, 0, false, TextWriter.Null, Cancellation));
        Assert.Contains("Starta med --clock", clock.Message);
    }

    [Fact]
    public async Task Its_own_pages_do_nothing_for_other_sites()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (address, running) = await RunAsync(0, stop.Token);

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/lokalt/omgang"))
        {
            Headers = { { "Origin", "http://elsewhere.example" } },
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.SendAsync(request, Cancellation)).StatusCode);
        var renamed = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/lokalt/utkorg"))
        {
            Headers = { Host = "elsewhere.example" },
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.SendAsync(renamed, Cancellation)).StatusCode);
        Assert.Contains("Det finns ingen omgång än.", await GetAsync(address));

        stop.Cancel();
        await running;
    }

    public void Dispose()
    {
        _browser.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts the command in this process, with a clock that does not move by itself.</summary>
    private async Task<(Uri Address, Task<int> Running)> RunAsync(int port, CancellationToken stop)
    {
        var output = new Lines();
        var running = ServeCommand.RunAsync(_folder.FullName, port, true, output, stop);
        var told = await Task.WhenAny(output.First, running) == running
            ? throw new InvalidOperationException($"It ended with {await running}.") : await output.First;
        return (new Uri(Address().Match(told).Value), running);
    }

    private async Task EndAzuriteAsync() => await (await Azurite.StartOrAdoptAsync(Path.Combine(_folder.FullName, "azurite"), Cancellation))
        .DisposeAsync();

    private static async Task<Uri> AddressAsync(LocalProgram serve) =>
        new(Address().Match((await serve.Output.ReadLineAsync(Cancellation))!).Value);

    private async Task<string> GetAsync(Uri address) => await _browser.GetStringAsync(address, Cancellation);

    /// <summary>Presses a button; the next page.</summary>
    private async Task<string> PostAsync(Uri address, params (string Field, string Value)[] fields)
    {
        using var answer = await _browser.PostAsync(address,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Field, field.Value))), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();

    private sealed class Lines : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value!);
            return Task.CompletedTask;
        }
    }
}
