namespace FollowUp.Coordinator;

/// <summary>The pages of a round, in the order of their tabs.</summary>
public enum RoundPlace
{
    Departments,
    Measures,
    Matrix,
    Answers,
    Report,
    Letters,
    Trail,
}
