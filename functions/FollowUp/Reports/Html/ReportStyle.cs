using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Reports;

/// <summary>The report's one style sheet, and the hash by which the content security policy allows it.</summary>
internal static class ReportStyle
{
    public const string Css = """
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        main:focus { outline: none; }
        :focus-visible { outline: 3px solid #1a1a1a; outline-offset: 2px; }
        :target { background: #fff3c4; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { position: static; display: inline-block; padding: .5rem 1rem; }
        h1, h2, h3, h4 { line-height: 1.25; hyphens: auto; }
        h1 { line-height: 1.2; }
        h2 { margin-top: 3rem; border-bottom: 2px solid #1a1a1a; }
        h3 { margin-top: 2rem; }
        h4 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
        p, li, dd { max-width: 45rem; }
        li { margin: .35rem 0; }
        a { color: #0b4f9e; text-underline-offset: .15em; }
        nav ol ol { list-style: none; padding-left: 1rem; }
        dl { margin: .75rem 0; }
        dt { font-weight: bold; margin-top: .75rem; }
        dd { margin: 0; }
        .written { white-space: pre-wrap; }
        .assessment { border-left: 6px solid #1f6b3a; background: #eef7f0; padding: .25rem 1rem; margin: 1.5rem 0; }
        .assessment h3, .assessment h4, .assessment h5 { margin: .5rem 0; }
        footer { border-top: 1px solid #767676; margin-top: 3rem; }

        .table { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding: .25rem 0; }
        th, td { text-align: left; vertical-align: top; border: 1px solid #767676; padding: .35rem .5rem; white-space: pre-line; overflow-wrap: break-word; max-width: 22rem; }
        thead th { background: #eee; }
        tbody th { font-weight: normal; }
        td a { display: inline-block; min-width: 1.5rem; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .degree0 { background: #fff; }
        .degree1 { background: #d3e4f5; }
        .degree2 { background: #9cc3e8; }
        .degree3 { background: #1c5590; color: #fff; }
        .degree3 a { color: inherit; }
        .unasked { color: #595959; background: #f2f2f2; font-style: italic; }
        figure { max-width: 36rem; margin: 1.5rem 0; font-size: .9375rem; }
        figcaption { font-weight: bold; margin-bottom: .5rem; }
        .chart { display: block; }
        .chart .value { font-variant-numeric: tabular-nums; }
        .numbers a { display: inline-block; min-width: 1.5rem; text-align: center; }

        @media (max-width: 30rem) {
          h1 { font-size: 1.35rem; }
          h2 { font-size: 1.25rem; }
          h3 { font-size: 1.1rem; }
          ul, ol { padding-left: 1.75rem; }
          th, td { padding: .25rem; font-size: .9375rem; }
        }
        @page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page); font: 9pt system-ui, sans-serif; } }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          nav, .skip, .no-print, .basis { display: none; }
          a { color: inherit; text-decoration: none; }
          .table { overflow: visible; padding-right: 1px; }
          .appendix { break-before: page; }
          h1, h2, h3, h4, dt, caption, thead { break-after: avoid; }
          tr, li, figure, .assessment { break-inside: avoid; }
          /* A cell beside several rows would keep all of them on one page. */
          tr:has([rowspan]) { break-inside: auto; }
          td, .assessment { print-color-adjust: exact; }
        }
        """;

    public static string PolicySource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
}
