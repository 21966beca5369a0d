using FollowUp.Inputs;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// What a coordinator does to a round, or to one of its departments: what is filled in, when it can be done, what it changes. It never
/// changes a department's answers. Its page at the desk and its place in the API follow from it.
/// </summary>
public abstract record Act
{
    public const int MaxReason = 1000;

    /// <summary>Every act, in the order in which the desk offers them.</summary>
    public static IReadOnlyList<Act> All { get; } = typeof(Act).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Act)) && !type.IsAbstract)
        .Select(type => (Act)Activator.CreateInstance(type)!).OrderBy(act => act.Place).ToList();

    /// <summary>In the address of its page.</summary>
    public abstract string Path { get; }

    /// <summary>In the API's address.</summary>
    public abstract string Route { get; }

    /// <summary>Where it stands among the others.</summary>
    public abstract int Place { get; }

    public abstract ActWords Words { get; }

    /// <summary>Whether it is done to one department, and not to the whole round.</summary>
    public virtual bool IsOnDepartment => false;

    /// <summary>Who must look again once it is done.</summary>
    internal virtual Wakes Wakes => Wakes.Round;

    /// <summary>Whether the round looks again also where the act is refused: its orchestration may have failed.</summary>
    internal virtual bool WakesWhenRefused => false;

    /// <summary>What it does, a paragraph each.</summary>
    public virtual IReadOnlyList<string> Lead(ActTarget target) => Words.Lead;

    /// <summary>What is filled in, as it stands before anybody has.</summary>
    public virtual IReadOnlyList<ActField> Fields(ActTarget target) => [];

    /// <summary>The act as it is filled in.</summary>
    public virtual Act With(ActInput input) => this;

    /// <summary>Why it cannot be done as things stand; null where it can.</summary>
    public abstract string? WhyNot(ActTarget target);

    /// <summary>What the act comes to. Pure: what is typed first, then whether it has been done, then whether it can be done.</summary>
    public Decision Decide(ActTarget target) =>
        Check(target) is { } wrong ? new Decision(wrong)
        : IsDone(target) ? Decision.DoneBefore
        : WhyNot(target) is { } reason ? Decision.Refuse(reason)
        : Change(target);

    /// <summary>What is wrong with what is filled in; null where nothing is.</summary>
    private protected virtual ActResult? Check(ActTarget target) => null;

    /// <summary>Whether things are already as the act would make them.</summary>
    private protected virtual bool IsDone(ActTarget target) => false;

    private protected abstract Decision Change(ActTarget target);

    /// <summary>The letter that it sends, as the department would get it now; null where it sends none of its own.</summary>
    internal virtual LetterRequest? Letter(ActTarget target) => null;

    /// <summary>Whether its letter is written in its form, and so is looked at again before it is sent.</summary>
    internal virtual bool WritesLetter => false;

    /// <summary>Whether an act on the round that sends a letter sends it to the department.</summary>
    internal virtual bool Reaches(AssignmentSummary department) => true;

    /// <summary>Looks up what the decision rests on beside the round and the department.</summary>
    internal virtual Task<Act> LookUpAsync(ActFacts facts, ActTarget target, CancellationToken cancellation) =>
        Task.FromResult(this);

    private protected static ActResult? CheckReason(string? reason, string? missing) =>
        CheckLine("reason", reason, missing, MaxReason);

    /// <param name="missing">What to say where there is none; null where none is needed.</param>
    private protected static ActResult? CheckLine(string field, string? line, string? missing, int maxLength) =>
        (line == null ? missing : InputCheck.Line(line, maxLength)) is { } wrong ? ActResult.Invalid(field, wrong) : null;

    private protected static ActResult? CheckParagraph(string field, string? text, string? missing, int maxLength) =>
        (text == null ? missing : InputCheck.Paragraph(text, maxLength)) is { } wrong ? ActResult.Invalid(field, wrong) : null;

    private protected static ActField ReasonField(string hint) => new("reason", ActFieldKind.Line, Texts.Acts.Reason, Hint: hint);

    private protected static ActField ConfirmField(string label) => new(ActInput.Confirmed, ActFieldKind.Confirm, label);

    /// <summary>The trail's entry on a change to the round, or to the department.</summary>
    /// <param name="once">Its key, where it is its own; else what the change comes after makes it so.</param>
    private protected TrailEntry Entry(ActTarget target, TrailEvent what, string about, string? once = null) =>
        new(once ?? Route, target.Now, target.Who, what, target.Work?.Department.Id, about);
}

/// <summary>What an act is done to.</summary>
/// <param name="Round">For an act on a department as it is for that.</param>
/// <param name="Work">The department's part; null for an act on the whole round.</param>
/// <param name="Who">Does it.</param>
public sealed record ActTarget(Round Round, Assignment? Work, DateTimeOffset Now, string Who)
{
    /// <summary>The department's part, of an act on a department.</summary>
    internal Assignment Department => Work!;

    internal DateOnly Today => Time.StockholmTime.DayOf(Now);
}

/// <param name="Button">On the button that does it.</param>
/// <param name="Done">What was done, as a sentence.</param>
/// <param name="Lead">What it does, a paragraph each.</param>
public sealed record ActWords(string Name, string Button, string Done, params IReadOnlyList<string> Lead);

/// <summary>What an act comes to.</summary>
/// <param name="Round">The round from here on; null where it does not change.</param>
/// <param name="Work">The department's part from here on; null where it does not change.</param>
/// <param name="Entry">A key without a | is completed by what the change comes after.</param>
/// <param name="Mailing">Letters to many departments, which the engine asks for; null where there are none.</param>
public sealed record Decision(ActResult Result, Round? Round = null, Assignment? Work = null, TrailEntry? Entry = null,
    Mailing? Mailing = null)
{
    internal static readonly Decision DoneBefore = new(ActResult.DoneBefore);

    internal static Decision Done(Round after, TrailEntry entry, Mailing? mailing = null) =>
        new(ActResult.Done, Round: after, Entry: entry, Mailing: mailing);

    internal static Decision Done(Assignment after, TrailEntry entry) => new(ActResult.Done, Work: after, Entry: entry);

    internal static Decision Refuse(string reason) => new(ActResult.Refused(reason));

    internal static Decision Wrong(string field, string reason) => new(ActResult.Invalid(field, reason));
}

/// <summary>Who looks again once an act is done.</summary>
internal enum Wakes
{
    /// <summary>An orchestration reads the rows when it wakes by itself.</summary>
    Nobody,
    Round,

    /// <summary>The round and every department of it.</summary>
    Everybody,
}
