using System.Globalization;
using System.Text;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Plans;
using Microsoft.Extensions.Configuration;

namespace FollowUp.Tests.Mail;

/// <summary>Subjects are never so long that a mail program cuts the date off.</summary>
public sealed class SubjectTests
{
    private const int MaxLength = 255;

    // Two characters each, and seven that are one letter to a reader.
    private const string Astral = "𝔘𝔭𝔭𝔣";
    private const string Family = "👩\u200d👩\u200d👦";

    private static readonly FollowUpSettings Settings =
        FollowUpSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(FollowUpSettingsTests.Good).Build());

    private static readonly Letters Letters = new(new LinkTokens(Settings.Links), Settings.Links, Settings.Mail, Settings.Pages);

    public static TheoryData<NoticeKind> Kinds { get; } = new(LetterCases.All);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_long_title_is_shortened_and_department_and_date_stand(NoticeKind kind)
    {
        var plain = Letters.Write(kind).Subject;
        var department = SmallTown.Work("social").Department.Name;
        foreach (var title in new[] { new string('x', 400), string.Concat(Enumerable.Repeat(Astral, 60)), new string('x', 254) + Astral,
            string.Concat(Enumerable.Repeat(Family, 60)), string.Concat(Enumerable.Repeat("e\u0301", 200)) })
        {
            for (var shift = 0; shift < 9; shift++)
            {
                var longTitle = new string('y', shift) + title;
                var subject = Letters.Write(kind, round => round with { Plans = [new RoundPlan("town", 1, longTitle)] }).Subject;

                Assert.InRange(subject.Length, 230, MaxLength);
                Assert.Equal(plain.Replace("Trygg stad", "", StringComparison.Ordinal), WithoutTitle(subject, longTitle));
                Assert.Contains(department, subject);
                // Where a list of mails shows it.
                Assert.InRange(subject.IndexOf("2026", StringComparison.Ordinal), 0, 77);
                // No half of a letter is left: that would be a lone surrogate.
                Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(subject)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_long_name_is_shortened_where_the_title_is_not_enough(NoticeKind kind)
    {
        var subject = Letters.Write(kind, round => round with { Plans = [new RoundPlan("town", 1, new string('x', 400))] },
            work => work with { Department = work.Department with { Name = new string('z', 400) } }).Subject;

        Assert.InRange(subject.Length, 230, MaxLength);
        Assert.Contains("zzzzz", subject);
        Assert.Contains("…", subject);
        Assert.Contains("2026", subject);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_fits_is_left_alone(NoticeKind kind) => Assert.DoesNotContain("…", Letters.Write(kind).Subject);

    /// <summary>The subject without the part of the title that is left, which ends between two letters.</summary>
    private static string WithoutTitle(string subject, string title)
    {
        var cut = subject.IndexOf('…', StringComparison.Ordinal);
        var starts = StringInfo.ParseCombiningCharacters(title);
        var kept = starts.Last(start => start <= cut && subject[(cut - start)..cut] == title[..start]);
        Assert.True(kept > 50);
        return subject[..(cut - kept)] + subject[(cut + 1)..];
    }
}
