using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FollowUp.Departments;

namespace FollowUp.Links;

/// <summary>
/// The tokens in the departments' links and in the key persons'. They are derived from a key of the ring, never stored: a reminder, or a
/// repeat after a crash, carries the same link without the token lying anywhere.
/// </summary>
public sealed class LinkTokens(LinkSettings settings)
{
    // Of who is no contact of the register's: a colleague, a key person.
    private const int FirstGeneration = 1;

    /// <summary>What the departments' links begin with, and a page that says where they are.</summary>
    public const string Path = "svar";

    private const string ProofField = "&intyg=";
    private const int ProofMinutes = 10;

    /// <summary>The key that makes new links.</summary>
    public string CurrentKeyId => settings.Keys[0].Id;

    /// <summary>256 bits that nobody can guess, as 43 characters that fit into an address.</summary>
    /// <param name="recipientId">A contact's or a delegation's.</param>
    /// <exception cref="InvalidOperationException">The key with which the round was opened is not in the ring any more.</exception>
    public string Token(LinkOrigin round, Department department, string recipientId)
    {
        var generation = department.Contacts.FirstOrDefault(contact => contact.Id == recipientId)?.Generation ?? FirstGeneration;
        // The epoch raises the generation of every link of the round.
        var edition = round.Epoch == 0 ? $"{generation}" : $"{round.Epoch}.{generation}";
        return Base64Url.EncodeToString(Derive(KeyOf(round), $"link|{round.RoundId}|{department.Id}|{recipientId}|{edition}"));
    }

    public Uri Address(LinkOrigin round, Department department, string recipientId) =>
        new(settings.PublicBaseAddress, $"{Path}/{Token(round, department, recipientId)}");

    /// <summary>After a link's address.</summary>
    internal static string ReceiptPath(int submission) => $"/kvitto/{submission}";

    /// <summary>After a link's address.</summary>
    internal const string ExtractPath = "/utdrag";

    /// <summary>
    /// Of a link that shows the round's preview to a key person, and opens nothing else; by each key of the ring, the current one first.
    /// The name comes last: it may hold anything.
    /// </summary>
    public IEnumerable<string> PreviewTokens(string roundId, string name) =>
        settings.Keys.Select(key => Base64Url.EncodeToString(Derive(key, $"preview|{roundId}|{FirstGeneration}|{name}")));

    /// <returns>Null where the key that made the link is not in the ring any more.</returns>
    public Uri? PreviewAddress(string roundId, string name, string hash) =>
        PreviewTokens(roundId, name).FirstOrDefault(token => Hash(token) == hash) is { } token
            ? new Uri(settings.PublicBaseAddress, $"forhandsvisning/{token}") : null;

    /// <summary>Under what the table knows a token. Costs the same for any text of bounded length, malformed or not.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>What a form of this link must carry, so that no other site can post it.</summary>
    public string FormToken(string linkHash) => FormToken(settings.Keys[0], linkHash);

    /// <summary>Of any key of the ring: the form may have been shown before the key was changed.</summary>
    public bool IsFormToken(string linkHash, string? given) => settings.Keys.Any(key => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(FormToken(key, linkHash)), Encoding.UTF8.GetBytes(given ?? "")));

    private static string FormToken(LinkKey key, string linkHash) => Base64Url.EncodeToString(Derive(key, $"form|{linkHash}"));

    /// <summary>
    /// The address with a proof after its query, so that the page there may say what the query says was just done. The proof counts for a
    /// few minutes, on that page and for that holder alone.
    /// </summary>
    /// <param name="holder">Whose page it is: a link's hash, or who is signed in.</param>
    /// <param name="address">A path with a query, perhaps with a fragment.</param>
    public string WithProof(string holder, string address, DateTimeOffset now)
    {
        var end = address.IndexOf('#') is >= 0 and var at ? at : address.Length;
        return $"{address[..end]}{ProofField}{Proof(holder, address[..end], Minute(now))}{address[end..]}";
    }

    public bool HasProof(string holder, string path, string query, DateTimeOffset now)
    {
        if (query.LastIndexOf(ProofField, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return false;
        }
        var given = Encoding.UTF8.GetBytes(query[(at + ProofField.Length)..]);
        return Enumerable.Range(0, ProofMinutes).Any(age => CryptographicOperations.FixedTimeEquals(
            given, Encoding.UTF8.GetBytes(Proof(holder, path + query[..at], Minute(now) - age))));
    }

    private string Proof(string holder, string address, long minute) =>
        Base64Url.EncodeToString(Derive(settings.Keys[0], $"proof|{holder}|{minute}|{address}").AsSpan(0, 16));

    private static long Minute(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;

    // A round from before there was a ring was opened with its oldest key.
    private LinkKey KeyOf(LinkOrigin round) => round.KeyId == null ? settings.Keys[^1]
        : settings.Keys.FirstOrDefault(key => key.Id == round.KeyId)
            ?? throw new InvalidOperationException($"The key {round.KeyId} of round {round.RoundId} is not among FollowUp__LinkKeys.");

    private static byte[] Derive(LinkKey key, string what) => HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(what));
}

/// <summary>What a round's links are made of.</summary>
/// <param name="KeyId">Of the key of the ring; null means the oldest.</param>
/// <param name="Epoch">One more each time that all links of the round are renewed.</param>
public sealed record LinkOrigin(string RoundId, string? KeyId, int Epoch);
