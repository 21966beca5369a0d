using System.Security.Cryptography;
using System.Text;
using FollowUp.Forms;
using FollowUp.Links;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Answers;

/// <summary>A valid link and all that its pages show.</summary>
/// <param name="RecipientId">Whose link it is: a contact's or a delegation's.</param>
/// <param name="Round">As it is for the department.</param>
/// <param name="Late">Whether the deadline has passed.</param>
/// <param name="ShowsDrafts">Whether what was saved is still shown: after the round's close not for ever.</param>
public sealed record OpenedLink(string Token, string FormToken, string RecipientId, Round Round, StoredAssignment Stored, bool Late,
    bool ShowsDrafts = true)
{
    public Assignment Work => Stored.Work;

    public string DepartmentId => Work.Department.Id;

    /// <summary>What the link was delegated for, where it is a colleague's: they see that section and nothing else.</summary>
    public Delegation? Delegation => Work.Delegations.FirstOrDefault(delegation => delegation.Id == RecipientId);

    /// <summary>The mailbox of the link's recipient.</summary>
    public string Recipient => Delegation?.Email ?? Work.Department.Contacts.Single(contact => contact.Id == RecipientId).Email;

    public bool TakesAnswers => Round.State == RoundState.Open && Work is { Closed: false, Exemption: null };

    /// <summary>
    /// Whether there is an extract for the department's own account: once the round is closed, and where it asked the department about
    /// measures.
    /// </summary>
    public bool HasExtract => Round.State == RoundState.Closed && Work.HasExtract(Round.Kind);

    public string Address => $"/svar/{Token}";

    public string CheckAddress => $"{Address}/granska";

    public string AddressOf(Section section) => $"{Address}/avsnitt/{NumberOf(section)}";

    public string DelegationAddressOf(Section section) => $"{AddressOf(section)}/lamna-over";

    public string ReceiptAddress(int submission) => $"{Address}{LinkTokens.ReceiptPath(submission)}";

    public string ExtractAddress => $"{Address}{LinkTokens.ExtractPath}";

    /// <summary>The section's place in the questionnaire, from 1.</summary>
    public int NumberOf(Section section) => Work.Questionnaire.Sections.ToList().FindIndex(other => other.Id == section.Id) + 1;

    /// <summary>The section in that place; null where there is none, or none that the link opens.</summary>
    public Section? SectionAt(int number) =>
        Work.Questionnaire.Sections.ElementAtOrDefault(number - 1) is { } section
            && (Delegation == null || Delegation.SectionId == section.Id)
            ? section : null;

    /// <summary>The sections that can be submitted: complete, and not submitted like this already.</summary>
    public IReadOnlyList<string> Ready => Work.Questionnaire.Sections
        .Where(section => AnswerRules.IsComplete(section, Work.Drafts.GetValueOrDefault(section.Id)) && Work.IsChanged(section.Id))
        .Select(section => section.Id)
        .ToList();

    /// <summary>Of what would be submitted: people submit the answers that they checked, not what somebody else has saved since.</summary>
    public string VersionToken => Forms.VersionToken.Of(Ready.Select(section => $"{section} {Fingerprints.Of(Work.Drafts[section])}"));
}
