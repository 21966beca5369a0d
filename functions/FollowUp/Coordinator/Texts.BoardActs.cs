namespace FollowUp;

internal static partial class Texts
{
    public static partial class Board
    {
        public static string LetterTo(IReadOnlyList<string> recipients) => recipients.Count == 0 ? "Ingen mottagare finns."
            : $"Till {Texts.And(recipients)}. Enhetens egen länk visas inte här.";

        /// <param name="isAlike">Whether the others get the same words.</param>
        public static string LetterOf(string department, bool isAlike) => $"Så här blir brevet till {department}. "
            + (isAlike ? "De andra får samma text." : "Breven till de andra beror på hur långt var och en har kommit.");

        public const string BeingPrepared = "Enkäterna görs i ordning. Uppdatera sidan om ett ögonblick.";
        public const string NobodyToShow = "Ingen enhet att visa här.";
    }
}
