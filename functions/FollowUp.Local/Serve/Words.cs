using FollowUp.Rounds;

namespace FollowUp.Local.Serve;

internal static class Words
{
    public static string State(RoundState state) => state switch
    {
        RoundState.Draft => "förbereds",
        RoundState.Open => "öppen",
        _ => "stängd",
    };
}
