using FollowUp.Inputs;

namespace FollowUp.Tests.Inputs;

/// <summary>The numbers are made up: their check digits are right, and the dates are chosen for the test.</summary>
public sealed class PersonalNumberTests
{
    [Theory]
    [InlineData("850709-9805", "850709-••••")]
    [InlineData("Barnet (8507099805) bor", "850709-••••")]
    [InlineData("19850709-9805", "19850709-••••")]
    [InlineData("198507099805.", "19850709-••••")]
    [InlineData("850709+9805", "850709-••••")] // over a hundred years old
    [InlineData("850709 9805", "850709-••••")]
    [InlineData("850709 – 9805", "850709-••••")]
    [InlineData("850709\u20119805", "850709-••••")] // a dash that does not break
    [InlineData("850709\u00a09805", "850709-••••")]
    [InlineData("850769-9802", "850769-••••")] // a coordination number: sixty more on the day
    [InlineData("198507699802", "19850769-••••")]
    [InlineData("1985-07-09-9805", "19850709-••••")]
    [InlineData("000229-1235", "000229-••••")] // 2000 was a leap year
    [InlineData("850709-9806 är fel men 850709-9805 är rätt", "850709-••••")]
    [InlineData("850709\n9805", "850709-••••")]
    [InlineData("850709 -  1232", "850709-••••")]
    [InlineData("850709.1232", "850709-••••")]
    [InlineData("850709 . 1232", "850709-••••")]
    [InlineData("850709/1232", "850709-••••")]
    [InlineData("850709_1232", "850709-••••")]
    [InlineData("850709--1232", "850709-••••")]
    [InlineData("850709\u22121232", "850709-••••")] // a minus
    [InlineData("850709\ufe631232", "850709-••••")] // a small hyphen
    [InlineData("850709\t-\t1232", "850709-••••")]
    [InlineData("850709\u2028-\u000b1232", "850709-••••")]
    [InlineData("8507\u00ad09-12\u00ad32", "850709-••••")] // soft hyphens
    [InlineData("8507\u206009-12\u206032", "850709-••••")] // word joiners
    [InlineData("850709\u200b-\ufeff1232", "850709-••••")]
    [InlineData("8\u200d5\u200e0709\u202d1232", "850709-••••")]
    [InlineData("8507\u000009-1232", "850709-••••")]
    [InlineData("８５０７０９－１２３２", "850709-••••")] // full width
    [InlineData("𝟖𝟓𝟎𝟕𝟎𝟗-𝟏𝟐𝟑𝟐", "850709-••••")] // the digits of mathematics
    [InlineData("٨٥٠٧٠٩-١٢٣٢", "850709-••••")] // Arabic digits
    [InlineData("8\u03365\u03360\u03367\u03360\u03369\u0336-1232", "850709-••••")] // struck through
    [InlineData("1985 07 09 - 1232", "19850709-••••")]
    [InlineData("85.07.09-1232", "850709-••••")]
    [InlineData("1985/07/09 1232", "19850709-••••")]
    [InlineData("850069-1236", "850069-••••")] // a coordination number: the month unknown
    [InlineData("850760-1238", "850760-••••")] // the day unknown
    [InlineData("198500691236", "19850069-••••")]
    [InlineData("Perioden 2024-01-09-2024-12-31 gällde 850709-1232", "850709-••••")]
    [InlineData("0701234569", "070123-••••")] // or a telephone number: the message says how that is written
    public void A_number_of_a_person_is_found_however_it_is_written(string text, string found) =>
        Assert.Equal(found, PersonalNumber.In(text));

    [Theory]
    [InlineData("850709-9806")] // check digit
    [InlineData("851309-9807")] // month
    [InlineData("850732-9806")] // day
    [InlineData("850792-9803")] // day of a coordination number
    [InlineData("010229-1234")] // no leap year
    [InlineData("19010229-1234")]
    [InlineData("212000-0142")] // an organisation's number
    [InlineData("1850709-9805")] // part of a longer number
    [InlineData("850709-98051")]
    [InlineData("Dnr 2024/0131-17, 08-123 45 67, 2026-02-27, 12 345 kronor, konto 1234567-8")]
    [InlineData("2024-01-09-2024-12-31")] // periods
    [InlineData("2024-01-09 - 2024-12-31")]
    [InlineData("2024-01-09–2024-12-31")]
    [InlineData("2024-01-09--2024-12-31")]
    [InlineData("2024-01-09 2024-12-31")]
    [InlineData("2024-01-09/2024-12-31")]
    [InlineData("2024.01.09-2024.12.31")]
    [InlineData("2024 01 09 – 2024 12 31")]
    [InlineData("20240109-20241231")]
    [InlineData("240109-241231")]
    [InlineData("20240109-2024-12-31")]
    [InlineData("Beslutat 2024-01-09. 2024 började arbetet.")]
    [InlineData("2024-01-09, 2024")]
    [InlineData("070-123 45 69")] // telephones
    [InlineData("070-1234569")]
    [InlineData("070 123 45 69")]
    [InlineData("070 12 34 569")]
    [InlineData("+46701234569")]
    [InlineData("+46 70 123 45 69")]
    [InlineData("0046701234569")]
    [InlineData("850009-1239")] // a month of 00 belongs to coordination numbers
    [InlineData("850700-1231")]
    [InlineData("851360-1233")]
    [InlineData("")]
    public void What_only_looks_like_one_is_left_alone(string text) => Assert.Null(PersonalNumber.In(text));

    [Fact]
    public void A_long_text_of_digits_is_read_in_time_that_grows_with_its_length()
    {
        Assert.Null(PersonalNumber.In(new string('1', 5_000)));
        Assert.Null(PersonalNumber.In(string.Concat(Enumerable.Repeat("850709-9806 ", 400))));
    }
}
