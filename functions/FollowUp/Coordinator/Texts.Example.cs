using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // The first hour

        public const string StartTitle = "Kom igång";
        public const string StartIntro = "Fyra steg till den första omgången. Inget skickas förrän du själv öppnar den.";
        public const string StartRegister = "1. Enheterna";
        public const string StartRegisterHint =
            "De nämnder, förvaltningar och bolag som ska svara, och vem som får mejlen. Har du dem i ett kalkylblad läser du in det. "
                + "Annars skriver du in dem en och en.";
        public const string StartPlan = "2. Planen";
        public const string StartPlanHint =
            "Läs in den ur Excel eller Word, eller klistra in texten ur den. Du ser hur den har förståtts och rättar innan den sparas.";
        public const string StartRound = "3. Omgången";
        public const string StartRoundHint = "Välj plan, period och dagar. FollowUp föreslår det som är vanligt.";
        public const string StartPreview = "4. Förhandsvisningen";
        public const string StartPreviewHint =
            "Läs varje enkät och varje mejl så som enheterna får dem, och visa dem för kollegor. Därifrån öppnar du omgången.";
        public const string StepDone = "Klart.";

        // The made-up municipality

        public const string ExampleTitle = "Exempelkommunen";
        public const string ExampleGone = "Exemplet är borttaget";
        public const string ExampleOffer =
            "Vill du se hur det fungerar först? Prova med en påhittad kommun: fem enheter, en kort plan och en omgång att förhandsvisa. "
                + "Inga mejl skickas, och du tar bort allt på en gång när du är klar.";
        public const string TryExample = "Prova med en exempelkommun";
        public const string ExampleIsIn =
            "Du provar med en påhittad kommun. Ändra vad du vill. Omgången kan inte öppnas, så inga mejl skickas. Ta bort exemplet innan "
                + "du läser in er egen plan.";
        public const string RemoveExample = "Ta bort exemplet";
        public const string RemoveExampleConfirm = "Ja, exemplet ska bort";
        public const string ConfirmExampleRemoval = "Kryssa i rutan om exemplet ska bort.";
        public const string ExampleNotNeeded =
            "Här finns redan enheter eller en plan, så exemplet lästes inte in. Det hade blandats med ert eget.";
        public const string ExampleFirst =
            "Du provar med en påhittad kommun. Ta bort exemplet på översikten först, så att det inte blandas med ert eget. Det du har valt "
                + "eller klistrat in är inte inläst.";

        public static IReadOnlyList<string> RemoveExampleLead(IReadOnlyList<string> departments, IReadOnlyList<Round> drafts) =>
        [
            "Exempelplanen försvinner och översikten blir tom igen. Det går inte att ångra.",
            .. departments.Count == 0 ? (string[])[] : [$"De här enheterna tas bort ur registret: {And(departments)}."],
            .. drafts.Count == 0 ? (string[])[]
                : [$"De här omgångarna tas bort, med kommentarer: {And(drafts.Select(draft => draft.Title).ToList())}."],
        ];

        public static string ExampleRound(int year) => $"Exempel på en uppföljning {year}";
    }
}
