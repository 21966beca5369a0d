using System.Text.RegularExpressions;
using FollowUp.Local.Commands;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Tests.Commands;

public sealed partial class CalendarCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-calendar-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_falls_due_in_a_FollowUp_that_runs_is_printed_a_line_each()
    {
        await using (var serve = LocalProgram.Start(null, "serve", "--data", _folder.FullName, "--port", "0", "--clock"))
        {
            var address = Address().Match((await serve.Output.ReadLineAsync(Cancellation))!).Value;
            var key = new FileInfo(Path.Combine(_folder.FullName, "function-key"));
            Assert.Equal(0, await PlanCommand.ImportAsync(Seed("plans/sodertalje-2024-2027.yaml"), Seed("departments/sodertalje.yaml"), address, key, TextWriter.Null, Cancellation));

            var output = new StringWriter();
            Assert.Equal(0, await CalendarCommand.RunAsync("2026-08-01", "2027-12-31", address, key, output, Cancellation));
            var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(["2026-08-17", "2026-12-31", "2027-01-11", "2027-08-16", "2027-12-31", "2027-12-31"], lines.Select(line => line.Split("  ")[0]));
            Assert.StartsWith("2026-08-17  Halvårsuppföljning 2026 av handlingsplanen ", lines[0]);

            var refused = new StringWriter();
            Assert.Equal(1, await CalendarCommand.RunAsync(null, "i morgon", address, key, refused, Cancellation));
            Assert.Equal("to: ”i morgon” är inget datum. Skriv som 2024-01-31.", refused.ToString().Trim());
            await serve.KillAsync();
        }
        await (await Azurite.StartOrAdoptAsync(Path.Combine(_folder.FullName, "azurite"), Cancellation)).DisposeAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static FileInfo Seed(string file) => new(Path.Combine(Repository.Root, "seeds", file));

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
