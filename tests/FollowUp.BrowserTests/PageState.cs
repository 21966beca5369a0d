namespace FollowUp.BrowserTests;

/// <summary>A state that a page can be in.</summary>
/// <param name="Name">States of several routes that show the same page have the same name.</param>
/// <param name="ReachAsync">Brings the world into the state and opens the page in the browser.</param>
internal sealed record PageState(string Name, Func<TestWorld, IPage, Task> ReachAsync)
{
    /// <summary>The world has no register and no plan yet.</summary>
    public bool Empty { get; init; }

    /// <summary>Reaching the state changes other rounds too (the clock, the earlier answers), so it gets its own world.</summary>
    public bool Alone { get; init; }
}
