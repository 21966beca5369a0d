using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Trail;

/// <summary>Where the trail's entries are stored, and their keys.</summary>
internal static class TrailKeys
{
    public const string Rows = "trail|";

    /// <summary>A department's part of a round: its rows and its trail, which are written together.</summary>
    public static string DepartmentPartition(string roundId, string departmentId) => $"{roundId}|{departmentId}";

    public static string Row(string what) => $"{Rows}{what}";

    /// <summary>The trail's entry on something that may be done several times, and several times at one instant.</summary>
    /// <param name="before">What guarded the change: no two changes come after the same version.</param>
    public static string Change(string what, string before) =>
        $"{what}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before)))}";
}
