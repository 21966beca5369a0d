namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What the HTTP API says of itself.</summary>
    public static class Api
    {
        public const string Off = "API:et är avstängt. Inställningen FollowUp__ApiEnabled slår på det.";

        public static string NoCaller(string header) =>
            $"Ange vem du är i huvudet {header}: namnet står sedan i händelseloggen. Skriv å, ä och ö procentkodade (Åsa blir %C3%85sa).";
    }
}
