using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace FollowUp.Pages;

/// <summary>
/// A drawing inside the pages' source, so that it costs no request. It is decoration: what it says is beside it in words.
/// </summary>
public sealed partial class Logo
{
    private const int Largest = 16 * 1024;
    private const string Svg = "http://www.w3.org/2000/svg";
    // A page has ids of its own.
    private const string IdPrefix = "logo-";

    private static readonly HashSet<string> Drawing =
    [
        "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop",
    ];

    private Logo(string markup) => Markup = markup;

    /// <summary>
    /// An <c>svg</c> element as it is written in HTML. Nothing in it can run, load anything or be reached by the keyboard.
    /// </summary>
    public string Markup { get; }

    /// <exception cref="InvalidDataException">It is no such drawing; the message says what is wrong.</exception>
    public static Logo Read(byte[] file)
    {
        if (file.Length > Largest)
        {
            throw new InvalidDataException($"it is larger than {Largest / 1024} KB");
        }
        var root = Parse(file);
        if (root.Name != XName.Get("svg", Svg))
        {
            throw new InvalidDataException("its root is not an svg element of SVG's namespace");
        }
        if (root.Attribute("viewBox") == null)
        {
            throw new InvalidDataException("its root has no viewBox, without which it cannot be scaled");
        }
        root.Descendants().Where(element => element.Name.LocalName is "title" or "desc" or "metadata").Remove();
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Name.NamespaceName != Svg || !Drawing.Contains(element.Name.LocalName))
            {
                throw new InvalidDataException(
                    $"it has the element {element.Name.LocalName}, and may only have {string.Join(", ", Drawing)}");
            }
            // In HTML names have no namespaces.
            element.Name = element.Name.LocalName;
            element.ReplaceAttributes(element.Attributes().Select(Checked).OfType<XAttribute>().DistinctBy(attribute => attribute.Name)
                .ToList());
        }
        root.DescendantNodes().Where(node => node is XComment or XProcessingInstruction).Remove();
        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        root.SetAttributeValue("class", "logo");
        root.SetAttributeValue("aria-hidden", "true");
        root.SetAttributeValue("focusable", "false");
        return new Logo(root.ToString(SaveOptions.DisableFormatting));
    }

    private static XElement Parse(byte[] file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException fault)
        {
            throw new InvalidDataException($"it cannot be read as XML without a DOCTYPE ({fault.Message})", fault);
        }
    }

    /// <summary>The attribute as a page may have it; null where it means nothing there.</summary>
    private static XAttribute? Checked(XAttribute attribute)
    {
        var name = attribute.Name.LocalName;
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"it has the attribute {name}");
        }
        if (name == "style")
        {
            throw new InvalidDataException(
                "it has style attributes, which the pages' security policy blocks: write attributes such as fill=\"#004488\" instead");
        }
        if (name == "href")
        {
            return attribute.Value.StartsWith('#')
                ? new XAttribute(name, $"#{IdPrefix}{attribute.Value[1..]}")
                : throw new InvalidDataException($"its {name} \"{attribute.Value}\" points outside of it");
        }
        if (ForeignReference().IsMatch(attribute.Value))
        {
            throw new InvalidDataException($"its {name} \"{attribute.Value}\" points outside of it: only url(#…) may stand there");
        }
        return attribute.IsNamespaceDeclaration || attribute.Name.Namespace != XNamespace.None || name is "class" or "tabindex" or "role"
            || name.StartsWith("aria-", StringComparison.Ordinal) ? null
            : name == "id" ? new XAttribute(name, IdPrefix + attribute.Value)
            : new XAttribute(name, attribute.Value.Replace("url(#", $"url(#{IdPrefix}"));
    }

    [GeneratedRegex(@"url\((?!#)", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignReference();
}
