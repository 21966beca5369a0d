using FollowUp.Local.Demo;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <summary>What a department of a <see cref="LargeTown"/> does on its form.</summary>
/// <param name="Share">How much of the unanswered part it fills in, from 0 to 1.</param>
/// <param name="Submits">Whether it submits, or only saves.</param>
/// <param name="Words">Seeds what it writes, so that a repetition writes the same.</param>
internal sealed record TownAct(DateTimeOffset At, int Department, double Share, bool Submits, int Words)
{
    public Task<string> DoAsync(Uri link)
    {
        var hand = new SimulatedDepartment(LargeTown.IdOf(Department), new Random(Words));
        return Submits ? hand.SubmitAsync(link, Share) : hand.SaveAsync(link, Share);
    }
}

internal static class TownActs
{
    private const int Tempers = 10;

    /// <summary>Who does what and when, in order of time: the same seed makes the same acts.</summary>
    public static IReadOnlyList<TownAct> Acts(this LargeTown town, int seed)
    {
        var random = new Random(seed);
        var acts = new List<TownAct>();

        void Act(int department, DateOnly from, int days, double share, bool submits)
        {
            // Well after the morning's mails and their retries.
            var time = new TimeOnly(11, 0).AddMinutes(random.Next(5 * 60));
            acts.Add(new TownAct(StockholmTime.At(WorkingDays.Office.OnOrAfter(from.AddDays(random.Next(days))), time), department, share,
                submits, random.Next()));
        }

        var (reminded, overdue) = (LargeTown.Deadline.AddDays(-14), LargeTown.Deadline.AddDays(3));
        var departments = Enumerable.Range(0, town.Departments).ToArray();
        random.Shuffle(departments);
        foreach (var (department, temper) in departments.Select((department, place) => (department, place % Tempers)))
        {
            switch (temper)
            {
                case 0: // in part, and the rest late
                    Act(department, reminded, 7, 0.4, submits: true);
                    Act(department, overdue, 7, 1, submits: true);
                    break;
                case 1: // in part, and no more
                    Act(department, reminded, 7, 0.4, submits: true);
                    break;
                case 2: // saves, and never submits
                    Act(department, LargeTown.Opens, 20, 0.6, submits: false);
                    break;
                case 3: // never
                    break;
                case 4: // late
                    Act(department, overdue, 12, 1, submits: true);
                    break;
                case 5 or 6: // when reminded
                    Act(department, reminded, 9, 1, submits: true);
                    break;
                case 7: // in two sittings
                    Act(department, LargeTown.Opens, 4, 0.5, submits: false);
                    Act(department, LargeTown.Opens.AddDays(7), 5, 1, submits: true);
                    break;
                default: // at once
                    Act(department, LargeTown.Opens, 10, 1, submits: true);
                    break;
            }
        }
        return acts.OrderBy(act => act.At).ToList();
    }
}
