using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Inputs;

namespace FollowUp.Imports;

/// <summary>Reads one file, and collects everything that is wrong with its line instead of stopping at the first.</summary>
internal sealed partial class FileReading(string file)
{
    public const string Yes = "ja";
    internal const string No = "nej";
    // With the most measures a department may have, what it is asked still fits into one row.
    public const int MaxLine = 300;

    private const int MaxId = 40;

    // Nobody reads more; a file of nothing but faults must not fill the memory.
    private const int MaxFindings = 500;
    private const int MaxErrors = 50;

    // Looking for each costs as much as there are names; more errors than this have one cause.
    private const int MaxSuggestions = 50;

    /// <summary>The line of what is about a file without lines.</summary>
    public const int Whole = 0;

    private readonly List<Finding> _findings = [];
    // Of a workbook's cells; the line of a node is the number of its place here.
    private readonly List<(string Sheet, int Row, int Column)> _places = [];
    private int _suggestions;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Also of those that are no longer listed.</summary>
    public bool HasErrors { get; private set; }

    public void Report(FindingCode code, int line, string message)
    {
        var finding = line == Whole ? new Finding(code, file, 1, message, Texts.Import.WholeFile)
            : _places.ElementAtOrDefault(line - 1) is { Row: > 0 } place
            ? new Finding(code, file, place.Row, message, place.Sheet == WordFile.SheetName
                ? Texts.Import.TableRow(WordFile.Place(place.Row))
                : Texts.Import.Cell(place.Sheet, SheetCell.Name(place.Column, place.Row)))
            : new Finding(code, file, line, message);
        HasErrors |= finding.IsError;
        // What stops the import must be told, however much else there is.
        if (_findings.Count < MaxFindings || (finding.IsError && _findings.Count(other => other.IsError) < MaxErrors))
        {
            _findings.Add(finding);
        }
    }

    /// <summary>A cell as the line of a node.</summary>
    public int Place(string sheet, int row, int column)
    {
        _places.Add((sheet, row, column));
        return _places.Count;
    }

    public void Report(FindingCode code, Node at, string message) => Report(code, at.Line, message);

    /// <summary>How much of a key may be wrong. Half, as keys are short.</summary>
    public const double MisspeltKey = 0.5;

    /// <summary>The word a person most likely meant; null when nothing is near.</summary>
    /// <param name="tolerance">How much of a word may be wrong: of few, unlike words more than of many, similar ones.</param>
    public string? Nearest(string word, IEnumerable<string> known, double tolerance) => Near(word, known, tolerance).FirstOrDefault();

    /// <summary>All that may have been meant, the nearest first.</summary>
    public IReadOnlyList<string> Near(string word, IEnumerable<string> known, double tolerance) =>
        _suggestions++ >= MaxSuggestions ? [] : known
        .Where(candidate => Math.Abs(candidate.Length - word.Length) <= candidate.Length * tolerance)
        .Select(candidate => (candidate, distance: EditDistance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.distance <= pair.candidate.Length * tolerance)
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .ToList();

    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }

    /// <summary>Reports each key that is not among <paramref name="known"/>: a misspelt key must not be a silent loss.</summary>
    public void OnlyKeys(MapNode node, params string[] known)
    {
        foreach (var field in node.Fields.Where(field => !known.Contains(field.Key)))
        {
            Report(FindingCode.UnknownKey, field.Line,
                Texts.Import.UnknownKey(field.Key, Nearest(field.Key, known, MisspeltKey), known));
        }
    }

    /// <summary>A required id: it becomes part of keys and addresses.</summary>
    public string Id(MapNode node, string key)
    {
        var id = InputText.Key(Required(node, key));
        if (id != "" && !IdForm().IsMatch(id))
        {
            Report(FindingCode.BadValue, node.Child(key)!, Texts.Import.BadId(id));
        }
        return id;
    }

    /// <summary>An id made of a name, as a person would: barn-och-utbildningsnamnden.</summary>
    public static string IdOf(string name)
    {
        var letters = InputText.Digits(name).ToLowerInvariant().Normalize(NormalizationForm.FormD)
            .Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var id = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length <= MaxId ? id : id[..(id.LastIndexOf('-', MaxId) is > 0 and var end ? end : MaxId)];
    }

    /// <summary>The value as one line of text; "" (and an error) where it is missing or empty.</summary>
    public string Required(MapNode node, string key)
    {
        var text = Optional(node, key);
        if (text == null)
        {
            Report(FindingCode.Missing, node.Child(key) ?? node, Texts.Import.Missing(key));
        }
        return text ?? "";
    }

    public string? Optional(MapNode node, string key)
    {
        switch (node.Child(key))
        {
            case null:
                return null;
            case TextNode text:
                return Line(text, key) is { Length: > 0 } line ? line : null;
            case var other:
                Report(FindingCode.BadValue, other, Texts.Import.NotText(key));
                return null;
        }
    }

    public string? Paragraph(MapNode node, string key, int maxLength)
    {
        if (node.Child(key) is not TextNode text)
        {
            return Optional(node, key);
        }
        if (InputCheck.Paragraph(text.Value, maxLength) is { } wrong)
        {
            Report(FindingCode.BadValue, text, $"{key}: {wrong}");
        }
        return InputText.Paragraph(text.Value) is { Length: > 0 } paragraph ? paragraph : null;
    }

    /// <summary>An address that a browser opens.</summary>
    public string? WebAddress(MapNode node, string key)
    {
        if (Optional(node, key) is not { } written)
        {
            return null;
        }
        if (Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host != "")
        {
            return address.AbsoluteUri;
        }
        Report(FindingCode.BadValue, node.Child(key)!, Texts.Import.NotAWebAddress(key, written));
        return null;
    }

    /// <summary>A required date; null (and an error) where it is missing or none.</summary>
    public DateOnly? Date(MapNode node, string key)
    {
        if (Optional(node, key) == null)
        {
            Required(node, key);
            return null;
        }
        return OptionalDate(node, key);
    }

    public DateOnly? OptionalDate(MapNode node, string key)
    {
        if (Optional(node, key) is not { } written)
        {
            return null;
        }
        if (InputCheck.Day(written) is { } date)
        {
            return date;
        }
        Report(FindingCode.BadValue, node.Child(key)!, Texts.Import.NotADate(key, written));
        return null;
    }

    /// <summary>Two optional dates, the later not before the earlier.</summary>
    public (DateOnly? From, DateOnly? To) Span(MapNode node, string from, string to)
    {
        var span = (From: OptionalDate(node, from), To: OptionalDate(node, to));
        if (span.To < span.From)
        {
            Report(FindingCode.BadValue, node.Child(to)!, Texts.Import.EndsBeforeStart);
        }
        return span;
    }

    /// <summary>A list of mappings; an error where it is something else, or where it is missing or empty and must not be.</summary>
    public IEnumerable<MapNode> Mappings(MapNode node, string key, bool required = true)
    {
        if (node.Child(key) is null or TextNode { Value: "" } or ListNode { Items.Count: 0 })
        {
            if (required)
            {
                Report(FindingCode.Missing, node.Child(key) ?? node, Texts.Import.Missing(key));
            }
            yield break;
        }
        if (node.Child(key) is not ListNode list)
        {
            Report(FindingCode.BadValue, node.Child(key)!, Texts.Import.NotAList(key));
            yield break;
        }
        foreach (var item in list.Items)
        {
            if (item is MapNode mapping)
            {
                yield return mapping;
            }
            else
            {
                Report(FindingCode.BadValue, item, Texts.Import.NotAList(key));
            }
        }
    }

    /// <summary>A list of texts, each with its line; empty where it is missing.</summary>
    public IEnumerable<(int Line, string Text)> Strings(MapNode node, string key)
    {
        switch (node.Child(key))
        {
            case ListNode list:
                foreach (var item in list.Items)
                {
                    if (item is TextNode text && Line(text, key) is { Length: > 0 } line)
                    {
                        yield return (item.Line, line);
                    }
                    else
                    {
                        Report(FindingCode.BadValue, item, Texts.Import.NotText(key));
                    }
                }
                break;
            case null or TextNode { Value: "" }:
                break;
            case var other:
                Report(FindingCode.BadValue, other, Texts.Import.NotAList(key));
                break;
        }
    }

    public List<string> Lines(MapNode node, string key) => Strings(node, key).Select(written => written.Text).ToList();

    /// <summary>The value that the required word means; the first one (and an error) where it is none of them.</summary>
    public T OneOf<T>(MapNode node, string key, Func<T, string> word) where T : struct, Enum =>
        Required(node, key) is { Length: > 0 } text ? Meant(node.Child(key)!.Line, key, text, word, Enum.GetValues<T>()) ?? default
            : default;

    public List<T> AnyOf<T>(MapNode node, string key, Func<T, string> word) where T : struct, Enum =>
        AnyOf(node, key, word, Enum.GetValues<T>());

    /// <summary>
    /// The values that the words stand for, in their own order, with an error where a word is none of them or stands twice.
    /// </summary>
    public List<T> AnyOf<T>(MapNode node, string key, Func<T, string> word, IReadOnlyList<T> among) where T : struct
    {
        var values = new SortedSet<T>();
        foreach (var (line, text) in Strings(node, key))
        {
            if (Meant(line, key, text, word, among) is { } value && !values.Add(value))
            {
                Report(FindingCode.BadValue, line, Texts.Import.TwiceInList(text));
            }
        }
        return [.. values];
    }

    public bool YesOrNo(MapNode node, string key) =>
        Optional(node, key) is { } text && Meant(node.Child(key)!.Line, key, text, yes => yes ? Yes : No, [true, false]) == true;

    private T? Meant<T>(int line, string key, string text, Func<T, string> word, IReadOnlyList<T> among) where T : struct
    {
        foreach (var value in among)
        {
            if (InputText.Key(word(value)) == InputText.Key(text))
            {
                return value;
            }
        }
        Report(FindingCode.BadValue, line, Texts.Import.NotOneOf(key, text, among.Select(word)));
        return null;
    }

    // A title goes into subjects and headings, a name into a mail's header.
    private string Line(TextNode node, string key)
    {
        var text = InputText.Line(node.Value);
        if (text.Length > MaxLine)
        {
            Report(FindingCode.TooMuch, node, Texts.Import.LineTooLong(key, MaxLine));
        }
        else if (InputCheck.NoPersonalNumber(text) is { } aboutAPerson)
        {
            Report(FindingCode.BadValue, node, $"{key}: {aboutAPerson}");
        }
        return text;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex IdForm();
}
