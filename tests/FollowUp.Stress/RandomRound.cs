using CsCheck;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>One closed round as its tables hold it.</summary>
internal sealed record RoundRows(Round Round, IReadOnlyList<ActionPlan> Plans, IReadOnlyList<Assignment> Departments);

/// <summary>A closed round with the rounds before it, drawn from the seed; odd cases come more often than in life.</summary>
/// <param name="Earlier">The oldest first.</param>
/// <param name="Known">The newest version of every plan.</param>
internal sealed record RandomRound(int Seed, RoundRows Own,
    IReadOnlyList<RoundRows> Earlier, DepartmentRegister Register, IReadOnlyList<ActionPlan> Known)
{
    /// <summary>In every text that was only saved.</summary>
    public const string Draft = "BARA-SPARAT";

    /// <summary>In every text of which a newer version was submitted.</summary>
    public const string Replaced = "ERSATT-AV-NYARE";

    /// <summary>The beginning of every count that must be masked.</summary>
    public const string Small = "0000000";

    public static Gen<RandomRound> Any { get; } = new Generator();

    public static RandomRound Of(int seed, int largest = RandomDraws.Unlimited) => new RandomRounds(seed, largest).Make();

    public RoundHistory History => new(Earlier.Select(Answered).ToList(), Register, Known,
        [.. Earlier.Select(rows => rows.Round), Own.Round]);

    public static RoundResults Answered(RoundRows rows) => new(rows.Round, rows.Plans, rows.Departments);

    /// <summary>The same rows, read in another order.</summary>
    public RandomRound Shuffled()
    {
        var random = new Random(Seed);
        return this with
        {
            Own = Shuffle(Own),
            Earlier = Earlier.Select(Shuffle).ToList(),
            Register = Register with { Departments = Drawn(Register.Departments) }
        };

        RoundRows Shuffle(RoundRows rows) => rows with
        {
            Departments = Drawn(rows.Departments).Select(work =>
                work with { Answers = new Dictionary<string, IReadOnlyList<SubmittedAnswer>>(Drawn(work.Answers.ToList())) }).ToList(),
        };

        List<T> Drawn<T>(IReadOnlyList<T> all)
        {
            var drawn = all.ToArray();
            random.Shuffle(drawn);
            return [.. drawn];
        }
    }

    // What makes a round hard to read.
    private ulong Weight => (ulong)Earlier.Append(Own)
        .Sum(rows => rows.Departments.Sum(work => 1 + work.Questionnaire.Sections.Count + work.Submissions.Count));

    /// <summary>Draws a seed; the round's size is how much there is to answer in it.</summary>
    private sealed class Generator : Gen<RandomRound>
    {
        public override RandomRound Generate(PCG pcg, Size? min, out Size size)
        {
            // CsCheck shrinks to small rounds only if some are drawn.
            var largest = pcg.Next(4) == 0 ? 1 + (int)pcg.Next(4) : RandomDraws.Unlimited;
            var round = Of((int)pcg.Next(), largest);
            size = new Size(round.Weight);
            return round;
        }
    }
}
