using FollowUp.Acts;

namespace FollowUp.Coordinator;

/// <summary>Something that can be done at the desk.</summary>
/// <param name="WhyNot">Why it cannot be done as things stand; null where it is offered.</param>
public sealed record DeskAct(Act Act, string? WhyNot)
{
    public string Path => Act.Path;

    public string Name => Act.Words.Name;

    /// <summary>What can be done to the round, or to the department, or not now and why not.</summary>
    public static IReadOnlyList<DeskAct> Of(ActTarget target) => Act.All.Where(act => act.IsOnDepartment == (target.Work != null))
        .Select(act => new DeskAct(act, act.WhyNot(target))).ToList();
}
