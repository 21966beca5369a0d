using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using FollowUp.Links;
using FollowUp.Local;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Tests.Mail;

/// <summary>Letters with the municipality's own wording.</summary>
public sealed class OwnWordingTests(TablesFixture storage) : IClassFixture<TablesFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-letters-");

    public static TheoryData<NoticeKind> Kinds => [.. LetterCases.All];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_letter_says_everything_that_may_be_filled_in_as_text_and_as_html(NoticeKind kind)
    {
        var letter = Letters(Everything(kind)).Write(kind, round =>
            round with { FirstDeadline = round.FirstDeadline ?? round.Deadline.AddDays(-1) });

        Assert.Matches("^Eget ämne: Trygg stad Socialnämnden .*[0-9]{4}", letter.Subject);
        Assert.DoesNotMatch("[{}]", letter.Subject + letter.Text);
        foreach (var placeholder in Placeholders.Offered(kind, consultation: false).Except([Placeholder.Link]))
        {
            // An empty list is left out together with its heading.
            Assert.True(Placeholders.MayBeEmpty(placeholder, kind)
                || letter.Text.Contains($"\n\n{placeholder}:\n", StringComparison.Ordinal), $"{placeholder}");
        }
        Assert.DoesNotMatch(":\n\n", letter.Text);
        AssertSame(letter);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Below_the_own_words_stands_what_stands_below_every_letter(NoticeKind kind)
    {
        var own = Letters(Example).Write(kind);
        var standard = Letters("").Write(kind);

        Assert.NotEqual(standard.Subject, own.Subject);
        Assert.Equal(Below(standard), Below(own));
        Assert.All(["Har du frågor? Svara på det här mejlet eller skriv till coordinator@town.example.",
            "Småstads kommun\nUppföljning 2025, diarienummer KS 2025/1", "artikel 6.1 e", "https://followup.town.example/personuppgifter"],
            words => Assert.Contains(words, Below(own)));
        Assert.Equal(standard.Calendar, own.Calendar);
        Assert.Equal(Links(standard), Links(own));
        Assert.Equal(kind is not (NoticeKind.Head or NoticeKind.Exempt),
            own.Text.Contains("kräver ingen inloggning. Skicka den inte vidare", StringComparison.Ordinal));
        AssertSame(own);
    }

    [Fact]
    public void The_link_stands_where_the_words_put_it_with_what_must_be_known_of_it()
    {
        var letter = Letters("=== inbjudan\nFörst.\n\n{länk}\n\nSedan, senast {sista dag}.\n").Write(NoticeKind.Invitation);

        Assert.Matches(@"^Först\.\n\nÖppna enkäten:\nhttps://followup\.town\.example/svar/\S{43}\n\n"
            + @"Länken gäller bara er enhet .*\n\nDet ni skickar in blir allmän handling\.\n\n"
            + @"Sedan, senast fredagen den 27 februari 2026\.\n\nHar du frågor\?", letter.Text);
        Assert.Equal("Svara senast 27 februari 2026: Trygg stad, Socialnämnden", letter.Subject);
    }

    [Fact]
    public void An_invitation_after_the_deadline_has_the_standard_wording_since_the_own_one_names_the_deadline()
    {
        var letter = Letters("=== inbjudan\nSenast {sista dag}.\n\n{länk}\n")
            .Write(NoticeKind.Invitation, round => round with { Deadline = new DateOnly(2026, 1, 9) });

        Assert.Contains("Ni kan fortfarande svara, till och med fredagen den 20 mars 2026.", letter.Text);
        Assert.DoesNotContain("Senast", letter.Text);
        Assert.Null(letter.Calendar);
    }

    [Fact]
    public void A_paragraph_with_nothing_to_say_is_left_out_and_the_rest_stands()
    {
        var letters = Letters("=== tack\nTack!\n\nKvar:\n{kvar}\n\n{utdrag}\n\n{länk}\n");

        Assert.Contains("Tack!\n\nKvar:\n– 1:2 Sprida information\n– 2:1 Erbjuda boende\n\nNi får också ett eget utdrag med era svar och "
            + "siffror, som går att klistra in i ert årsbokslut eller er verksamhetsberättelse.", letters.Write(NoticeKind.Thanks).Text);
        var all = letters.Write(NoticeKind.Thanks, work: work =>
            work.Submitting(TestWorld.Start.AddDays(7), ("1:2", SmallTown.Done()), ("2:1", SmallTown.Contributed())));
        Assert.StartsWith("Tack!\n\nNi får också ett eget utdrag", all.Text);
    }

    [Fact]
    public void A_consultation_has_words_of_its_own_and_several_plans_are_all_named()
    {
        var letters =
            Letters("=== inbjudan\nÄmne: A {plan} {enhet} {sista dag}\n\n=== samråd: inbjudan\nÄmne: B {plan} {enhet} {sista "
            + "dag}\n\n{plan}\n\n{sista dag}\n\n{länk}\n");
        Round TwoPlans(Round round) => round with
        {
            Kind = RoundKind.Consultation,
            Plans = [.. round.Plans, new RoundPlan("other", 1, "Lugn stad")]
        };

        Assert.StartsWith("A Trygg stad", letters.Write(NoticeKind.Invitation).Subject);
        var consultation = letters.Write(NoticeKind.Invitation, TwoPlans);
        Assert.Equal("B Trygg stad m.fl. Socialnämnden 27 februari 2026", consultation.Subject);
        Assert.StartsWith("”Trygg stad” och ”Lugn stad”\n\n", consultation.Text);
    }

    [Fact]
    public void Own_words_and_what_is_filled_in_are_text_and_nothing_else()
    {
        var letter =
            Letters("=== inbjudan\nÄmne: <i>{plan}</i> & {enhet} {sista dag}\n\n<script>alert(1)</script> {enhet}\n\n{sista "
            + "dag}\n\n{länk}\n").Write(NoticeKind.Invitation,
            work: work => work with { Department = work.Department with { Name = "<b>{länk}</b> {okänt}" } });

        Assert.Equal("<i>Trygg stad</i> & <b>{länk}</b> {okänt} 27 februari 2026", letter.Subject);
        Assert.StartsWith("<script>alert(1)</script> <b>{länk}</b> {okänt}\n\n", letter.Text);
        var html = new HtmlParser().ParseDocument(letter.Html);
        Assert.Empty(html.QuerySelectorAll("script, b, i"));
        Assert.Equal(letter.Subject, html.Title);
        Assert.Equal(3, html.QuerySelectorAll("a").Length);
        AssertSame(letter);
    }

    [Fact]
    public async Task The_mails_of_a_round_and_the_desk_say_it_in_the_towns_own_words()
    {
        var path = Path.Combine(_folder.FullName, "brev.txt");
        await File.WriteAllTextAsync(path,
            "=== inbjudan\nÄmne: Hälsning från oss: {plan}, {enhet}, {sista dag}\n\n<em>Kära {enhet}</em>\n\nSenast {sista "
            + "dag}.\n\n{länk}\n\nVarma hälsningar\nVi i {kommun}\n\n=== påminnelse\nVi väntar på {enhet}!\n\n{sista "
            + "dag}\n\n{länk}\n\n=== öppen igen\nNu öppnar vi igen för {enhet}, till {sista dag}.\n\n{länk}\n",
            TestContext.Current.CancellationToken);
        await using var world = await TestWorld.WithOpenRoundAsync(storage,
            new Dictionary<string, string?> { ["FollowUp:Letters"] = path });
        world.SignIn();

        var mail = world.Mails.Single(mail => mail.To == "social@town.example");
        Assert.Equal("Hälsning från oss: Trygg stad, Socialnämnden, 27 februari 2026", mail.Subject);
        Assert.Matches(@"^<em>Kära Socialnämnden</em>\r?\n", mail.Text);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf("social@town.example"))).Status);

        var page = await world.OpenAsync("/samordning/omgangar/town-2025/brev?enhet=social");
        Assert.Contains("Hälsning från oss: Trygg stad, Socialnämnden, 27 februari 2026", page.Text);
        Assert.All(["<em>Kära Socialnämnden</em>", "Senast fredagen den 27 februari 2026.", "Vi i Småstads kommun",
            "Vi väntar på Socialnämnden!"], words => Assert.Contains(words, page.Text));
        Assert.Empty(page.Document.QuerySelectorAll("em"));
        Assert.DoesNotContain(world.LinkOf("social@town.example").Split('/')[^1], page.Html);
        // Letters without their own wording keep the standard one.
        Assert.Contains("Svarstiden har gått ut, sista svarsdag var 27 februari 2026: Trygg stad, Socialnämnden", page.Text);

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        Assert.Contains("Vi väntar på Socialnämnden!", world.Mails.Last(sent => sent.To == "social@town.example").Text);

        // The same holds after the deadline, since a reopening sets a new one.
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);
        Assert.Contains("Nu öppnar vi igen för Socialnämnden, till fredagen den 27 februari 2026.",
            (await world.OpenAsync("/samordning/omgangar/town-2025/brev?enhet=social")).Text);
    }

    private static string Example => File.ReadAllText(Path.Combine(Repository.Root, "seeds", "letters", "exempel.txt"));

    private static string Everything(NoticeKind kind)
    {
        var text = Placeholders.Offered(kind, consultation: false).Select(placeholder =>
            placeholder == Placeholder.Link ? Texts.Wording.Braced(placeholder) : $"{placeholder}:\n{Texts.Wording.Braced(placeholder)}");
        return $"=== {Texts.Wording.Name(kind)}\nÄmne: Eget ämne: "
            + $"{string.Join(' ', Placeholders.OfferedInSubject(kind).Order().Select(Texts.Wording.Braced))}\n\nHej!\n\n"
            + $"{string.Join("\n\n", text)}\n";
    }

    private Letters Letters(string wordings)
    {
        var path = Path.Combine(_folder.FullName, "brev.txt");
        File.WriteAllText(path, wordings, Encoding.UTF8);
        var settings = FollowUpSettingsTests.Read(
            new Dictionary<string, string?>(FollowUpSettingsTests.Good) { ["FollowUp:Letters"] = wordings == "" ? null : path });
        return new Letters(new LinkTokens(settings.Links), settings.Links, settings.Mail, settings.Pages);
    }

    private static string Below(Letter letter) => letter.Text[letter.Text.IndexOf("Har du frågor?", StringComparison.Ordinal)..];

    private static IEnumerable<(string, string?)> Links(Letter letter) =>
        new HtmlParser().ParseDocument(letter.Html).QuerySelectorAll("a").Select(link => (link.TextContent, link.GetAttribute("href")));

    /// <summary>The HTML has the same content as the text and loads no resources.</summary>
    private static void AssertSame(Letter letter)
    {
        var html = new HtmlParser().ParseDocument(letter.Html);
        var paragraphs = letter.Text.TrimEnd('\n').Split("\n\n")
            .Select(paragraph => paragraph.Contains(":\nhttps://", StringComparison.Ordinal) ? paragraph.Replace(":\n", "") : paragraph);
        // The button and the address below it are one paragraph of the text.
        Assert.Equal(paragraphs, html.QuerySelectorAll("td > p").Select(paragraph =>
            paragraph.TextContent.StartsWith(Texts.Letter.BareAddress, StringComparison.Ordinal)
                ? html.QuerySelector("a")!.TextContent + paragraph.QuerySelector("a")!.TextContent : paragraph.TextContent));
        Assert.Empty(html.QuerySelectorAll("img, script, link, iframe, [src], [background]"));
    }
}
