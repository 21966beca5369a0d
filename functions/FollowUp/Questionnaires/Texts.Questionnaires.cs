using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp;

internal static partial class Texts
{
    public static class Questions
    {
        public const string ClosingTitle = "Avslutande frågor";
        public const string StanceTitle = "Helheten";
        public const string AccountsTitle = "Verksamhetsplan och redovisning";
        public const string OwnTitle = "Årets frågor";
        public const string Optional = "Frivillig.";
        public const string OwnTextMissing = "Skriv frågan, eller töm hela rutan för att ta bort den.";
        public const string OwnIdTaken = "Två frågor är för lika. Ändra den ena.";

        public static string TooManyOwn(int most) => $"Det får vara högst {most} egna frågor.";

        public static string BadChoices(int most) => $"Skriv 2–{most} olika svar, ett på varje rad.";

        public static string CannotBeLeftOut(string key) => $"Frågan ”{key}” kan inte väljas bort.";

        public static string NoSuchQuestion(string key) => $"Det finns ingen fråga ”{key}”.";

        public const string SinceAccounts =
            "Välj ”Oförändrat” om samma åtgärder finns i verksamhetsplanen och är redovisade även i år. Välj ”Ändrat” för att utgå från "
            + "det förra svaret.";
        public const string WhatDone = "Vad har ni gjort?";
        public const string WhyNotDone = "Varför har det inte blivit av?";

        public static string ConditionsTitle(int number, string area) => $"Förutsättningar i fokusområde {number}: {area}";

        public static string Ask(string key) => key switch
        {
            QuestionKeys.Since => "Stämmer det förra svaret fortfarande?",
            QuestionKeys.Status => "Hur långt har ni kommit med åtgärden?",
            QuestionKeys.What => "Vad har ni gjort, eller varför har det inte blivit av?",
            QuestionKeys.How => "Hur görs arbetet?",
            QuestionKeys.Causes => "Om inget har gjorts: vad beror det på?",
            QuestionKeys.Levels => "Vilka nådde ni?",
            QuestionKeys.Targets => "Vilka riktade ni arbetet till?",
            QuestionKeys.AsPlanned => "Nådde ni dem som planen riktar sig till?",
            QuestionKeys.PlanMeasures => "Vilka av åtgärderna finns i er verksamhetsplan?",
            QuestionKeys.BusinessPlanReference => "Var i verksamhetsplanen?",
            QuestionKeys.AccountMeasures => AskAccount(Plans.RoundKind.Annual),
            QuestionKeys.AccountReference => "Var i bokslutet?",
            QuestionKeys.Situation => "Svarar åtgärden mot det som lägesbilden visar?",
            QuestionKeys.SituationReference => "Vilken lägesbild, och var i den?",
            QuestionKeys.Resources => "Vilka resurser finns för åtgärden?",
            QuestionKeys.ResourceNeed => "Vilka resurser eller statsbidrag gäller det?",
            QuestionKeys.Contribution => "Vad har ni bidragit med?",
            QuestionKeys.Involved => "Har den ansvariga enheten involverat er?",
            QuestionKeys.Coordination => "Vilken samordning behövs framöver?",
            QuestionKeys.Structure => "Vilken struktur för samarbetet behövs framöver?",
            QuestionKeys.ConditionsComment => "Vad saknas, och vad gör ni åt det?",
            QuestionKeys.Stance => "Vilken är er inställning?",
            QuestionKeys.Viewpoints => "Era synpunkter",
            _ => throw new ArgumentOutOfRangeException(nameof(key), key),
        };

        public static string AskAccount(RoundKind kind) => kind == Plans.RoundKind.HalfYear
            ? "Vilka av åtgärderna är redovisade i ert delårsbokslut?"
            : "Vilka av åtgärderna är redovisade i ert årsbokslut eller er verksamhetsberättelse?";

        /// <summary>"Ja, som i planen: universell; anställda"</summary>
        public static string AsPlanned(Section section) => "Ja, som i planen: " + string.Join("; ", new[]
        {
            section.Levels, section.PlannedTargets.Select(target => Choice(QuestionKeys.Targets, target).ToLower(Swedish)).ToList(),
        }.Where(words => words.Count > 0).Select(And));

        public static string AskIndicator(Indicator indicator) =>
            $"{indicator.Name}{(indicator.Unit == null ? "" : $" ({indicator.Unit})")}";

        public static string AskIndicatorYear(Indicator indicator) => $"{indicator.Name}: vilket år gäller talet?";

        public static string AskIndicatorSource(Indicator indicator) => $"{indicator.Name}: varifrån kommer talet?";

        public static string IndicatorHint(Indicator indicator) =>
            "Frivillig. Skriv ett tal, till exempel 12 eller "
                + $"3,5.{(indicator.Source == null ? "" : $" Planens källa: {indicator.Source}.")}";

        public const string RemoveSmallCount = "Om någon kan kännas igen: ta bort talet.";
        public const string NobodyCanBeKnown = "Nej, jag har kontrollerat att ingen kan kännas igen";

        public static string ConfirmSmallCount(Indicator indicator) =>
            $"{indicator.Name}: talet är mindre än {AnswerRules.SmallestSafeCount}. Kan någon enskild person kännas igen?";

        private const string NotAboutPersons = "Skriv om arbetet, inte om enskilda personer.";

        public static string? Hint(string key) => key switch
        {
            QuestionKeys.Since => "Välj ”Oförändrat” om det stämmer. Välj ”Ändrat” för att utgå från det förra svaret.",
            QuestionKeys.What => NotAboutPersons,
            QuestionKeys.Coordination or QuestionKeys.Structure or QuestionKeys.ConditionsComment or QuestionKeys.Viewpoints
                or QuestionKeys.ResourceNeed =>
                $"Frivillig. {NotAboutPersons}",
            QuestionKeys.Contribution => $"Har ni inte bidragit? Skriv det. {NotAboutPersons}",
            QuestionKeys.How => "Gäller det som har gjorts.",
            QuestionKeys.Causes => "Frivillig.",
            QuestionKeys.AsPlanned => "Frivillig. Stämmer det inte, välj själva i de två frågorna nedan.",
            QuestionKeys.Levels => "Frivillig. Ange alla nivåer som ni faktiskt arbetade på, även om planen säger något annat.",
            QuestionKeys.BusinessPlanReference or QuestionKeys.AccountReference or QuestionKeys.SituationReference =>
                "Frivillig. Till exempel ett avsnitt eller en sida.",
            QuestionKeys.Targets or QuestionKeys.Situation or QuestionKeys.Resources => "Frivillig.",
            _ => null,
        };

        public static string Choice(string key, string value) => (key, value) switch
        {
            (QuestionKeys.Since, AnswerWords.Unchanged) => "Oförändrat",
            (QuestionKeys.Since, AnswerWords.Changed) => "Ändrat",
            (QuestionKeys.Since, AnswerWords.Irrelevant) => "Inte längre aktuellt",
            (QuestionKeys.Status, _) => Status(value),
            (QuestionKeys.How, "single") => "Som en enstaka insats",
            (QuestionKeys.How, "recurring") => "Återkommande",
            (QuestionKeys.How, "routine") => "Enligt en skriftlig rutin",
            (QuestionKeys.Causes, "reorganisation") => "Omorganisation",
            (QuestionKeys.Causes, "turnover") => "Personalomsättning",
            (QuestionKeys.Causes, "resources") => "Brist på resurser",
            (QuestionKeys.Causes, "priority") => "Annat har fått gå före",
            (QuestionKeys.Causes, "knowledge") => "Brist på kunskap",
            (QuestionKeys.Causes, "responsibility") => "Oklart ansvar",
            (QuestionKeys.Causes, "other") => "Annat",
            (QuestionKeys.Levels, "universal") => "Alla, innan något har hänt (universell nivå)",
            (QuestionKeys.Levels, "selective") => "Grupper med förhöjd risk (selektiv nivå)",
            (QuestionKeys.Levels, "indicated") => "De som redan berörs (indikerad nivå)",
            (QuestionKeys.Targets, "employees") => "Anställda",
            (QuestionKeys.Targets, "residents") => "Invånare",
            (QuestionKeys.Resources, "within-budget") => "Ryms inom vår budget",
            (QuestionKeys.Resources, "more-needed") => "Vi behöver mer resurser",
            (QuestionKeys.Resources, "state-grant") => "Med statsbidrag",
            (QuestionKeys.Involved, "partly") => "Delvis",
            (QuestionKeys.Stance, "support") => "Vi tillstyrker",
            (QuestionKeys.Stance, "support-with-changes") => "Vi tillstyrker med ändringar",
            (QuestionKeys.Stance, "oppose") => "Vi avstyrker",
            (QuestionKeys.Stance, "abstain") => "Vi avstår från att yttra oss",
            (QuestionKeys.PlanMeasures, AnswerWords.Every) => "Alla",
            (QuestionKeys.PlanMeasures, AnswerWords.None) => "Ingen",
            (_, "yes") => "Ja",
            (_, "no") => "Nej",
            (_, "in-place") => "På plats",
            (_, "partly") => "Delvis på plats",
            (_, "not-in-place") => "Inte på plats",
            (_, "unknown") => "Vet inte",
            _ => throw new ArgumentOutOfRangeException(nameof(value), $"{key}: {value}"),
        };

        public static string Status(string value) => value switch
        {
            AnswerWords.NotStarted => "Inte påbörjad",
            AnswerWords.Ongoing => "Pågår",
            AnswerWords.Done => "Genomförd",
            AnswerWords.Ordinary => "Del av det ordinarie arbetet",
            AnswerWords.Dropped => "Genomförs inte",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value),
        };
    }
}
