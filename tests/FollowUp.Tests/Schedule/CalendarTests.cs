using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp.Tests.Schedule;

public sealed class CalendarTests
{
    private static readonly DateOnly Today = new(2026, 1, 9);

    [Theory]
    [InlineData(2022, "2022-09-11")]
    [InlineData(2026, "2026-09-13")]
    [InlineData(2030, "2030-09-08")]
    [InlineData(2034, "2034-09-10")]
    public void ElectionDay_Year_IsTheSecondSundayOfSeptember(int year, string day) =>
        Assert.Equal(DateOnly.Parse(day), DuePeriod.ElectionDay(year));

    [Theory]
    [InlineData(RoundKind.Annual, 2025, 2025, "2025-12-15", "2026-01-12", "2026-02-27", "2026-03-20")]
    [InlineData(RoundKind.Annual, 2027, 2027, "2027-12-13", "2028-01-10", "2028-02-25", "2028-03-17")]
    // Without the rule the close would be on Good Friday.
    [InlineData(RoundKind.Annual, 2007, 2007, "2007-12-17", "2008-01-14", "2008-02-29", "2008-03-25")]
    [InlineData(RoundKind.HalfYear, 2026, 2026, "2026-07-20", "2026-08-17", "2026-09-14", "2026-09-21")]
    [InlineData(RoundKind.MandatePeriod, 2023, 2026, "2023-02-06", "2023-03-06", "2023-04-17", "2023-05-08")]
    [InlineData(RoundKind.MandatePeriod, 2027, 2030, "2027-02-01", "2027-03-01", "2027-04-12", "2027-05-03")]
    // Without the rule the deadline would be on Easter Monday.
    [InlineData(RoundKind.MandatePeriod, 2031, 2034, "2031-02-03", "2031-03-03", "2031-04-15", "2031-05-06")]
    [InlineData(RoundKind.Biennial, 2024, 2025, "2025-12-15", "2026-01-12", "2026-02-27", "2026-03-20")]
    public void Period_Usually_IsPreparedOpenedAndClosedOnTheseDays(RoundKind kind, int first, int last, string prepare, string opens,
        string deadline, string closes)
    {
        var period = new DuePeriod(kind, first, last);

        Assert.Equal([prepare, opens, deadline, closes],
            new[] { period.Prepare, period.Opens, period.Deadline, period.Closes }.Select(day => $"{day:yyyy-MM-dd}"));
    }

    [Fact]
    public void Every_usual_day_is_a_working_day_and_in_order_in_every_year()
    {
        foreach (var period in Enumerable.Range(2000, 96).SelectMany(year => new[]
        {
            new DuePeriod(RoundKind.Annual, year, year), new DuePeriod(RoundKind.HalfYear, year, year),
                new DuePeriod(RoundKind.Biennial, year, year + 1),
            new DuePeriod(RoundKind.MandatePeriod, 2003 + (year - 2000) / 4 * 4, 2006 + (year - 2000) / 4 * 4),
        }))
        {
            DateOnly[] days = [period.Prepare, period.Opens, period.Deadline, period.Closes];

            Assert.Equal(days.Order(), days);
            Assert.All(days[1..], day => Assert.True(WorkingDays.Default.IsWorkingDay(day), $"{period} {day}"));
            Assert.InRange(period.Deadline.DayNumber - period.Opens.DayNumber, 28, 56);
        }
    }

    [Theory]
    [InlineData(RoundKind.Annual, "2025", 2025, 2025)]
    [InlineData(RoundKind.HalfYear, "första halvåret 2025", 2025, 2025)]
    [InlineData(RoundKind.HalfYear, "2025", 2025, 2025)]
    [InlineData(RoundKind.Biennial, "2024–2025", 2024, 2025)]
    [InlineData(RoundKind.Biennial, "2024-2025", 2024, 2025)]
    [InlineData(RoundKind.MandatePeriod, "Mandatperioden 2023–2026", 2023, 2026)]
    public void Named_LabelOfItsKind_IsThatPeriodAndHasItsDays(RoundKind kind, string label, int first, int last)
    {
        var period = new DuePeriod(kind, first, last);

        Assert.Equal(period, DuePeriod.Named(kind, label));
        Assert.Equal(period, DuePeriod.Of(kind, period.Days));
        Assert.Equal(period, DuePeriod.TryParse(period.ToKey()));
    }

    [Theory]
    [InlineData(RoundKind.Annual, "hösten 2025")]
    [InlineData(RoundKind.Annual, "2024–2025")]
    [InlineData(RoundKind.Annual, "första halvåret 2025")]
    [InlineData(RoundKind.Annual, "1025")]
    [InlineData(RoundKind.Biennial, "2025")]
    [InlineData(RoundKind.MandatePeriod, "2018–2022")]
    [InlineData(RoundKind.MandatePeriod, "2024–2027")]
    [InlineData(RoundKind.Consultation, "2025")]
    public void Named_AnythingElse_IsNoPeriodThatAPlanAsksFor(RoundKind kind, string label) => Assert.Null(DuePeriod.Named(kind, label));

    [Theory]
    [InlineData(RoundKind.Annual, "2024-01-01", "2026-12-31", "2024 2025 2026")]
    // Half of the first year, and any part of the last.
    [InlineData(RoundKind.Annual, "2024-07-01", "2026-01-31", "2024 2025 2026")]
    [InlineData(RoundKind.Annual, "2024-07-02", "2026-01-31", "2025 2026")]
    [InlineData(RoundKind.HalfYear, "2024-01-01", "2026-12-31", "2024 2025 2026")]
    [InlineData(RoundKind.HalfYear, "2024-04-02", "2026-06-29", "2025")]
    [InlineData(RoundKind.Biennial, "2024-01-01", "2027-12-31", "2024-2025 2026-2027")]
    [InlineData(RoundKind.Biennial, "2024-10-15", "2026-12-31", "2024-2025")]
    [InlineData(RoundKind.MandatePeriod, "2022-06-01", "2026-09-12", "2023-2026")]
    [InlineData(RoundKind.MandatePeriod, "2022-06-01", "2026-09-13", "2023-2026 2027-2030")]
    [InlineData(RoundKind.MandatePeriod, "2023-03-06", "2026-08-31", "2023-2026")]
    [InlineData(RoundKind.MandatePeriod, "2023-03-07", "2026-08-31", "")]
    [InlineData(RoundKind.MandatePeriod, "2018-01-01", "2034-12-31", "2019-2022 2023-2026 2027-2030 2031-2034 2035-2038")]
    public void Of_Plan_IsWhatItPromises(RoundKind kind, string start, string end, string periods)
    {
        var plan = Plan("town", start, end, [kind]);

        Assert.Equal(periods.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            DuePeriod.Of(plan, kind).Select(period => period.First == period.Last ? $"{period.First}" : $"{period.First}-{period.Last}"));
    }

    [Fact]
    public void Of_PlanOfAllTimes_StaysWithinTheCalendar()
    {
        var plan = Plan("town", "0001-01-01", "9999-12-31",
            [RoundKind.Annual, RoundKind.HalfYear, RoundKind.MandatePeriod, RoundKind.Biennial]) with
        {
            Statutory = true,
        };
        var late = Plan("late", "9998-01-01", "9999-12-31", [RoundKind.Annual]) with { Statutory = true };
        var early = Plan("early", "0001-01-01", "0001-01-02", [RoundKind.Annual]) with { Statutory = true };

        var entries = new Calendar([plan, late, early], [], Today).Between(DateOnly.MinValue, DateOnly.MaxValue);

        Assert.All(entries.OfType<DueRound>(), due => Assert.InRange(due.Closes.Year, 2000, 2100));
        Assert.All(entries.OfType<DueRound>(), due => Assert.Empty(Draft(due).Problems()));
    }

    [Theory]
    [InlineData(RoundKind.Annual, 2025, true)]
    [InlineData(RoundKind.Annual, 2024, false)]
    [InlineData(RoundKind.HalfYear, 2025, false)]
    public void A_round_keeps_the_promise_of_the_period_that_was_chosen_whenever_it_opens(RoundKind kind, int year, bool covers) =>
        Assert.All(new[] { "2025-02-03", "2025-12-01", "2026-01-12", "2027-12-01" }, opens =>
    {
        var chosen = Round("r", kind, opens, "town") with { Period = "det gångna året", About = new DuePeriod(kind, year, year).Days };

        var due = Due([Annual("town")], [chosen], 2025);

        Assert.Equal(covers ? "r" : null, due.CoveredBy?.Id);
        Assert.Equal(DateOnly.Parse(covers ? opens : "2026-01-12"), due.Day);
        // A round from before the choice was stored says it in words; other words say nothing.
        Assert.Equal("r", Due([Annual("town")], [Round("r", RoundKind.Annual, opens, "town")], 2025).CoveredBy?.Id);
        Assert.Null(Due([Annual("town")], [chosen with { About = null }], 2025).CoveredBy);
    });

    [Fact]
    public void An_open_round_keeps_the_promise_before_a_draft_does()
    {
        var draft = Round("draft", RoundKind.Annual, "2026-01-12", "town") with { State = RoundState.Draft };

        Assert.Equal("open", Due([Annual("town")], [draft, Round("open", RoundKind.Annual, "2026-01-19", "town")], 2025).CoveredBy!.Id);
        Assert.Equal("draft", Due([Annual("town")], [draft], 2025).CoveredBy!.Id);
    }

    [Fact]
    public void Plans_of_one_family_are_asked_about_together_the_parent_first()
    {
        var detail = Annual("a-detail") with { Parent = "town", FollowUps = [RoundKind.Annual, RoundKind.HalfYear] };
        var stranger = Annual("stranger");
        ActionPlan[] plans = [detail, Annual("town"), stranger];

        var due = DueRounds(plans, []).Where(due => due.Period is { Kind: RoundKind.Annual, First: 2025 }).ToList();
        Assert.Equal([["town", "a-detail"], ["stranger"]], due.Select(due => due.Asked).OrderByDescending(asked => asked.Count));
        Assert.All(DueRounds(plans, []).Where(due => due.Period.Kind == RoundKind.HalfYear), due => Assert.Equal(["a-detail"], due.Asked));

        // A round about the parent plan alone is no follow-up of the other plan.
        var half = DueRounds(plans, [Round("r", RoundKind.Annual, "2026-01-12", "town")])
            .Where(due => due.Period is { Kind: RoundKind.Annual, First: 2025 }).ToList();
        Assert.Equal([("a-detail", null), ("stranger", null), ("town", "r")],
            half.Select(due => (Assert.Single(due.Asked), due.CoveredBy?.Id)).Order());
    }

    [Fact]
    public void What_a_plan_and_its_successor_promise_for_the_same_year_is_asked_in_the_successor()
    {
        var before = Plan("before", "2022-01-01", "2025-03-31", [RoundKind.Annual]);
        var after = Plan("after", "2025-04-01", "2028-12-31", [RoundKind.Annual]) with { Replaces = "before" };

        var due = DueRounds([before, after], []).ToDictionary(due => due.Period.First, due => Assert.Single(due.Asked));

        Assert.Equal(("before", "after", "after"), (due[2024], due[2025], due[2028]));
        Assert.Equal(7, due.Count);
        // If the new plan begins late in the year, that year belongs to the older plan.
        var late = after with { Start = new DateOnly(2025, 9, 1) };
        Assert.Equal("before", Assert.Single(Due([before, late], [], 2025).Asked));
        // A round may ask about either plan.
        Assert.Equal("r", Due([before, late], [Round("r", RoundKind.Annual, "2026-01-12", "after")], 2025).CoveredBy!.Id);
        Assert.Equal("r", Due([before, after], [Round("r", RoundKind.Annual, "2026-01-12", "before")], 2025).CoveredBy!.Id);
    }

    [Fact]
    public void Two_plans_that_each_claim_to_replace_the_other_both_fall_due() =>
        Assert.Equal(["a", "b"], DueRounds([Annual("a") with { Replaces = "b" }, Annual("b") with { Replaces = "a" }], [])
            .Where(due => due.Period.First == 2025).Select(due => Assert.Single(due.Asked)).Order());

    [Fact]
    public void Directions_are_asked_about_through_the_plans_that_link_to_them()
    {
        var directions = Plan("directions", "2024-01-01", "2027-12-31", [RoundKind.Biennial]) with { Kind = PlanKind.Directions };
        var linked = Linked("linked", "2025-01-01", "2026-12-31");
        ActionPlan[] plans = [linked, directions, Linked("over", "2020-01-01", "2023-12-31"), Annual("unlinked") with { FollowUps = [] }];

        var due = DueRounds(plans, []);

        Assert.Equal([["directions", "linked"], ["directions", "linked"]], due.Select(due => due.Asked));
        Assert.All(due, due => Assert.Equal("directions", Assert.Single(due.Plans).Id));

        static ActionPlan Linked(string id, string start, string end) => Plan(id, start, end, []) with
        {
            FocusAreas = SmallTown.ActionPlan.FocusAreas.Select(area => area with
            {
                Measures = area.Measures.Select(measure => measure with { Directions = [new DirectionLink("directions", "1:1")] }).ToList(),
            }).ToList(),
        };
    }

    [Theory]
    [InlineData("2026-01-09", null, ObligationStatus.NotDue)]
    [InlineData("2026-10-01", null, ObligationStatus.NotDue)]
    [InlineData("2026-10-02", null, ObligationStatus.DueSoon)]
    [InlineData("2026-12-31", null, ObligationStatus.DueSoon)]
    [InlineData("2027-01-01", null, ObligationStatus.Missed)]
    [InlineData("2026-10-02", "2026-03-20", ObligationStatus.Met)]
    // The year ends when its last day ends.
    [InlineData("2027-01-01", "2026-12-31", ObligationStatus.Met)]
    [InlineData("2027-01-02", "2027-01-01", ObligationStatus.Missed)]
    [InlineData("2026-10-02", "2025-12-31", ObligationStatus.Met)]
    public void The_yearly_floor_asks_for_something_about_the_year_closed_before_the_next_one_is_out(string today, string? closes,
        ObligationStatus status)
    {
        Round[] rounds = closes == null ? [] : [Closed(Round("r", RoundKind.HalfYear, "2025-11-01", "town"), closes)];

        var floor = new Calendar([Annual("town")], rounds, DateOnly.Parse(today)).Between(new(2026, 12, 31), new(2026, 12, 31))
            .OfType<FollowUpObligation>().Single();

        Assert.Equal((ObligationKind.Yearly, status, closes ?? ""), (floor.Kind, floor.Status, $"{floor.Done:yyyy-MM-dd}"));
        // What is about another year does not count, whenever it is closed.
        Round[] others = [.. rounds.Select(round => round with { Period = "första halvåret 2024" })];
        Assert.NotEqual(ObligationStatus.Met, new Calendar([Annual("town")], others, DateOnly.Parse(today))
            .Between(new(2026, 12, 31), new(2026, 12, 31)).OfType<FollowUpObligation>().Single().Status);
    }

    [Fact]
    public void Consultations_drafts_and_what_is_still_open_keep_no_floor()
    {
        Round[] rounds =
        [
            Closed(Round("consultation", RoundKind.Consultation, "2026-02-01", "town"), "2026-03-20"),
            Round("open", RoundKind.Annual, "2026-01-12", "town"),
            Closed(Round("other", RoundKind.Annual, "2026-01-12", "other"), "2026-03-20"),
        ];

        Assert.Equal(ObligationStatus.Missed, new Calendar([Annual("town")], rounds, new(2027, 1, 1))
            .Between(new(2026, 12, 31), new(2026, 12, 31)).OfType<FollowUpObligation>().Single().Status);
    }

    [Fact]
    public void The_law_asks_for_a_follow_up_within_two_years_of_the_last_one_and_the_successor_goes_on_from_there()
    {
        var before = Plan("before", "2020-01-01", "2025-12-31", []) with { Statutory = true };
        var after = Plan("after", "2026-01-01", "2029-12-31", []) with { Statutory = true, Replaces = "before" };
        Round[] rounds =
        [
            Closed(Round("old", RoundKind.Annual, "2022-01-10", "before"), "2022-03-20"),
            Closed(Round("first", RoundKind.Annual, "2025-01-10", "before"), "2025-03-20"),
            Closed(Round("late", RoundKind.MandatePeriod, "2027-03-01", "after"), "2027-05-03"),
        ];

        // Counted from the law, in force on 1 July 2023; the second follow-up came a month too late.
        Assert.Equal(
            [("2025-07-01", ObligationStatus.Met), ("2027-03-20", ObligationStatus.Missed), ("2029-05-03", ObligationStatus.DueSoon)],
            Floors([before, after], rounds, new(2029, 3, 1)));
        Assert.Equal([("2025-07-01", ObligationStatus.NotDue)], Floors([before], [], new(2025, 1, 1)));
        // A plan that is newer than the law counts from its own first day.
        Assert.Equal([("2026-02-01", ObligationStatus.Missed)],
            Floors([before with { Start = new DateOnly(2024, 2, 1) }], [], new(2026, 2, 2)));
        Assert.Empty(Floors([Annual("town") with { FollowUps = [] }], [], Today));

        static IEnumerable<(string, ObligationStatus)> Floors(ActionPlan[] plans, Round[] rounds, DateOnly today) =>
            new Calendar(plans, rounds, today)
            .Between(DateOnly.MinValue, DateOnly.MaxValue).OfType<FollowUpObligation>()
                .Where(floor => floor.Kind == ObligationKind.Statutory).Select(floor => ($"{floor.LastDay:yyyy-MM-dd}", floor.Status));
    }

    [Theory]
    [InlineData("2026-12-30", ObligationStatus.NotDue)]
    [InlineData("2026-12-31", ObligationStatus.DueSoon)]
    [InlineData("2027-12-31", ObligationStatus.DueSoon)]
    [InlineData("2028-01-01", ObligationStatus.Missed)]
    public void A_plan_that_ends_needs_one_that_replaces_it(string today, ObligationStatus status)
    {
        Assert.Equal((null, status), End(Annual("town")));
        Assert.Equal(("after", ObligationStatus.Met),
            End(Annual("town"), Plan("after", "2028-01-01", "2031-12-31", []) with { Replaces = "town" }));

        (string?, ObligationStatus) End(params ActionPlan[] plans)
        {
            var end = new Calendar(plans, [], DateOnly.Parse(today)).Between(new(2027, 12, 31), new(2027, 12, 31)).OfType<PlanEnd>()
                .Single();
            return (end.Successor, end.Status);
        }
    }

    [Fact]
    public void The_calendar_is_in_order_and_keeps_to_its_span()
    {
        var plan = Annual("town") with { FollowUps = [RoundKind.Annual, RoundKind.HalfYear, RoundKind.MandatePeriod], Statutory = true };

        var entries = new Calendar([plan], [], Today).Between(new(2026, 1, 12), new(2027, 12, 31));

        Assert.Equal(
            ["2026-01-12 round", "2026-08-17 round", "2026-12-31 floor", "2027-01-11 round", "2027-03-01 round", "2027-08-16 round",
                "2027-12-31 floor", "2027-12-31 end"],
            entries.Select(entry => $"{entry.Day:yyyy-MM-dd} "
                + $"{entry switch { DueRound => "round", FollowUpObligation => "floor", _ => "end" }}"));
    }

    [Theory]
    [InlineData("town", 1, "town-2025")]
    [InlineData("town", 3, "town-2025-3")]
    [InlineData("a-plan-whose-id-is-as-long-as-it-may-be-", 12, "a-plan-whose-id-is-as-long-as-it-2025-12")]
    public void DueRound_LongPlanId_IsStillARoundId(string planId, int attempt, string id)
    {
        Assert.Equal(id, CalendarKeys.DueRound(planId, new DuePeriod(RoundKind.Annual, 2025, 2025), attempt));
        Assert.All(Enum.GetValues<RoundKind>(), kind =>
            Assert.True(RoundIds.IsRoundId(CalendarKeys.DueRound(planId, new DuePeriod(kind, 2023, 2026), attempt))));
    }

    private static ActionPlan Annual(string id) => Plan(id, "2024-01-01", "2027-12-31", [RoundKind.Annual]);

    private static ActionPlan Plan(string id, string start, string end, IReadOnlyList<RoundKind> followUps) =>
        SmallTown.ActionPlan with { Id = id, Start = DateOnly.Parse(start), End = DateOnly.Parse(end), FollowUps = followUps };

    private static Round Round(string id, RoundKind kind, string opens, params string[] plans) =>
        SmallTown.Open with
        {
            Id = id,
            Kind = kind,
            Opens = DateOnly.Parse(opens),
            Plans = plans.Select(plan => new RoundPlan(plan, 1, plan)).ToList()
        };

    private static Round Closed(Round round, string closes)
    {
        var closed = round with { State = RoundState.Closed, Closes = DateOnly.Parse(closes) };
        return closed with { ClosedAt = Timetable.ClosesAt(closed) };
    }

    private static IReadOnlyList<DueRound> DueRounds(ActionPlan[] plans, Round[] rounds) =>
        new Calendar(plans, rounds, Today).Between(DateOnly.MinValue, DateOnly.MaxValue).OfType<DueRound>().ToList();

    private static DueRound Due(ActionPlan[] plans, Round[] rounds, int year) =>
        DueRounds(plans, rounds).Single(due => due.Period.First == year);

    private static RoundDraft Draft(DueRound due) => new(
        CalendarKeys.DueRound(due.Plans[0].Id, due.Period, 1), Texts.Calendar.RoundTitle(due.Period), due.Period.Kind, due.Asked,
        Texts.Calendar.Period(due.Period), [],
        due.Opens, due.Deadline, due.Closes, "coordinator@town.example", null, null);
}
