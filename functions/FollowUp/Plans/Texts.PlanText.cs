namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What is said of a plan that was read from running text.</summary>
    public static class PlanText
    {
        public const string NoMeasures = "Texten har inga numrerade åtgärder, som ”Åtgärd 1:2” eller ”1.2 Ta fram en rutin”.";

        public static string AreaWithoutTitle(int number) => $"Fokusområde {number}";

        public static string NumberAgain(string number) => $"Åtgärd {number} finns redan. Den här rubriken läses inte.";

        public static string NumberReadAs(string written, string number) => $"”{written}” har lästs som åtgärd {number}. Stämmer det?";

        public static string NamesNotSure(string number) =>
            $"Åtgärd {number}: det framgår inte säkert vilka som ansvarar. Namnen står för sig och är inte lika många som åtgärderna.";

        public static string NamesApart(string number) =>
            $"Åtgärd {number}: namnen stod för sig i texten och har förts till åtgärderna i den ordning de kom. Kontrollera dem.";

        public static string LevelsNotSure(string number) =>
            $"Åtgärd {number}: det framgår inte säkert vilken preventionsnivå som gäller. Välj nivå.";

        public static string LevelReadAs(string written, string level) => $"”{written}” har lästs som {level}. Stämmer det?";

        public static string NotRead(int first, int last) => first == last ? $"Rad {first} har inte lästs."
            : $"Raderna {first}–{last} har inte lästs.";
    }
}
