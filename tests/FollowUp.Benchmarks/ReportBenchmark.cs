using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using FollowUp.Departments;
using FollowUp.Local.Stress;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Reports.Html;
using FollowUp.Reports.Json;
using FollowUp.Rounds;

namespace FollowUp.Benchmarks;

/// <summary>From a round's rows, as they have been read, to its report in every format, without storage.</summary>
internal static class ReportBenchmark
{
    private const int Measures = 33;
    private const int Repetitions = 7;
    private const double Megabyte = 1024 * 1024;

    private static readonly Dictionary<string, string> Nothing = [];
    private static readonly string Text = string.Join(' ', Enumerable.Repeat("Vi har arbetat med det under hela året och fortsätter nästa år.", 3));

    public static Task RunAsync(CancellationToken cancellation)
    {
        var small = Read(300);
        var cold = Stopwatch.StartNew();
        Measure(small, _ => { });
        Console.WriteLine($"300 departments x {Measures} measures, the first time in a process: {cold.Elapsed.TotalSeconds:F2} s");
        // Until the code is compiled as well as it will be.
        for (var repetition = 0; repetition < 3 * Repetitions; repetition++)
        {
            Measure(small, _ => { });
        }
        var before = TimeSpan.Zero;
        foreach (var departments in new[] { 300, 600 })
        {
            cancellation.ThrowIfCancellationRequested();
            var read = Read(departments);
            var (times, elapsed) = (new List<TimeSpan>(), new List<TimeSpan>());
            var parts = new Dictionary<string, TimeSpan>();
            var allocated = 0L;
            for (var repetition = 0; repetition < Repetitions; repetition++)
            {
                GC.Collect();
                var (start, bytes, watch) = (ProcessorTime(), GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
                Measure(read, part => parts[part.Name] = part.Took);
                elapsed.Add(watch.Elapsed);
                times.Add(ProcessorTime() - start);
                allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            }
            var took = Median(times);
            Console.WriteLine($"{departments} departments x {Measures} measures: {Median(elapsed).TotalSeconds:F2} s, {took.TotalSeconds:F2} s of processor time{(before == TimeSpan.Zero ? "" : $"; {took / before:F2} times the half")}");
            Console.WriteLine($"  {string.Join(", ", parts.Select(part => $"{part.Key} {part.Value.TotalSeconds:F2} s"))}");
            Console.WriteLine($"  {allocated / Megabyte:F0} MB allocated; at most {Peak(read) / Megabyte:F0} MB more held by the managed heap than the rows take");
            before = took;
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"Peak working set of the whole process: {process.PeakWorkingSet64 / Megabyte:F0} MB");
        return Task.CompletedTask;
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private sealed record Part(string Name, TimeSpan Took);

    /// <summary>What is measured. Both texts are held to its end.</summary>
    private static void Measure((RoundRows Rows, DepartmentRegister Register) read, Action<Part> told)
    {
        var (rows, register) = read;
        var watch = new Stopwatch();
        var answered = Timed("the answers", () => RandomRound.Answered(rows));
        var report = Timed("the report", () => ReportCompiler.Compile(answered, new RoundHistory([], register, rows.Plans, [rows.Round])));
        var html = Timed("HTML", () => Written(output => HtmlReportWriter.Write(report, 1, Nothing, output)));
        var json = Timed("JSON", () => Written(output => JsonReportWriter.Write(report, 1, Nothing, output)));
        if (report.Answers.Count < rows.Departments.Count * Measures)
        {
            throw new InvalidOperationException($"{report.Answers.Count} answers were compiled.");
        }
        GC.KeepAlive(html);
        GC.KeepAlive(json);

        // Held as a response holds it until it is sent.
        static Pipe Written(Action<IBufferWriter<byte>> write)
        {
            var response = new Pipe();
            write(response.Writer);
            return response;
        }

        T Timed<T>(string name, Func<T> part)
        {
            watch.Restart();
            var made = part();
            told(new Part(name, watch.Elapsed));
            return made;
        }
    }

    /// <summary>The largest managed heap that was seen at a sample each millisecond, less what it was before; with what waits for its collection.</summary>
    private static long Peak((RoundRows Rows, DepartmentRegister Register) read)
    {
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        using var done = new ManualResetEventSlim();
        var sampler = new Thread(() =>
        {
            while (!done.Wait(TimeSpan.FromMilliseconds(1)))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - held);
            }
        });
        sampler.Start();
        Measure(read, _ => { });
        done.Set();
        sampler.Join();
        return peak;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>Every department is responsible for every measure, and has answered every question of it.</summary>
    private static (RoundRows Rows, DepartmentRegister Register) Read(int departments)
    {
        var (plan, register) = new LargeTown(departments, Measures, departments).Read();
        var opened = StockholmTime.At(LargeTown.Opens, new TimeOnly(8, 0));
        var round = new Round(LargeTown.RoundId, "Årlig uppföljning 2025", RoundKind.Annual, [new RoundPlan(plan.Id, 1, plan.Title)], plan.Municipality, "2025", ["KS 2025/1"],
            LargeTown.Opens, LargeTown.Deadline, LargeTown.Closes, "samordnaren@large-town.example", [], WorkingDays.Default, RoundState.Closed, 1, 1, 1, opened, StockholmTime.EndOf(LargeTown.Closes), 1);
        var tailoring = new Tailoring(round.Kind, [plan], register, round.Opens);
        var random = new Random(1);
        return (new RoundRows(round, [plan], tailoring.Departments.Select(id => Answered(DepartmentWork.Unanswered(
            new AskedDepartment(register.Find(id)!, tailoring.For(id), new Dictionary<string, IReadOnlyList<EarlierAnswer>>())), opened.AddDays(random.Next(60)), random)).ToList()), register);
    }

    private static DepartmentWork Answered(DepartmentWork work, DateTimeOffset received, Random random) => work with
    {
        Submissions = [new Submission(1, 1, "kontakt", "Kim Exempel", "handläggare", received, work.Questionnaire.Sections.Select(section => section.Id).ToList())],
        Answers = work.Questionnaire.Sections.ToDictionary(section => section.Id, section => (IReadOnlyList<SubmittedAnswer>)[new SubmittedAnswer(1, received, Values(section, random))]),
    };

    private static AnswerValues Values(Section section, Random random)
    {
        var values = new AnswerValues();
        foreach (var question in section.Questions)
        {
            values.Put(question.Key, question.Kind switch
            {
                QuestionKind.OneOf or QuestionKind.AnyOf => [question.Choices[random.Next(question.Choices.Count)].Value],
                QuestionKind.Number => ["17"],
                QuestionKind.Year => ["2025"],
                QuestionKind.Line => ["Avsnitt 3.2"],
                // A text of its own each, as when they have been read.
                _ => [$"{Text} {random.Next()}"],
            });
        }
        return values;
    }
}
