using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp;

internal static partial class Texts
{
    public static class Plan
    {
        public static string Unknown(string id) => $"Det finns ingen plan ”{id}”.";

        public static string Undecided(Undecided undecided) => undecided switch
        {
            { Orphaned: true } =>
                $"Åtgärd {undecided.Measure} har ingen ansvarig: ingen svarar längre för ”{undecided.Party}”. Bestäm vem som tar över.",
            { Heirs.Count: 0 } =>
                $"Åtgärd {undecided.Measure}: ingen svarar längre för ”{undecided.Party}”. Bestäm vem som tar över dess del.",
            _ => $"Åtgärd {undecided.Measure}: ”{undecided.Party}” har delats i {And(undecided.Heirs)}. Alla svarar tills någon har "
                + "bestämt vem av dem som ansvarar.",
        };

        public static string Gap(ActionPlan plan, DirectionGap gap) => gap.Need == null
            ? $"Inriktning {gap.Number} {gap.Title}: ingen åtgärd i någon plan."
            : $"Inriktning {gap.Number} {gap.Title}: ingen åtgärd på {And(gap.Need.Levels.Select(plan.WordFor).ToList())} nivå "
            + $"({gap.Need.Text}).";
    }
}
