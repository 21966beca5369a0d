using FollowUp.Inputs;
using FollowUp.Mail;

namespace FollowUp.Acts;

/// <summary>The page of an act: what it does, what must be filled in, and the button.</summary>
/// <param name="Lead">What it does, a paragraph each.</param>
public sealed record ActForm(string Title, IReadOnlyList<string> Lead, IReadOnlyList<ActField> Fields, string Button)
{
    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <summary>What stands above the errors.</summary>
    public string NotDone { get; init; } = Texts.Board.NotDone;

    /// <summary>Whether the letter is written in it, and so can be looked at again before it is sent.</summary>
    public bool WritesLetter { get; init; }

    /// <summary>What will be sent, to look at first; null where nothing is.</summary>
    public Letter? Letter { get; init; }

    /// <summary>The recipients; null where they are chosen in the form.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>The form, with more of what it does.</summary>
    public ActForm With(IReadOnlyList<string> lead) => this with { Lead = [.. Lead, .. lead] };

    /// <summary>Whether somebody writes in the field: the others the page fills itself, or they are chosen.</summary>
    public static bool IsTyped(string field) =>
        field is not ("before" or "closesBefore" or "seen" or ActInput.Confirmed or "contact" or "section" or "to" or "departments");
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

    /// <summary>Any number of those that can be chosen.</summary>
    Several,

    /// <summary>A box that must be ticked: for what cannot be undone.</summary>
    Confirm,

    /// <summary>What the page showed, so that a change which somebody made since is seen.</summary>
    Hidden,
}
