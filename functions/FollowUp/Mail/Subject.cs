using System.Globalization;
using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <summary>
/// Subjects of a length that no mail program cuts off; what it is and by when stand first, where a list of mails shows them.
/// </summary>
internal static class Subject
{
    // Exchange and Outlook keep no more.
    private const int MaxLength = 255;

    /// <summary>Writes it with titles as short as they must be, and names shortened only where that is not enough.</summary>
    public static string Of(Round round, Assignment work, Notice notice, Func<Round, Assignment, Notice, string> write)
    {
        for (var (title, name) = (MaxLength, MaxLength); ; (title, name) = title > 1 ? (title - 1, name) : (title, name - 1))
        {
            var department = work.Department with { Name = Cut(work.Department.Name, name) };
            var subject = write(Short(round, title), work with { Department = department }, notice is DelegationCompletedLetter completed
                ? completed with { Delegation = completed.Delegation with { Name = Cut(completed.Delegation.Name, name) } } : notice);
            if (subject.Length <= MaxLength || name == 1)
            {
                return subject;
            }
        }
    }

    /// <summary>One to the coordinator.</summary>
    public static string Of(Round round, Func<Round, string> write) => Fitting(title => write(Short(round, title)));

    /// <summary>One about a plan.</summary>
    public static string Of(string title, Func<string, string> write) => Fitting(length => write(Cut(title, length)));

    private static string Fitting(Func<int, string> write) =>
        Enumerable.Range(0, MaxLength).Select(less => write(MaxLength - less)).First(subject => subject.Length <= MaxLength);

    private static Round Short(Round round, int title) => round with
    {
        Title = Cut(round.Title, title),
        Municipality = Cut(round.Municipality, title),
        Period = Cut(round.Period, title),
        Plans = round.Plans.Select(plan => plan with { Title = Cut(plan.Title, title) }).ToList(),
    };

    /// <summary>No letter is torn apart: one may be of several characters.</summary>
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }
        var end = StringInfo.ParseCombiningCharacters(text).Last(start => start <= length - 1);
        return $"{text[..end].TrimEnd()}…";
    }
}
