using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>What somebody may do at the desk; each may what the one before may.</summary>
public enum Role
{
    /// <summary>Looks, and changes nothing: the steering group.</summary>
    Reader,

    /// <summary>Runs the rounds.</summary>
    Coordinator,

    /// <summary>May all that a coordinator may.</summary>
    Admin,
}

/// <summary>Who is signed in.</summary>
/// <param name="Id">Stays the same while names change.</param>
/// <param name="Name">Goes to the trail.</param>
public sealed record Principal(string Id, string Name, Role Role);

/// <summary>The person at the desk. FollowUp has no login of its own: the platform in front of it says who that is.</summary>
public interface ISignIn
{
    /// <summary>Null where nobody is signed in, or nobody who has a role here.</summary>
    Principal? WhoIs(HttpRequest request);

    /// <summary>
    /// What somebody gets who may not come in, as <see cref="WhoIs"/> said: the way in, or why there is none. Logs what was refused.
    /// </summary>
    /// <param name="typed">What they had typed, to be kept; null where nothing was posted.</param>
    IResult Challenge(HttpRequest request, IReadOnlyList<string>? typed = null);

    /// <summary>What every page of the desk must say of this sign-in; null where there is nothing.</summary>
    string? Notice { get; }

    /// <summary>Where one signs out.</summary>
    string SignOut { get; }
}
