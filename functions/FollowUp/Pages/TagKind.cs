namespace FollowUp.Pages;

/// <summary>What a state means for whoever reads it; each is a colour of followup.css.</summary>
public enum TagKind
{
    /// <summary>Nothing is to be done about it.</summary>
    Idle,
    Ok,

    /// <summary>It is under way.</summary>
    Warn,
    Bad,

    /// <summary>Somebody is asked for something.</summary>
    Info,
}
