using FollowUp.Questionnaires;

namespace FollowUp.Tests.Questionnaires;

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
    [InlineData("")]
    public void What_only_looks_like_one_is_left_alone(string text) => Assert.Null(PersonalNumber.In(text));

    [Fact]
    public void A_long_text_of_digits_is_read_in_time_that_grows_with_its_length()
    {
        Assert.Null(PersonalNumber.In(new string('1', 5_000)));
        Assert.Null(PersonalNumber.In(string.Concat(Enumerable.Repeat("850709-9806 ", 400))));
    }
}
