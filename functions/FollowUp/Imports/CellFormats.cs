using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace FollowUp.Imports;

/// <summary>What a workbook's number formats make of a number: a day, a time or a number with decimals.</summary>
/// <param name="from1904">Days are counted from 1904 and not from 1900.</param>
internal sealed partial class CellFormats(bool from1904)
{
    private const int MaxFormats = 100_000;
    private const int DaysTo1904 = 1462;

    // The first of January of the year 10000.
    private const double AfterLastDay = 2_958_466;

    private readonly Dictionary<int, string> _codes = [];
    private readonly List<int> _styles = [];

    /// <summary>Reads the part with the styles.</summary>
    public void Read(XmlReader xml)
    {
        var inCells = false;
        while (xml.Read())
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "numFmt") when _codes.Count < MaxFormats && Int(xml, "numFmtId") is { } id:
                    _codes[id] = xml.GetAttribute("formatCode") ?? "";
                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "cellXfs"):
                    inCells = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                    break;
                case (XmlNodeType.Element, "xf") when inCells && _styles.Count < MaxFormats:
                    _styles.Add(Int(xml, "numFmtId") ?? 0);
                    break;
            }
        }
    }

    /// <summary>The number as a person would type what the program shows: 2026-01-31, 01:10:00 or 1.10.</summary>
    public string Text(string number, int style)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return number;
        }
        var code = Code(style);
        var (isDay, isTime) = (Day().IsMatch(code), Hours().IsMatch(code));
        if ((isDay || isTime) && value is >= 0 and < AfterLastDay - DaysTo1904)
        {
            return isDay && value >= 1 ? $"{DateTime.FromOADate(value + (from1904 ? DaysTo1904 : 0)):yyyy-MM-dd}" : Time(value);
        }
        return Decimals().Match(code) is { Success: true } decimals
            ? value.ToString($"F{decimals.Groups[1].Length}", CultureInfo.InvariantCulture)
            : value.ToString(Math.Abs(value) < 1e15 ? "0.###############" : "G15", CultureInfo.InvariantCulture);
    }

    private static string Time(double days)
    {
        var seconds = (long)Math.Round(days * 86_400);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    // Without what is written out, escaped or a colour; [h] counts hours past a day.
    private string Code(int style)
    {
        var id = _styles.ElementAtOrDefault(style);
        var code = id switch
        {
            2 => "0.00",
            >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 58 => "yyyy-mm-dd",
            22 => "yyyy-mm-dd hh:mm",
            >= 18 and <= 21 or >= 32 and <= 35 or >= 45 and <= 47 => "hh:mm",
            _ => _codes.GetValueOrDefault(id) ?? "",
        };
        return code.Length > 255 ? "" : Literal().Replace(code.ToLowerInvariant(), "");
    }

    internal static int? Int(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\[(?!(h+|m+|s+)\\])[^\\]]*\\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    // A month alone is m as a minute is.
    [GeneratedRegex("[yd]|mmm|\\A[^hs]*m[^hs]*\\z")]
    private static partial Regex Day();

    [GeneratedRegex("[hs]")]
    private static partial Regex Hours();

    [GeneratedRegex(@"\A0\.(0+)\z")]
    private static partial Regex Decimals();
}
