using System.Text.Json;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local.Demo;
using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Storage;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Preview;

public sealed class RoundPreviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 9, 8, 0, 0, TimeSpan.Zero);

    private static readonly Round Draft = SmallTown.Open with { State = RoundState.Draft, Run = 0, RegisterVersion = 0, OpenedAt = null };

    [Fact]
    public void Each_department_is_shown_with_what_it_is_asked_and_how_long_that_takes()
    {
        var departments = Preview(Draft).Departments;

        Assert.Equal(
            [("Bostadsbolaget", 1, 1, 15), ("Kommunstyrelsen", 1, 0, 10), ("Socialnämnden", 2, 1, 20)],
            departments.Select(department => (department.Name, department.Responsible, department.CoResponsible, department.Minutes)));
        Assert.Equal(["board@town.example", "board.deputy@town.example"], departments[1].Recipients.Select(to => to.Email));
        Assert.All(departments.SelectMany(department => department.Recipients), to => Assert.True(to.Valid));
    }

    [Fact]
    public void What_is_new_what_has_gone_and_what_was_answered_before_is_counted_and_shortens_the_time()
    {
        var asked = Asked(Draft);
        var social = asked.Departments.Single(department => department.Department.Id == "social");
        var earlier = new EarlierAnswer("Socialnämnden", "Uppföljning 2024", "Utbilda personal", Now.AddYears(-1), SmallTown.Done());
        var again = social with
        {
            Questionnaire = new Questionnaire(social.Questionnaire.Sections.Select(section => section with
            {
                IsNew = section.Id == "2:1",
                Questions = section.Id == "2:1" ? section.Questions
                    : [QuestionnaireBuilder.Choose(QuestionKeys.Since, QuestionKind.OneOf, AnswerWords.SinceLastTime),
                    .. section.Questions],
            }).ToList(), ["1:9 Något annat"]),
            Earlier = new Dictionary<string, IReadOnlyList<EarlierAnswer>> { ["1:1"] = [earlier], ["1:2"] = [earlier] },
        };

        var shown = Assert.Single(RoundPreview.Of(Draft, asked with { Departments = [again] }, [], Now).Departments);

        Assert.Equal(["2:1 Erbjuda boende"], shown.New);
        Assert.Equal(["1:9 Något annat"], shown.Dropped);
        Assert.Equal((2, 10), (shown.Earlier, shown.Minutes));
    }

    [Fact]
    public void The_schedule_says_who_gets_which_mail_on_which_day_if_nobody_answers()
    {
        var preview = Preview(Draft);

        Assert.Equal(
            [("2026-01-12T07:00", NoticeKind.Invitation, 4), ("2026-02-13T07:00", NoticeKind.Reminder, 4),
                ("2026-03-02T07:00", NoticeKind.Overdue, 4), ("2026-03-09T07:00", NoticeKind.Head, 2)],
            preview.Schedule.Select(notice => ($"{notice.At.UtcDateTime:yyyy-MM-ddTHH:mm}", notice.Kind, notice.Mails.Count)));
        Assert.Equal(14, preview.Mails);
        Assert.Equal(["board.head@town.example", "social.head@town.example"], preview.Schedule[^1].Mails.Select(mail => mail.Email));
    }

    [Fact]
    public void Deputies_get_a_mail_for_each_department_and_the_coordinator_hears_of_all_in_the_digest()
    {
        var preview = Preview(Draft with { Ladder = [new(StepKind.Deputy, 4), new(StepKind.Coordinator, 8)] });
        var schedule = preview.Schedule;

        Assert.Equal(["board.deputy@town.example"], schedule[1].Mails.Select(mail => mail.Email));
        Assert.Empty(schedule[2].Mails);
        Assert.Equal("Måndagen den 9 mars 2026, besked till samordnaren i dagens sammanställning", Texts.Preview.Mailing(schedule[2]));
        Assert.StartsWith("Samordnaren får ett enda mejl om alla enheter", Assert.Single(Texts.Preview.To(schedule[2])));
        Assert.Contains(new TimelineEntry(new DateOnly(2026, 3, 9),
            "besked till samordnaren i dagens sammanställning (i stället för lördagen den 7 mars 2026, som inte är en arbetsdag)"),
            preview.Timeline);
        Assert.StartsWith("Sammanlagt 5 mejl till enheterna.", Texts.Preview.Total(preview.Mails));
    }

    [Fact]
    public void A_department_of_which_nothing_is_demanded_is_invited_and_not_reminded()
    {
        var asked = Asked(Draft);
        var offered = asked.Departments.Select(department => department with
        {
            Questionnaire = new Questionnaire(department.Questionnaire.Sections.Select(section => section with { Optional = true })
                .ToList(), []),
        }).ToList();

        var preview = RoundPreview.Of(Draft, asked with { Departments = offered }, [], Now);

        Assert.Equal([4, 0, 0, 0], preview.Schedule.Select(notice => notice.Mails.Count));
        Assert.DoesNotContain(preview.Findings, finding => finding.Contains("mejl till cheferna"));
    }

    [Fact]
    public void The_timeline_says_what_happens_when_and_which_step_was_moved_from_where()
    {
        Assert.Equal(
            [
                "måndagen den 12 januari 2026: kl. 08.00 inbjudan",
                "fredagen den 13 februari 2026: kl. 08.00 påminnelse",
                "fredagen den 27 februari 2026: sista svarsdag",
                "måndagen den 2 mars 2026: kl. 08.00 mejl om att svarstiden har gått ut (i stället för lördagen den 28 februari 2026, som "
                    + "inte är en arbetsdag)",
                "måndagen den 9 mars 2026: kl. 08.00 mejl till cheferna (i stället för lördagen den 7 mars 2026, som inte är en arbetsdag)",
                "fredagen den 20 mars 2026: omgången stängs, om ingen stänger den tidigare",
            ],
            Preview(Draft).Timeline.Select(entry => $"{Texts.LongDay(entry.Day)}: {entry.Text}"));
    }

    [Fact]
    public void A_step_that_holidays_bridge_days_or_a_quiet_period_move_says_which_of_them()
    {
        // 15 May 2026 is the Friday after Ascension Day.
        var round = Draft with
        {
            Deadline = new DateOnly(2026, 5, 29),
            Closes = new DateOnly(2026, 8, 31),
            Ladder = [new(StepKind.Reminder, -15), new(StepKind.Reminder, -14), new(StepKind.Overdue, 40)],
        };

        var preview = Preview(round);

        Assert.Contains("onsdagen den 13 maj 2026: kl. 08.00 påminnelse (i stället för fredagen den 15 maj 2026, som är en klämdag)",
            Lines(preview));
        Assert.Contains("måndagen den 3 augusti 2026: kl. 08.00 mejl om att svarstiden har gått ut (i stället för onsdagen den 8 juli "
            + "2026, som ligger i en period utan utskick)", Lines(preview));
        Assert.Equal(
            ["Skickas inte: påminnelse onsdagen den 13 maj 2026 (i stället för torsdagen den 14 maj 2026, som inte är en arbetsdag). "
                + "Samma mottagare får ett annat mejl den dagen."],
            preview.FallenSteps);
    }

    [Fact]
    public void A_step_that_gives_way_to_the_one_before_says_so()
    {
        var preview = Preview(Draft with { Ladder = [new(StepKind.Overdue, 1), new(StepKind.Head, 3)] });

        Assert.Contains("tisdagen den 3 mars 2026: kl. 08.00 mejl till cheferna (i stället för måndagen den 2 mars 2026, för att mejlet "
            + "före det har flyttats)", Lines(preview));
    }

    [Fact]
    public void Steps_before_the_opening_and_after_the_close_are_shown_as_not_taken()
    {
        var preview = Preview(Draft with
        {
            Ladder = [new(StepKind.Reminder, -60), new(StepKind.Reminder, -14),
            new(StepKind.Overdue, 90)]
        });

        Assert.Equal(
            [
                "Skickas inte: påminnelse måndagen den 29 december 2025. Då har inbjudan inte hunnit skickas, eller så skickas den samma "
                    + "dag.",
                "Skickas inte: mejl om att svarstiden har gått ut torsdagen den 28 maj 2026. Då är omgången stängd.",
            ],
            preview.FallenSteps);
        Assert.Equal([NoticeKind.Invitation, NoticeKind.Reminder], preview.Schedule.Select(notice => notice.Kind));
    }

    [Fact]
    public void A_draft_whose_opening_day_has_passed_is_shown_as_if_it_were_opened_now()
    {
        var sunday = new DateTimeOffset(2026, 2, 15, 19, 30, 0, TimeSpan.Zero);

        var preview = Preview(Draft, now: sunday);

        Assert.Equal(sunday, preview.Schedule[0].At);
        Assert.Contains("söndagen den 15 februari 2026: kl. 20.30 inbjudan", Lines(preview));
        Assert.Equal(["Skickas inte: påminnelse fredagen den 13 februari 2026. Då har inbjudan inte hunnit skickas, eller så skickas den "
            + "samma dag."], preview.FallenSteps.Select(step => step.Replace(" (i stället för", "")));
        Assert.Contains("Öppningsdagen måndagen den 12 januari 2026 har passerat: inbjudningarna skickas så snart omgången öppnas.",
            preview.Findings);
        Assert.Contains("Inbjudningarna skickas söndagen den 15 februari 2026, som inte är en arbetsdag.", preview.Findings);
    }

    [Fact]
    public void Days_on_which_nobody_is_at_work_are_found()
    {
        var findings = Preview(Draft with
        {
            Opens = new DateOnly(2026, 4, 6),
            Deadline = new DateOnly(2026, 7, 15),
            Closes = new DateOnly(2026, 8, 31)
        }).Findings;

        Assert.Contains("Inbjudningarna skickas måndagen den 6 april 2026, som inte är en arbetsdag.", findings);
        Assert.Contains("Sista svarsdag är onsdagen den 15 juli 2026, som ligger i en period utan utskick.", findings);
        Assert.DoesNotContain(Preview(Draft).Findings, finding => finding.Contains("Sista svarsdag") || finding.Contains("Inbjudningarna"));
    }

    public static TheoryData<string, RoundKind, int, int, int?> OddDates => new()
    {
        { "Enheterna får bara 9 dagar på sig att svara. Flytta sista svarsdag till tidigast torsdagen", RoundKind.Annual, 9, 30, null },
        { "Enheterna får bara 20 dagar på sig att svara.", RoundKind.Consultation, 20, 30, null },
        { "Enheterna får 121 dagar på sig att svara.", RoundKind.Annual, 121, 140, null },
        { "Omgången stängs samma dag som svarstiden går ut", RoundKind.Annual, 45, 45, null },
        { "Perioden 2025 är inte slut än: den varar till och med måndagen den 12 januari 2026.", RoundKind.Annual, 45, 60, 0 },
        { "Perioden 2025 tog slut för mer än ett år sedan.", RoundKind.Annual, 45, 60, -366 },
        { "", RoundKind.Annual, 10, 11, -1 },
        { "", RoundKind.Consultation, 21, 22, null },
        { "", RoundKind.HalfYear, 120, 121, -365 },
        { "", RoundKind.MandatePeriod, 45, 60, 1000 },
    };

    /// <param name="found">Empty where nothing is.</param>
    /// <param name="deadline">Days after the opening; so also the others.</param>
    [Theory]
    [MemberData(nameof(OddDates))]
    public void Dates_that_look_wrong_are_told_with_what_to_do(string found, RoundKind kind, int deadline, int closes, int? periodEnds)
    {
        var findings = Preview(Draft with
        {
            Kind = kind,
            Deadline = Draft.Opens.AddDays(deadline),
            Closes = Draft.Opens.AddDays(closes),
            About = periodEnds is { } last ? new RoundPeriod(Draft.Opens.AddDays(last - 364), Draft.Opens.AddDays(last)) : null,
        }).Findings.Where(IsAboutDates);

        Assert.Equal(found == "" ? 0 : 1, findings.Count(finding => finding.StartsWith(found, StringComparison.Ordinal)));
        Assert.All(findings, finding => Assert.NotEqual("", found));
    }

    [Fact]
    public void No_round_of_the_seeds_has_odd_dates() => Assert.All(SeedRound.Names, name =>
    {
        var seed = SeedRound.Read(name);
        var round = JsonSerializer.Deserialize<RoundDraft>(seed.Draft, StoredJson.Options)!;
        var kind = round.Kind ?? RoundKind.Annual;

        Assert.DoesNotContain(Preview(Draft with
        {
            Kind = kind,
            Period = round.Period!,
            About = round.About ?? DuePeriod.Named(kind, round.Period!)?.Days,
            Opens = round.Opens!.Value,
            Deadline = round.Deadline!.Value,
            Closes = round.Closes!.Value,
        }, now: seed.Begins).Findings, IsAboutDates);
    });

    private static bool IsAboutDates(string finding) => new[] { "Enheterna får", "Omgången stängs", "Perioden" }
        .Any(start => finding.StartsWith(start, StringComparison.Ordinal));

    [Fact]
    public void Mails_that_would_reach_nobody_or_only_those_who_have_left_are_found()
    {
        var register = SmallTown.ReadRegister(SmallTown.Departments
            .Replace("e-post: social@town.example", "e-post: social@town.example\n        till: 2026-01-31")
            .Replace("e-post: housing@town.example", "e-post: housing@town.example\n        från: 2026-02-01")).Register!;

        var findings = Preview(Draft with { Ladder = [.. Draft.Ladder, new(StepKind.Deputy, 4)] }, register).Findings;

        Assert.Equal(
            [
                "Måndagen den 12 januari 2026, inbjudan: det finns ingen mottagare för Bostadsbolaget i registret.",
                "Tisdagen den 3 mars 2026, mejl till ersättarna: det finns ingen mottagare för Bostadsbolaget och Socialnämnden i "
                    + "registret.",
                "Måndagen den 9 mars 2026, mejl till cheferna: det finns ingen mottagare för Bostadsbolaget i registret.",
                "Fredagen den 13 februari 2026, påminnelse: ingen av mottagarna i Socialnämnden är längre aktuell enligt registret.",
            ],
            findings);
    }

    [Fact]
    public void Who_has_no_deputy_is_told_where_the_ladder_has_no_step_that_tells_it() =>
        Assert.Equal(
            ["Måndagen den 9 mars 2026, mejl till cheferna: det finns ingen mottagare för Bostadsbolaget i registret.",
                "Ingen ersättare finns i Bostadsbolaget och Socialnämnden."],
            Preview(Draft).Findings);

    [Fact]
    public void What_the_plans_import_warned_of_is_told_again() =>
        Assert.Contains("Planens fil plan.yaml, rad 7: Nummer 1:7 saknas i planen.",
            Preview(Draft, warnings: new Finding(FindingCode.NumberGap, "plan.yaml", 7, "Nummer 1:7 saknas i planen.")).Findings);

    [Fact]
    public void What_a_person_must_decide_is_a_finding_and_an_orphaned_measure_an_obstacle()
    {
        var register = SmallTown.ReadRegister(SmallTown.Departments + "\n" + """
              - id: welfare
                namn: Vårdnämnden
                slag: nämnd
                från: 2025-01-01
                kontakter: [{ roll: funktionsbrevlåda, e-post: welfare@town.example }]
              - id: school
                namn: Skolnämnden
                slag: nämnd
                från: 2025-01-01
                kontakter: [{ roll: funktionsbrevlåda, e-post: school@town.example }]
            övergångar:
              - datum: 2025-01-01
                från: [social]
                till: [welfare, school]
            """).Register!;
        var split = Preview(Draft, register);
        var gone = Preview(Draft, SmallTown.ReadRegister(
            SmallTown.Departments.Replace("namn: Bostadsbolaget", "namn: Bostadsbolaget\n    till: 2025-06-30")).Register!);

        Assert.Contains(split.Findings, finding => finding.Contains("”Socialnämnden” har delats i Vårdnämnden och Skolnämnden."));
        Assert.Empty(split.Obstacles);
        Assert.Contains("Åtgärd 2:1 har ingen ansvarig", Assert.Single(gone.Obstacles));
        Assert.DoesNotContain(gone.Findings, finding => finding.Contains("Åtgärd 2:1"));
    }

    [Fact]
    public void A_round_whose_deadline_has_passed_cannot_be_opened() =>
        Assert.Equal([Texts.Drafting.TooLate], Preview(Draft, now: new DateTimeOffset(2026, 2, 28, 8, 0, 0, TimeSpan.Zero)).Obstacles);

    [Fact]
    public void Every_plan_of_the_seeds_can_be_previewed_in_every_kind_of_round()
    {
        var mails = 0;
        foreach (var (name, registerName) in SeedFiles.All)
        {
            var (plan, register) = (SeedFiles.Plan(name), SeedFiles.Register(registerName));
            foreach (var kind in Enum.GetValues<RoundKind>())
            {
                var round = Draft with
                {
                    Kind = kind,
                    Plans = [new RoundPlan(plan.Id, 1, plan.Title)],
                    Ladder = Timetable.UsualLadder(kind)
                };

                var preview = Preview(round, register, plan: plan);

                // The person shown is the recipient of the first mail, and every sentence is complete.
                Assert.Equal(preview.Departments.Select(department => department.Name),
                    preview.Schedule[0].Mails.Select(mail => mail.Department).Distinct());
                Assert.All([.. preview.Obstacles, .. preview.Findings, .. preview.FallenSteps,
                    .. preview.Departments.Select(department => Texts.Preview.Asked(round, department))], sentence =>
                    Assert.Matches(@"^[A-ZÅÄÖ0-9].*\.$", sentence));
                Assert.Equal(preview.Departments.Count == 0, preview.Obstacles.Contains(Texts.Drafting.NobodyAsked));
                mails += preview.Mails;
            }
        }
        Assert.True(mails > 1000);
    }

    private static IEnumerable<string> Lines(RoundPreview preview) =>
        preview.Timeline.Select(entry => $"{Texts.LongDay(entry.Day)}: {entry.Text}");

    private static RoundPreview Preview(Round draft, DepartmentRegister? register = null, DateTimeOffset? now = null,
        ActionPlan? plan = null, params Finding[] warnings) =>
        RoundPreview.Of(draft, Asked(draft, register, now, plan), warnings, now ?? Now);

    private static AskedRound Asked(Round draft, DepartmentRegister? register = null, DateTimeOffset? now = null, ActionPlan? plan = null)
    {
        register ??= SmallTown.Register;
        plan ??= SmallTown.ActionPlan;
        var tailoring = new QuestionnaireBuilder(draft.Kind, [plan], register, Timetable.AskedOn(draft, now ?? Now));
        var departments = tailoring.Departments.Select(id =>
            new AskedDepartment(register.Find(id)!, tailoring.For(id), new Dictionary<string, IReadOnlyList<EarlierAnswer>>())).ToList();
        return new AskedRound(departments, tailoring.Undecided.ToList(), tailoring.Obstacles.ToList());
    }
}
