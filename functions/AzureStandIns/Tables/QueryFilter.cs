#nullable disable
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Values as OData literals.</summary>
internal static class QueryFilter
{
    public static string Create(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    public static string Literal(object value) => value switch
    {
        null => "null",
        string text => Quoted(text),
        char character => Quoted(character.ToString()),
        bool flag => flag ? "true" : "false",
        int or short or ushort or byte or sbyte => Convert.ToString(value, CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => WithPoint(number.ToString("R", CultureInfo.InvariantCulture)),
        Guid guid => $"guid'{guid}'",
        DateTime time => Time(time.ToUniversalTime()),
        DateTimeOffset time => Time(time.UtcDateTime),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData bytes => $"X'{Convert.ToHexString(bytes.ToMemory().Span)}'",
        _ => throw new ArgumentException($"A value of type {value.GetType()} cannot stand in a table filter."),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''")}'";

    // Without a point it would be an Int32.
    private static string WithPoint(string number) => number.AsSpan().ContainsAny('.', 'E', 'N') || number.Contains('∞') ? number : number + ".0";

    private static string Time(DateTime utc) => $"datetime'{utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)}'";
}
