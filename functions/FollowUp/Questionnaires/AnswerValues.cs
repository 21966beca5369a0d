using System.Diagnostics.CodeAnalysis;
using FollowUp.Inputs;

namespace FollowUp.Questionnaires;

/// <summary>The content of one section: question key → what was chosen or written. Only keys with something in them are kept.</summary>
public sealed class AnswerValues : SortedList<string, string[]>
{
    public AnswerValues() : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The single value of a question, or null where nothing was answered.</summary>
    public string? One(string key) => TryGetValue(key, out var values) && values.Length > 0 ? values[0] : null;

    public string[] Many(string key) => TryGetValue(key, out var values) ? values : [];

    /// <summary>Keeps what was answered; white space and what nobody sees is no answer.</summary>
    public void Put(string key, IEnumerable<string?> values)
    {
        var kept = values.Where(value => InputText.Line(value) != "").Select(value => value!).ToArray();
        if (kept.Length > 0)
        {
            this[key] = kept;
        }
        else
        {
            Remove(key);
        }
    }

    public bool SameAs([NotNullWhen(true)] AnswerValues? other) =>
        other != null && Count == other.Count && this.All(pair => other.Many(pair.Key).SequenceEqual(pair.Value));
}
