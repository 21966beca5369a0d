using FollowUp.Questionnaires;

namespace FollowUp.Answers;

/// <summary>What somebody typed on a section's page, beside what the page had shown them.</summary>
/// <param name="Values">What stood in the fields.</param>
/// <param name="Shown">Of what the page had shown.</param>
/// <param name="Chosen">Key of a question at which the page asked whose answer shall count → whether it is the one typed; null where nothing was chosen.</param>
public sealed record TypedSection(Section Section, AnswerValues Values, Fingerprints Shown, IReadOnlyDictionary<string, bool?> Chosen)
{
    // The two answers to that.
    public const string Mine = "min";
    public const string Theirs = "sparad";

    public bool IsTouched => Section.Questions.Any(IsTouchedAt);

    /// <summary>What keeps some of it from being saved. The rest is.</summary>
    public IReadOnlyList<AnswerRules.Fault> Faults => AnswerRules.Faults(Section, Values).ToList();

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
        var faulty = Faults.Select(fault => fault.Key).ToHashSet();
        var contested = new List<Question>();
        foreach (var question in Section.Questions.Where(question => IsTouchedAt(question) && !faulty.Contains(question.Key)))
        {
            var (key, standing) = (question.Key, saved?.Many(question.Key) ?? []);
            if (standing.SequenceEqual(Values.Many(key)))
            {
                continue;
            }
            if (!Shown.Matches(key, standing) || (Chosen.TryGetValue(key, out var mine) && mine == null))
            {
                contested.Add(question);
            }
            else if (mine != false)
            {
                merged.Put(key, Values.Many(key));
            }
        }
        // That nobody can be known again by a number was said of that number.
        foreach (var key in merged.Keys.Where(key => saved?.ContainsKey(key) == true && QuestionKeys.ConfirmedValue(key) is { } value && !merged.Many(value).SequenceEqual(saved.Many(value))).ToList())
        {
            merged.Remove(key);
        }
        return (merged, contested);
    }

    /// <summary>Of what the page shows after this was saved: what stands in its fields, also where somebody else has saved something newer that it does not show.</summary>
    /// <param name="saved">What is saved now.</param>
    public Fingerprints ShownAfter(AnswerValues? saved, IReadOnlyList<Question> contested)
    {
        var faulty = Faults.Select(fault => fault.Key).ToHashSet();
        return Fingerprints.Of(Section.Questions, question =>
            contested.Contains(question) || faulty.Contains(question.Key) ? Shown.At(question.Key)
            : Fingerprints.Of(Chosen.GetValueOrDefault(question.Key) == false ? saved?.Many(question.Key) ?? [] : Values.Many(question.Key)));
    }

    private bool IsTouchedAt(Question question) => !Shown.Matches(question.Key, Values.Many(question.Key));
}
