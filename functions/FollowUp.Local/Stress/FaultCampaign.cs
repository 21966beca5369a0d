using System.Globalization;
using Azure.Data.Tables;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Local.Stress;

/// <summary>
/// Something that is written and read while the way to the tables fails now and then, and that knows what must be there at the end.
/// </summary>
internal interface IUnderFaults
{
    /// <param name="operation">Marks what this step writes; no other has it.</param>
    Task StepAsync(string operation, Random random);

    /// <summary>Looks at all of it once more, without faults.</summary>
    Task CheckAsync();
}

/// <summary>
/// Operations on the tables under faults, by clients of their own and by clients on the same rows: nothing that was told to be
/// written may be lost, nothing may have its effect twice, and every reading must be true.
/// </summary>
public static class FaultCampaign
{
    public const double Share = 0.1;

    /// <summary>As the app's, but for the waiting: a real timeout takes a minute and a half.</summary>
    public static TableClientOptions Impatient
    {
        get
        {
            var options = new TableClientOptions();
            options.Retry.Delay = TimeSpan.FromMilliseconds(20);
            options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
            return options;
        }
    }

    /// <param name="storage">The way to the tables that fails.</param>
    /// <param name="direct">The way to the same tables that does not, to check by.</param>
    /// <param name="progress">Is told after each operation which one it was.</param>
    public static async Task<CampaignLog> RunAsync(
        string storage, string direct, int operations, int seed, Func<int, Task>? progress = null, CancellationToken cancellation = default)
    {
        var prefix = $"F{Guid.NewGuid():N}";
        var log = new CampaignLog();
        var (faultyApp, directApp) = (AppTables.Open(storage, prefix, Impatient), AppTables.Open(direct, prefix, null));
        await directApp.Tables.StartAsync(cancellation);
        var (faultyTable, directTable) = (new TableClient(storage, $"{prefix}Rows", Impatient), new TableClient(direct, $"{prefix}Rows"));
        await directTable.CreateIfNotExistsAsync(cancellation);

        var town = new LargeTown(Departments: 40, Measures: 80, Responsible: 2);
        var (plan, register) = town.Read();
        var tailoring = new QuestionnaireBuilder(RoundKind.Annual, [plan], register, plan.Start);
        var asked = register.Departments.Select(department =>
        {
            var questionnaire = tailoring.For(department.Id);
            var before = new AnswerValues { [QuestionKeys.What] = ["Så var det förra året."] };
            return new AskedDepartment(department, questionnaire,
                questionnaire.Sections.ToDictionary(section => section.Id, IReadOnlyList<EarlierAnswer> (section) =>
                    [new EarlierAnswer(department.Name, "", section.Title, default, before)]));
        }).ToList();
        var round = new Round(
            LargeTown.RoundId, "", RoundKind.Annual, [new RoundPlan(plan.Id, 1, plan.Title)], plan.Municipality, "2025", [], default,
            default, default, "", [], WorkingDays.Default, RoundState.Draft, 0, 0, 0, null, null, 0);

        RowsUnderFaults Rows(int client) => new(faultyTable, directTable, $"client {client}", log);
        DepartmentsUnderFaults Departments(Range range) => new(faultyApp, directApp, LargeTown.RoundId, asked[range], log);
        var counter = new CounterUnderFaults(faultyTable, directTable, log);
        var rounds = new RoundsUnderFaults(faultyApp, directApp, round, log);
        var (alone, together) = (Departments(..10), Departments(10..));
        var plans = new PlansUnderFaults(faultyApp, directApp, plan, log);
        // Who stands here twice or more has as many clients.
        IUnderFaults[] clients = [Rows(1), Rows(2), Rows(3), counter, counter, counter, rounds, rounds, alone, together, together, together,
            plans, plans, new LinksUnderFaults(faultyApp, directApp, log)];

        var next = 0;
        await Task.WhenAll(clients.Select((client, index) => Task.Run(async () =>
        {
            var random = new Random(seed * 1000 + index);
            for (var operation = Interlocked.Increment(ref next); operation <= operations; operation = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                await client.StepAsync(string.Create(CultureInfo.InvariantCulture, $"op{operation}"), random);
                await (progress?.Invoke(operation) ?? Task.CompletedTask);
            }
        }, cancellation)));
        foreach (var client in clients.Distinct())
        {
            await client.CheckAsync();
        }
        return log;
    }
}
