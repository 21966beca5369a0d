using System.Diagnostics;
using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Stress;

namespace FollowUp.Benchmarks;

/// <summary>From a plan's file to every department's questionnaire, without storage.</summary>
internal static class PlansBenchmark
{
    private const int Departments = 300;
    // With this many to a measure a department has 100 at the largest size, the most that it may have.
    private const int ResponsibleForEach = 15;
    private const int Repetitions = 7;

    public static Task RunAsync(CancellationToken cancellation)
    {
        // The first readings compile the code.
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
