namespace FollowUp.Inputs;

/// <summary>Why something that was typed is not taken.</summary>
/// <param name="Field">Its name in the form or the JSON that it came in.</param>
/// <param name="Message">A sentence that says what is wrong and how to put it right.</param>
public readonly record struct Problem(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
