using FollowUp.Coordinator;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // A plan over the years

        public const string YearsLink = "Planen över åren";
        public const string NoYears = "Ingen omgång om planen har stängts än. Här visas sedan åtgärder och enheter år för år.";
        public const string YearsIntro =
            "Visar de omgångar om planen som är stängda. Siffrorna gäller dem som är ansvariga för åtgärden, så som de själva har svarat.";
        public const string YearsOfMeasures = "Åtgärderna";
        public const string YearsOfDepartments = "Enheterna";
        public const string TrendColumn = "Sedan förra gången";
        public const string NotAskedThen = "–";

        public static string YearsTitle(string plan) => $"{plan}: år för år";

        public static string FinishedOf(MeasureInYear year) => $"{year.Finished} av {year.Asked} klara";

        /// <summary>"1 genomförd, 2 pågår, 1 har inte svarat"</summary>
        public static string StatusesOf(MeasureInYear year) => string.Join(", ",
            year.Statuses.Select(status => $"{Questions.Status(status.Status)}: {status.Count}")
                .Concat(year.Answered == year.Asked ? [] : [$"Inget svar: {year.Asked - year.Answered}"]));

        public static string Trend(int? trend) => trend switch
        {
            null => "–",
            > 0 => "Fler klara",
            < 0 => "Färre klara",
            _ => "Som förut",
        };

        public static string PunctualityOf(Punctuality year) => year switch
        {
            Punctuality.AllInTime => "Allt i tid",
            Punctuality.AllLate => "Allt, men sent",
            Punctuality.Partly => "En del",
            Punctuality.Nothing => "Inget svar",
            Punctuality.Exempt => "Undantagen",
            _ => "Inte tillfrågad",
        };
    }
}
