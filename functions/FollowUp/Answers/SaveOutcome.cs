using FollowUp.Forms;
using FollowUp.Questionnaires;

namespace FollowUp.Answers;

/// <summary>What became of something typed, and what the section's page shows of it.</summary>
/// <param name="Opened">As it stands afterwards.</param>
/// <param name="Contested">Where somebody else has changed the same: what they wrote is still what is saved.</param>
internal sealed record SaveOutcome(OpenedLink Opened, TypedSection Typed, IReadOnlyList<Question> Contested)
{
    /// <summary>What kept some of it from being saved.</summary>
    public IReadOnlyList<AnswerRules.Fault> Faults =>
        [.. Typed.Faults, .. Contested.Select(question =>
            new AnswerRules.Fault(Typed.Section.Id, question.Key, Texts.Form.ChangedMeanwhile))];

    /// <summary>
    /// The content of the next page's fields: what was not saved as it was typed, and everything else as it is saved.
    /// </summary>
    public AnswerValues Values
    {
        get
        {
            var values = new AnswerValues();
            foreach (var question in Typed.Section.Questions)
            {
                values.Put(question.Key, Contested.Contains(question) || Typed.IsFaulty(question) ? Typed.Values.Many(question.Key)
                    : Saved(question));
            }
            return values;
        }
    }

    /// <summary>
    /// Of what that page shows. Beside what is contested it shows what is saved; of what is faulty it knows no more than the page before.
    /// </summary>
    public Fingerprints Shown => Fingerprints.Of(Typed.Section.Questions, question => Typed.IsFaulty(question)
        ? Typed.Shown.At(question.Key) : Fingerprints.Of(Saved(question)));

    /// <summary>
    /// Of what the page shows that it was typed on, for the next time that it saves: nothing of what somebody else has saved meanwhile,
    /// unless it was chosen.
    /// </summary>
    public Fingerprints StillShown => !Opened.TakesAnswers ? Typed.Shown : Fingerprints.Of(Typed.Section.Questions, question =>
        Contested.Contains(question) || Typed.IsFaulty(question) ? Typed.Shown.At(question.Key)
        : Fingerprints.Of(Typed.Chosen.GetValueOrDefault(question.Key) == false ? Saved(question) : Typed.Values.Many(question.Key)));

    private IReadOnlyList<string> Saved(Question question) => Opened.Work.Drafts.GetValueOrDefault(Typed.Section.Id)?.Many(question.Key)
        ?? [];
}
