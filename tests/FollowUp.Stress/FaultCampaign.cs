using System.Globalization;
using Azure.Data.Tables;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <summary>
/// Writes and reads while one request in ten fails, and knows what must be in the tables at the end.
/// </summary>
internal interface IUnderFaults
{
    /// <param name="operation">Unique; marks what this step writes.</param>
    Task StepAsync(string operation, Random random);

    /// <summary>Reads everything again, without faults.</summary>
    Task CheckAsync();
}

/// <summary>
/// Operations on the tables under faults, by clients on rows of their own and by clients on the same rows: no confirmed write may be lost,
/// no write may have its effect twice, and every read must be right.
/// </summary>
internal static class FaultCampaign
{
    public const double Share = 0.1;

    /// <summary>The app's options with shorter delays: a real timeout takes a minute and a half.</summary>
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

    /// <param name="storage">The tables behind the faults.</param>
    /// <param name="direct">The same tables without faults, for the checks.</param>
    /// <param name="progress">Called after each operation with its number.</param>
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
        // One that is listed several times has several clients on the same rows.
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
