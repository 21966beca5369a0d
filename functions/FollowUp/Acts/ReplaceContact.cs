using FollowUp.Departments;
using FollowUp.Inputs;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// Puts somebody else in a contact's place: the old link opens nothing from here on, what was saved stays, and the new one gets a link.
/// </summary>
/// <param name="Contact">Their id.</param>
/// <param name="Before">The address that the coordinator saw when they decided.</param>
public sealed record ReplaceContact(string? Contact, string? Before, string? Name, string? Email) : Act
{
    private const int MaxName = 100;

    public ReplaceContact() : this(null, null, null, null)
    {
    }

    public override string Path => "kontakt";

    public override string Route => "contact";

    public override int Place => 130;

    public override ActWords Words => Texts.Acts.Replace;

    public override bool IsOnDepartment => true;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        SendLink.ContactField(target.Department.Department.Contacts),
        new ActField("name", ActFieldKind.Line, Texts.Acts.ContactName, Hint: Texts.Acts.ContactNameHint),
        new ActField("email", ActFieldKind.Email, Texts.Acts.ContactEmail),
        // A page shows the addresses of all of them.
        new ActField("before", ActFieldKind.Hidden, "",
            string.Join('\n', target.Department.Department.Contacts.Select(contact => $"{contact.Id} {contact.Email}"))),
    ];

    public override Act With(ActInput input)
    {
        var (contact, before) = (input.Line("contact"), input.List("before"));
        var shown = before.Select(line => line.Split(' ', 2)).FirstOrDefault(line => line.Length == 2 && line[0] == contact);
        return new ReplaceContact(contact, shown?[1] ?? before.FirstOrDefault(), input.Line("name"),
            EmailAddress.Clean(input.Line("email")));
    }

    public override string? WhyNot(ActTarget target) =>
        target.Round.State is RoundState.Open or RoundState.Paused ? null : Texts.Acts.CannotChange(target.Round.State);

    private protected override ActResult? Check(ActTarget target) =>
        CheckLine("name", Name, missing: null, MaxName) is { } wrong ? wrong
        : InputCheck.Address(Email ?? "") is { } problem ? ActResult.Invalid("email", problem)
        : Find(target) is null ? ActResult.Invalid("contact", Texts.Acts.NoContact(target.Department.Department.Name, Contact))
        : Before == null ? ActResult.Invalid("before", Texts.Acts.SeenAddressMissing)
        : null;

    private protected override bool IsDone(ActTarget target) => Find(target) is { } contact && contact.Email == Email
        && contact.Name == Name;

    private protected override Decision Change(ActTarget target)
    {
        var (work, contact) = (target.Department, Find(target)!);
        if (Before != contact.Email)
        {
            return Decision.Refuse(Texts.Acts.ContactChangedMeanwhile(contact.Email));
        }
        if (work.Department.Contacts.Any(other => other.Id != contact.Id && Texts.Alphabet.Equals(other.Email, Email)))
        {
            return Decision.Wrong("email", Texts.Acts.IsContactAlready(work.Department.Name, Email!));
        }
        var next = contact with { Name = Name, Email = Email!, Generation = contact.Generation + 1, LinkClosed = false };
        var department = work.Department with
        {
            Contacts = work.Department.Contacts.Select(other => other.Id == contact.Id ? next : other).ToList(),
        };
        var hearsOfIt = department.Recipients.Any(recipient => recipient.Id == contact.Id) && work.IsInvited(target.Round)
            && work.Exemption == null;
        return Decision.Done(
            work with
            {
                Department = department,
                LettersAskedFor = hearsOfIt
                    ? [.. work.LettersAskedFor, new LetterRequest(RoundIds.LinkOfNew(contact.Id, next.Generation), target.Round.Run,
                        NoticeKind.Link, contact.Id, target.Now)]
                    : work.LettersAskedFor,
            },
            Entry(target, TrailEvent.ContactChanged, Texts.Trail.ContactReplaced(contact, next)));
    }

    private Contact? Find(ActTarget target) => target.Department.Department.Contacts.FirstOrDefault(contact => contact.Id == Contact);
}
