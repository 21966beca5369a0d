using System.Text;

namespace FollowUp;

internal static partial class Texts
{
    public static class Input
    {
        public static string PersonalNumber(string covered) =>
            $"Texten verkar innehålla ett personnummer ({covered}). Ta bort numret. Är det ett telefonnummer? Skriv det som 070-123 45 67. "
                + "Är det ett annat slags nummer? Skriv det på ett annat sätt.";

        public static string TooLong(int length, int maxLength) =>
            $"Texten är {length.ToString("N0", Swedish)} tecken. Den får vara högst {maxLength.ToString("N0", Swedish)}. Korta den.";
    }

    public static class Address
    {
        public const string NotOne = "Skriv en e-postadress, till exempel namn@kommunen.example.";

        public const string MisplacedDot = "I e-postadressen står en punkt först, sist eller dubbelt, före eller efter @.";

        public static string TooLong(int most) => $"E-postadressen får ha högst {most} tecken.";

        /// <param name="place">From 1.</param>
        public static string BadCharacter(Rune character, int place)
        {
            var shown = character.Value == ' ' ? "ett mellanslag"
                : Rune.IsControl(character) || Rune.IsWhiteSpace(character) ? $"U+{character.Value:X4}" : $"”{character}”";
            return $"Tecken {place} i e-postadressen är {shown}. Före @ går det bara att skicka till a–z, siffror och . _ - + '.";
        }

        public static string BadDomain(string domain) => $"Det som står efter @ i e-postadressen, ”{domain}”, är ingen domän.";

        public static string NoTopDomain(string domain) =>
            $"Efter @ i e-postadressen står ”{domain}”. Där saknas slutet på domänen, till exempel .se.";
    }
}
