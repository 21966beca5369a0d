using FollowUp.Departments;
using FollowUp.Rounds;

namespace FollowUp.Coordinator;

/// <summary>Somebody who has a link into a round that opens something, and is no contact any more.</summary>
public sealed record FormerContact(Round Round, Department Department, Contact Contact)
{
    /// <summary>Whether the term is over, or the register knows the address no more.</summary>
    /// <param name="contact">In a round.</param>
    /// <param name="registered">The department's in the register.</param>
    public static bool Is(Contact contact, IReadOnlyList<Contact> registered, DateOnly today) =>
        contact is { MayBeAsked: true, LinkClosed: false }
        && (contact.To < today || (contact.Generation == 1 && !registered.Any(other => other.Email == contact.Email)));
}
