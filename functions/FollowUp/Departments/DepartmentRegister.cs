namespace FollowUp.Departments;

/// <summary>Who answers, as one version of the register has it, and which departments succeeded which.</summary>
public sealed record DepartmentRegister(
    IReadOnlyList<Department> Departments, IReadOnlyList<DepartmentGroup> Groups, IReadOnlyList<Succession> Successions)
{
    public static DepartmentRegister Empty { get; } = new([], [], []);

    public Department? Find(string id) => Departments.FirstOrDefault(department => department.Id == id);

    /// <summary>
    /// Whether the department answers on the day: it has begun and has not ended. The reorganisations count as well: the last one
    /// that named it says whether it came or went by it, and one that first came by one was not there before.
    /// </summary>
    public bool Exists(Department department, DateOnly day)
    {
        if (day < department.From || day > department.To)
        {
            return false;
        }
        var naming = Successions.Where(succession => succession.From.Contains(department.Id) || succession.To.Contains(department.Id))
            .ToList();
        return naming.Where(succession => succession.Date <= day).MaxBy(succession => succession.Date) is { } last
            ? last.To.Contains(department.Id)
            : naming.MinBy(succession => succession.Date)?.From.Contains(department.Id) != false;
    }

    public IEnumerable<Department> OnDay(DateOnly day) => Departments.Where(department => Exists(department, day));

    /// <summary>
    /// Who answers on the day for what was laid on the department: itself, or those who came in its place; several after a
    /// split, nobody where it ended and nobody was named.
    /// </summary>
    /// <param name="since">When it was laid on it: what had been split off before that was not meant.</param>
    public IReadOnlyList<Department> SuccessorsOf(string departmentId, DateOnly since, DateOnly day)
    {
        var heirs = new List<Department>();
        var seen = new HashSet<string>();
        Follow(departmentId, since);
        return heirs;

        void Follow(string id, DateOnly after)
        {
            if (!seen.Add(id) || Find(id) is not { } department)
            {
                return;
            }
            var exists = Exists(department, day);
            if (exists)
            {
                heirs.Add(department);
            }
            var of = Successions.Where(succession => succession.Date <= day && succession.From.Contains(id)).ToList();
            // What was split off goes along; one that is gone has gone into those of its last reorganisation.
            foreach (var succession in exists
                ? of.Where(succession => !succession.Replaces(id) && succession.Date > after)
                : of.Where(succession => succession.Replaces(id)).OrderBy(succession => succession.Date).TakeLast(1))
            {
                foreach (var next in succession.To)
                {
                    Follow(next, succession.Date);
                }
            }
        }
    }

    /// <summary>The department and all in whose place it has come by the day, directly or not: whose answers are its history.</summary>
    public IReadOnlyList<string> HistoryOf(string departmentId, DateOnly day)
    {
        var history = new List<string> { departmentId };
        for (var next = 0; next < history.Count; next++)
        {
            history.AddRange(Successions.Where(succession => succession.Date <= day && succession.To.Contains(history[next]))
                .SelectMany(succession => succession.From).Distinct().Except(history).ToList());
        }
        return history;
    }
}

/// <summary>What a plan names as one though it is several, such as "the education committees".</summary>
public sealed record DepartmentGroup(string Name, IReadOnlyList<string> Departments);

/// <summary>A reorganisation: many to one is a merge, one to many a split.</summary>
/// <param name="Date">The first day on which those in <paramref name="To"/> answer.</param>
public sealed record Succession(DateOnly Date, IReadOnlyList<string> From, IReadOnlyList<string> To)
{
    /// <summary>Whether the department ends by it; one that something is only split off from goes on.</summary>
    public bool Replaces(string departmentId) => From.Contains(departmentId) && !To.Contains(departmentId);
}
