using FollowUp.Mail;

namespace FollowUp.Coordinator;

/// <summary>Something that can be done at the desk.</summary>
/// <param name="Path">In its page's address.</param>
/// <param name="WhyNot">Why it cannot be done as things stand; null where it is offered.</param>
public sealed record DeskAct(string Path, string Name, string? WhyNot);

/// <summary>The page of an act: what it does, what must be filled in, and the button.</summary>
/// <param name="Lead">What it does, a paragraph each.</param>
public sealed record ActForm(string Title, IReadOnlyList<string> Lead, IReadOnlyList<ActField> Fields, string Button)
{
    public IReadOnlyList<(string Field, string Message)> Errors { get; init; } = [];

    /// <summary>What will be sent, to look at first; null where nothing is.</summary>
    public Letter? Letter { get; init; }

    /// <summary>The recipient; null where it is chosen in the form.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>Whether somebody writes in the field: the others the page fills itself, or they are chosen.</summary>
    public static bool IsTyped(string field) => field is not ("before" or "closes-before" or "seen" or "ja" or "contact" or "section");
}

/// <param name="Name">Also the field of <see cref="ActResult"/> that its problem names.</param>
public sealed record ActField(string Name, ActFieldKind Kind, string Label, string Value = "", string? Hint = null)
{
    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];
}

public enum ActFieldKind
{
    Line,
    Email,
    Day,
    Text,
    Choice,

    /// <summary>A box that must be ticked: for what cannot be undone.</summary>
    Confirm,

    /// <summary>What the page showed, so that a change which somebody made since is seen.</summary>
    Hidden,
}
