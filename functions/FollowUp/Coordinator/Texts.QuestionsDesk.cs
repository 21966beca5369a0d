using FollowUp.Questionnaires;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // A draft's questions

        public const string QuestionsTitle = "Frågorna i omgången";
        public const string QuestionsIntro =
            "Lägg till egna frågor, skriv hjälptexter och välj bort det ni inte behöver. Se resultatet i förhandsvisningen. När omgången "
                + "öppnas ligger frågorna fast.";
        public const string OwnIntro =
            "Högst fem. De ställs en gång till varje enhet, inte för varje åtgärd. Töm en ruta för att ta bort frågan. Nästa år föreslås "
                + "samma frågor, och enheten ser vad den svarade, även om du formulerar om dem.";
        public const string OwnText = "Fråga";
        public const string OwnKind = "Hur den besvaras";
        public const string OwnChoices = "Svaren att välja bland";
        public const string OwnChoicesHint = "Ett på varje rad. Behövs bara om enheten ska välja ett svar.";
        public const string OwnHelp = "Hjälptext";
        public const string OwnRequired = "Enheten måste svara för att bli klar";
        public const string StandardTitle = "FollowUps frågor";
        public const string StandardIntro =
            "En hjälptext visas vid frågan. De frågor som nyckeltalen bygger på ställs alltid. Det som väljs bort redovisas inte i "
                + "rapporten.";
        public const string QuestionColumn = "Fråga";
        public const string HelpColumn = "Egen hjälptext";
        public const string LeaveOutColumn = "Välj bort";
        public const string LeaveOutShort = "Välj bort";
        public const string AlwaysAsked = "Ställs alltid";
        public const string SaveQuestions = "Spara frågorna";
        public const string QuestionsNow = "Så här ser frågorna ut nu";
        public const string QuestionsChanged =
            "Frågorna har ändrats sedan du öppnade sidan. Jämför, och spara igen om det du har skrivit ska gälla.";
        public const string ChangeQuestions = "Ändra frågorna";

        public static string OwnNumber(int number) => $"Egen fråga {number}";

        public static string OwnKindOf(OwnQuestionKind kind) => kind switch
        {
            OwnQuestionKind.Text => "Med egna ord",
            OwnQuestionKind.YesNo => "Ja, nej eller vet inte",
            OwnQuestionKind.Choice => "Med ett av svaren nedan",
            _ => "Med ett tal",
        };

        public static string HelpFor(string key) => $"Hjälptext till: {Questions.Ask(key)}";

        public static string LeaveOutOf(string key) => $"Välj bort: {Questions.Ask(key)}";

        public static string NotAskedNow(string key) => $"Ställs inte: {Questions.Ask(key)}";
    }
}
