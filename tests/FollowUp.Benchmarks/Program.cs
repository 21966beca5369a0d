using FollowUp.Benchmarks;

(string Name, string What, Func<CancellationToken, Task> RunAsync)[] benchmarks =
[
    ("saves", "Saves through the page at 16 clients, beside the same table requests sent raw", SavesBenchmark.RunAsync),
    ("pages", "The pages of the department that has most to answer, beside bare pages of as many bytes", PagesBenchmark.RunAsync),
    ("board", "The coordinator's board of 300 departments, beside a bare page of as many bytes", BoardBenchmark.RunAsync),
    ("plans", "Reading a plan of up to 2,000 measures and tailoring the questionnaires of 300 departments: processor time, and how it "
        + "grows", PlansBenchmark.RunAsync),
    ("report", "Compiling the report of 300 departments and 33 measures, all answered: processor time, memory, and how both grow",
        ReportBenchmark.RunAsync),
    ("round", "A whole round of 300 departments and 33 measures through the pages, beside its table requests sent raw",
        RoundBenchmark.RunAsync),
];

if (benchmarks.FirstOrDefault(benchmark => args is [var name] && name == benchmark.Name) is not { Name: not null } chosen)
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/FollowUp.Benchmarks -- NAME");
    foreach (var (name, what, _) in benchmarks)
    {
        Console.Error.WriteLine($"  {name,-8} {what}");
    }
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
await chosen.RunAsync(stop.Token);
return 0;
