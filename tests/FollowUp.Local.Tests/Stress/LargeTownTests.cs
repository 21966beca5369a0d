using FollowUp.Questionnaires;
using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class LargeTownTests
{
    [Theory]
    [InlineData(30, 12, 3, 2)]
    [InlineData(300, 33, 300, 33)]
    public void Its_files_read_without_a_problem_and_ask_every_department(int departments, int measures, int responsible, int asked)
    {
        var town = new LargeTown(departments, measures, responsible);

        var (plan, register) = town.Read();

        var duties = Responsibilities.In(plan, register, new DateOnly(2026, 1, 12));
        Assert.Equal(departments, duties.Departments.Count);
        Assert.Equal(asked, duties.Departments.Max(id => duties.Of(id).Count));
    }
}
