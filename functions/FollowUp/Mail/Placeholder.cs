using static FollowUp.Mail.Placeholder;

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
    public static bool MayBeEmpty(Placeholder placeholder, LetterKind letter) => placeholder switch
    {
        DiaryNumbers or EarlierAnswers or Extract => true,
        // A reminder of what is left goes only where something is left.
        Progress or Left => letter is LetterKind.Reopened or LetterKind.Extended or LetterKind.Receipt or LetterKind.Thanks,
        ToComplete => letter != LetterKind.ReminderToComplete,
        _ => false,
    };

    /// <summary>
    /// What the subject must say: plan, department and date, so that the subject alone says what it is about and how urgent it is.
    /// </summary>
    public static IReadOnlyList<Placeholder> NeededInSubject(LetterKind letter) => [Plan, Department, Date(letter)];

    public static IReadOnlyList<Placeholder> OfferedInSubject(LetterKind letter) =>
        [.. Everywhere, Date(letter), .. letter == LetterKind.DelegationCompleted ? [Colleague] : (Placeholder[])[]];

    /// <summary>
    /// Without which the letter would not do what it is sent for. The contact, and what the law demands, come below every letter anyhow.
    /// </summary>
    public static IReadOnlyList<Placeholder> Needed(LetterKind letter) => letter switch
    {
        LetterKind.ReminderBegun => [Link, LastDay, Left],
        LetterKind.ReminderToComplete => [Link, TimeToAnswer, ToComplete],
        LetterKind.Overdue => [Link, Closes],
        LetterKind.Deputy or LetterKind.Link or LetterKind.Lifted => [Link, TimeToAnswer],
        LetterKind.Head => [Closes],
        LetterKind.Exempt => [Reason],
        LetterKind.Receipt => [Link, Received, Submitted, Left],
        LetterKind.Returned => [Link, Section, Question, TimeToAnswer],
        LetterKind.Delegation => [Link, Section, TimeToAnswer],
        LetterKind.DelegationCompleted => [Link, Colleague, Section, TimeToAnswer],
        LetterKind.Thanks => [Link],
        _ => [Link, LastDay],
    };

    public static IReadOnlyList<Placeholder> Offered(LetterKind letter, bool consultation) =>
        ((Placeholder[])[.. Needed(letter), .. Optional(letter), .. Everywhere, DiaryNumbers, Contact])
            .Where(offered => !consultation || !NotInConsultations.Contains(offered)).ToList();

    private static Placeholder[] Optional(LetterKind letter) => letter switch
    {
        LetterKind.Invitation => [Closes, Part, Minutes, EarlierAnswers],
        LetterKind.Reopened => [Closes, Progress, Left, ToComplete],
        LetterKind.Reminder => [Closes, Minutes, Left],
        LetterKind.ReminderBegun => [Closes, ToComplete],
        LetterKind.ReminderLastDay => [Closes, Minutes, Progress, Left, ToComplete],
        LetterKind.ReminderToComplete => [Closes],
        LetterKind.Overdue => [LastDay, Progress, Left],
        LetterKind.Deputy => [Closes, Progress, Left],
        LetterKind.Head => [LastDay, Progress, Left, Recipients],
        LetterKind.Extended => [EarlierLastDay, Closes, Left, ToComplete],
        LetterKind.Link or LetterKind.Lifted => [Closes, Part, Minutes],
        LetterKind.Receipt => [Submitter, Closes, ToComplete],
        LetterKind.Returned => [Closes],
        LetterKind.Delegation => [DelegatedBy],
        LetterKind.Thanks => [Closed, Left, Extract],
        _ => [],
    };

    private static Placeholder Date(LetterKind letter) => letter switch
    {
        LetterKind.ReminderToComplete or LetterKind.Deputy or LetterKind.Link or LetterKind.Lifted or LetterKind.Returned
            or LetterKind.Delegation or LetterKind.DelegationCompleted => TimeToAnswer,
        LetterKind.Exempt => Today,
        LetterKind.Receipt => Received,
        LetterKind.Thanks => Closed,
        _ => LastDay,
    };
}
