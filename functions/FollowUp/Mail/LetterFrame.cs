using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Pages;

namespace FollowUp.Mail;

/// <summary>
/// Writes a letter's parts as text and as HTML for mail programs: tables and inline styles alone, nothing that is loaded, and readable
/// without any style.
/// </summary>
internal static class LetterFrame
{
    private const string Fonts =
        "font-family:'Segoe UI',Arial,sans-serif;font-size:17px;line-height:1.5;color:#1b1d22;word-break:break-word";
    private const string Table = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(IEnumerable<LetterPart> parts) => string.Join("\n\n", parts.Where(part => part.Kind != PartKind.Deadline)
        .Select(part => part.Link == null ? part.Text : $"{part.Text}:\n{part.Link}")) + "\n";

    /// <param name="settings">Whose letter it is, in which colour.</param>
    public static string Html(string subject, IReadOnlyList<LetterPart> parts, PageSettings settings)
    {
        var accent = settings.AccentColor.ToString();
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="sv">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoder.Encode(subject)}</title></head>
            <body style="margin:0;padding:0;background:#f4f5f7">
            {Table} width="100%" style="background:#f4f5f7"><tr><td align="center" style="padding:24px 12px">
            {Table} width="600" style="width:100%;max-width:600px;background:#ffffff;border-top:4px solid {accent};{Fonts}">
            <tr><td style="padding:16px 28px;border-bottom:1px solid #d7dbe0"><strong>{Encoder.Encode(settings.Municipality)}</strong>
            <span style="color:#4f555e">{Encoder.Encode(Texts.Pages.Service)}</span></td></tr>
            <tr><td style="padding:24px 28px 8px">

            """);
        foreach (var part in parts.Where(part => part.Kind != PartKind.Foot))
        {
            Write(html, part, accent);
        }
        html.Append("</td></tr>\n<tr><td style=\"padding:16px 28px 20px;border-top:1px solid #d7dbe0;color:#4f555e;font-size:15px\">\n");
        foreach (var part in parts.Where(part => part.Kind == PartKind.Foot))
        {
            Write(html, part, accent);
        }
        return html.Append("</td></tr>\n</table>\n</td></tr></table>\n</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder html, LetterPart part, string accent)
    {
        const string paragraph = "<p style=\"margin:0 0 14px\">";
        var text = string.Join("<br>\n", part.Text.Split('\n').Select(Encoder.Encode));
        var address = part.Link == null ? "" : Encoder.Encode(part.Link.ToString());
        html.Append(part.Kind switch
        {
            PartKind.Deadline => $"{Table} width=\"100%\"><tr><td style=\"background:#e7eff9;padding:14px 20px\"><strong "
                + $"style=\"font-size:20px\">{text}</strong></td></tr></table>\n",
            PartKind.Button => $"{Table} style=\"margin:20px 0\"><tr><td style=\"background:{accent};padding:12px 28px\"><a "
                + $"href=\"{address}\" style=\"color:#ffffff;text-decoration:none;font-weight:bold\">{text}</a></td></tr></table>\n"
                + $"<p style=\"margin:0 0 14px;color:#4f555e;font-size:15px\">{Encoder.Encode(Texts.Letter.BareAddress)}<br>\n"
                + $"<a href=\"{address}\" style=\"color:{accent}\">{address}</a></p>\n",
            _ when part.Link != null => $"{paragraph}<a href=\"{address}\" style=\"color:{accent}\">{text}</a><br>{address}</p>\n",
            _ => $"{paragraph}{text}</p>\n",
        });
    }
}
