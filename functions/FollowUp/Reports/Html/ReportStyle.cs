using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Reports.Html;

/// <summary>The report's one style sheet, and the hash by which the content security policy allows it.</summary>
internal static class ReportStyle
{
    public const string Css = """
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1, h2, h3, p, li { overflow-wrap: break-word; } h1, h2, h3 { hyphens: auto; } h1 { line-height: 1.2; } h2 { margin-top: 2.5rem; border-bottom: 2px solid #1a1a1a; } h3 { margin-top: 2rem; }
        .table { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding: .25rem 0; }
        th, td { text-align: left; vertical-align: top; border: 1px solid #767676; padding: .35rem .5rem; white-space: pre-line; overflow-wrap: break-word; }
        thead th { background: #eee; } tbody th { font-weight: normal; }
        a { color: #0b4f9e; }
        @media print { body { max-width: none; font-size: 10pt; } .table { overflow: visible; } tr { break-inside: avoid; } h2, h3, caption { break-after: avoid; } nav { display: none; } }
        """;

    public static string PolicySource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
}
