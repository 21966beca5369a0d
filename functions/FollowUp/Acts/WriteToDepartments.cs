using FollowUp.Forms;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Sends a letter with its own subject and text to the departments that are chosen.</summary>
/// <param name="To">Which of them, as one of <see cref="Groups"/>.</param>
/// <param name="Departments">Ids, where they are chosen one by one.</param>
public sealed record WriteToDepartments(string? Subject, string? Text, string? To, IReadOnlyList<string> Departments) : Act
{
    private const int MaxSubject = 150;
    private const int MaxText = 5000;
    private const string Chosen = "valda";

    private static readonly IReadOnlyDictionary<string, Func<AssignmentSummary, bool>> Groups =
        new Dictionary<string, Func<AssignmentSummary, bool>>
        {
            ["alla"] = department => department.Exemption == null,
            ["inget"] = department => department.HasNothing,
            ["kvar"] = department => department is { Exemption: null, AllSubmitted: false },
            ["klara"] = department => department is { AllSubmitted: true, Submissions: > 0 },
        };

    public WriteToDepartments() : this(null, null, null, [])
    {
    }

    public override string Path => "skriv";

    public override string Route => "write";

    public override int Place => 25;

    public override ActWords Words => Texts.Acts.Write;

    internal override Wakes Wakes => Wakes.Everybody;

    internal override bool WritesLetter => true;

    /// <summary>The round's, by name; null before they were looked up.</summary>
    internal IReadOnlyList<AssignmentSummary>? Asked { get; init; }

    /// <summary>Whether this very letter has been asked for.</summary>
    internal bool IsAskedFor { get; init; }

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        new ActField("to", ActFieldKind.Choice, Texts.Acts.WriteTo, "alla")
        {
            Choices = [.. Groups.Select(group => (group.Key, Texts.Acts.WriteToGroup(group.Key, Asked?.Count(group.Value)))),
                (Chosen, Texts.Acts.WriteToChosen)],
        },
        new ActField("departments", ActFieldKind.Several, Texts.Acts.WriteToDepartments)
        {
            Choices = [.. (Asked ?? []).Select(department => (department.Id, department.Name))],
        },
        new ActField("subject", ActFieldKind.Line, Texts.Acts.LetterSubject),
        new ActField("text", ActFieldKind.Text, Texts.Acts.LetterText, Hint: Texts.Acts.LetterTextHint),
        ConfirmField(Texts.Acts.ConfirmLetter),
    ];

    public override Act With(ActInput input) => this with
    {
        Subject = input.Line("subject"),
        Text = input.Paragraph("text"),
        To = input.Line("to"),
        Departments = input.List("departments"),
    };

    public override string? WhyNot(ActTarget target) => Writing.WhyNotMany(target.Round, target.Now);

    internal override bool Reaches(AssignmentSummary department) => To == Chosen ? Departments.Contains(department.Id)
        : Groups.TryGetValue(To ?? "alla", out var belongs) && belongs(department);

    internal override LetterRequest? Letter(ActTarget target) => Subject == null || Text == null ? null
        // The same letter sent twice by one press is one letter.
        : new(RoundIds.LetterOfOwn(target.Today, VersionToken.Of((Subject, Text, To, Departments))), target.Round.Run, NoticeKind.Message,
            null,
            target.Now, Subject, Text);

    internal override async Task<Act> LookUpAsync(ActFacts facts, ActTarget target, CancellationToken cancellation) => this with
    {
        Asked = await facts.DepartmentsAsync(target.Round, cancellation),
        IsAskedFor = Letter(target) is { } letter && await facts.IsAskedForAsync(target.Round, letter.Id, cancellation),
    };

    private protected override ActResult? Check(ActTarget target) =>
        To != Chosen && !Groups.ContainsKey(To ?? "") ? ActResult.Invalid("to", Texts.Acts.WriteToMissing)
        : To == Chosen && Departments.Count == 0 ? ActResult.Invalid("departments", Texts.Acts.NobodyChosen)
        : CheckLine("subject", Subject, missing: null, MaxSubject) ?? CheckParagraph("text", Text, missing: null, MaxText)
            ?? (Subject == null ? ActResult.Invalid("subject", Texts.Acts.SubjectMissing)
                : Text == null ? ActResult.Invalid("text", Texts.Acts.TextMissing) : null);

    private protected override bool IsDone(ActTarget target) => IsAskedFor;

    private protected override Decision Change(ActTarget target)
    {
        var recipients = Asked!.Where(Reaches).Select(department => department.Id).ToList();
        return Departments.FirstOrDefault(id => To == Chosen && !recipients.Contains(id)) is { } unknown
            ? Decision.Wrong("departments", Texts.Acts.DoesNotAsk(unknown))
            : recipients.Count == 0 ? Decision.Wrong("to", Texts.Acts.NobodyInGroup)
            : Decision.Done(target.Round,
                Entry(target, TrailEvent.MailingAskedFor, Texts.Trail.Mailing(Letter(target)!, recipients.Count)),
                new Mailing(Letter(target)!, target.Who, recipients));
    }
}
