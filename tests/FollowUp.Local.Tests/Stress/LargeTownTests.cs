using FollowUp.Departments;
using FollowUp.Local.Stress;
using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Local.Tests.Stress;

public sealed class LargeTownTests
{
    [Theory]
    [InlineData(30, 12, 3, 2)]
    [InlineData(300, 33, 300, 33)]
    public void Its_files_read_without_a_problem_and_ask_every_department(int departments, int measures, int responsible, int asked)
    {
        var town = new LargeTown(departments, measures, responsible);

        var register = DepartmentReader.Read(town.Register(), "register");
        var plan = PlanReader.Read(town.Plan(), "plan", register.Departments);

        Assert.Empty(register.Problems.Concat(plan.Problems));
        Assert.Equal(departments, Tailoring.DepartmentsIn(plan.Plan!).Count());
        Assert.Contains(Tailoring.DepartmentsIn(plan.Plan!), id => Tailoring.For(plan.Plan!, id).Sections.Count(section => section.Kind != SectionKind.Closing) == asked);
    }
}
