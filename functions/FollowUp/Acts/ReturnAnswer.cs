using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// Asks for more about what was submitted. The answer stays as it is and the department's own to change. The same question asked again
/// while it is open is one question.
/// </summary>
/// <param name="Section">Its id.</param>
public sealed record ReturnAnswer(string? Section, string? Question) : Act
{
    private const int MaxQuestion = 2000;

    public ReturnAnswer() : this(null, null)
    {
    }

    public override string Path => "komplettera";

    public override string Route => "return";

    public override int Place => 150;

    public override ActWords Words => Texts.Acts.Return;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        new ActField("section", ActFieldKind.Choice, Texts.Acts.SectionLabel)
        {
            Choices = target.Department.Questionnaire.Sections
                .Where(section => WhyNot(target.Round, target.Department, section, target.Now) == null)
                .Select(section => (section.Id, Texts.Heading(section))).ToList(),
        },
        new ActField("question", ActFieldKind.Text, Texts.Acts.Question, Hint: Texts.Acts.QuestionHint),
    ];

    public override Act With(ActInput input) =>
        new ReturnAnswer(input.Line("section"), input.Paragraph("question"));

    public override string? WhyNot(ActTarget target)
    {
        var why = target.Department.Questionnaire.Sections.Where(section => Section == null || section.Id == Section)
            .Select(section => WhyNot(target.Round, target.Department, section, target.Now)).ToList();
        return why.Contains(null) ? null : why[0];
    }

    internal static string? WhyNot(Round round, Assignment work, Section section, DateTimeOffset now) =>
        Writing.StateFor(round, work, now) is not RoundState.Open and var state ? Texts.Acts.CannotReturn(state)
        : work.Current(section.Id) == null ? Texts.Acts.NothingToReturn(work.Department.Name, section)
        : null;

    private protected override ActResult? Check(ActTarget target) =>
        CheckParagraph("question", Question, Texts.Acts.QuestionMissing, MaxQuestion)
        ?? (target.Department.Questionnaire.Find(Section ?? "") == null
            ? ActResult.Unknown(Texts.Acts.NotAsked(target.Department.Department.Id, Section ?? "")) : null);

    private protected override bool IsDone(ActTarget target) => WhyNot(target) == null
        && target.Department.OpenQuestions(Section!).Any(asked => asked.Question == Question);

    private protected override Decision Change(ActTarget target)
    {
        var work = target.Department;
        var asked = new ClarificationRequest(work.Returns.Count + 1, target.Round.Run, Section!, Question!, target.Now,
            work.Submissions.Count);
        return Decision.Done(work with { Returns = [.. work.Returns, asked] },
            Entry(target, TrailEvent.AnswerReturned, $"{Texts.SectionName(Section!)}: {Question}", once: $"returned|{asked.Number:D4}"));
    }
}
