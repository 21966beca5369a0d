using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FollowUp.Plans;

/// <summary>One thing wrong in a file that somebody wrote: where, what, and how to mend it.</summary>
/// <param name="Line">1-based.</param>
public sealed record Problem(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>Reads YAML that people write, and collects every problem with its line instead of stopping at the first.</summary>
internal sealed partial class LocatedYaml(string file)
{
    // With the most measures a department may have, what it is asked still fits into one row.
    private const int LongestLine = 300;

    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public void Report(YamlNode at, string message) => _problems.Add(new Problem(file, (int)at.Start.Line, message));

    /// <summary>The document's top mapping; null (and a problem) where there is none.</summary>
    public YamlMappingNode? Parse(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode top)
            {
                return top;
            }
            _problems.Add(new Problem(file, 1, Texts.Import.NotAMapping));
        }
        catch (YamlException fault)
        {
            _problems.Add(new Problem(file, (int)fault.Start.Line, Texts.Import.NotYaml));
        }
        return null;
    }

    /// <summary>Reports each key that is not among <paramref name="known"/>: a misspelt key must not be a silent loss.</summary>
    public void OnlyKeys(YamlMappingNode node, params string[] known)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!known.Contains(Scalar(key)))
            {
                Report(key, Texts.Import.UnknownKey(Scalar(key) ?? "", known));
            }
        }
    }

    /// <summary>A required id: it becomes part of keys and addresses.</summary>
    public string Id(YamlMappingNode node, string key)
    {
        var id = Required(node, key);
        if (id != "" && !IdForm().IsMatch(id))
        {
            Report(Child(node, key)!, Texts.Import.BadId(id));
        }
        return id;
    }

    /// <summary>The value as one line of text; "" (and a problem) where it is missing or empty.</summary>
    public string Required(YamlMappingNode node, string key)
    {
        var text = Optional(node, key);
        if (text == null)
        {
            Report(Child(node, key) ?? node, Texts.Import.Missing(key));
        }
        return text ?? "";
    }

    public string? Optional(YamlMappingNode node, string key)
    {
        switch (Child(node, key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return string.IsNullOrWhiteSpace(scalar.Value) ? null : Line(scalar, key);
            case var other:
                Report(other, Texts.Import.NotText(key));
                return null;
        }
    }

    /// <summary>A required date; null (and a problem) where it is missing or none.</summary>
    public DateOnly? Date(YamlMappingNode node, string key)
    {
        var text = Required(node, key);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }
        if (text != "")
        {
            Report(Child(node, key)!, Texts.Import.NotADate(key, text));
        }
        return null;
    }

    /// <summary>A list of mappings; empty (and a problem) where it is missing or something else.</summary>
    public IEnumerable<YamlMappingNode> Mappings(YamlMappingNode node, string key)
    {
        if (Child(node, key) is not YamlSequenceNode list)
        {
            Report(Child(node, key) ?? node, Texts.Import.NotAList(key));
            yield break;
        }
        foreach (var item in list)
        {
            if (item is YamlMappingNode mapping)
            {
                yield return mapping;
            }
            else
            {
                Report(item, Texts.Import.NotAList(key));
            }
        }
    }

    /// <summary>A list of texts, each with its node so that a problem with it can be located; empty where it is missing.</summary>
    public IEnumerable<(YamlNode Node, string Text)> Strings(YamlMappingNode node, string key)
    {
        var child = Child(node, key);
        if (child is YamlSequenceNode list)
        {
            foreach (var item in list)
            {
                if (item is YamlScalarNode scalar && !string.IsNullOrWhiteSpace(scalar.Value))
                {
                    yield return (item, Line(scalar, key));
                }
                else
                {
                    Report(item, Texts.Import.NotText(key));
                }
            }
        }
        else if (child != null)
        {
            Report(child, Texts.Import.NotAList(key));
        }
    }

    public static YamlNode? Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Scalar(YamlNode node) => (node as YamlScalarNode)?.Value;

    // A title goes into subjects and headings, a name into a mail's header.
    private string Line(YamlScalarNode scalar, string key)
    {
        var text = scalar.Value!.Trim();
        if (text.Any(char.IsControl))
        {
            Report(scalar, Texts.Import.NotOneLine(key));
        }
        if (text.Length > LongestLine)
        {
            Report(scalar, Texts.Import.LineTooLong(key, LongestLine));
        }
        return text;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex IdForm();
}
