using FollowUp.Local.Commands;

namespace FollowUp.Local.Tests.Commands;

public sealed class CalendarCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_falls_due_in_a_FollowUp_that_runs_is_printed_a_line_each()
    {
        await using var app = await ServedApp.StartAsync("--clock");
        Assert.Equal(0, await PlanCommand.ImportAsync(Seed("plans/sodertalje-2024-2027.yaml"), Seed("departments/sodertalje.yaml"),
            app.Address, app.Key, TextWriter.Null, Cancellation));

        var output = new StringWriter();
        Assert.Equal(0, await CalendarCommand.RunAsync("2026-08-01", "2027-12-31", app.Address, app.Key, output, Cancellation));
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["2027-01-11", "2027-08-16", "2027-12-31", "2027-12-31"],
            lines.Select(line => line.Split("  ")[0]));
        Assert.StartsWith("2027-08-16  Halvårsuppföljning 2027 av planen ”", lines[1]);

        var refused = new StringWriter();
        Assert.Equal(1, await CalendarCommand.RunAsync(null, "i morgon", app.Address, app.Key, refused, Cancellation));
        Assert.Equal("to: ”i morgon” är inget datum. Skriv som 2024-01-31.", refused.ToString().Trim());
    }

    private static FileInfo Seed(string file) => new(Path.Combine(Repository.Root, "seeds", file));
}
