using FollowUp.Departments;
using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>Sends one who is asked the link once more: once a day. One whose link was closed gets another one.</summary>
/// <param name="Contact">The recipient's id.</param>
public sealed record SendLink(string? Contact) : Act
{
    public SendLink() : this(Contact: null)
    {
    }

    public override string Path => "lank";

    public override string Route => "link";

    public override int Place => 120;

    public override ActWords Words => Texts.Acts.Link;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
        [ContactField(target.Department.Department.Contacts.Where(contact => contact.MayBeAsked))];

    public override Act With(ActInput input) => this with { Contact = input.Line("contact") };

    public override string? WhyNot(ActTarget target) => Writing.WhyNotWrite(target.Round, target.Department, target.Now);

    internal override LetterRequest? Letter(ActTarget target)
    {
        var contact = Find(target) ?? target.Department.Department.Contacts.FirstOrDefault(contact => contact.MayBeAsked);
        return contact == null ? null : new LetterRequest(
            contact.LinkClosed ? RoundIds.LinkOfNew(contact.Id, contact.Generation + 1) : RoundIds.LinkAskedFor(contact.Id, target.Today),
            target.Round.Run, NoticeKind.Link, contact.Id, target.Now);
    }

    internal static ActField ContactField(IEnumerable<Contact> contacts) =>
        new("contact", ActFieldKind.Choice, Texts.Acts.Contact, contacts.FirstOrDefault()?.Id ?? "")
        {
            Choices = contacts.Select(contact => (contact.Id, Texts.Recipient(contact))).ToList(),
        };

    private protected override ActResult? Check(ActTarget target) =>
        Find(target) != null ? null : ActResult.Invalid("contact", Texts.Acts.NoContact(target.Department.Department.Name, Contact));

    private protected override bool IsDone(ActTarget target) => Writing.IsAskedFor(target.Department, Letter(target)!);

    private protected override Decision Change(ActTarget target)
    {
        var work = target.Department;
        var opened = work.Department with
        {
            Contacts = [.. work.Department.Contacts.Select(contact => contact.Id == Contact && contact.LinkClosed
                ? contact with { LinkClosed = false, Generation = contact.Generation + 1 } : contact)],
        };
        var (after, entry) = Writing.Ask(work with { Department = opened }, Letter(target)!, target.Who);
        return Decision.Done(after, entry);
    }

    private Contact? Find(ActTarget target) =>
        target.Department.Department.Contacts.FirstOrDefault(contact => contact.Id == Contact && contact.MayBeAsked);
}
