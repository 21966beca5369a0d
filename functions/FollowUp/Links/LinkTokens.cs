using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FollowUp.Departments;

namespace FollowUp.Links;

/// <summary>
/// The tokens in the departments' links and in the key persons'. They are derived from the link secret, never stored: a reminder, or a
/// repeat after a crash, carries the same link without the token lying anywhere.
/// </summary>
public sealed class LinkTokens(LinkSettings settings)
{
    // Of who is no contact of the register's: a colleague, a key person.
    private const int FirstGeneration = 1;

    /// <summary>256 bits that nobody can guess, as 43 characters that fit into an address.</summary>
    /// <param name="recipientId">A contact's or a delegation's.</param>
    public string Token(string roundId, Department department, string recipientId) => Token(
        roundId, department.Id, recipientId, department.Contacts.FirstOrDefault(contact => contact.Id == recipientId)?.Generation
            ?? FirstGeneration);

    public Uri Address(string roundId, Department department, string recipientId) =>
        new(settings.PublicBaseAddress, $"svar/{Token(roundId, department, recipientId)}");

    /// <summary>After a link's address.</summary>
    internal static string ReceiptPath(int submission) => $"/kvitto/{submission}";

    /// <summary>After a link's address.</summary>
    internal const string ExtractPath = "/utdrag";

    /// <summary>
    /// Of a link that shows the round's preview to a key person, and opens nothing else. The name comes last: it may hold anything.
    /// </summary>
    public string PreviewToken(string roundId, string name) =>
        Base64Url.EncodeToString(Derive($"preview|{roundId}|{FirstGeneration}|{name}"));

    public Uri PreviewAddress(string roundId, string name) =>
        new(settings.PublicBaseAddress, $"forhandsvisning/{PreviewToken(roundId, name)}");

    /// <summary>Under what the table knows a token. Costs the same for any text of bounded length, malformed or not.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>What a form of this link must carry, so that no other site can post it.</summary>
    public string FormToken(string linkHash) => Base64Url.EncodeToString(Derive($"form|{linkHash}"));

    public bool IsFormToken(string linkHash, string? given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(FormToken(linkHash)), Encoding.UTF8.GetBytes(given ?? ""));

    private string Token(string roundId, string departmentId, string recipientId, int generation) =>
        Base64Url.EncodeToString(Derive($"link|{roundId}|{departmentId}|{recipientId}|{generation}"));

    private byte[] Derive(string what) => HMACSHA256.HashData(settings.Secret, Encoding.UTF8.GetBytes(what));
}
