using static FollowUp.Mail.Placeholder;
using NoticeKind = FollowUp.Rounds.NoticeKind;

namespace FollowUp.Mail;

/// <summary>What a municipality's own words leave open, to be filled in for each department.</summary>
public enum Placeholder
{
    Plan,
    Department,
    Municipality,
    Round,
    Period,

    /// <summary>Where there are any.</summary>
    DiaryNumbers,

    /// <summary>The person to contact.</summary>
    Contact,
    Link,

    /// <summary>The deadline. Only in letters that say the truth with it, whether it has passed or not.</summary>
    LastDay,

    /// <summary>
    /// A sentence that says until when something can be done, before the deadline and after it; in a subject the end of it.
    /// </summary>
    TimeToAnswer,
    Closes,

    /// <summary>A sentence on what the department has been asked about.</summary>
    Part,
    Minutes,

    /// <summary>A sentence, where the department has answered before.</summary>
    EarlierAnswers,

    /// <summary>A sentence on what has been submitted; nothing where all has.</summary>
    Progress,

    /// <summary>The list of what is left to submit, where something is.</summary>
    Left,

    /// <summary>The list of what the coordinator has a question about, where there is one.</summary>
    ToComplete,

    /// <summary>The recipients of the link.</summary>
    Recipients,
    EarlierLastDay,
    Reason,
    Today,
    Received,
    Submitted,
    Submitter,
    Section,
    Question,
    DelegatedBy,
    Colleague,
    Closed,

    /// <summary>A sentence, where there is an extract.</summary>
    Extract,
}

/// <summary>What must and what may be filled in, in which letter.</summary>
internal static class Placeholders
{
    private static readonly Placeholder[] Everywhere = [Plan, Department, Municipality, Round, Period];

    // Nobody knows beforehand how much there is to say of a draft, and nothing in it was answered before.
    private static readonly Placeholder[] NotInConsultations = [Part, Minutes, EarlierAnswers, Extract];

    /// <summary>Whether there may be nothing to say in the letter; the paragraph is then left out.</summary>
    public static bool MayBeEmpty(Placeholder placeholder, NoticeKind letter) => placeholder switch
    {
        DiaryNumbers or EarlierAnswers or Extract => true,
        // A reminder of what is left goes only where something is left.
        Progress or Left => letter is NoticeKind.Reopened or NoticeKind.Extended or NoticeKind.Receipt or NoticeKind.Thanks,
        ToComplete => letter != NoticeKind.ReminderToComplete,
        _ => false,
    };

    /// <summary>
    /// What the subject must say: plan, department and date, so that the subject alone says what it is about and how urgent it is.
    /// </summary>
    public static IReadOnlyList<Placeholder> NeededInSubject(NoticeKind letter) => [Plan, Department, Date(letter)];

    public static IReadOnlyList<Placeholder> OfferedInSubject(NoticeKind letter) =>
        [.. Everywhere, Date(letter), .. letter == NoticeKind.DelegationCompleted ? [Colleague] : (Placeholder[])[]];

    /// <summary>
    /// Without which the letter would not do what it is sent for. The contact, and what the law demands, come below every letter anyhow.
    /// </summary>
    public static IReadOnlyList<Placeholder> Needed(NoticeKind letter) => letter switch
    {
        NoticeKind.ReminderBegun => [Link, LastDay, Left],
        NoticeKind.ReminderToComplete => [Link, TimeToAnswer, ToComplete],
        NoticeKind.Overdue => [Link, Closes],
        NoticeKind.Deputy or NoticeKind.Link or NoticeKind.Lifted => [Link, TimeToAnswer],
        NoticeKind.Head => [Closes],
        NoticeKind.Exempt => [Reason],
        NoticeKind.Receipt => [Link, Received, Submitted, Left],
        NoticeKind.Returned => [Link, Section, Question, TimeToAnswer],
        NoticeKind.Delegation => [Link, Section, TimeToAnswer],
        NoticeKind.DelegationCompleted => [Link, Colleague, Section, TimeToAnswer],
        NoticeKind.Thanks => [Link],
        _ => [Link, LastDay],
    };

    public static IReadOnlyList<Placeholder> Offered(NoticeKind letter, bool consultation) =>
        ((Placeholder[])[.. Needed(letter), .. Optional(letter), .. Everywhere, DiaryNumbers, Contact])
            .Where(offered => !consultation || !NotInConsultations.Contains(offered)).ToList();

    private static Placeholder[] Optional(NoticeKind letter) => letter switch
    {
        NoticeKind.Invitation => [Closes, Part, Minutes, EarlierAnswers],
        NoticeKind.Reopened => [Closes, Progress, Left, ToComplete],
        NoticeKind.Reminder => [Closes, Minutes, Left],
        NoticeKind.ReminderBegun => [Closes, ToComplete],
        NoticeKind.ReminderLastDay => [Closes, Minutes, Progress, Left, ToComplete],
        NoticeKind.ReminderToComplete => [Closes],
        NoticeKind.Overdue => [LastDay, Progress, Left],
        NoticeKind.Deputy => [Closes, Progress, Left],
        NoticeKind.Head => [LastDay, Progress, Left, Recipients],
        NoticeKind.Extended => [EarlierLastDay, Closes, Left, ToComplete],
        NoticeKind.Link or NoticeKind.Lifted => [Closes, Part, Minutes],
        NoticeKind.Receipt => [Submitter, Closes, ToComplete],
        NoticeKind.Returned => [Closes],
        NoticeKind.Delegation => [DelegatedBy],
        NoticeKind.Thanks => [Closed, Left, Extract],
        _ => [],
    };

    private static Placeholder Date(NoticeKind letter) => letter switch
    {
        NoticeKind.ReminderToComplete or NoticeKind.Deputy or NoticeKind.Link or NoticeKind.Lifted or NoticeKind.Returned
            or NoticeKind.Delegation or NoticeKind.DelegationCompleted => TimeToAnswer,
        NoticeKind.Exempt => Today,
        NoticeKind.Receipt => Received,
        NoticeKind.Thanks => Closed,
        _ => LastDay,
    };
}
