using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Schedule;

namespace FollowUp;

internal static partial class Texts
{
    public static class Flag
    {
        public static string Heading(FlagCode code, RoundKind kind) => code switch
        {
            FlagCode.FloorBroken => "Uppföljning som inte är registrerad i tid",
            FlagCode.Missing when kind == Plans.RoundKind.Consultation => "Inget svar",
            FlagCode.Missing => "Enheter som inte har lämnat någon uppföljning",
            FlagCode.MissingAgain => "Enheter som flera gånger i rad inte har lämnat någon uppföljning",
            FlagCode.Partial when kind == Plans.RoundKind.Consultation => "Ofullständigt svar",
            FlagCode.Partial => "Ofullständig uppföljning",
            FlagCode.Late => "Svar efter svarstiden",
            FlagCode.MeasureNotReported => "Åtgärder som inte är redovisade av alla ansvariga",
            FlagCode.OrphanedMeasure => "Åtgärder utan ansvarig",
            FlagCode.Contradiction => "Svar som inte tycks stämma överens",
            FlagCode.NotInBusinessPlan => "Åtgärder som inte finns i verksamhetsplanen",
            FlagCode.NotInAccount => $"Åtgärder som inte är redovisade i {Account(kind)}",
            FlagCode.NothingDoneInArea => "Fokusområden där ingen har uppgett att något har gjorts",
            FlagCode.NothingDoneOnLevel => "Preventionsnivåer som ingen har uppgett arbete på",
            FlagCode.NothingDoneForTarget => "Målgrupper som ingen har uppgett arbete för",
            FlagCode.ConditionNotInPlace => "Förutsättningar som inte är på plats",
            _ => "Enheter som har bekräftat de flesta svar som oförändrade",
        };

        /// <summary>While the round is open: what has not come may still come.</summary>
        public static string HeadingSoFar(FlagCode code, RoundKind kind) => code switch
        {
            FlagCode.Missing => "Har inte svarat än",
            FlagCode.MissingAgain => "Har inte svarat än, och svarade inte heller förra gången",
            FlagCode.Partial => "Har inte svarat på allt än",
            FlagCode.MeasureNotReported => "Åtgärder som inte är redovisade av alla ansvariga än",
            _ => Heading(code, kind),
        };

        public static string FloorBroken(FollowUpObligation floor) => floor.Kind == ObligationKind.Yearly
            ? $"{floor.Plan.Title} skulle ha följts upp senast {Day(floor.LastDay)}. {DoneLate(floor)} Planen ska "
            + "följas upp minst en gång om året."
            : $"{floor.Plan.Title} skulle ha följts upp senast {Day(floor.LastDay)}. {DoneLate(floor)} Lagen "
            + "(2023:196) om kommuners ansvar för brottsförebyggande arbete kräver uppföljning minst vartannat år.";

        private static string DoneLate(FollowUpObligation floor) => floor.Done is { } day
            ? $"Uppföljningen avslutades {Day(day)}." : "Ingen sådan uppföljning är registrerad.";

        public static string Missing(RoundKind kind, string department) =>
            kind == Plans.RoundKind.Consultation ? $"{department} har inte svarat i samrådet."
                : $"{department} har inte lämnat någon uppföljning.";

        public static string MissingAgain(string department, int times) =>
            $"{department} har för {Nth(times)} gången i rad inte lämnat någon uppföljning.";

        public static string NotYet(string department) => $"{department} har inte svarat än.";

        /// <param name="times">This one included.</param>
        public static string NotYetAgain(string department, int times) =>
            $"{department} har inte svarat än, och lämnade inte heller någon uppföljning "
                + $"{(times == 2 ? "förra gången" : $"de {times - 1} förra gångerna")}.";

        public static string Partial(RoundKind kind, string department) => kind == Plans.RoundKind.Consultation
            ? $"{department} har lämnat synpunkter men inte angett sin inställning."
            : $"{department} har bara lämnat en del av sin uppföljning.";

        public static string Late(RoundKind kind, string department) =>
            kind == Plans.RoundKind.Consultation ? $"{department} svarade efter svarstiden."
                : $"{department} lämnade uppföljning efter svarstiden.";

        public static string NotReported(string measure, IReadOnlyList<string> departments) =>
            $"Åtgärd {measure} är inte redovisad av {And(departments)}, som är {(departments.Count == 1 ? "ansvarig" : "ansvariga")}.";

        public static string Orphaned(string measure, string title) =>
            $"Åtgärd {measure} ({title}) har ingen ansvarig: de som planen nämner finns inte längre, och ingen har tagit över.";

        public static string LeftOut(string measure, IReadOnlyList<string> done, IReadOnlyList<string> leftOut) =>
            $"Åtgärd {measure}: {And(done)} svarar att något har gjorts, men {Helping(leftOut)} inte har involverats.";

        public static string TakenIn(string measure, IReadOnlyList<string> responsible, IReadOnlyList<string> takenIn) =>
            $"Åtgärd {measure}: {And(responsible)} svarar att inget har gjorts, men {Helping(takenIn)} har involverats helt eller delvis.";

        public static string NotIn(FlagCode code, RoundKind kind, string department, IReadOnlyList<Section> measures, int all) =>
            code == FlagCode.NotInBusinessPlan
            ? $"{department} har inte med {Numbered(measures, all)} i sin verksamhetsplan."
            : $"{department} har inte redovisat {Numbered(measures, all)} i "
            + $"{(kind == Plans.RoundKind.HalfYear ? "sitt delårsbokslut" : "sitt årsbokslut eller sin verksamhetsberättelse")}.";

        public static string NothingDoneIn(FocusArea area, string? plan) =>
            "Ingen ansvarig enhet har svarat att något har gjorts i fokusområde "
                + $"{(plan == null ? $"{area.Number} {area.Title}" : InPlan($"{area.Number} {area.Title}", plan))}.";

        /// <param name="said">Duties where something is done and the level is said.</param>
        /// <param name="done">Duties where something is done.</param>
        public static string NothingDoneOn(PreventionLevel level, int said, int done) =>
            $"Ingen enhet har uppgett att den har arbetat på {Level(level)} nivå. Nivån är uppgiven för {Said(said, done)}.";

        /// <param name="said">Duties where something is done and the target is said.</param>
        /// <param name="done">Duties where something is done.</param>
        public static string NothingDoneFor(MeasureTarget target, int said, int done) =>
            $"Ingen enhet har uppgett att den har riktat sig till {Target(target)}. Målgruppen är uppgiven för {Said(said, done)}.";

        private static string Said(int said, int done) => $"{Of(said, done)} uppdrag där något har gjorts";

        public static string NotInPlace(FocusArea area, string? plan, string condition, IReadOnlyList<string> departments) =>
            $"Fokusområde {(plan == null ? $"{area.Number}" : InPlan($"{area.Number}", plan))}: ”{condition}” är inte på plats enligt "
                + $"{And(departments)}.";

        public static string MostlyUnchanged(string department, int unchanged, int all) =>
            $"{department} har bekräftat {unchanged} av {all} svar som oförändrade sedan förra gången.";

        private static string Helping(IReadOnlyList<string> departments) => departments.Count == 1
            ? $"{departments[0]}, som är medansvarig, svarar att enheten"
            : $"{And(departments)}, som är medansvariga, svarar att enheterna";

        private static string Numbered(IReadOnlyList<Section> measures, int all) => measures.Count == all && all > 1
            ? $"någon av sina {all} åtgärder"
            : (measures.Count == 1 ? "åtgärd " : "åtgärderna ")
                + string.Join(" samt ", measures.GroupBy(section => section.Plan).Select(plan =>
                    And(plan.Select(section => section.Number).ToList()) + (plan.Key == null ? "" : $" i {plan.Key}")));
    }
}
