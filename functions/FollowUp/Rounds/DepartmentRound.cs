namespace FollowUp.Rounds;

/// <summary>
/// A round as it is for one department: the ladder moves with a deadline of its own. What must not be asked of the round as it is for all
/// takes this type.
/// </summary>
public sealed record DepartmentRound : Round
{
    internal DepartmentRound(Round round, DeadlineExtension? extension) : base(round)
    {
        if (extension is { } own && own.Run == Run && own.Deadline > Deadline)
        {
            (FirstDeadline, Deadline, ExtendedAt) = (FirstDeadline ?? Deadline, own.Deadline, own.At);
        }
    }
}
