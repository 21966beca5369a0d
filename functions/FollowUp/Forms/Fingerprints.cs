using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using FollowUp.Questionnaires;

namespace FollowUp.Forms;

/// <summary>Distinguish one state of a section from another, question by question. What is not answered has none.</summary>
public sealed class Fingerprints
{
    private readonly IReadOnlyDictionary<string, string> _byKey;

    private Fingerprints(IReadOnlyDictionary<string, string> byKey) => _byKey = byKey;

    public static Fingerprints Of(AnswerValues? values) => new((values ?? []).ToDictionary(value => value.Key, value => Of(value.Value)!));

    public static Fingerprints Of(IEnumerable<Question> questions, Func<Question, string?> of) =>
        new(questions.Select(question => (question.Key, Print: of(question))).Where(pair => pair.Print != null)
            .ToDictionary(pair => pair.Key, pair => pair.Print!));

    /// <summary>Null of no answer.</summary>
    public static string? Of(IReadOnlyList<string> values) => values.Count == 0 ? null
        : Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values)).AsSpan(0, 9));

    /// <summary>Parses the output of <see cref="ToString"/>; malformed text yields no fingerprints.</summary>
    public static Fingerprints Parse(string text) => new(text.Split(' ')
        .Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0]).ToDictionary(pair => pair.Key, pair => pair.First()[1]));

    public string? At(string key) => _byKey.GetValueOrDefault(key);

    public bool Matches(string key, IReadOnlyList<string> values) => At(key) == Of(values);

    public override string ToString() => string.Join(' ', _byKey.Select(pair => $"{pair.Key}={pair.Value}"));
}
