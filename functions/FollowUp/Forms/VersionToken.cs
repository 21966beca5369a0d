using System.Security.Cryptography;
using System.Text.Json;
using FollowUp.Storage;

namespace FollowUp.Forms;

/// <summary>What a page was made from, so that a change which somebody made in between is seen when its form comes back.</summary>
internal static class VersionToken
{
    public static string Of<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, StoredJson.Options)))[..32];
}
