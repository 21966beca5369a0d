using System.Text.RegularExpressions;
using FollowUp.Local.Commands;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Tests.Commands;

public sealed partial class PlanCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-plan-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Lint_tells_errors_and_warnings_with_their_lines_and_ends_with_1_only_for_errors()
    {
        var output = new StringWriter();

        Assert.Equal(1, PlanCommand.Lint(Seed("plans/sodertalje-2024-2027-avskrift.yaml"), Seed("departments/sodertalje.yaml"), [], output));
        Assert.Equal(0, PlanCommand.Lint(Seed("plans/sodertalje-2024-2027.yaml"), Seed("departments/sodertalje.yaml"), [], output));
        Assert.Equal(0, PlanCommand.Lint(Seed("plans/linkoping-atgardsplan-2024.yaml"), Seed("departments/linkoping.yaml"), [Seed("plans/linkoping-inriktningar-2024.yaml")], output));
        // A plan that is linked to and cannot be read is told of, not passed over.
        Assert.Equal(1, PlanCommand.Lint(Seed("plans/alingsas-2022.yaml"), Seed("departments/alingsas.yaml"), [Seed("plans/flen-2021-2023.yaml")], output));

        var told = output.ToString();
        Assert.Contains("Varning: sodertalje-2024-2027-avskrift.yaml:", told);
        Assert.Contains("Nummer 1:7 saknas i planen. [number-gap]", told);
        Assert.Contains("0 fel, 4 varningar.", told);
        Assert.Contains("0 fel, 0 varningar.", told);
        Assert.Contains("Fel: flen-2021-2023.yaml:", told);
    }

    [Fact]
    public async Task A_plan_goes_into_a_FollowUp_that_runs_and_comes_out_again_as_a_table_that_goes_in_again()
    {
        await using (var serve = LocalProgram.Start(null, "serve", "--data", _folder.FullName, "--port", "0", "--clock"))
        {
            var address = Address().Match((await serve.Output.ReadLineAsync(Cancellation))!).Value;
            var key = new FileInfo(Path.Combine(_folder.FullName, "function-key"));
            var output = new StringWriter();

            Assert.Equal(1, await PlanCommand.ImportAsync(Seed("plans/flen-2021-2023.yaml"), null, address, key, output, Cancellation));
            Assert.Contains("finns inte i registret", output.ToString());
            Assert.Equal(0, await PlanCommand.ImportAsync(Seed("plans/flen-2021-2023.yaml"), Seed("departments/flen.yaml"), address, key, output, Cancellation));
            Assert.Contains("flen-2021-2023 är importerad som version 1.", output.ToString());

            var table = new FileInfo(Path.Combine(_folder.FullName, "plan.csv"));
            Assert.Equal(0, await PlanCommand.ExportAsync("flen-2021-2023", table, address, key, output, Cancellation));
            Assert.Equal(0, await PlanCommand.ImportAsync(table, null, address, key, output, Cancellation));
            // The same plan is the same version, whatever it came in as.
            Assert.DoesNotContain("version 2", output.ToString().Split("Registret")[^1]);

            Assert.Contains("Finns planen", (await Assert.ThrowsAsync<LocalSetupException>(() => PlanCommand.ExportAsync("nowhere", table, address, key, output, Cancellation))).Message);
            Assert.Contains("ska sluta på .csv eller .yaml", (await Assert.ThrowsAsync<LocalSetupException>(() =>
                PlanCommand.ExportAsync("flen-2021-2023", new FileInfo("plan.pdf"), address, key, output, Cancellation))).Message);
            await serve.KillAsync();
        }
        await (await Azurite.StartOrAdoptAsync(Path.Combine(_folder.FullName, "azurite"), Cancellation)).DisposeAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static FileInfo Seed(string file) => new(Path.Combine(Repository.Root, "seeds", file));

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
