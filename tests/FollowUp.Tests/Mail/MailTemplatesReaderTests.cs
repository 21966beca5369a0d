using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Tests.Mail;

public sealed partial class MailTemplatesReaderTests
{
    [Fact]
    public void Read_TheExample_HasEveryLetter()
    {
        var reading = MailTemplatesReader.Read(new Upload("exempel.txt",
            File.ReadAllBytes(Path.Combine(Repository.Root, "seeds", "letters", "exempel.txt"))));

        Assert.Empty(reading.Findings);
        Assert.All(LetterCases.All, kind =>
            Assert.True(reading.Wordings!.Find(RoundKind.Annual, kind) is { Subject: not null, Paragraphs: not null }));
        Assert.NotNull(reading.Wordings!.Find(RoundKind.Consultation, NoticeKind.Invitation));
        Assert.Null(reading.Wordings.Find(RoundKind.Consultation, NoticeKind.Reminder));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_SubjectAlone_LeavesTheTextAsItIs(string lineEnd)
    {
        var reading = Read(("# Anmärkning: inte === ett brev\n\n=== Inbjudan ===\n\n"
            + "ämne:  {Plan}: \"nu\" för { enhet }, {sista dag} \n# Slut\n").Replace("\n", lineEnd));

        Assert.Empty(reading.Findings);
        var wording = reading.Wordings!.Find(RoundKind.HalfYear, NoticeKind.Invitation)!;
        Assert.Null(wording.Paragraphs);
        Assert.Equal(
            [new Piece("", Placeholder.Plan), new Piece(": \"nu\" för ", null), new Piece("", Placeholder.Department),
                new Piece(", ", null), new Piece("", Placeholder.LastDay)],
            wording.Subject!);
    }

    [Fact]
    public void Read_TextAlone_IsParagraphsBetweenEmptyLines()
    {
        var wording = Read("=== inbjudan\nHej!\n\n\nRad ett\nrad två {sista dag}\n \n{länk}\n").Wordings!.Find(RoundKind.Annual,
            NoticeKind.Invitation)!;

        Assert.Null(wording.Subject);
        Assert.Equal(
            ["Hej!", "Rad ett\nrad två LastDay", "Link"],
            wording.Paragraphs!.Select(paragraph => Piece.Fill(paragraph, placeholder => $"{placeholder}")));
    }

    [Fact]
    public void Read_AsOlderProgramsSave_KeepsTheLetters() =>
        Assert.Empty(MailTemplatesReader.Read(new Upload("brev.txt",
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(
            "=== inbjudan\nÄmne: {plan} för {enhet}, {sista dag}\n"))).Findings);

    [Theory]
    // The file
    [InlineData("", 1, "Filen har inget brev.")]
    [InlineData("Hej!", 1, "Filen har inget brev.")]
    [InlineData("\nHej!\n=== undantag\n{motivering}", 2, "Raden hör inte till något brev.")]
    [InlineData("=== inbjudning\nHej!", 1,
        "Det finns inget brev som heter ”inbjudning”. Menade du ”inbjudan”? Breven heter: inbjudan; öppen igen; påminnelse;")]
    [InlineData("=== samråd\nHej!", 1, "”samråd: ” och samma namn")]
    [InlineData("=== undantag\n{motivering}\n== Undantag\n{motivering}", 3, "Brevet ”Undantag” står två gånger.")]
    [InlineData("=== undantag\n\n# bara en anmärkning", 1, "Brevet ”undantag” har varken ämne eller text.")]
    // The subject
    [InlineData("=== inbjudan\nÄmne: {enhet}, {sista dag}", 2, "Ämnet saknar {plan}.")]
    [InlineData("=== inbjudan\nÄmne: {plan}, {sista dag}", 2, "Ämnet saknar {enhet}.")]
    [InlineData("=== inbjudan\nÄmne: {plan}, {enhet}", 2, "Ämnet saknar {sista dag}.")]
    [InlineData("=== kvitto\nÄmne: {plan}, {enhet}", 2, "Ämnet saknar {mottaget}.")]
    [InlineData("=== inbjudan\nÄmne:", 2, "Ämnet saknar {plan}.")]
    [InlineData("=== inbjudan\nÄmne: {plan}, {enhet}, {sista dag} {länk}", 2,
        "{länk} kan inte stå här. I ämnet till det här brevet fylls det här i: {plan}, {enhet}, {kommun}, {omgång}, {period}, {sista "
        + "dag}.")]
    [InlineData("=== undantag\n{motivering}\n\nÄmne: {plan}", 4, "Ämnet måste stå direkt under brevets rubrik, och bara en gång.")]
    // The text
    [InlineData("=== inbjudan\n\n{sista dag}", 1, "Brevet saknar {länk}. Skriv in det i texten, ensamt mellan två tomma rader.")]
    [InlineData("=== inbjudan\n\n{länk}", 1, "Brevet saknar {sista dag}.")]
    [InlineData("=== påminnelse, påbörjad\n{sista dag}\n\n{länk}", 1, "Brevet saknar {kvar}.")]
    [InlineData("=== till chefen\nHej!", 1, "Brevet saknar {stänger}.")]
    [InlineData("=== till chefen\n{stänger}\n\n{länk}", 4,
        "{länk} kan inte stå här. I det här brevet fylls det här i: {stänger}, {sista dag}, {läget}, {kvar}, {mottagare},")]
    [InlineData("=== till ersättaren\n{svarstid}\n\n{länk}\n\nSenast {sista dag}", 6, "{sista dag} kan inte stå här.")]
    [InlineData("=== samråd: inbjudan\n{sista dag} {tid}\n\n{länk}", 2, "{tid} kan inte stå här.")]
    [InlineData("=== inbjudan\n{sista dag}\n\nHär: {länk}", 4, "{länk} ska stå en enda gång, ensamt mellan två tomma rader.")]
    [InlineData("=== inbjudan\n{sista dag}\n\n{länk}\n\n{länk}", 6, "{länk} ska stå en enda gång")]
    [InlineData("=== längre svarstid\n{sista dag} {kvar}\n\n{länk}", 2, "{sista dag} kan falla bort: i samma stycke står {kvar}")]
    [InlineData("=== undantag\n{motivering}\n\nHej {namn}!", 4, "{namn} är okänt.")]
    [InlineData("=== undantag\n{motivering}\n\nHej {ennhet}!", 4, "{ennhet} är okänt. Menade du ”{enhet}”? I det här brevet")]
    [InlineData("=== undantag\n{motivering\n}", 2, "En klammer är inte stängd eller inte öppnad.")]
    [InlineData("=== undantag\n{motivering} {en {enhet}", 2, "En klammer är inte stängd eller inte öppnad.")]
    [InlineData("=== undantag\n{motivering} :-}", 2, "En klammer är inte stängd eller inte öppnad.")]
    [InlineData("=== undantag\n{motivering}\n\nFråga 850709 - 1232", 4, "personnummer")]
    public void Read_Wrong_IsToldWithItsLine(string file, int line, string what)
    {
        var reading = Read(file);

        Assert.Null(reading.Wordings);
        Assert.Contains(reading.Findings, finding => finding.Line == line && finding.Message.Contains(what, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=== undantag\n{motivering}\n\n\tHej")]
    [InlineData("\ufeff=== Undantag\u200b\r\r{\u00admotivering\u00a0}\r\rHej")]
    [InlineData("===\u00a0undantag\n{motiv\u2060ering}\n\nHej")]
    [InlineData("=== undantag\n{motivering}\u000b\u000bHej")] // as Word ends a line
    public void Read_SpacesAndSignsThatNobodySees_AreNoFault(string file)
    {
        var reading = Read(file);

        Assert.Empty(reading.Findings);
        Assert.Equal(2, reading.Wordings!.Find(RoundKind.Annual, NoticeKind.Exempt)!.Paragraphs!.Count);
    }

    [Theory]
    [InlineData("la\u0308nk", "inbjudan")]
    [InlineData("L\u00c4NK", "inbjudan")]
    [InlineData("la\u0308\u00adnk", "Inbjudan")]
    [InlineData(" länk\u00a0", "inbjudan ===")]
    public void Read_PlaceholdersInOtherSpellings_AreKnown(string link, string heading) => Assert.Empty(
        Read($"=== {heading}\nSvara senast {{sista\u00a0 dag}}.\n\n{{{link}}}").Findings);

    [Fact]
    public void Read_TooLong_IsTold()
    {
        Assert.Equal(["Ämnet är för långt. Skriv högst 150 tecken."],
            Read($"=== inbjudan\nÄmne: {{plan}}, {{enhet}}, {{sista dag}} {new string('x', 150)}").Findings.Select(finding =>
            finding.Message));
        Assert.Equal(["Brevets text är för lång. Skriv högst 5000 tecken."],
            Read($"=== undantag\n{{motivering}} {new string('x', 5000)}").Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Read_SeveralFaults_TellsAll() =>
        Assert.Equal([(1, FindingCode.Missing), (2, FindingCode.Missing), (6, FindingCode.UnknownKey)],
            Read("=== inbjudan\nÄmne: {plan}, {enhet}\n\n{länk}\n\n{lank}").Findings.Select(finding => (finding.Line, finding.Code))
                .Order());

    [Fact]
    public void Names_are_each_of_one_letter_or_placeholder()
    {
        Assert.Equal(LetterCases.All.Count(), LetterCases.All.Select(Texts.Wording.Name).Distinct().Count());
        Assert.Equal(Enum.GetValues<Placeholder>().Length, Enum.GetValues<Placeholder>().Select(Texts.Wording.Name).Distinct().Count());
        // Every placeholder is allowed in some text.
        Assert.Equal(Enum.GetValues<Placeholder>(), LetterCases.All.SelectMany(kind => Placeholders.Offered(kind, consultation: false)
            .Concat(Placeholders.OfferedInSubject(kind))).Distinct().Order());
    }

    [Fact]
    public void The_readme_says_what_is_needed_and_what_is_offered()
    {
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "functions/FollowUp/Mail/README.md"));
        var everywhere = new[]
        {
            Placeholder.Plan, Placeholder.Department, Placeholder.Municipality, Placeholder.Round, Placeholder.Period,
            Placeholder.DiaryNumbers, Placeholder.Contact,
        };
        foreach (var kind in LetterCases.All)
        {
            var cells = readme.Single(line => line.StartsWith($"| `{Texts.Wording.Name(kind)}`", StringComparison.Ordinal)).Split('|');
            var needed = Placeholders.Needed(kind);
            AssertNames(Placeholders.OfferedInSubject(kind).Except(everywhere), cells[2]);
            AssertNames(needed, cells[3]);
            AssertNames(Placeholders.Offered(kind, consultation: false).Except(needed).Except(everywhere), cells[4]);
        }

        static void AssertNames(IEnumerable<Placeholder> placeholders, string cell) =>
            Assert.Equal(placeholders.Select(Texts.Wording.Braced).Order(),
                PlaceholderInReadme().Matches(cell).Select(match => match.Value).Order());
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex PlaceholderInReadme();

    private static LetterWordingsReading Read(string file) =>
        MailTemplatesReader.Read(new Upload("brev.txt", Encoding.UTF8.GetBytes(file)));
}
