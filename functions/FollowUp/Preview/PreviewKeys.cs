using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Preview;

/// <summary>The keys of comments on a preview, and of the trail's entries on the links to it.</summary>
internal static class PreviewKeys
{
    public const string CommentRows = "comment|";

    /// <summary>What the keys of the trail's entries on the links to a round's preview begin with.</summary>
    public const string LinkEntries = "preview-link|";

    /// <summary>What somebody says of a preview: saying the same again of the same is not another comment.</summary>
    /// <param name="departmentId">Null for the round as a whole.</param>
    public static string Comment(string linkHash, string? departmentId, string text) =>
        $"{CommentRows}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{linkHash}|{departmentId}|{text}")))}";

    public static string Shared(string linkHash) => $"{LinkEntries}{linkHash}";

    public static string Revoked(string linkHash) => $"{LinkEntries}{linkHash}|revoked";
}
