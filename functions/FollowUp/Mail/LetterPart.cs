namespace FollowUp.Mail;

/// <summary>One part of a letter, in the text and in the HTML.</summary>
/// <param name="Link">Null where it leads nowhere.</param>
internal sealed record LetterPart(PartKind Kind, string Text, Uri? Link = null)
{
    public static IEnumerable<LetterPart> Paragraphs(IEnumerable<string> texts) =>
        texts.Select(text => new LetterPart(PartKind.Paragraph, text));

    public static IEnumerable<LetterPart> Foot(IEnumerable<string> texts) => texts.Select(text => new LetterPart(PartKind.Foot, text));
}

internal enum PartKind
{
    Paragraph,

    /// <summary>What the letter is for: one in each letter, a button in HTML.</summary>
    Button,
    Link,

    /// <summary>By when an answer is wanted, once more where it is seen: in HTML alone.</summary>
    Deadline,

    /// <summary>Below what is written to the reader: who writes, why, and what becomes of personal data.</summary>
    Foot,
}
