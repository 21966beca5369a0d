using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// Closes the link of one of the department's recipients, a colleague with a section among them, or of all: it opens nothing from here on,
/// and they get no letters. Sending the link again opens another one.
/// </summary>
/// <param name="Contact">The recipient's id, or <see cref="Everybody"/>.</param>
public sealed record CloseLink(string? Contact) : Act
{
    private const string Everybody = "alla";

    public CloseLink() : this(Contact: null)
    {
    }

    public override string Path => "stang-lank";

    public override string Route => "close-link";

    public override int Place => 180;

    public override ActWords Words => Texts.Acts.CloseLink;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        SendLink.ContactField(target.Department.Department.Recipients) is var contacts
            ? contacts with
            {
                Choices = [.. contacts.Choices,
                    .. target.Department.OpenDelegations.Select(delegation => (delegation.Id, Texts.Acts.Colleague(delegation))),
                    (Everybody, Texts.Acts.AllLinks)],
            }
            : contacts,
    ];

    public override Act With(ActInput input) => this with { Contact = input.Line("contact") };

    public override string? WhyNot(ActTarget target) =>
        target.Department.Department.Recipients.Any() || target.Department.OpenDelegations.Any() ? null : Texts.Acts.LinksAreClosed;

    private protected override ActResult? Check(ActTarget target) => Contact == Everybody
        || target.Department.Department.Contacts.Any(contact => contact.Id == Contact && contact.MayBeAsked)
        || target.Department.Delegations.Any(delegation => delegation.Id == Contact) ? null
        : ActResult.Invalid("contact", Texts.Acts.NoContact(target.Department.Department.Name, Contact));

    private protected override bool IsDone(ActTarget target) => !Closed(target).Any();

    private protected override Decision Change(ActTarget target)
    {
        var work = target.Department;
        return Decision.Done(
            work with
            {
                Department = work.Department with
                {
                    Contacts = [.. work.Department.Contacts.Select(contact =>
                        contact.MayBeAsked && Contact is Everybody || contact.Id == Contact ? contact with { LinkClosed = true }
                            : contact)],
                },
                Delegations = [.. work.Delegations.Select(delegation =>
                    delegation.RevokedAt == null && (Contact is Everybody || delegation.Id == Contact)
                        ? delegation with { RevokedAt = target.Now } : delegation)],
            },
            Entry(target, TrailEvent.LinksClosed, string.Join(", ", Closed(target))));
    }

    /// <summary>The addresses of those whose link is closed by it.</summary>
    private IEnumerable<string> Closed(ActTarget target) =>
        target.Department.Department.Recipients.Where(contact => Contact is Everybody || contact.Id == Contact)
            .Select(contact => contact.Email)
            .Concat(target.Department.OpenDelegations.Where(delegation => Contact is Everybody || delegation.Id == Contact)
                .Select(delegation => delegation.Email));
}
