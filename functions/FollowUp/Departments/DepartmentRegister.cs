namespace FollowUp.Departments;

/// <summary>Who answers, as one version of the register has it; and who came after whom.</summary>
public sealed record DepartmentRegister(
    IReadOnlyList<Department> Departments, IReadOnlyList<DepartmentGroup> Groups, IReadOnlyList<Succession> Successions)
{
    public static DepartmentRegister Empty { get; } = new([], [], []);

    public Department? Find(string id) => Departments.FirstOrDefault(department => department.Id == id);

    /// <summary>Whether the department answers on the day: it has begun, has not ended, and nobody has come in its place.</summary>
    public bool Exists(Department department, DateOnly day) =>
        !(day < department.From) && !(day > department.To) && Successions.All(succession => succession.Date > day || !succession.Replaces(department.Id));

    public IEnumerable<Department> OnDay(DateOnly day) => Departments.Where(department => Exists(department, day));

    /// <summary>
    /// Who answers on the day for what was laid on the department: itself, or those who came in its place; several after a
    /// split, nobody where it ended and nobody was named.
    /// </summary>
    /// <param name="since">When it was laid on it: what had been split off before that was not meant.</param>
    public IReadOnlyList<Department> HeirsOf(string departmentId, DateOnly since, DateOnly day)
    {
        var heirs = new List<Department>();
        var seen = new HashSet<string>();
        Follow(departmentId);
        return heirs;

        void Follow(string id)
        {
            if (!seen.Add(id) || Find(id) is not { } department)
            {
                return;
            }
            if (Exists(department, day))
            {
                heirs.Add(department);
            }
            foreach (var succession in Successions.Where(succession => succession.Date <= day && succession.From.Contains(id) && (succession.Replaces(id) || succession.Date > since)))
            {
                foreach (var next in succession.To)
                {
                    Follow(next);
                }
            }
        }
    }

    /// <summary>The department and all in whose place it came, directly or not: whose answers are its history.</summary>
    public IReadOnlyList<string> HistoryOf(string departmentId)
    {
        var history = new List<string> { departmentId };
        for (var next = 0; next < history.Count; next++)
        {
            history.AddRange(Successions.Where(succession => succession.To.Contains(history[next])).SelectMany(succession => succession.From).Distinct().Except(history).ToList());
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
