using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Tests.Questionnaires;

/// <summary>The coordinator's own questions go all the way, and what is left out is asked of nobody.</summary>
public sealed class RoundQuestionsTests(TablesFixture storage)
{
    private const string Draft = $"/samordning/omgangar/{SmallTown.RoundId}/utkast";
    private const string Questions = $"{Draft}/fragor";

    [Fact]
    public async Task They_are_asked_shown_answered_compiled_and_proposed_again_the_next_year()
    {
        await using var world = await DraftedAsync();
        var saved = await world.PostFormAsync(await world.OpenAsync(Questions), null,
            ("egen-1-text", "Har ni en våldspreventiv samordnare?"), ("egen-1-slag", "YesNo"), ("egen-1-kravs", "ja"),
            ("egen-2-text", "Vilket stöd vill ni ha?"), ("egen-2-slag", "Choice"), ("egen-2-svar", "Utbildning\nHandledning\nInget"),
            ("egen-2-hjalp", "Välj det viktigaste."),
            ("egen-3-text", "Hur många utbildades?"), ("egen-3-slag", "Number"),
            ("egen-4-text", "Vad har varit svårast?"), ("hjalp-status", "Räkna in det som är beslutat."), ("utan", "resources"));
        Assert.Equal((HttpStatusCode.SeeOther, $"{Draft}?klart"), (saved.Status, saved.Leads));
        var preview = (await world.OpenAsync($"{Draft}/enheter/housing")).Text;
        Assert.Contains("Årets frågor", preview);
        Assert.Contains("Välj det viktigaste.", preview);
        Assert.Contains("Räkna in det som är beslutat.", preview);
        Assert.DoesNotContain("Vilka resurser finns för åtgärden?", preview);

        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        // It is frozen.
        Assert.Equal(HttpStatusCode.Conflict, (await world.OpenAsync(Questions)).Status);
        var link = world.LinkOf("housing@town.example");
        // The one that must be answered is missing.
        Assert.Contains("Årets frågor", (await world.OpenAsync(link)).Text);
        var form = await world.OpenSectionAsync(link, "own");
        var wrong = await world.PostFormAsync(form, "spara", ("own.own-hur-manga-utbildades", "många"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        foreach (var (address, yes, number, words) in new[]
        {
            ("housing@town.example", "yes", "12", "Tiden."), ("social@town.example", "no", "3", "Pengarna."),
        })
        {
            await world.SaveAsync(world.LinkOf(address), ("own.own-har-ni-en-valdspreventiv-samordnare", yes),
                ("own.own-vilket-stod-vill-ni-ha", "Handledning"), ("own.own-hur-manga-utbildades", number),
                ("own.own-vad-har-varit-svarast", words));
        }
        Assert.Contains("Handledning", (await world.OpenAsync($"{link}/granska")).Text);
        var receipt = await world.SubmitAsync(link, ("own.own-har-ni-en-valdspreventiv-samordnare", "yes"));
        await world.SubmitAsync(world.LinkOf("social@town.example"), ("own.own-har-ni-en-valdspreventiv-samordnare", "no"));
        Assert.Contains("Har ni en våldspreventiv samordnare?", receipt.Text);

        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")).Status);
        await world.SettleAsync();
        var own = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/report.json")).GetProperty("figures").GetProperty("own");
        Assert.Equal("Har ni en våldspreventiv samordnare?: 2/3; yes 1/2 (1), no 1/2 (1), unknown 0/2 (1)", Words(own[0]));
        Assert.Equal("Vilket stöd vill ni ha?: 2/3; Utbildning 0/2 (1), Handledning 2/2 (1), Inget 0/2 (1)", Words(own[1]));
        // Three is so few that somebody might be known again; the sum would tell.
        Assert.Equal(["12", ""], own[2].GetProperty("numbers").EnumerateArray().Select(number => $"{number.GetProperty("value")}"));
        Assert.Equal(JsonValueKind.Null, own[2].GetProperty("sum").ValueKind);
        var html = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text;
        Assert.Contains("2 av 3 enheter som fick frågan har svarat på den.", html);
        Assert.Contains("Pengarna.", html);
        Assert.DoesNotContain("resurser-tabell", html);
        Assert.Contains("Handledning", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report/arets-fragor-2-tabell.csv")).Text);
        Assert.DoesNotContain("\"3\"", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report/svar.csv")).Text);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        await ProposedAsync(world);
    }

    private static async Task ProposedAsync(TestWorld world)
    {
        var form = await world.OpenAsync("/samordning/ny-omgang");
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(form, null, ("beteckning", "town-2026"), ("planer", "town"),
            ("titel", "Uppföljning 2026"), ("period", "2026"), ("oppnas", "2027-01-11"), ("sista", "2027-02-26"),
            ("stangs", "2027-03-19"))).Status);
        var proposed = await world.OpenAsync(Questions.Replace(SmallTown.RoundId, "town-2026", StringComparison.Ordinal));
        Assert.Equal("Vilket stöd vill ni ha?", proposed.Document.QuerySelector("#egen-2-text")!.GetAttribute("value"));
        Assert.NotNull(proposed.Document.QuerySelector("#utan-resources[checked]"));
        var earlier = (await world.OpenAsync($"/samordning/omgangar/town-2026/utkast/enheter/housing")).Document
            .QuerySelectorAll(".last").Select(one => one.TextContent).ToList();
        // Last year's number must not be taken for this year's.
        Assert.DoesNotContain("value=\"12\"", (await world.OpenAsync("/samordning/omgangar/town-2026/utkast/enheter/housing")).Html);
        Assert.Contains(earlier, one => one.Contains("Har ni en våldspreventiv samordnare?", StringComparison.Ordinal)
            && one.Contains("Tiden.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_two_who_change_them_are_told_of_each_other()
    {
        await using var world = await DraftedAsync();
        var (mine, theirs) = (await world.OpenAsync(Questions), await world.OpenAsync(Questions));

        var wrong = await world.PostFormAsync(mine, null, ("egen-1-hjalp", "Bara hjälp."), ("egen-2-text", "Vilket?"),
            ("egen-2-slag", "Choice"), ("egen-2-svar", "Ett"), ("hjalp-what", "Fråga 19121212-1212."));
        Assert.Equal((HttpStatusCode.BadRequest, "Bara hjälp."), (wrong.Status, wrong.Document.QuerySelector("#egen-1-hjalp")!
            .GetAttribute("value")));
        Assert.Equal(["#egen-1-text", "#egen-2-svar", "#hjalp-what"], wrong.Document.QuerySelectorAll(".errors a")
            .Select(link => link.GetAttribute("href")));

        await world.PostFormAsync(theirs, null, ("egen-1-text", "Deras fråga?"));
        var late = await world.PostFormAsync(mine, null, ("egen-1-text", "Min fråga?"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Deras fråga?", late.Document.QuerySelector(".earlier")!.TextContent);
        Assert.Equal("Min fråga?", late.Document.QuerySelector("#egen-1-text")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(late, null)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(late, null)).Status);
        // Reworded it is the same question; answered in another way it is another.
        Assert.Equal("min-fraga", await IdAsync(("egen-1-text", "Min omformulerade fråga?")));
        Assert.Equal("min-fraga-2", await IdAsync(("egen-1-text", "Min fråga?"), ("egen-1-slag", "Number")));
        // What else is changed of the draft leaves them.
        await world.PostFormAsync(await world.OpenAsync($"{Draft}/andra"), null, ("titel", "Ett annat namn"));
        Assert.Equal("Min fråga?", (await world.OpenAsync(Questions)).Document.QuerySelector("#egen-1-text")!.GetAttribute("value"));

        async Task<string?> IdAsync(params (string, string)[] typed)
        {
            await world.PostFormAsync(await world.OpenAsync(Questions), null, typed);
            return (await world.OpenAsync(Questions)).Document.QuerySelector("[name=egen-1-id]")!.GetAttribute("value");
        }
    }

    [Theory]
    [InlineData("""{"own": [{"id": "a", "kind": "text", "text": "Fråga?"}]}""", "")]
    [InlineData("""{"own": null, "leftOut": [null], "help": null}""", "")]
    [InlineData("""{"own": [null, {"kind": "text"}]}""", "questions.own.0.text: Skriv frågan")]
    [InlineData("""{"own": [{"id": "A b", "kind": "text", "text": "Fråga?"}]}""", "questions.own.0.text: Två frågor är för lika")]
    [InlineData("""{"leftOut": ["status"]}""", "questions.leftOut: Frågan ”status” kan inte väljas bort.")]
    [InlineData("""{"help": {"foo": "x"}}""", "questions.help: Det finns ingen fråga ”foo”.")]
    [InlineData("""{"own": [{"id": "a", "kind": "choice", "text": "A?", "choices": ["Ja", " "]}]}""", "own.0.choices: Skriv 2–10")]
    [InlineData("""{"own": [{"id": "a", "kind": "choice", "text": "A?", "choices": ["Ja", " Ja"]}]}""", "own.0.choices: Skriv 2–10")]
    public async Task By_the_API_they_are_checked_as_well(string questions, string problem)
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();

        var (status, text) = await world.PostAsync("api/rounds",
            SmallTown.Round.Replace("\"ladder\":", $"\"questions\": {questions}, \"ladder\":", StringComparison.Ordinal));

        Assert.Equal(problem == "" ? HttpStatusCode.Created : HttpStatusCode.BadRequest, status);
        Assert.Contains(problem, text);
    }

    [Fact]
    public void What_key_figures_rest_on_cannot_be_left_out()
    {
        foreach (var key in (string[])["status", "what", "how", "levels", "business-plan-measures", "account-measures", "involved"])
        {
            Assert.Equal([new Problem("leftOut", Texts.Questions.CannotBeLeftOut(key))],
                (RoundQuestions.None with { LeftOut = [key] }).Problems());
        }
        var all = new QuestionnaireBuilder(RoundKind.Annual, [SmallTown.ActionPlan], SmallTown.Register, new DateOnly(2026, 1, 9),
            RoundQuestions.None with { LeftOut = RoundQuestions.Leavable }).For("board");
        Assert.DoesNotContain(all.Sections.SelectMany(section => section.Questions), question =>
            RoundQuestions.Leavable.Contains(question.Key) || question.Key == QuestionKeys.ResourceNeed);
        // Without its two questions there are no closing ones, but for who would be asked for nothing.
        Assert.Null(all.Find(QuestionnaireBuilder.ClosingSection));
        var unbound = SmallTown.Register.Departments[0] with { Id = "unbound", Name = "Obunden" };
        var optional = new OwnQuestion("a", OwnQuestionKind.Text, "A?", null, [], Required: false);
        Assert.All(new[] { RoundQuestions.None, RoundQuestions.None with { Own = [optional] } }, questions => Assert.Contains(
            new QuestionnaireBuilder(RoundKind.MandatePeriod, [SmallTown.ActionPlan], SmallTown.Register with
            {
                Departments = [.. SmallTown.Register.Departments, unbound],
            }, new DateOnly(2026, 1, 9), questions with { LeftOut = RoundQuestions.Leavable }).For("unbound").Sections,
            AnswerRules.IsAsked));
    }

    [Theory]
    [InlineData(RoundKind.Annual)]
    [InlineData(RoundKind.HalfYear)]
    [InlineData(RoundKind.MandatePeriod)]
    [InlineData(RoundKind.Biennial)]
    [InlineData(RoundKind.Consultation)]
    public void Help_stands_beside_every_question_that_a_round_of_the_kind_asks(RoundKind kind)
    {
        var help = QuestionnaireBuilder.KeysOf(kind).ToDictionary(key => key, key => $"Hjälp med {key}.");
        var builder = new QuestionnaireBuilder(kind, [SmallTown.ActionPlan], SmallTown.Register, new DateOnly(2026, 1, 9),
            RoundQuestions.None with { Help = help });

        var asked = builder.Departments.SelectMany(id => builder.For(id).Sections).SelectMany(section => section.Questions)
            .Where(question => !QuestionKeys.IsCondition(question.Key) && question.Key != QuestionKeys.AsPlanned).ToList();

        Assert.Equal(help.Keys.Order(), asked.Select(question => question.Key).Distinct().Order());
        Assert.All(asked, question => Assert.EndsWith(help[question.Key], question.Hint));
    }

    private static string Words(JsonElement own) => $"{own.GetProperty("text").GetString()}: {Figure(own.GetProperty("answered"))}; "
        + string.Join(", ", own.GetProperty("words").EnumerateArray().Select(word => (Word: word, Figure: word.GetProperty("figure")))
            .Select(word => $"{word.Word.GetProperty("word").GetString()} {Figure(word.Figure)} ({word.Figure.GetProperty("notStated")})"));

    private static string Figure(JsonElement figure) => $"{figure.GetProperty("count")}/{figure.GetProperty("basis")}";

    private async Task<TestWorld> DraftedAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        world.SignIn();
        return world;
    }
}
