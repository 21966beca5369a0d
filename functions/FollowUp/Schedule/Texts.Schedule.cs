using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp;

internal static partial class Texts
{
    public static class Calendar
    {
        /// <summary>"2025", "första halvåret 2025", "mandatperioden 2023–2026", "2024–2025"</summary>
        public static string Period(DuePeriod period) => period.Kind switch
        {
            Plans.RoundKind.HalfYear => $"första halvåret {period.First}",
            Plans.RoundKind.MandatePeriod => $"mandatperioden {Years(period)}",
            _ => Years(period),
        };

        public static string Period(OutsideFollowUp outside) => DuePeriod.Of(outside) is { } period ? Period(period)
            : Span(outside.Period.First, outside.Period.Last);

        private static string Span(DateOnly first, DateOnly last) => $"{Day(first)} – {Day(last)}";

        public static string RoundTitle(DuePeriod period) => period.Kind switch
        {
            Plans.RoundKind.HalfYear => $"Halvårsuppföljning {period.First}",
            Plans.RoundKind.MandatePeriod => $"Uppföljning för mandatperioden {Years(period)}",
            Plans.RoundKind.Biennial => $"Uppföljning för {Years(period)}",
            _ => $"Årlig uppföljning {period.First}",
        };

        public static string Sentence(CalendarEntry entry) => entry switch
        {
            DueRound { Outside: { } outside } due =>
                $"{RoundTitle(due.Period)} av {Names(due)}. {FollowedUp(outside)}",
            DueRound due =>
                $"{RoundTitle(due.Period)} av {Names(due)}. Öppnas {LongDay(due.Opens)}, sista svarsdag {LongDay(due.Deadline)}. "
                + $"{Stage(due)}",
            FollowUpObligation { Kind: ObligationKind.Yearly } floor =>
                // A year is followed up in the year after it.
                $"Planen ”{floor.Plan.Title}” ska följas upp minst en gång om året. "
                    + $"{Finished(floor, $"Uppföljningen för {floor.LastDay.Year - 1}")}",
            FollowUpObligation floor =>
                $"Planen ”{floor.Plan.Title}” ska enligt lag (2023:196) följas upp minst vartannat år och redovisas för "
                + "kommunfullmäktige. " +
                Finished(floor, "Nästa uppföljning"),
            PlanEnd { Successor: { } successor } end =>
                $"Sista dagen för planen ”{end.Plan.Title}” är {LongDay(end.Plan.End)}. Planen {successor} ersätter den.",
            PlanEnd end =>
                $"Planen ”{end.Plan.Title}” {(end.Status == ObligationStatus.Missed ? "gällde" : "gäller")} till och med "
                + $"{LongDay(end.Plan.End)}. Ingen plan ersätter den än.",
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, null),
        };

        /// <summary>"Följdes upp utanför FollowUp, klar 12 mars 2024, dnr KS 2024/12. Rapporten finns i kommunens diarium."</summary>
        public static string FollowedUp(OutsideFollowUp outside) =>
            $"Följdes upp utanför FollowUp, klar {Day(outside.Day)}{(outside.DiaryNumber == "" ? "" : $", dnr {outside.DiaryNumber}")}. "
                + $"Rapporten finns: {Ended(outside.Where)}";

        private static string Finished(FollowUpObligation floor, string what) =>
            $"{what} {(floor.Status == ObligationStatus.Missed ? "skulle ha varit" : "ska vara")} avslutad senast "
                + $"{LongDay(floor.LastDay)}. {Done(floor)}";

        public static string OpeningEvent(DueRound due) => $"{RoundTitle(due.Period)} öppnas: {Titles(due)}";

        public static string DeadlineEvent(DueRound due) => $"Sista svarsdag: {RoundTitle(due.Period)}, {Titles(due)}";

        public static string FloorEvent(FollowUpObligation floor) => $"Senast i dag: uppföljning av {floor.Plan.Title} avslutad";

        public static string EndEvent(PlanEnd end) => $"Sista dagen: {end.Plan.Title}";

        public const string ToRound = "Se omgången och vad du kan göra";
        public const string ToPlan = "Se planen";
        public const string ToDesk = "Se alla planer och omgångar";

        /// <param name="opensItself">On its opening day.</param>
        /// <param name="today">After the opening day the coordinator decides.</param>
        public static News Drafted(DueRound due, Round round, bool opensItself, DateOnly today) => new(
            Subject.Of(round, round => $"{(opensItself ? "Förberedd" : "Att öppna")}: {round.Title}, {round.PlanTitle}"),
            [
                $"{round.Title} av {Names(due)} är förberedd. Omgången heter {round.Id}. Den ska öppnas {LongDay(round.Opens)}, sista "
                    + $"svarsdag är {LongDay(round.Deadline)} och den stängs {LongDay(round.Closes)}.",
                opensItself ? "Granska den före dess. Den öppnas av sig själv på öppningsdagens morgon, om inget hindrar det. Vill du ha "
                    + "andra datum? Förbered och öppna då en egen omgång innan dess."
                    : today >= round.Opens
                    ? "Granska den och öppna den så snart du kan. Ingen enhet får något mejl förrän du har öppnat den. Vill du ha andra "
                    + "datum? Förbered då en egen omgång i stället."
                    : "Granska den och öppna den senast på öppningsdagen. Ingen enhet får något mejl förrän du har öppnat den. Vill du ha "
                    + "andra datum? Förbered då en egen omgång i stället.",
                .. SignOff(due.Plans[0]),
            ]);

        public static News NotDrafted(DueRound due, IEnumerable<string> problems) => new(
            Subject.Of(Titles(due), titles => $"Kunde inte förberedas: {RoundTitle(due.Period)}, {titles}"),
            [
                $"{RoundTitle(due.Period)} av {Names(due)} ska öppnas {LongDay(due.Opens)}, men omgången kunde inte förberedas:",
                Items(problems),
                "Åtgärda det, så förbereds omgången nästa morgon, eller förbered den själv.",
                .. SignOff(due.Plans[0]),
            ]);

        public static News NotOpened(DueRound due, Round round, IReadOnlyList<string> obstacles) => new(
            Subject.Of(round, round => $"Kunde inte öppnas: {round.Title}, {round.PlanTitle}"),
            [
                $"Omgången {round.Id} skulle öppnas {LongDay(round.Opens)}, men det går inte:",
                Items(obstacles),
                "Ingen enhet har fått något mejl. Ett nytt försök görs varje morgon till och med sista svarsdag, "
                    + $"{LongDay(round.Deadline)}.",
                .. SignOff(due.Plans[0]),
            ]);

        public static News About(FollowUpObligation floor) => new(
            Subject.Of(floor.Plan.Title, title => floor.Status == ObligationStatus.Missed ? $"Uppföljningen har inte gjorts i tid: {title}"
                : $"Att göra: uppföljning av {title} senast {Day(floor.LastDay)}"),
            [
                Sentence(floor),
                floor.Status == ObligationStatus.Missed
                    ? "Gör uppföljningen så snart det "
                    + $"går{(floor.Kind == ObligationKind.Statutory ? " och redovisa den för kommunfullmäktige" : "")}."
                    : "Förbered en omgång, eller se till att den som pågår stängs i "
                    + $"tid.{(floor.Kind == ObligationKind.Statutory ? " Rapporten ska till kommunfullmäktige." : "")}",
                .. SignOff(floor.Plan),
            ]);

        public static News About(PlanEnd end) => new(
            Subject.Of(end.Plan.Title, title => end.Status == ObligationStatus.Missed ? $"Planen har upphört utan att ersättas: {title}"
                : $"Planen upphör {Day(end.Plan.End)}: {title}"),
            [
                Sentence(end),
                (end.Status == ObligationStatus.Missed ? "Det finns ingen plan som gäller efter den."
                    : "En ny plan behöver finnas innan den upphör.")
                    + $" Importera den nya när den är beslutad, och ange i den att den ersätter ”{end.Plan.Title}” (kortnamn "
                    + $"{end.Plan.Id}). Då följer de tidigare svaren med.",
                .. SignOff(end.Plan),
            ]);

        public static string Years(DuePeriod period) => period.First == period.Last ? $"{period.First}" : $"{period.First}–{period.Last}";

        private static string Titles(DueRound due) => And(due.Plans.Select(plan => plan.Title).ToList());

        private static string Names(DueRound due) =>
            $"{(due.Plans.Count == 1 ? "planen" : "planerna")} {And(due.Plans.Select(plan => $"”{plan.Title}”").ToList())}";

        private static string Stage(DueRound due) => due.CoveredBy switch
        {
            null => "Ingen omgång är förberedd än.",
            { State: RoundState.Draft } round => $"Omgången {round.Id} är förberedd men inte öppnad.",
            { State: RoundState.Open } round => $"Omgången {round.Id} pågår.",
            { State: RoundState.Paused } round => $"Omgången {round.Id} är pausad.",
            var round => $"Omgången {round.Id} är stängd.",
        };

        private static string Done(FollowUpObligation floor) => floor.Status switch
        {
            ObligationStatus.Missed when floor.Done is { } day => $"Den avslutades {LongDay(day)}.",
            ObligationStatus.Met => "Det är gjort.",
            ObligationStatus.Missed => "Det blev inte gjort i tid.",
            _ => "Det är inte gjort än.",
        };

        private static string Items(IEnumerable<string> items) => string.Join("\n", items.Select(item => $"– {item}"));

        private static IEnumerable<string> SignOff(ActionPlan plan) =>
            [plan.Municipality, "Mejlet kommer från kalendern i FollowUp. Du får det som samordnare, och bara en gång."];
    }
}
