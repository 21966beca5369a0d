using FollowUp.Pages;

namespace FollowUp.Tests.Pages;

public sealed class ColorTests
{
    /// <summary>Contrast ratios as other tools compute them.</summary>
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ff0000", "#ffffff", 4.00)]
    [InlineData("#0000FF", "#ffffff", 8.59)]
    [InlineData("#0b4f9e", "#f6f6f6", 7.40)]
    public void ContrastTo_KnownPair_IsKnownEitherWay(string text, string ground, double ratio)
    {
        Assert.Equal(ratio, Read(text).ContrastTo(Read(ground)), 2);
        Assert.Equal(ratio, Read(ground).ContrastTo(Read(text)), 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("0b4f9e")]
    [InlineData("#0b4f9")]
    [InlineData("#0b4f9e0")]
    [InlineData("#0b4f9g")]
    [InlineData("# b4f9e")]
    [InlineData("x0b4f9e")]
    public void TryParse_NotSixHexDigits_IsRefused(string text) => Assert.False(Color.TryParse(text, out _));

    private static Color Read(string text) => Color.TryParse(text, out var color) ? color : throw new FormatException(text);
}
