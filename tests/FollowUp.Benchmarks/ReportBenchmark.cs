using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Stress;
using FollowUp.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Benchmarks;

/// <summary>Compiles a report from the rows of a round and writes every format, without storage.</summary>
internal static class ReportBenchmark
{
    private const int Measures = 33;
    private const int Turns = 9;
    private const int Repetitions = 7;
    private const double Megabyte = 1024 * 1024;

    private static readonly Dictionary<string, string> Nothing = [];
    private static readonly string Text = string.Join(' ',
        Enumerable.Repeat("Vi har arbetat med det under hela året och fortsätter nästa år.", 3));

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var server = WebApplication.CreateSlimBuilder().Build();
        var memory = server.Services.GetRequiredService<IMemoryPoolFactory<byte>>();
        using var pool = memory.Create();
        var small = Read(300);
        var cold = Stopwatch.StartNew();
        Measure(small, pool, _ => { });
        Console.WriteLine($"300 departments x {Measures} measures, the first time in a process: {cold.Elapsed.TotalSeconds:F2} s");
        // Until the code is fully optimised.
        for (var repetition = 0; repetition < 3 * Repetitions; repetition++)
        {
            Measure(small, pool, _ => { });
        }
        // In turns, so that the machine's load affects both; several in each turn, so that each also pays for its own garbage collections.
        var sizes = new[] { new Size(small, []), new Size(Read(600), []) };
        for (var turn = -1; turn < Turns; turn++)
        {
            foreach (var size in sizes)
            {
                cancellation.ThrowIfCancellationRequested();
                var parts = new Dictionary<string, TimeSpan>();
                GC.Collect();
                var (start, bytes, watch) = (ProcessorTime(), GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
                for (var repetition = 0; repetition < Repetitions; repetition++)
                {
                    Measure(size.Read, pool, part => parts[part.Name] = parts.GetValueOrDefault(part.Name) + part.Took);
                }
                // The first turn allocates the memory that the larger report needs.
                if (turn >= 0)
                {
                    size.Turns.Add(new Turn(watch.Elapsed / Repetitions, (ProcessorTime() - start) / Repetitions,
                        (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Repetitions, parts));
                }
            }
        }
        foreach (var (read, turns) in sizes)
        {
            Console.WriteLine($"{read.Rows.Departments.Count} departments x {Measures} measures: "
                + $"{Median(turns, turn => turn.Elapsed).TotalSeconds:F2} s, {Median(turns, turn => turn.Processor).TotalSeconds:F2} s of "
                + "processor time");
            Console.WriteLine(
                $"  {string.Join(", ", turns[^1].Parts.Select(part => $"{part.Key} {(part.Value / Repetitions).TotalSeconds:F2} s"))}");
            Console.WriteLine($"  {turns[^1].Allocated / Megabyte:F0} MB allocated; at most {Peak(read, memory) / Megabyte:F0} MB more "
                + "held by the managed heap than the rows take");
        }
        Console.WriteLine("Twice the departments take "
            + $"{Median(sizes[1].Turns, turn => turn.Processor) / Median(sizes[0].Turns, turn => turn.Processor):F2} times as long.");
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"Peak working set of the whole process: {process.PeakWorkingSet64 / Megabyte:F0} MB");
    }

    private static TimeSpan Median(List<Turn> turns, Func<Turn, TimeSpan> time) => turns.Select(time).Order().ElementAt(turns.Count / 2);

    private sealed record Part(string Name, TimeSpan Took);

    private sealed record Size((RoundRows Rows, DepartmentRegister Register) Read, List<Turn> Turns);

    /// <summary>The average time of one of several in a row.</summary>
    private sealed record Turn(TimeSpan Elapsed, TimeSpan Processor, long Allocated, Dictionary<string, TimeSpan> Parts);

    /// <summary>The measured work. Each text stays in memory, as a response does until it has been sent.</summary>
    private static void Measure((RoundRows Rows, DepartmentRegister Register) read, MemoryPool<byte> pool, Action<Part> told)
    {
        var (rows, register) = read;
        var watch = new Stopwatch();
        var answered = Timed("the answers", () => RandomRound.Answered(rows));
        var report = Timed("the report", () => ReportCompiler.Compile(answered, new RoundHistory([], register, rows.Plans, [rows.Round])));
        Timed("HTML", () => Written(output => HtmlReportWriter.Write(report, 1, Nothing, output)));
        Timed("JSON", () => Written(output => JsonReportWriter.Write(report, 1, Nothing, output)));
        if (report.Answers.Count < rows.Departments.Count * Measures)
        {
            throw new InvalidOperationException($"{report.Answers.Count} answers were compiled.");
        }

        bool Written(Action<IBufferWriter<byte>> write)
        {
            var response = new Pipe(new PipeOptions(pool));
            write(response.Writer);
            response.Writer.Complete();
            response.Reader.Complete();
            return true;
        }

        T Timed<T>(string name, Func<T> part)
        {
            watch.Restart();
            var made = part();
            told(new Part(name, watch.Elapsed));
            return made;
        }
    }

    /// <summary>
    /// The largest managed heap in samples of each millisecond, less its size before, including garbage not yet collected.
    /// </summary>
    private static long Peak((RoundRows Rows, DepartmentRegister Register) read, IMemoryPoolFactory<byte> memory)
    {
        using var pool = memory.Create();
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
        Measure(read, pool, _ => { });
        done.Set();
        sampler.Join();
        return peak;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>Every department is responsible for every measure and has answered all of its questions.</summary>
    private static (RoundRows Rows, DepartmentRegister Register) Read(int departments)
    {
        var (plan, register) = new LargeTown(departments, Measures, departments).Read();
        var opened = StockholmTime.At(LargeTown.Opens, new TimeOnly(8, 0));
        var round = new Round(LargeTown.RoundId, "Årlig uppföljning 2025", RoundKind.Annual, [new RoundPlan(plan.Id, 1, plan.Title)],
            plan.Municipality, "2025", ["KS 2025/1"],
            LargeTown.Opens, LargeTown.Deadline, LargeTown.Closes, "samordnaren@large-town.example", [], WorkingDays.Default,
            RoundState.Closed, 1, 1, 1, opened, StockholmTime.EndOf(LargeTown.Closes), 1);
        var tailoring = new QuestionnaireBuilder(round.Kind, [plan], register, round.Opens);
        var random = new Random(1);
        return (new RoundRows(round, [plan], tailoring.Departments.Select(id => Answered(Assignment.Unanswered(
            new AskedDepartment(register.Find(id)!, tailoring.For(id), new Dictionary<string, IReadOnlyList<EarlierAnswer>>())),
                opened.AddDays(random.Next(60)), random)).ToList()), register);
    }

    private static Assignment Answered(Assignment work, DateTimeOffset received, Random random) => work with
    {
        Submissions = [new Submission(1, 1, "kontakt", "Kim Exempel", "handläggare", received,
            work.Questionnaire.Sections.Select(section => section.Id).ToList())],
        Answers = work.Questionnaire.Sections.ToDictionary(section => section.Id, section =>
            (IReadOnlyList<SubmittedAnswer>)[new SubmittedAnswer(1, received, Values(section, random))]),
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
                // Each has its own string instance, as after reading from storage.
                _ => [$"{Text} {random.Next()}"],
            });
        }
        return values;
    }
}
