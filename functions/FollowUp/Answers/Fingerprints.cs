using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using FollowUp.Questionnaires;

namespace FollowUp.Answers;

/// <summary>Tell one state of a section from another, question by question. What is not answered has none.</summary>
public sealed class Fingerprints
{
    private readonly IReadOnlyDictionary<string, string> _byKey;

    private Fingerprints(IReadOnlyDictionary<string, string> byKey) => _byKey = byKey;

    public static Fingerprints Of(AnswerValues? values) => new((values ?? []).ToDictionary(value => value.Key, value => Of(value.Value)));

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is the state of nothing answered.</summary>
    public static Fingerprints Parse(string text) => new(text.Split(' ')
        .Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0]).ToDictionary(pair => pair.Key, pair => pair.First()[1]));

    public bool Matches(string key, IReadOnlyList<string> values) => _byKey.GetValueOrDefault(key) == (values.Count == 0 ? null : Of(values));

    public override string ToString() => string.Join(' ', _byKey.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Of(IReadOnlyList<string> values) => Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values))[..9]);
}
