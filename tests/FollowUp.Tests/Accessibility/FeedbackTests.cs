using System.Net;
using AngleSharp.Html.Dom;
using FollowUp.Inputs;
using FollowUp.Tests.Mail;

namespace FollowUp.Tests.Accessibility;

/// <summary>Users' feedback on the pages: each is a numbered case, and the coordinator gets one mail a day about them.</summary>
public sealed class FeedbackTests(TablesFixture storage)
{
    private const string Form = "/tillganglighet/synpunkter";
    private const string Coordinator = "samordnaren@kommunen.example";
    private const string Hostile = "Rad ett <script>alert(1)</script>\n\n=cmd|' /C calc'!A0 😀";

    [Fact]
    public async Task What_is_sent_becomes_a_case_with_a_number_and_a_time()
    {
        await using var world = await TestWorld.StartAsync(storage);

        var received = await SendAsync(world, Hostile, "kim@exempel.example");

        Assert.Equal("Tack, vi har tagit emot din synpunkt – FollowUp", received.Title);
        Assert.Contains("Ditt ärende har nummer 20260109-01. Det togs emot 9 januari 2026 kl. 09.00.", received.Text);
        Assert.DoesNotContain("Rad ett", received.Html); // a guessed number reveals no text
        var listed = Assert.Single((await world.GetJsonAsync("api/feedback")).EnumerateArray());
        Assert.Equal(["20260109-01", "2026-01-09T08:00:00+00:00", Hostile, "kim@exempel.example"],
            listed.EnumerateObject().Select(value => value.Value.GetString()));
        Assert.Contains("20260109-02", (await SendAsync(world, "En till", "")).Text);
    }

    [Fact]
    public async Task The_coordinator_gets_one_mail_a_day_the_next_morning()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await SendAsync(world, Hostile, "070-000 00 00");
        await SendAsync(world, "Utan avsändare", "");

        await world.AdvanceToAsync(new DateOnly(2026, 1, 10), 1);
        await SendAsync(world, "I natt", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 10), 7);
        await world.RestartAsync();
        await SendAsync(world, "Efter mejlet", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 11), 1);
        await SendAsync(world, "Ensam", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 7);

        Assert.All(world.Mails, mail => Assert.Equal(Coordinator, mail.To));
        Assert.Equal(["2 synpunkter på tillgängligheten, 10 januari 2026", "2 synpunkter på tillgängligheten, 9 januari 2026",
            "Synpunkt på tillgängligheten, ärende 20260111-01"], world.Mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        var mail = world.Mails.Single(mail => mail.Subject.EndsWith(" 9 januari 2026", StringComparison.Ordinal));
        Assert.All(["9 januari 2026 kl. 09.00", "> Rad ett <script>alert(1)</script>\n> \n> =cmd|' /C calc'!A0 😀",
            "vill ha svar: 070-000 00 00", "20260109-01", "20260109-02", "har inte uppgett hur vi kan svara"], words =>
            Assert.Contains(words, mail.Text));
        Assert.Contains("&lt;script&gt;", mail.Html);
        Assert.DoesNotContain("<script", mail.Html);
    }

    [Fact]
    public async Task A_mail_that_could_not_be_sent_goes_out_another_morning()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Attempt < 3 ? new MailAnswer(503)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.StartAsync(storage, service.Settings);
        await SendAsync(world, "Knappen syns inte", "");

        await world.AdvanceToAsync(new DateOnly(2026, 1, 11), 7);
        Assert.Equal((2, 0), (service.Received.Count, service.Accepted.Count));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 7);

        Assert.Equal((3, Coordinator), (service.Received.Count, Assert.Single(service.Accepted).To));
        Assert.Single(service.Received.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task The_same_form_posted_twice_is_one_case_and_the_same_words_in_another_form_are_another()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var form = await world.OpenAsync(Form);

        var posted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.PostFormAsync(form, null, ("synpunkt", "Fungerar inte"))));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 10), 1);
        var afterMidnight = await world.PostFormAsync(form, null, ("synpunkt", "Fungerar inte"));

        Assert.All([.. posted, afterMidnight], answer =>
            Assert.Equal((HttpStatusCode.SeeOther, $"{Form}/20260109-01"), (answer.Status, answer.Location)));
        Assert.Contains("20260110-01", (await SendAsync(world, "Fungerar inte", "")).Text);
        Assert.Equal($"{Form}/20260110-02", (await world.PostFormAsync(form, null, ("synpunkt", "Fungerar inte alls"))).Location);
        Assert.Equal(3, (await world.GetJsonAsync("api/feedback")).GetArrayLength());
    }

    [Theory]
    [InlineData(" \n ", "", "synpunkt", "Skriv din synpunkt.")]
    [InlineData("\u200b\u00ad", "", "synpunkt", "Skriv din synpunkt.")]
    [InlineData("Ring 850709 - 1232", "", "synpunkt", "personnummer")]
    [InlineData("Bra text", "8507091232", "kontakt", "personnummer")]
    [InlineData("long", "", "synpunkt", "5\u00a0001 tecken")]
    [InlineData("Bra text", "long", "kontakt", "högst 200.")]
    public async Task What_is_wrong_is_told_first_and_beside_the_field_and_nothing_typed_is_lost(string text, string contact, string field,
        string message)
    {
        await using var world = await TestWorld.StartAsync(storage);
        (text, contact) = (text == "long" ? new string('å', 5001) : text, contact == "long" ? new string('å', 201) : contact);

        var page = await world.PostFormAsync(await world.OpenAsync(Form), null, ("synpunkt", text), ("kontakt", contact));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.StartsWith("Fel: Lämna synpunkter", page.Title);
        var summary = page.Document.QuerySelector("main")!.FirstElementChild!;
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal($"#{field}", Assert.Single(summary.QuerySelectorAll("a")).GetAttribute("href"));
        var element = page.Document.GetElementById(field)!;
        Assert.Equal("true", element.GetAttribute("aria-invalid"));
        Assert.Contains(message, string.Concat(element.GetAttribute("aria-describedby")!.Split(' ')
            .Select(id => page.Document.GetElementById(id)!.TextContent)));
        Assert.Equal(InputText.Paragraph(text), ((IHtmlTextAreaElement)page.Document.GetElementById("synpunkt")!).Value);
        Assert.Equal(contact, ((IHtmlInputElement)page.Document.GetElementById("kontakt")!).Value);
        Assert.Equal(0, (await world.GetJsonAsync("api/feedback")).GetArrayLength());
    }

    [Fact]
    public async Task No_sender_sends_more_than_twenty_a_day_or_keeps_others_from_it_and_nothing_typed_is_lost()
    {
        await using var world = await TestWorld.StartAsync(storage);
        for (var number = 1; number <= 20; number++)
        {
            Assert.Contains($"20260109-{number:D2}", (await SendAsync(world, $"Nummer {number}", "")).Text);
        }
        var form = await world.OpenAsync(Form);

        var full = await world.PostFormAsync(form, null, ("synpunkt", "Nummer 21"), ("kontakt", "kim@exempel.example"));

        Assert.Equal(HttpStatusCode.TooManyRequests, full.Status);
        Assert.Contains("inte tar emot fler", full.Document.QuerySelector("[autofocus]")!.TextContent);
        Assert.Equal($"mailto:{Coordinator}", full.Document.QuerySelector("[autofocus] a")!.GetAttribute("href"));
        Assert.Contains("Nummer 21", full.Document.GetElementById("synpunkt")!.TextContent);

        // What the sender writes itself stands before what the platform's front adds.
        Assert.Equal(HttpStatusCode.SeeOther, await FromAsync("192.0.2.1, 203.0.113.7:1234"));
        for (var number = 0; number < 19; number++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, await FromAsync($"192.0.2.{number}, 203.0.113.7"));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync("198.51.100.1, 203.0.113.7"));
        for (var number = 1; number <= 20; number++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, await FromAsync($"[2001:db8:1:2::{number:x}]:443"));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync("2001:db8:1:2:ffff::1"));
        Assert.Equal(HttpStatusCode.SeeOther, await FromAsync("2001:db8:1:3::1"));
        Assert.All(await world.StoredRowsAsync(), row => Assert.All(row, property =>
            Assert.DoesNotContain("203.0.113.7", property.Value?.ToString() ?? "")));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 10), 1);
        Assert.Equal($"{Form}/20260110-01", (await world.PostFormAsync(full, null)).Location);
        Assert.Equal(62, (await world.GetJsonAsync("api/feedback")).GetArrayLength());

        async Task<HttpStatusCode> FromAsync(string forwarded)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Form);
            request.Headers.Add("X-Forwarded-For", forwarded);
            request.Content = new FormUrlEncodedContent(TestWorld.Fields(await world.OpenAsync(Form), null, ("synpunkt", "Hej")));
            return (await world.AskAsync(request)).Status;
        }
    }

    [Fact]
    public async Task A_form_from_elsewhere_and_one_that_is_too_large_are_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var form = await world.OpenAsync(Form);
        var other = (await world.OpenSectionAsync(world.LinkOf("board@town.example"), "1:1")).Document.QuerySelector(
            "[name=formular]")!.GetAttribute("value")!;

        foreach (var token in new[] { "", "x", other })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(form, null, ("formular", token), ("synpunkt", "x"))).Status);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormFromAsync("cross-site", form, ("synpunkt", "x"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            (await world.PostFormAsync(form, null, ("synpunkt", new string('x', 300_000)))).Status);
        Assert.Equal(0, (await world.GetJsonAsync("api/feedback")).GetArrayLength());
    }

    [Fact]
    public async Task Looking_opens_no_case_and_a_case_that_is_not_there_is_not_found()
    {
        await using var world = await TestWorld.StartAsync(storage);

        for (var visit = 0; visit < 10; visit++)
        {
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(Form)).Status);
            Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, Form))).Status);
        }

        Assert.All([await world.OpenAsync($"{Form}/20260109-01"), await world.OpenAsync($"{Form}/a'b or 1 eq 1")], page =>
            Assert.Equal(HttpStatusCode.NotFound, page.Status));
        Assert.Equal(0, (await world.GetJsonAsync("api/feedback")).GetArrayLength());
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.AskWithoutKeyAsync(HttpMethod.Get, "/api/feedback")).Status);
    }

    private static async Task<TestPage> SendAsync(TestWorld world, string text, string contact)
    {
        var sent = await world.PostFormAsync(await world.OpenAsync(Form), null, ("synpunkt", text), ("kontakt", contact));
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var received = await world.OpenAsync(sent.Location!);
        Assert.Equal(HttpStatusCode.OK, received.Status);
        return received;
    }
}
