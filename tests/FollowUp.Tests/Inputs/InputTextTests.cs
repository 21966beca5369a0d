using FollowUp.Inputs;

namespace FollowUp.Tests.Inputs;

public sealed class InputTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  Socialnämnden ", "Socialnämnden")]
    [InlineData("Socialna\u0308mnden", "Socialnämnden")]
    [InlineData("Socialna\u200b\u0308mnden", "Socialnämnden")] // composed once the invisible sign is gone
    [InlineData("Kultur-\u00a0och\u2009 fritid", "Kultur- och fritid")]
    [InlineData("Social\u00adnämnden", "Socialnämnden")]
    [InlineData("\u202aSocial\u2060nämnden\u202c\ufeff", "Socialnämnden")]
    [InlineData("Två\u000brader\u0085till\u2028och\u2029en\r\nsista", "Två rader till och en sista")]
    [InlineData("a\tb\u3000c\u205fd", "a b c d")]
    [InlineData("a\u0000\u0007\u009fb\u007f", "ab")]
    [InlineData("a\ufffeb\ufdd0", "a\ufffdb\ufffd")]
    [InlineData("👨\u200d👩\u200d👧 och 🧔🏽\u200d♂\ufe0f", "👨\u200d👩\u200d👧 och 🧔🏽\u200d♂\ufe0f")]
    [InlineData("می\u200cخواهم", "می\u200cخواهم")]
    [InlineData("a\u200db\u200c", "ab")]
    [InlineData("Kultur\u2011 och fritid", "Kultur\u2011 och fritid")] // kept as it was written: only a look-up folds it
    public void A_line_is_composed_and_has_single_spaces_and_nothing_unseen(string? typed, string line)
    {
        Assert.Equal(line, InputText.Line(typed));
        Assert.Equal(line, InputText.Line(line));
    }

    [Theory]
    [InlineData("Ett\r\ntvå\rtre", "Ett\ntvå\ntre")]
    [InlineData("Ett\u000btvå\u2028tre\u0085fyra\ffem\u2029sex", "Ett\ntvå\ntre\nfyra\nfem\nsex")]
    [InlineData("\n \n  Ett  två \t\n\n tre\u00a0\n\n", "Ett  två\n\n tre")]
    [InlineData("\uf0b7\tEtt\n\uf0a7 två\n\uf0d8 tre\n\uf076 fyra", "• Ett\n• två\n• tre\n• fyra")]
    [InlineData("Ett \uf0e0 två \uf0fc", "Ett → två ✓")]
    [InlineData("Ett \ue000 två", "Ett \ufffd två")] // of a font that nobody knows
    public void A_paragraph_keeps_its_lines(string typed, string paragraph)
    {
        Assert.Equal(paragraph, InputText.Paragraph(typed));
        Assert.Equal(paragraph, InputText.Paragraph(paragraph));
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData("\u00ad \u2060\ufeff")]
    [InlineData("\u3164\u115f\u1160\uffa0")] // the fillers of Hangul
    [InlineData("\u2800")]
    [InlineData("\u034f\ufe0f\u0301")]
    [InlineData("\u200d\u200c")]
    [InlineData("\u0000\u000b\u0085")]
    [InlineData("\U000e0001\U000e0020")] // tags
    public void What_nobody_sees_is_nothing(string typed)
    {
        Assert.Equal("", InputText.Line(typed));
        Assert.Equal("", InputText.Paragraph(typed));
        Assert.Equal("", InputText.Key(typed));
    }

    [Theory]
    [InlineData("Kultur\u2010 och  fritids\u00adnämnden")]
    [InlineData("Kultur\u2011\u00a0och fritidsnämnden")]
    [InlineData("Kultur\u2012 och fritidsnämnden\u200b")]
    [InlineData("Kultur\u2013 och\u202ffritidsnämnden")]
    [InlineData("Kultur\u2212 och fritidsna\u0308mnden")]
    [InlineData("Kultur\ufe63 och fritidsnämnden")]
    [InlineData("Kultur\uff0d och\tfritidsnämnden ")]
    public void A_key_is_the_same_for_spellings_that_look_alike(string typed) =>
        Assert.Equal("Kultur- och fritidsnämnden", InputText.Key(typed));

    // An attribute cannot hold it.
    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_lost()
    {
        Assert.Equal("a\ufffdb", InputText.Line("a\ud800b"));
        Assert.Equal("\ufffda", InputText.Paragraph("\udc00a"));
        Assert.Equal("850709-••••", PersonalNumber.In("\ud800850709-1232"));
    }

    [Fact]
    public void A_file_keeps_what_carries_its_form() =>
        Assert.Equal("a\tb\n  c\vd \n\n", InputText.File("\ufeffa\tb\r\n  c\u2028d\u00a0\r\n\n"));
}
