using FollowUp.Coordinator;
using FollowUp.Plans;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Desk
    {
        // A spreadsheet that is taken in

        public const string MendWorkbook = "Svara här nedanför, eller rätta i filen och välj den på nytt.";
        public const string MendText = "Svara här nedanför, eller rätta i texten.";
        public const string PlanTextLabel = "Planens text";
        public const string PlanTextHint = "Det som rättas här gäller. Ta bort rader som inte hör till åtgärderna.";
        public const string NotATable =
            "Det här är ingen tabell. Kopiera raderna tillsammans med rubrikerna ur kalkylbladet, eller välj filen i stället.";
        public const string CellsLabel = "Raderna";
        public const string CellsHint = "Det som rättas här gäller.";
        public const string ChooseAnotherFile = "Börja om med en annan fil eller text";
        public const string UnsaidIntro =
            "De här uppgifterna saknas eller är tolkade. Fyll i det som saknas, och ändra det som har blivit fel.";
        public const string MendInFile = "Välj …";
        public const string LeaveOut = "Ingen i registret, hoppa över namnet";
        public const string UnderstoodTitle = "Det här har vi läst";
        public const string DerivedTitle = "Så har vi tolkat";
        public const string NotReadTitle = "Det här är inte läst";
        public const string AreaColumn = "Fokusområde";
        public const string IdColumn = "Id";
        public const string Excel = "Excel";
        public const string EmptyPlanSheet = "Excelmall för en ny plan";
        public const string RegisterTemplate = "Excelmall för enheterna";

        public static string WorkbookTitle(ImportState state, bool isPlan) => !isPlan ? "Så har vi läst enheterna"
            : state.IsPasted ? "Så har vi läst texten" : "Så har vi läst filen";

        public static string WorkbookIntro(ImportState state) =>
            $"Inget ur {(state.IsPasted ? "texten" : state.FileName)} är inläst än. Läs igenom, och tryck på Läs in när det stämmer.";

        public static string UnsaidLabel(string key) => key switch
        {
            PlanSheetWords.Title => "Planens namn",
            PlanSheetWords.From => "Från",
            _ => "Till",
        };

        public static string UnsaidMissing(string key) => key switch
        {
            PlanSheetWords.Title => "Skriv vad planen heter.",
            PlanSheetWords.From => "Skriv planens första dag.",
            _ => "Skriv planens sista dag.",
        };

        public static string WhoIsMeant(string name, IReadOnlyList<string> bound) => $"”{name}” finns inte i registret. Vem menas?"
            + (bound.Count == 0 ? "" : $" Svaret gäller {And(bound)}.");

        public static string WhoIsResponsible(Measure measure) =>
            $"Ingen i registret är ansvarig för {measure.Number} {Ended(measure.Title)} Vem svarar för åtgärden?";

        public static string ChooseResponsible(string measure) => $"Välj vem som svarar för {measure}.";

        public static string KindOfDepartment(string department) => $"Slag: {department}";

        public const string ChooseKindHere = "Välj slag";

        public static string ChooseKind(string department) => $"Välj vad {department} är för slag.";

        public const string ImportOverOther =
            "Det finns en nyare version än när du granskade filen. Se vad som ändras nu, och läs in igen om det är rätt.";

        public const string QuestionsLeft = "Några frågor återstår";
        public const string ImportChangesTitle = "Det här ändras";
        public const string ImportChangesNothing = "Filen säger detsamma som det som redan är inläst.";
        public const string ImportChangesCaption = "Ändringar mot det som är inläst nu";

        public static string UnderstoodPlan(ActionPlan plan) =>
            $"{(plan.Title == "" ? "Planen" : $"”{plan.Title}”")}{(plan.Start == default || plan.End == default ? ""
                : $", {Span(plan.Start, plan.End)}")}: {Count(plan.FocusAreas.Count, "fokusområde", "fokusområden")} och {Contents(plan)}.";

        public static string UnderstoodRegister(int departments) => Count(departments, "enhet", "enheter");

        public static string OwnTime(Measure measure) => (measure.Start, measure.End) switch
        {
            (null, null) => "hela planens tid",
            ({ } from, { } to) => Span(from, to),
            (null, { } to) => $"till {Day(to)}",
            ({ } from, null) => $"från {Day(from)}",
        };
    }
}
