using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace FollowUp.Reports;

/// <summary>
/// Writes HTML. Template text is written verbatim; interpolated values are escaped, so nothing that a user wrote becomes markup.
/// </summary>
/// <remarks>
/// Not Razor: a component would hold the whole report, a hundred thousand answers, in memory before writing.
/// </remarks>
internal sealed partial class HtmlOutput(IBufferWriter<byte> output)
{
    // Swedish letters stay letters in the source, as in the pages.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(code => (char)code)
        .Where(one => one is '<' or '>' or '&' or '"' or '\'' || (char.IsControl(one) && one is not ('\n' or '\t')))]);

    private readonly IBufferWriter<byte> _output = output;

    /// <summary>As it stands.</summary>
    public void Markup(ReadOnlySpan<char> markup) => Encoding.UTF8.GetBytes(markup, _output);

    /// <param name="template">Has written itself when it comes here.</param>
    [SuppressMessage("Performance", "CA1822", Justification = "The handler is made of the instance.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Template template)
    {
    }

    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly HtmlOutput _html;

        // The compiler gives every handler the two lengths.
        public Template(int literalLength, int formattedCount, HtmlOutput html) => _html = html;

        public void AppendLiteral(string markup) => _html.Markup(markup);

        public void AppendFormatted(string text)
        {
            // Of a hundred thousand texts hardly one has any. Beyond the dashes and quotation marks there are some that cannot stand as
            // they are.
            _html.Markup(text.AsSpan().ContainsAny(Special) || text.AsSpan().ContainsAnyExceptInRange('\0', '…')
                ? Encoder.Encode(ControlCharacter().Replace(text, Picture)) : text);
        }

        public void AppendFormatted(int number)
        {
            Span<char> digits = stackalloc char[11];
            number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
            _html.Markup(digits[..length]);
        }

        public void AppendFormatted(decimal number) => _html.Markup(number.ToString("0.##", CultureInfo.InvariantCulture));
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
