using FollowUp.Departments;
using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>Sends one who is asked the link once more: once a day.</summary>
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

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ContactField(target.Department.Department.Recipients)];

    public override Act With(ActInput input) => this with { Contact = input.Text("contact") };

    public override string? WhyNot(ActTarget target) => Writing.WhyNotWrite(target.Round, target.Department, target.Now);

    internal override LetterRequest? Letter(ActTarget target)
    {
        var id = Contact ?? target.Department.Department.Recipients.FirstOrDefault()?.Id ?? "";
        return new(RoundIds.LinkAskedFor(id, target.Today), target.Round.Run, RungKind.Link, id, target.Now);
    }

    internal static ActField ContactField(IEnumerable<Contact> contacts) =>
        new("contact", ActFieldKind.Choice, Texts.Acts.Contact, contacts.FirstOrDefault()?.Id ?? "")
        {
            Choices = contacts.Select(contact => (contact.Id, Texts.Recipient(contact))).ToList(),
        };

    private protected override ActResult? Check(ActTarget target) =>
        target.Department.Department.Recipients.Any(contact => contact.Id == Contact) ? null
        : ActResult.Invalid("contact", Texts.Acts.NoContact(target.Department.Department.Name, Contact));

    private protected override bool IsDone(ActTarget target) => Writing.IsAskedFor(target.Department, Letter(target)!);

    private protected override Decision Change(ActTarget target)
    {
        var (after, entry) = Writing.Ask(target.Department, Letter(target)!, target.Who);
        return Decision.Done(after, entry);
    }
}
