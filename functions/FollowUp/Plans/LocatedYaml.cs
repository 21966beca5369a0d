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
internal sealed class LocatedYaml(string file)
{
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
            _problems.Add(new Problem(file, (int)fault.Start.Line, Texts.Import.NotYaml(fault.Message)));
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

    /// <summary>The value as text; "" (and a problem) where it is missing or empty.</summary>
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
                return string.IsNullOrWhiteSpace(scalar.Value) ? null : scalar.Value.Trim();
            case var other:
                Report(other, Texts.Import.NotText(key));
                return null;
        }
    }

    public DateOnly Date(YamlMappingNode node, string key)
    {
        var text = Required(node, key);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) && text != "")
        {
            Report(Child(node, key)!, Texts.Import.NotADate(key, text));
        }
        return date;
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
                if (Scalar(item) is { } text && !string.IsNullOrWhiteSpace(text))
                {
                    yield return (item, text.Trim());
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
}
