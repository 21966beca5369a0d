using System.Diagnostics;
using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Stress;

namespace FollowUp.Benchmarks;

/// <summary>Reads a plan's file and builds every department's questionnaire, without storage.</summary>
internal static class PlansBenchmark
{
    private const int Departments = 300;
    // With this many departments to a measure, a department has 100 measures at the largest size, which is the limit.
    private const int ResponsibleForEach = 15;
    private const int Repetitions = 7;

    public static Task RunAsync(CancellationToken cancellation)
    {
        // Until the code is compiled.
        Measure(2000);
        var before = TimeSpan.Zero;
        foreach (var measures in new[] { 500, 1000, 2000 })
        {
            cancellation.ThrowIfCancellationRequested();
            var took = Measure(measures);
            var growth = before == TimeSpan.Zero ? "" : $"; {took / before:F2} times the half";
            Console.WriteLine($"{measures} measures x {Departments} departments: {took.TotalSeconds:F2} s of processor time{growth}");
            before = took;
        }
        return Task.CompletedTask;
    }

    private static TimeSpan Measure(int measures)
    {
        var town = new LargeTown(Departments, measures, ResponsibleForEach);
        var (plan, register) = (new Upload("plan.yaml", Encoding.UTF8.GetBytes(town.Plan())),
            new Upload("register.yaml", Encoding.UTF8.GetBytes(town.Register())));
        var times = new List<TimeSpan>();
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var start = process.TotalProcessorTime;
            var departments = DepartmentReader.Read(register).Register!;
            var read = PlanReader.Read(plan, departments, []).Plan!;
            var tailoring = new QuestionnaireBuilder(RoundKind.Annual, [read], departments, read.Start);
            var sections = tailoring.Departments.Sum(id => tailoring.For(id).Sections.Count(section => section.IsMeasure));
            process.Refresh();
            times.Add(process.TotalProcessorTime - start);
            if (sections != measures * ResponsibleForEach)
            {
                throw new InvalidOperationException($"{sections} sections were made.");
            }
        }
        return times.Order().ElementAt(Repetitions / 2);
    }
}
