using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Pages;

/// <summary>Who calls the HTTP API: the function key says only that they may.</summary>
internal static class ApiCaller
{
    public const string Header = "X-FollowUp-User";

    private const int MaxName = 100;

    /// <summary>Goes to the trail.</summary>
    public static string Caller(this HttpRequest request) => (string)request.HttpContext.Items[Header]!;

    /// <returns>False where that is no name.</returns>
    public static bool SetCaller(this HttpRequest request, string? given)
    {
        var name = Clean(given ?? "");
        request.HttpContext.Items[Header] = name;
        return name != "";
    }

    /// <summary>A line without signs that cannot be seen; percent signs write what a header cannot hold.</summary>
    private static string Clean(string given)
    {
        var visible = Uri.UnescapeDataString(given).Normalize().EnumerateRunes()
            .Where(rune => rune != Rune.ReplacementChar)
            .Select(rune => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? new Rune(' ') : rune)
            .Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse));
        var words = string.Concat(visible).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = new StringInfo(string.Join(' ', words));
        return text.LengthInTextElements <= MaxName ? text.String : text.SubstringByTextElements(0, MaxName);
    }
}
