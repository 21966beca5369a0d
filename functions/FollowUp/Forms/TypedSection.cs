using FollowUp.Questionnaires;

namespace FollowUp.Forms;

/// <summary>What somebody typed on a section's page, beside what the page had shown them.</summary>
/// <param name="Values">What stood in the fields.</param>
/// <param name="Shown">Of what the page had shown.</param>
/// <param name="Chosen">
/// Key of a question at which the page asked whose answer shall count → whether it is the one typed; null where nothing was chosen.
/// </param>
public sealed record TypedSection(Section Section, AnswerValues Values, Fingerprints Shown, IReadOnlyDictionary<string, bool?> Chosen)
{
    // The two answers to that.
    public const string Mine = "min";
    public const string Theirs = "sparad";

    public bool IsTouched => Section.Questions.Any(IsTouchedAt);

    /// <summary>What keeps some of it from being saved. The rest is.</summary>
    public IReadOnlyList<AnswerRules.Fault> Faults { get; } = AnswerRules.Faults(Section, Values).ToList();

    public bool IsFaulty(Question question) => Faults.Any(fault => fault.Key == question.Key);

    /// <summary>
    /// What is saved, with what was typed put into it. What its writer did not touch is left as it is, whatever a colleague has made of
    /// it since the page was opened; where both have changed the same question, what is saved stays until somebody who sees both chooses.
    /// </summary>
    public (AnswerValues Values, IReadOnlyList<Question> Contested) Into(AnswerValues? saved)
    {
        var merged = new AnswerValues();
        foreach (var (key, values) in saved ?? [])
        {
            merged[key] = values;
        }
        var contested = new List<Question>();
        foreach (var question in Section.Questions.Where(question => IsTouchedAt(question) && !IsFaulty(question)))
        {
            var (key, stored) = (question.Key, saved?.Many(question.Key) ?? []);
            if (stored.SequenceEqual(Values.Many(key)))
            {
                continue;
            }
            if (!Shown.Matches(key, stored) || (Chosen.TryGetValue(key, out var mine) && mine == null))
            {
                contested.Add(question);
            }
            else if (mine != false)
            {
                merged.Put(key, Values.Many(key));
            }
        }
        // That nobody can be known again by a number was said of that number.
        foreach (var key in merged.Keys.Where(key => saved?.ContainsKey(key) == true && QuestionKeys.ConfirmedValue(key) is { } value
            && !merged.Many(value).SequenceEqual(saved.Many(value))).ToList())
        {
            merged.Remove(key);
        }
        return (merged, contested);
    }

    private bool IsTouchedAt(Question question) => !Shown.Matches(question.Key, Values.Many(question.Key));
}
