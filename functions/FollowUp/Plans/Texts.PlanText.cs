namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What is said of a plan that was read from running text.</summary>
    public static class PlanText
    {
        public const string NoMeasures = "Texten har inga numrerade åtgärder, som ”Åtgärd 1:2” eller ”1.2 Ta fram en rutin”.";

        public static string AreaWithoutTitle(int number) => $"Fokusområde {number}";

        public static string NoNumber(string heading) =>
            $"”{heading}” har inget nummer som säger fokusområdet, som 1:2. Åtgärden läses inte. Skriv numret så i texten.";

        public static string AreaOf(string number, int area) =>
            $"Åtgärd {number} står inte under någon rubrik för fokusområde {area}. Den förs dit.";

        public static string NameReadAs(string written, string name) => $"”{written}” har lästs som {name}.";

        public static string Shortened(string number, int most) =>
            $"Åtgärd {number}: texten är längre än {most} tecken och har kortats. Korta den i texten, så att den säger det den ska.";

        public static string TooLong(int most) => $"Texten har fler än {most} rader. Klistra in bara den del som har åtgärderna.";

        public static string NumberAgain(string number) => $"Åtgärd {number} finns redan. Den här rubriken läses inte.";

        public static string NumberReadAs(string written, string number) => $"”{written}” har lästs som åtgärd {number}. Stämmer det?";

        public static string NamesNotSure(string number) =>
            $"Åtgärd {number}: det framgår inte säkert vilka som ansvarar. Namnen står för sig och är inte lika många som åtgärderna.";

        public static string NamesApart(string number) =>
            $"Åtgärd {number}: namnen stod för sig i texten och har förts till åtgärderna i den ordning de kom. Kontrollera dem.";

        public static string LevelsNotSure(string number) =>
            $"Åtgärd {number}: det framgår inte säkert vilken preventionsnivå som gäller. Skriv nivån sist på åtgärdens rad.";

        public static string LevelReadAs(string written, string level) => $"”{written}” har lästs som {level}. Stämmer det?";

        public static string NotRead(int first, int last) => first == last ? $"Rad {first} har inte lästs."
            : $"Raderna {first}–{last} har inte lästs.";
    }
}
