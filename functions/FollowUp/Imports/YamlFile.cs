using FollowUp.Inputs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FollowUp.Imports;

/// <summary>Files for people who like text.</summary>
internal static class YamlFile
{
    // What a person writes is not nested deeper; what is would be an attack on the stack.
    private const int Deepest = 20;

    /// <summary>The document's top mapping; null (and an error) where there is none.</summary>
    public static MapNode? Read(string yaml, FileReading reading)
    {
        // A line end within a line is no part of the form.
        var parser = new Parser(new StringReader(yaml.Replace('\v', ' ')));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                reading.Report(FindingCode.Unreadable, 1, Texts.Import.NotAMapping);
                return null;
            }
            var top = ReadNode(parser, reading, 0);
            parser.Consume<DocumentEnd>();
            if (top is MapNode map && parser.TryConsume<StreamEnd>(out _))
            {
                return map;
            }
            reading.Report(FindingCode.Unreadable, 1, Texts.Import.NotAMapping);
        }
        catch (YamlException fault)
        {
            reading.Report(FindingCode.Unreadable, Math.Max(1, (int)fault.Start.Line), Texts.Import.NotYaml);
        }
        catch (InvalidOperationException)
        {
            // What the library's scanner throws at some texts instead; all that is known is where it still could read.
            reading.Report(FindingCode.Unreadable, Math.Max(1, (int)(parser.Current?.Start.Line ?? 1)), Texts.Import.NotYaml);
        }
        return null;
    }

    public static string Write(MapNode top)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false,
            maxSimpleKeyLength: 1024, indentSequences: true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Write(top, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static Node ReadNode(IParser parser, FileReading reading, int depth)
    {
        var start = parser.Current!.Start;
        var line = (int)start.Line;
        if (depth > Deepest || parser.Accept<AnchorAlias>(out _))
        {
            // An alias may stand for more than fits into memory.
            throw new YamlException(start, start, "Too deep, or an alias.");
        }
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            // What YAML calls nothing is nothing, and not a title of one wave.
            return new TextNode(line, scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" or "Null" or "NULL" } ? "" : scalar.Value);
        }
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, reading, depth + 1));
            }
            return new ListNode(line, items);
        }
        parser.Consume<MappingStart>();
        var fields = new List<Field>();
        var keys = new HashSet<string>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            var name = InputText.Key(key.Value);
            if (!keys.Add(name))
            {
                reading.Report(FindingCode.Unreadable, (int)key.Start.Line, Texts.Import.RepeatedKey(name));
            }
            fields.Add(new Field(name, (int)key.Start.Line, ReadNode(parser, reading, depth + 1)));
        }
        return new MapNode(line, fields);
    }

    private static void Write(Node node, Emitter emitter)
    {
        switch (node)
        {
            case TextNode text:
                emitter.Emit(Written(text.Value));
                break;
            case ListNode list:
                var style = list.Items.All(item => item is TextNode) ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
                foreach (var item in list.Items)
                {
                    Write(item, emitter);
                }
                emitter.Emit(new SequenceEnd());
                break;
            case MapNode map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var field in map.Fields)
                {
                    emitter.Emit(Written(field.Key));
                    Write(field.Value, emitter);
                }
                emitter.Emit(new MappingEnd());
                break;
        }
    }

    // Other programs would read 1:1 as a number of minutes; they read quotes as text.
    private static Scalar Written(string text) => new(AnchorName.Empty, TagName.Empty, text,
        text.Length > 0 && char.IsLetter(text[0]) ? ScalarStyle.Any : ScalarStyle.DoubleQuoted, isPlainImplicit: true,
        isQuotedImplicit: true);
}
