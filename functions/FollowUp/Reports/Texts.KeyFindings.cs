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
                + $"{(reported == 0 ? "." : done == 1 ? ", och något har gjorts." : ", men ingen har uppgett att något har gjorts.")}",
            _ when whole => Reported(reported, all, plans == 1 ? "planens" : "planernas") + Done(reported, done, all),
            _ => Reported(reported, all, "uppföljningens") + Done(reported, done, all),
        };

        /// <param name="much">Whether something is done for most of the measures that are reported.</param>
        public static string SystemFinding(Figure system, bool much)
        {
            const string System = "återkommande eller enligt en skriftlig rutin och finns i enhetens verksamhetsplan";
            var (count, all) = (system.Count, system.Basis);
            if (all == 0)
            {
                return "Det framgår inte av svaren om arbetet är återkommande eller rutin och finns i enheternas verksamhetsplaner.";
            }
            var share = all == 1 ? $"{Of(count, all)} uppdrag görs {System}."
                : $"{count} av de {all} uppdrag där det framgår ({Percent(count, all)}) görs {System}.";
            return system.IsThin
                ? $"Om arbetssättet är fast framgår bara för {Of(all, all + system.NotStated)} uppdrag. "
                    + $"Av dem görs {NoneOr(count)} {System}."
                : (4 * count >= 3 * all ? $"Arbetet görs till stor del enligt ett fast arbetssätt: {share}"
                    : 2 * count >= all ? $"Minst hälften av arbetet görs enligt ett fast arbetssätt: {share}"
                    : $"{(much ? "Mycket görs, men lite av det" : "Lite av det som görs")} är både rutin och inskrivet i "
                        + $"verksamhetsplanen: {(count == 0 ? "" : "bara ")}{share}")
                    + AndNotStated(system);
        }

        internal static string BalanceFinding(Weight weight, PreventionLevel most, PreventionLevel least,
            IReadOnlyList<LevelFigures> levels)
        {
            var figure = levels[0].Done;
            if (weight == Weight.Unknown)
            {
                return "Det framgår inte av svaren på vilken preventionsnivå arbetet har gjorts.";
            }
            var done = And(levels.Select((level, index) =>
                $"på {Level(level.Level)} nivå i "
                + $"{(index == 0 ? NoneOr(level.Done.Count, "åtgärd", "åtgärder") : NoneOr(level.Done.Count))}").ToList());
            var outOf = figure.Basis == 1 || figure.IsThin ? "" : $", av {figure.Basis} åtgärder";
            var worked = $"Enheterna har uppgett arbete {done}{outOf}.";
            var planned = levels.All(level => level.Planned.Count == 0) ? ""
                : $" Planerat är {And(levels.Select(level => $"{NoneOr(level.Planned.Count)} på {Level(level.Level)} nivå").ToList())}.";
            var finding = weight switch
            {
                Weight.All => $"Arbete har bara uppgetts på {Level(most)} nivå.",
                Weight.NearlyAll => $"Nästan allt arbete som enheterna har uppgett nivå för är på {Level(most)} nivå.",
                Weight.Most => $"Tyngdpunkten ligger på {Level(most)} nivå.",
                Weight.Lacking when levels.Any(level => level.Done.Count == 0) => $"Ingen har uppgett arbete på {Level(least)} nivå.",
                Weight.Lacking => $"Lite arbete har uppgetts på {Level(least)} nivå.",
                _ => "Arbetet är spritt över preventionsnivåerna.",
            };
            return figure.IsThin
                ? $"Preventionsnivån framgår bara för {Of(figure.Basis, figure.Basis + figure.NotStated)} åtgärder. {worked}{planned}"
                : $"{finding} {worked}{planned}{AndNotStated(figure, "åtgärd", "åtgärder")}";
        }

        private static string AndNotStated(Figure figure, string one = "uppdrag", string many = "uppdrag") => figure.NotStated == 0 ? ""
            : $" För {Count(figure.NotStated, one, many)} framgår det inte av svaren.";

        /// <param name="account">Null where the round does not ask about it, or asks nobody.</param>
        public static string DutyFinding(RoundKind kind, Figure timely, Figure? account)
        {
            var first = timely.Count == timely.Basis
                ? "Uppföljningen är lämnad i tid: "
                + $"{(timely.Basis == 1 ? "den enda tillfrågade enheten" : timely.Basis == 2 ? "båda enheterna"
                    : $"alla {timely.Basis} enheter")} har lämnat hela sin uppföljning i tid."
                : timely.Count == 0
                ? $"{(timely.Basis == 1 ? "Den enda tillfrågade enheten har inte" : "Ingen enhet har")} lämnat hela sin uppföljning i tid."
                : $"Alla enheter har inte följt upp i tid: {timely.Count} av {timely.Basis} enheter har lämnat hela sin "
                + $"uppföljning i tid ({Percent(timely.Count, timely.Basis)}).";
            return account switch
            {
                null => first,
                { Basis: 0 } => $"{first} Det framgår inte av svaren om uppdragen är redovisade i {Texts.Account(kind)}.",
                { IsThin: true } => $"{first} Om uppdragen är redovisade i {Texts.Account(kind)} framgår bara för "
                    + $"{Of(account.Basis, account.Basis + account.NotStated)}. Av dem är {NoneOr(account.Count)} redovisade.",
                _ => $"{first} {Of(account.Count, account.Basis)} uppdrag ({Percent(account.Count, account.Basis)}) är "
                    + $"{(account.Count == 1 ? "redovisat" : "redovisade")} i {Texts.Account(kind)}.{AndNotStated(account)}",
            };
        }

        /// <summary>
        /// "1 enhet tillstyrker, 2 tillstyrker med ändringar, ingen avstyrker och 3 avstår från att yttra sig."
        /// </summary>
        public static string StancesFinding(IReadOnlyList<WordFigure> stances) => Capital(And(stances.Select((stance, index) =>
            $"{(index == 0 ? NoneOr(stance.Figure.Count, "enhet", "enheter") : NoneOr(stance.Figure.Count))} {Stance(stance.Word)}")
                .ToList())) + ".";

        private static string Stance(string stance) => stance switch
        {
            "support" => "tillstyrker",
            "support-with-changes" => "tillstyrker med ändringar",
            "oppose" => "avstyrker",
            _ => "avstår från att yttra sig",
        };

        public static string FloorsFinding(string plan, int times) =>
            $"För ”{plan}” saknas en registrerad uppföljning vid "
                + $"{(times == 1 ? "ett tillfälle då planen" : $"{times} tillfällen då planen")} skulle ha följts upp.";

        public static string DirectionsFinding(int served, int done, int all, int gaps) =>
            (served < all ? $"{served} av {Count(all, "inriktning", "inriktningar")}"
                : all == 1 ? "Den enda inriktningen" : $"Alla {all} inriktningar")
            + " har åtgärder i planerna"
            + (served == 0 ? "" : done == 0 ? ", men ingen har uppgett att något har gjorts"
                : all == 1 ? ", och något har gjorts" : $", och något har gjorts för {done}")
            + ". " + (gaps == 0 ? "Inget behov står utan åtgärd." : $"För {gaps} behov finns ingen åtgärd.");
    }
}
