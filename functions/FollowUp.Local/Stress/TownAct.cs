using FollowUp.Local.Demo;
using FollowUp.Time;

namespace FollowUp.Local.Stress;

/// <summary>Something that a department of a <see cref="LargeTown"/> does at its form.</summary>
/// <param name="Share">How much of what is not answered yet it fills in.</param>
/// <param name="Submits">Whether it submits that, or only saves it.</param>
/// <param name="Words">Seeds what it writes: done again it is the same person, with the same in mind.</param>
public sealed record TownAct(DateTimeOffset At, int Department, double Share, bool Submits, int Words)
{
    public Task<string> DoAsync(Uri link)
    {
        var hand = new SimulatedDepartment(LargeTown.IdOf(Department), new Random(Words));
        return Submits ? hand.SubmitAsync(link, Share) : hand.SaveAsync(link, Share);
    }
}

public static class TownActs
{
    private const int Tempers = 10;

    /// <summary>Who does what and when, in order of time: the same seed makes the same acts.</summary>
    public static IReadOnlyList<TownAct> Acts(this LargeTown town, int seed)
    {
        var random = new Random(seed);
        var acts = new List<TownAct>();

        void Act(int department, DateOnly from, int days, double share, bool submits)
        {
            // Long after the mails of the morning, also those that had to be tried again.
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
