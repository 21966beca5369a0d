using FollowUp.Plans;
using FollowUp.Reports;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class ReportText
    {
        /// <param name="whole">Whether all that the plans hold is followed up, and not only what serves the round's directions.</param>
        public static string MeasuresReported(int plans, bool whole, int reported, int done, int all) => all switch
        {
            0 => "Ingen åtgärd ingår i uppföljningen.",
            1 => $"{(!whole ? "Uppföljningens" : plans == 1 ? "Planens" : "Planernas")} enda åtgärd är "
                + $"{(reported == 1 ? "redovisad av minst en ansvarig enhet" : "inte redovisad av någon ansvarig enhet")}"
                + $"{(reported == 0 ? "." : done == 1 ? ", och något har gjorts." : ", men inget har gjorts.")}",
            _ => Reported(reported, whole ? $"{(plans == 1 ? "planens" : "planernas")} {all} åtgärder"
                : $"de {all} åtgärder som uppföljningen omfattar", all) + Done(reported, done, all),
        };

        /// <param name="much">Whether something is done in at least half of the duties.</param>
        /// <param name="systematic">Whether at least half of them are done with a system.</param>
        /// <param name="reported">Of the duties.</param>
        public static string SystemFinding(bool much, bool systematic, int reported, int done, int system, int all)
        {
            const string System = "återkommande eller enligt en skriftlig rutin och finns i enhetens verksamhetsplan";
            return 2 * reported < all
                ? $"{system} av {Duties(all)} ({Percent(system, all)}) görs {System}. "
                + $"{Count(all - reported, "är inte redovisat", "är inte redovisade")}."
                : systematic ? $"Arbetet görs till stor del med system: {system} av {Duties(all)} ({Percent(system, all)}) görs {System}."
                : much ? $"Mycket görs, men utan system: något har gjorts i {done} av {Duties(all)}, men "
                + $"{(system == 0 ? "inget av dem" : $"bara {system} ({Percent(system, all)})")} görs {System}."
                : $"Arbetet har inget fast system: {system} av {Duties(all)} ({Percent(system, all)}) görs {System}. "
                + $"{(done == 0 ? "Inget har gjorts i något av dem." : $"Något har gjorts i {done}.")}";
        }

        internal static string BalanceFinding(Weight weight, PreventionLevel most, PreventionLevel least,
            IReadOnlyList<LevelFigures> levels)
        {
            var all = levels[0].Done.Of;
            var done = And(levels.Select((level, index) =>
                $"på {Level(level.Level)} nivå i "
                + $"{(index == 0 ? NoneOr(level.Done.Count, "åtgärd", "åtgärder") : NoneOr(level.Done.Count))}").ToList());
            var worked = $"Enheterna har arbetat {done}{(all == 1 ? "" : $", av {all} åtgärder")}.";
            var planned = levels.All(level => level.Planned.Count == 0) ? ""
                : $" Planerat är {And(levels.Select(level => $"{NoneOr(level.Planned.Count)} på {Level(level.Level)} nivå").ToList())}.";
            return weight switch
            {
                Weight.Unknown => "Ingen enhet har uppgett på vilken preventionsnivå den har arbetat.",
                Weight.All => $"Allt arbete görs på {Level(most)} nivå. {worked}{planned}",
                Weight.NearlyAll => $"Nästan allt arbete görs på {Level(most)} nivå. {worked}{planned}",
                Weight.Most => $"Tyngdpunkten ligger på {Level(most)} nivå. {worked}{planned}",
                Weight.Lacking =>
                    $"{(levels.Any(level => level.Done.Count == 0) ? "Inget" : "Nästan inget")} arbete görs på {Level(least)} nivå. "
                    + $"{worked}{planned}",
                _ => $"Arbetet är spritt över preventionsnivåerna. {worked}{planned}",
            };
        }

        /// <param name="account">Null where the round does not ask about it, or asks nobody.</param>
        public static string DutyFinding(RoundKind kind, Figure timely, Figure? account)
        {
            var first = timely.Count == timely.Of
                ? "Skyldigheten att följa upp hålls: "
                + $"{(timely.Of == 1 ? "den enda tillfrågade enheten" : timely.Of == 2 ? "båda enheterna" : $"alla {timely.Of} enheter")} "
                + "har lämnat hela sin uppföljning i tid."
                : $"Skyldigheten att följa upp hålls {(timely.Count == 0 ? "inte" : "inte av alla")}: {timely.Count} av "
                + $"{Count(timely.Of, "enhet", "enheter")} har lämnat hela sin uppföljning i tid ({Percent(timely.Count, timely.Of)}).";
            return account == null ? first
                : $"{first} {account.Count} av {Duties(account.Of)} ({Percent(account.Count, account.Of)}) är "
                + $"{(account.Count == 1 ? "redovisat" : "redovisade")} i {Texts.Account(kind)}.";
        }

        /// <summary>
        /// "1 enhet tillstyrker förslaget, 2 tillstyrker det med ändringar, ingen avstyrker det och 3 avstår från att yttra sig."
        /// </summary>
        public static string StancesFinding(IReadOnlyList<WordFigure> stances) => Capital(And(stances.Select((stance, index) =>
            $"{(index == 0 ? NoneOr(stance.Figure.Count, "enhet", "enheter") : NoneOr(stance.Figure.Count))} {Stance(stance.Word)}")
                .ToList())) + ".";

        private static string Stance(string stance) => stance switch
        {
            "support" => "tillstyrker förslaget",
            "support-with-changes" => "tillstyrker det med ändringar",
            "oppose" => "avstyrker det",
            _ => "avstår från att yttra sig",
        };

        public static string FloorsFinding(string plan, int times) =>
            $"För ”{plan}” saknas en registrerad uppföljning vid "
                + $"{(times == 1 ? "ett tillfälle då planen" : $"{times} tillfällen då planen")} skulle ha följts upp.";

        public static string DirectionsFinding(int served, int done, int all, int gaps) =>
            (served < all ? $"{served} av {Count(all, "inriktning", "inriktningar")}"
                : all == 1 ? "Den enda inriktningen" : $"Alla {all} inriktningar")
            + " har åtgärder i planerna"
            + (served == 0 ? "" : done == 0 ? ", men inget har gjorts"
                : all == 1 ? ", och något har gjorts" : $", och något har gjorts för {done}")
            + ". " + (gaps == 0 ? "Inget behov står utan åtgärd." : $"För {gaps} behov finns ingen åtgärd.");
    }
}
