namespace FollowUp.Rounds;

/// <summary>A section that one of the department's recipients has asked a colleague to answer, through a link that opens that section alone.</summary>
/// <param name="Id">Of the link's recipient: unique in the department, and no contact's.</param>
/// <param name="OwnerId">The recipient who handed it over.</param>
/// <param name="HandedBack">When the colleague said to be done; null while it is with them.</param>
/// <param name="TakenBack">From when the link opens nothing; null while it is valid.</param>
public sealed record HandOver(
    string Id, string SectionId, string Name, string Email, string OwnerId, DateTimeOffset At, DateTimeOffset? HandedBack = null, DateTimeOffset? TakenBack = null);
