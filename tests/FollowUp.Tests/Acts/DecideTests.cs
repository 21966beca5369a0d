using FollowUp.Acts;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Tests.Acts;

/// <summary>Every act in every state of a round and of a department, as pure decisions.</summary>
public sealed class DecideTests
{
    private const string Done = "done";
    private const string Before = "before";
    private const string Refused = "refused";

    private static readonly DateTimeOffset Now = StockholmTime.At(new DateOnly(2026, 2, 3), new TimeOnly(10, 0));
    private static readonly DateTimeOffset Over = StockholmTime.EndOf(new DateOnly(2026, 3, 20));

    private static readonly Round Reopened = SmallTown.Open with
    {
        Run = 2,
        ReopenedAt = Now.AddDays(-1),
        PastDeadlines = [new(2026, 1, 30)]
    };

    /// <summary>The states of a round, each with a moment.</summary>
    private static readonly IReadOnlyList<(string Name, Round Round, DateTimeOffset Now)> RoundStates =
    [
        ("draft", SmallTown.Open with { State = RoundState.Draft, Run = 0, OpenedAt = null }, Now),
        ("open", SmallTown.Open, Now),
        ("over", SmallTown.Open, Over),
        ("paused", SmallTown.Open with { State = RoundState.Paused }, Now),
        ("paused over", SmallTown.Open with { State = RoundState.Paused }, Over),
        ("compiling", SmallTown.Closed, Over),
        ("closed", SmallTown.Closed with { ReportedRun = 1 }, Over),
        ("cancelled", SmallTown.Open with { State = RoundState.Cancelled, ClosedAt = Now, CancelReason = "Slut." }, Now),
        ("reopened", Reopened, Now),
    ];

    /// <summary>An act on a round → d(one), b(efore) or r(efused) in each of the states above.</summary>
    private static readonly IReadOnlyDictionary<string, string> OnRound = new Dictionary<string, string>
    {
        ["open"] = "d b b r r r r r b",
        ["remind"] = "r d r r r r r r d",
        ["write"] = "r d r r r r r r d",
        ["extend"] = "r d r d d r r r d",
        ["pause"] = "r d r b b r r r d",
        ["resume"] = "r b b d r r r r b",
        ["close"] = "r d d d d b b r d",
        ["cancel"] = "d d d d d r r b r",
        ["reopen"] = "r r r r r r d r r",
        ["renew-links"] = "r d d d d d d r d",
        ["close-links"] = "r d d d d d d d d",
    };

    /// <summary>The states of a department in an open round.</summary>
    private static readonly IReadOnlyList<(string Name, Assignment Work)> DepartmentStates =
    [
        ("not invited", SmallTown.Work("housing")),
        ("invited", Invited),
        ("reminded today", Invited with { Reminders = [Now.AddHours(-1)] }),
        ("reminded enough", Invited with { Reminders = [.. Enumerable.Range(2, Timetable.MaxReminders)
            .Select(days => Now.AddDays(-days))] }),
        ("partly submitted", Partly),
        ("submitted", All),
        ("returned", All with { Returns = [new ClarificationRequest(1, 1, "1:1", "Vilken lokal?", Now.AddHours(-1), After: 1)] }),
        ("exempt", Invited with { Exemption = new Exemption("Läggs ned.", Now.AddHours(-2)) }),
        ("closed", Invited with { Closed = true }),
    ];

    private static readonly IReadOnlyDictionary<string, string> OnDepartment = new Dictionary<string, string>
    {
        ["remind"] = "r d r r d r d r r",
        ["link"] = "r d d d d d d r r",
        ["contact"] = "d d d d d d d d d",
        ["extend"] = "d d d d d r d r r",
        ["return"] = "r r r r d d b r r",
        ["exempt"] = "d d d d r r r r r",
        ["lift"] = "b b b b b b b d b",
        ["close-link"] = "d d d d d d d d d",
    };

    /// <summary>And of one that is invited and has submitted a part, in each state of the round.</summary>
    private static readonly IReadOnlyDictionary<string, string> InRound = new Dictionary<string, string>
    {
        ["remind"] = "r d r r r r r r d",
        ["link"] = "r d r r r r r r d",
        ["contact"] = "r d d d d r r r d",
        ["extend"] = "r d r d r r r r d",
        ["return"] = "r d r r r r r r d",
        ["exempt"] = "r r r r r r r r r",
        ["lift"] = "b b b b b b b b b",
        ["close-link"] = "d d d d d d d d d",
    };

    private static Assignment Invited => SmallTown.Work("housing") with
    {
        NoticesDecided = new HashSet<string> { "invitation" },
        InvitedAt = Now.AddDays(-9),
    };

    private static Assignment Partly => Invited.Submitting(Now.AddDays(-1), ("1:1", SmallTown.Contributed()));

    private static Assignment All => Partly.Submitting(Now.AddDays(-1), ("2:1", SmallTown.Done()));

    [Fact]
    public void Every_act_has_its_row()
    {
        Assert.Equal(Act.All.Where(act => !act.IsOnDepartment).Select(act => act.Route).Order(), OnRound.Keys.Order());
        Assert.Equal(Act.All.Where(act => act.IsOnDepartment).Select(act => act.Route).Order(), OnDepartment.Keys.Order());
        Assert.Equal(OnDepartment.Keys.Order(), InRound.Keys.Order());
        Assert.Equal(Act.All.Count, Act.All.Select(act => act.Path).Distinct().Count());
    }

    [Fact]
    public void What_an_act_on_a_round_comes_to_depends_on_its_state() =>
        AssertMatrix(OnRound, onDepartment: false, [.. RoundStates.Select(state => (state.Name, Target(state.Round, null, state.Now)))]);

    [Fact]
    public void What_an_act_on_a_department_comes_to_depends_on_what_that_has() => AssertMatrix(OnDepartment, onDepartment: true,
        [.. DepartmentStates.Select(state => (state.Name, Target(SmallTown.Open, state.Work, Now)))]);

    [Fact]
    public void What_an_act_on_a_department_comes_to_depends_on_the_round() => AssertMatrix(InRound, onDepartment: true,
        [.. RoundStates.Select(state => (state.Name, Target(state.Round, Partly, state.Now)))]);

    [Fact]
    public void What_is_filled_in_wrong_is_told_before_anything_else()
    {
        var target = Target(SmallTown.Closed, Partly, Over);
        foreach (var act in Act.All)
        {
            foreach (var field in act.Fields(target with { Work = act.IsOnDepartment ? Partly : null })
                .Where(field => field.Kind is ActFieldKind.Line or ActFieldKind.Text or ActFieldKind.Email))
            {
                var values = new Dictionary<string, string>(Values(act, target)) { [field.Name] = new string('x', 6000) };
                var result = act.With(new ActInput(values)).Decide(target).Result;
                Assert.Equal((act.Route, ActOutcome.Invalid, field.Name), (act.Route, result.Outcome, result.Field));
            }
        }
    }

    [Fact]
    public void Whoever_saw_something_else_overwrites_nothing()
    {
        var target = Target(SmallTown.Open, Invited, Now);
        foreach (var (act, seen, other) in new (Act, string, string)[]
        {
            (new ExtendRound(), "before", "2026-02-26"), (new ExtendRound(), "closesBefore", "2026-03-19"),
            (new ExtendDepartment(), "before", "2026-02-26"), (new ReplaceContact(), "before", "former@town.example"),
        })
        {
            var values = Values(act, target);
            values[seen] = other;
            Assert.Equal(ActOutcome.Refused, act.With(new ActInput(values)).Decide(target).Result.Outcome);
            values.Remove(seen);
            Assert.Equal((ActOutcome.Invalid, seen), (act.With(new ActInput(values)).Decide(target).Result.Outcome,
                act.With(new ActInput(values)).Decide(target).Result.Field));
        }
    }

    private static void AssertMatrix(IReadOnlyDictionary<string, string> matrix, bool onDepartment,
        IReadOnlyList<(string State, ActTarget Target)> states)
    {
        foreach (var act in Act.All.Where(act => act.IsOnDepartment == onDepartment))
        {
            var expected = matrix[act.Route].Split(' ').Select(letter => letter switch { "d" => Done, "b" => Before, _ => Refused });
            foreach (var ((state, target), outcome) in states.Zip(expected))
            {
                var decision = LookedUp(act.With(new ActInput(Values(act, target)))).Decide(target);
                Assert.Equal((act.Route, state, outcome), (act.Route, state, decision.Result.Outcome switch
                {
                    ActOutcome.Done => Done,
                    ActOutcome.DoneBefore => Before,
                    ActOutcome.Refused => Refused,
                    _ => $"{decision.Result}",
                }));
                Assert.Equal(outcome == Done, decision.Entry != null);
                Assert.Equal(outcome == Done, (decision.Round ?? (object?)decision.Work) != null);
                if (decision.Work is { } after)
                {
                    var before = target.Work!;
                    Assert.Same(before.Answers, after.Answers);
                    Assert.Same(before.Drafts, after.Drafts);
                    Assert.Same(before.Submissions, after.Submissions);
                }
                // What the desk offers and what is decided are one.
                Assert.Equal((act.Route, state, outcome == Refused ? decision.Result.Problem!.Split('\n')[0] : null),
                    (act.Route, state, outcome == Refused ? act.With(new ActInput(Values(act, target))).WhyNot(target) : null));
            }
            Assert.Equal(states.Count, matrix[act.Route].Split(' ').Length);
        }
    }

    private static Act LookedUp(Act act) => act switch
    {
        OpenRound open => open with { State = new OpeningState(1, []) },
        RemindAll remind => remind with { Silent = ["housing"] },
        RenewLinks renew => renew with { KeyId = "1", Asked = ["housing"] },
        WriteToDepartments write => write with { Asked = [AssignmentSummary.Of(Invited, 1)] },
        _ => act,
    };

    /// <summary>Something that is right in an open round.</summary>
    private static Dictionary<string, string> Values(Act act, ActTarget target) => act switch
    {
        ExtendRound => new()
        {
            ["reason"] = "Sjukdom.",
            ["deadline"] = "2026-03-27",
            ["closes"] = "2026-04-24",
            ["before"] = Iso(target.Round.Deadline),
            ["closesBefore"] = Iso(target.Round.Closes),
        },
        ReopenRound => new() { ["reason"] = "Ny chef.", ["deadline"] = "2026-05-08", ["closes"] = "2026-05-29" },
        WriteToDepartments => new() { ["subject"] = "Möte", ["text"] = "Välkomna.", ["to"] = "alla" },
        SendLink or CloseLink => new() { ["contact"] = "mailbox" },
        ReplaceContact => new()
        {
            ["contact"] = "mailbox",
            ["before"] = "housing@town.example",
            ["name"] = "Robin Exempel",
            ["email"] = "new@town.example",
        },
        ExtendDepartment => new() { ["reason"] = "Ny chef.", ["deadline"] = "2026-03-06", ["before"] = Iso(target.Round.Deadline) },
        ReturnAnswer => new() { ["section"] = "1:1", ["question"] = "Vilken lokal?" },
        _ => new() { ["reason"] = "Något annat." },
    };

    private static ActTarget Target(Round round, Assignment? work, DateTimeOffset now) => new(round, work, now, "Sam Exempel");

    private static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
