using FollowUp.Local.Commands;

namespace FollowUp.Local.Tests.Commands;

public sealed class PlanCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Lint_tells_errors_and_warnings_with_their_lines_and_ends_with_1_only_for_errors()
    {
        var output = new StringWriter();

        Assert.Equal(1, PlanCommand.Lint(Seed("plans/sodertalje-2024-2027-avskrift.yaml"), Seed("departments/sodertalje.yaml"), [],
            output));
        Assert.Equal(0, PlanCommand.Lint(Seed("plans/sodertalje-2024-2027.yaml"), Seed("departments/sodertalje.yaml"), [], output));
        Assert.Equal(0, PlanCommand.Lint(Seed("plans/linkoping-atgardsplan-2024.yaml"), Seed("departments/linkoping.yaml"),
            [Seed("plans/linkoping-inriktningar-2024.yaml")], output));
        // A linked plan that cannot be read is reported, not skipped.
        Assert.Equal(1, PlanCommand.Lint(Seed("plans/alingsas-2022.yaml"), Seed("departments/alingsas.yaml"),
            [Seed("plans/flen-2021-2023.yaml")], output));

        var told = output.ToString();
        Assert.Contains("Varning: sodertalje-2024-2027-avskrift.yaml:", told);
        Assert.Contains("Nummer 1:7 saknas i planen.", told);
        Assert.Contains("0 fel, 4 varningar.", told);
        Assert.Contains("0 fel, 0 varningar.", told);
        Assert.Contains("Fel: flen-2021-2023.yaml:", told);
    }

    [Fact]
    public async Task A_plan_goes_into_a_FollowUp_that_runs_and_comes_out_again_as_a_table_that_goes_in_again()
    {
        await using var app = await ServedApp.StartAsync("--clock");
        var output = new StringWriter();

        Assert.Equal(1, await PlanCommand.ImportAsync(Seed("plans/flen-2021-2023.yaml"), null, app.Address, app.Key, output, Cancellation));
        Assert.Contains("finns inte i registret", output.ToString());
        Assert.Equal(0, await PlanCommand.ImportAsync(Seed("plans/flen-2021-2023.yaml"), Seed("departments/flen.yaml"), app.Address,
            app.Key, output, Cancellation));
        Assert.Contains("flen-2021-2023 är importerad som version 1.", output.ToString());

        var table = new FileInfo(Path.Combine(app.Folder.FullName, "plan.csv"));
        Assert.Equal(0, await PlanCommand.ExportAsync("flen-2021-2023", table, app.Address, app.Key, output, Cancellation));
        Assert.Equal(0, await PlanCommand.ImportAsync(table, null, app.Address, app.Key, output, Cancellation));
        // The same plan in another format is the same version.
        Assert.DoesNotContain("version 2", output.ToString().Split("Registret")[^1]);

        Assert.Contains("Finns planen",
            (await Assert.ThrowsAsync<LocalSetupException>(() =>
            PlanCommand.ExportAsync("nowhere", table, app.Address, app.Key, output, Cancellation))).Message);
        Assert.Contains("ska sluta på .csv eller .yaml", (await Assert.ThrowsAsync<LocalSetupException>(() =>
            PlanCommand.ExportAsync("flen-2021-2023", new FileInfo("plan.pdf"), app.Address, app.Key, output, Cancellation))).Message);
    }

    private static FileInfo Seed(string file) => new(Path.Combine(Repository.Root, "seeds", file));
}
