using System.Net;
using FollowUp.Questionnaires;

namespace FollowUp.Tests.Questionnaires;

/// <summary>A reorganisation between two versions of the plan: two committees merged, one split, one gone.</summary>
public sealed class ResponsibilitiesTests(TablesFixture storage)
{
    private static readonly DateOnly Before = new(2024, 12, 31);
    private static readonly DateOnly After = new(2025, 1, 1);

    private const string Register = """
        enheter:
          - { id: board, namn: Kommunstyrelsen, slag: nämnd, kontakter: [{ roll: funktionsbrevlåda, e-post: board@town.example }] }
          - { id: social, namn: Socialnämnden, slag: nämnd, kontakter: [{ roll: funktionsbrevlåda, e-post: social@town.example }] }
          - { id: care, namn: Omsorgsnämnden, slag: nämnd, kontakter: [{ roll: funktionsbrevlåda, e-post: care@town.example }] }
          - { id: welfare, namn: Välfärdsnämnden, slag: nämnd, från: 2025-01-01,
              kontakter: [{ roll: funktionsbrevlåda, e-post: welfare@town.example }] }
          - { id: school, namn: Utbildningsnämnden, slag: nämnd, kontakter: [{ roll: funktionsbrevlåda, e-post: school@town.example }] }
          - { id: primary, namn: Grundskolenämnden, slag: nämnd, från: 2025-01-01,
              kontakter: [{ roll: funktionsbrevlåda, e-post: primary@town.example }] }
          - { id: upper, namn: Gymnasienämnden, slag: nämnd, från: 2025-01-01,
              kontakter: [{ roll: funktionsbrevlåda, e-post: upper@town.example }] }
          - { id: culture, namn: Kulturnämnden, slag: nämnd,
              till: 2024-12-31, kontakter: [{ roll: säkerhetsrepresentant, e-post: culture@town.example },
                { roll: chef, e-post: c@town.example }, { roll: ersättare, e-post: d@town.example }] }
        grupper:
          - { namn: Skolnämnderna, enheter: [school] }
        övergångar:
          - { datum: 2025-01-01, från: [social, care], till: [welfare] }
          - { datum: 2025-01-01, från: [school], till: [primary, upper] }
        """;

    private const string Plan = """
        plan: town
        titel: Trygg stad
        kommun: Småstads kommun
        från: 2024-01-01
        till: 2027-12-31
        fokusområden:
          - nummer: 1
            titel: Förebygga
            åtgärder:
              - { nummer: "1:1", titel: Ett, ansvariga: [Socialnämnden], medansvariga: [Omsorgsnämnden] }
              - { nummer: "1:2", titel: Två, ansvariga: [Utbildningsnämnden] }
              - { nummer: "1:3", titel: Tre, ansvariga: [Alla nämnder] }
              - { nummer: "1:4", titel: Fyra, ansvariga: [Skolnämnderna] }
              - { nummer: "1:5", titel: Fem, ansvariga: [Kommunstyrelsen], medansvariga: [Kulturnämnden] }
        """;

    [Fact]
    public void No_duty_is_without_an_owner_and_where_a_person_must_decide_is_said()
    {
        var register = SmallTown.ReadRegister(Register).Register!;
        var plan = SmallTown.ReadPlan(Plan, register).Plan!;

        var (before, after) = (Responsibilities.In(plan, register, Before), Responsibilities.In(plan, register, After));

        Assert.Empty(before.Undecided);
        Assert.Equal(["board", "care", "culture", "school", "social"], before.Departments.Order());
        Assert.Equal(["board", "primary", "upper", "welfare"], after.Departments.Order());
        Assert.All(plan.Measures, measure => Assert.Contains(after.Departments, id => after.Of(id)
            .Any(duty => duty.Measure == measure && duty.Kind == SectionKind.Responsible)));
        // It was responsible in one plan and co-responsible in the other, so it is responsible.
        Assert.Equal([("1:1", SectionKind.Responsible), ("1:3", SectionKind.Responsible)],
            after.Of("welfare").Select(duty => (duty.Measure.Number, duty.Kind)));
        Assert.Equal(
            [
                "Åtgärd 1:2: ”Utbildningsnämnden” har delats i Grundskolenämnden och Gymnasienämnden. Alla svarar tills någon har bestämt "
                    + "vem av dem som ansvarar.",
                "Åtgärd 1:5: ingen svarar längre för ”Kulturnämnden”. Bestäm vem som tar över dess del.",
            ],
            after.Undecided.Select(Texts.Plan.Undecided));
    }

    [Theory]
    [InlineData("2025-01-01", new[] { "board", "care" })]
    [InlineData("2023-01-01", new[] { "board" })]
    public void What_was_split_off_shares_the_duty_only_where_the_plan_could_not_know_of_it(string split, string[] bound)
    {
        var register = SmallTown.ReadRegister(Register[..Register.IndexOf("övergångar:", StringComparison.Ordinal)]
            + $"övergångar:\n  - {{ datum: {split}, från: [board], till: [board, care] }}").Register!;
        var plan = SmallTown.ReadPlan(Plan, register).Plan!;

        var duties = Responsibilities.In(plan, register, After);

        Assert.Equal(bound, duties.Departments.Where(id => duties.Of(id).Any(duty => duty.Measure.Number == "1:5")).Order());
    }

    [Theory]
    // The register already has the new department, which does not exist before its first day.
    [InlineData("2024-12-31", "social,care")]
    [InlineData("2025-01-01", "welfare")]
    // The reorganisation was undone: the departments exist again.
    [InlineData("2027-01-01", "social,care")]
    public void A_merger_counts_from_its_day_until_it_is_undone(string day, string existing)
    {
        var register = SmallTown.ReadRegister(
            Register.Replace("namn: Välfärdsnämnden, slag: nämnd, från: 2025-01-01,", "namn: Välfärdsnämnden, slag: nämnd,")
            + "\n  - { datum: 2026-01-01, från: [welfare], till: [social, care] }").Register!;

        Assert.Equal(existing.Split(','), register.OnDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
            .Select(department => department.Id).Intersect(["social", "care", "welfare"]));
    }

    [Fact]
    public void What_had_been_split_off_from_an_heir_before_it_inherited_has_no_part_in_the_inheritance()
    {
        var register = SmallTown.ReadRegister(Register[..Register.IndexOf("övergångar:", StringComparison.Ordinal)] + """
            övergångar:
              - { datum: 2024-03-01, från: [board], till: [board, school] }
              - { datum: 2024-06-01, från: [social], till: [board] }
            """).Register!;

        Assert.Equal(["board"], register.SuccessorsOf("social", new DateOnly(2024, 1, 1), After).Select(heir => heir.Id));
        Assert.Equal(["board", "school"], register.SuccessorsOf("board", new DateOnly(2024, 1, 1), After).Select(heir => heir.Id));
        // A plan that was decided after the split means the new departments.
        var plan = SmallTown.ReadPlan(Plan.Replace("från: 2024-01-01", "från: 2024-01-01\nbeslutad: 2024-04-01"), register).Plan!;
        Assert.DoesNotContain(Responsibilities.In(plan, register, After).Of("school"), duty => duty.Measure.Number == "1:5");
    }

    [Fact]
    public async Task The_departments_that_exist_when_the_first_mails_are_sent_are_asked()
    {
        await using var world = await TestWorld.StartAsync(storage);
        // Opened on 9 January; the merger is on the 11th, the mails go out on the 12th.
        await world.PostAsync("api/departments", Register.Replace("2025-01-01", "2026-01-11").Replace("till: 2024-12-31, ", ""));
        await world.PostAsync("api/plans", Plan);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.Contains(world.Mails, mail => mail.To == "welfare@town.example");
        Assert.DoesNotContain(world.Mails, mail => mail.To is "social@town.example" or "care@town.example");
    }

    [Fact]
    public async Task A_measure_that_nobody_is_left_to_answer_for_stops_the_opening_until_somebody_decides()
    {
        await using var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", Register)).Status);
        Assert.Equal(HttpStatusCode.OK,
            (await world.PostAsync("api/plans", Plan.Replace("ansvariga: [Kommunstyrelsen], medansvariga: [Kulturnämnden]",
            "ansvariga: [Kulturnämnden]"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);

        var (status, text) = await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Åtgärd 1:5 har ingen ansvarig", System.Text.RegularExpressions.Regex.Unescape(text));
        Assert.Equal(HttpStatusCode.OK,
            (await world.PostAsync("api/departments", Register + "\n  - { datum: 2025-01-01, från: [culture], till: [board] }")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
    }
}
