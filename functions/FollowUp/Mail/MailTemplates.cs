using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <summary>
/// The municipality's own words, in place of the standard ones of some letters. A letter that is not among them keeps those.
/// </summary>
public sealed class MailTemplates(IReadOnlyDictionary<(bool Consultation, NoticeKind Letter), LetterWording> letters)
{
    /// <summary>
    /// What FollowUp has words for, and a municipality may have its own: a message has the coordinator's each time, and the
    /// coordinator gets a digest.
    /// </summary>
    public static IReadOnlyList<NoticeKind> Kinds { get; } =
        [.. Enum.GetValues<NoticeKind>().Where(kind => kind is not (NoticeKind.Message or NoticeKind.Coordinator))];

    public static MailTemplates None { get; } = new(new Dictionary<(bool, NoticeKind), LetterWording>());

    public int Count => letters.Count;

    /// <summary>
    /// Null where the standard words stand. A consultation asks for something else than a follow-up: its letters are others.
    /// </summary>
    public LetterWording? Find(RoundKind round, NoticeKind letter) => letters.GetValueOrDefault((round == RoundKind.Consultation, letter));
}

/// <param name="Subject">Null for the standard one.</param>
/// <param name="Paragraphs">Null for the standard ones.</param>
public sealed record LetterWording(IReadOnlyList<Piece>? Subject, IReadOnlyList<IReadOnlyList<Piece>>? Paragraphs);

/// <summary>Literal text or a placeholder.</summary>
/// <param name="Words">Empty where there is a placeholder.</param>
public readonly record struct Piece(string Words, Placeholder? Placeholder)
{
    /// <summary>
    /// The words with everything filled in; null where one of the placeholders has nothing to say. What is filled in is not read again:
    /// braces in a department's name are only braces.
    /// </summary>
    internal static string? Fill(IReadOnlyList<Piece> pieces, Func<Placeholder, string?> value)
    {
        var filled = pieces.Select(piece => piece.Placeholder is { } placeholder ? value(placeholder) : piece.Words).ToList();
        return filled.Contains(null) ? null : string.Concat(filled);
    }
}
