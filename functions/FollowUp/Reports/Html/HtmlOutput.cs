using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace FollowUp.Reports.Html;

/// <summary>HTML on its way out: a template's own words go out as they stand, what fills its holes as text. So nothing that somebody wrote becomes markup.</summary>
/// <remarks>A report holds a hundred thousand answers to questions; a Razor component would keep the tree of all of it before the first one is written.</remarks>
internal sealed partial class HtmlOutput(TextWriter output)
{
    // Swedish letters stay letters in the source, as in the pages.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // Of a hundred thousand texts hardly one has any.
    private static readonly SearchValues<char> Unwritable =
        SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(code => char.IsControl(code) && code is not ('\t' or '\n')), '\ufffe', '\uffff']);

    private readonly TextWriter _output = output;

    /// <param name="template">Has written itself when it comes here.</param>
    public void Write([InterpolatedStringHandlerArgument("")] ref Template template)
    {
    }

    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly HtmlOutput _html;

        // The compiler gives every handler the two lengths.
        public Template(int literalLength, int formattedCount, HtmlOutput html) => _html = html;

        public void AppendLiteral(string markup) => _html._output.Write(markup);

        public void AppendFormatted(string text)
        {
            // The text itself, where there is nothing to encode; an unwritable character is.
            var encoded = Encoder.Encode(text);
            _html._output.Write(ReferenceEquals(encoded, text) || !text.AsSpan().ContainsAny(Unwritable) ? encoded : Encoder.Encode(ControlCharacter().Replace(text, Picture)));
        }

        public void AppendFormatted(int number)
        {
            Span<char> digits = stackalloc char[11];
            number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
            _html._output.Write(digits[..length]);
        }

        public void AppendFormatted(decimal number) => _html._output.Write(number.ToString("0.##", CultureInfo.InvariantCulture));
    }

    /// <summary>The sign that shows a control character: HTML has no way to write it itself, and takes some for others.</summary>
    private static string Picture(Match control) => control.Value switch
    {
        "\r\n" or "\r" => "\n",
        [var low and < ' '] => $"{(char)('\u2400' + low)}",
        "\u007f" => "\u2421",
        _ => "\ufffd",
    };

    [GeneratedRegex(@"\r\n|[\p{Cc}\uFFFE\uFFFF-[\t\n]]")]
    private static partial Regex ControlCharacter();
}
