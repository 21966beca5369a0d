using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <param name="Wordings">Null where something is wrong.</param>
internal sealed record LetterWordingsReading(MailTemplates? Wordings, IReadOnlyList<Finding> Findings);

/// <summary>
/// Reads the municipality's own words (<c>seeds/letters</c> shows them), and lets none pass without which a letter would not do what it is
/// sent for. The file is plain text with a heading before each letter, and no YAML: letters have colons, quotes and braces, and their
/// writers need not know what those mean to a program.
/// </summary>
internal static class MailTemplatesReader
{
    private const char Heading = '=';
    private const char Comment = '#';

    // Of characters, before anything is filled in.
    private const int MaxSubject = 150;
    private const int MaxText = 5000;

    // How much of a name may be wrong for it to be known again: they are few, but some are alike.
    private const double Misspelt = 0.4;

    public static LetterWordingsReading Read(Upload file)
    {
        var reading = new FileReading(file.File);
        var letters = new Dictionary<(bool, NoticeKind), LetterWording>();
        var lines = Lines(file.Text).ToList();
        if (!lines.Any(IsHeading))
        {
            reading.Report(FindingCode.Missing, 1, Texts.Wording.NoLetter);
        }
        // A heading that was mistyped must not be a silent loss.
        else if (lines.TakeWhile(line => !IsHeading(line)).Where(line => line.Text != "").ToList() is [var outside, ..])
        {
            reading.Report(FindingCode.Unreadable, outside.Number, Texts.Wording.OutsideLetter);
        }
        foreach (var (index, heading) in lines.Index().Where(line => IsHeading(line.Item)))
        {
            ReadLetter(heading, lines.Skip(index + 1).TakeWhile(line => !IsHeading(line)).ToList(), letters, reading);
        }
        return new LetterWordingsReading(reading.HasErrors ? null : new MailTemplates(letters), reading.Findings);
    }

    private static bool IsHeading(Line line) => line.Text.StartsWith(Heading);

    /// <summary>The lines but for comments, with no blanks at their ends.</summary>
    private static IEnumerable<Line> Lines(string text) => text.Split('\n')
        // Word ends a line within a paragraph in a way of its own.
        .SelectMany((line, index) => line.Split('\v').Select(part => new Line(index + 1, part.Replace('\t', ' ').TrimEnd(' '))))
        .Where(line => !line.Text.StartsWith(Comment));

    private static void ReadLetter(Line heading, List<Line> lines, Dictionary<(bool, NoticeKind), LetterWording> letters,
        FileReading reading)
    {
        var name = InputText.Key(heading.Text.Trim(Heading, ' '));
        var known = MailTemplates.Kinds.SelectMany(letter =>
            new[] { (Consultation: false, Kind: letter), (Consultation: true, Kind: letter) }).ToList();
        if (known.Where(letter => InputText.Key(Texts.Wording.Name(letter.Consultation, letter.Kind))
            .Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToList() is not [var (consultation, kind)])
        {
            var meant = reading.Nearest(name, known.Select(letter => Texts.Wording.Name(letter.Consultation, letter.Kind)), Misspelt);
            reading.Report(FindingCode.UnknownKey, heading.Number, Texts.Wording.UnknownLetter(name, meant, MailTemplates.Kinds));
            return;
        }
        foreach (var line in lines)
        {
            if (InputCheck.NoPersonalNumber(line.Text) is { } aboutAPerson)
            {
                reading.Report(FindingCode.BadValue, line.Number, aboutAPerson);
            }
        }

        var body = lines.SkipWhile(line => line.Text == "").ToList();
        Line? subject = body.Count > 0 && IsSubject(body[0]) ? body[0] : null;
        var text = body.Skip(subject == null ? 0 : 1).ToList();
        foreach (var line in text.Where(IsSubject))
        {
            reading.Report(FindingCode.BadValue, line.Number, Texts.Wording.SubjectNotFirst);
        }
        var wording = new LetterWording(
            subject is { } written ? ReadSubject(written, kind, reading) : null,
            text.Any(line => line.Text != "") ? ReadText(heading, text, kind, consultation, reading) : null);
        if (wording is { Subject: null, Paragraphs: null })
        {
            reading.Report(FindingCode.Missing, heading.Number, Texts.Wording.Empty(name));
        }
        if (!letters.TryAdd((consultation, kind), wording))
        {
            reading.Report(FindingCode.BadValue, heading.Number, Texts.Wording.Twice(name));
        }
    }

    private static bool IsSubject(Line line) => line.Text.StartsWith(Texts.Wording.Subject, StringComparison.OrdinalIgnoreCase);

    private static List<Piece> ReadSubject(Line line, NoticeKind kind, FileReading reading)
    {
        var written = line with { Text = line.Text[Texts.Wording.Subject.Length..].Trim() };
        if (written.Text.Length > MaxSubject)
        {
            reading.Report(FindingCode.TooMuch, line.Number, Texts.Wording.SubjectTooLong(MaxSubject));
        }
        var offered = Placeholders.OfferedInSubject(kind);
        var pieces = ReadLine(written, offered, Texts.Wording.OfferedInSubject(offered), reading);
        foreach (var missing in Placeholders.NeededInSubject(kind).Where(needed => !pieces.Any(piece => piece.Placeholder == needed)))
        {
            reading.Report(FindingCode.Missing, line.Number, Texts.Wording.MissingInSubject(missing));
        }
        return pieces;
    }

    private static List<List<Piece>> ReadText(Line heading, List<Line> lines, NoticeKind kind, bool consultation, FileReading reading)
    {
        if (lines.Sum(line => line.Text.Length + 1) > MaxText)
        {
            reading.Report(FindingCode.TooMuch, heading.Number, Texts.Wording.TextTooLong(MaxText));
        }
        var offered = Placeholders.Offered(kind, consultation);
        var paragraphs = new List<(int Line, List<Piece> Pieces)>();
        var begins = true;
        foreach (var line in lines)
        {
            if (line.Text == "")
            {
                begins = true;
                continue;
            }
            var pieces = ReadLine(line, offered, Texts.Wording.Offered(offered), reading);
            if (begins)
            {
                paragraphs.Add((line.Number, pieces));
            }
            else
            {
                paragraphs[^1].Pieces.AddRange([new Piece("\n", null), .. pieces]);
            }
            begins = false;
        }

        // The link is more than a word: its address, and what must be said about it, come after it.
        var links = paragraphs.Where(paragraph => Names(paragraph.Pieces, Placeholder.Link)).ToList();
        foreach (var (line, _) in links.Where((paragraph, index) => index > 0 || paragraph.Pieces.Count > 1))
        {
            reading.Report(FindingCode.BadValue, line, Texts.Wording.LinkNotAlone);
        }
        foreach (var needed in Placeholders.Needed(kind))
        {
            // Wherever it occurs, the paragraph also has something that may leave it out.
            var beside = paragraphs.Where(paragraph => Names(paragraph.Pieces, needed)).Select(paragraph => (paragraph.Line,
                Other: paragraph.Pieces.Select(piece => piece.Placeholder)
                    .FirstOrDefault(other => other != needed && other is { } known && Placeholders.MayBeEmpty(known, kind)))).ToList();
            if (beside.Count == 0)
            {
                reading.Report(FindingCode.Missing, heading.Number, Texts.Wording.Missing(needed));
            }
            else if (beside.All(place => place.Other != null))
            {
                reading.Report(FindingCode.BadValue, beside[0].Line, Texts.Wording.MayBeLeftOut(needed, beside[0].Other!.Value));
            }
        }
        return paragraphs.Select(paragraph => paragraph.Pieces).ToList();
    }

    private static bool Names(List<Piece> pieces, Placeholder placeholder) => pieces.Any(piece => piece.Placeholder == placeholder);

    /// <param name="help">Says which placeholders are offered here.</param>
    private static List<Piece> ReadLine(Line line, IReadOnlyList<Placeholder> offered, string help, FileReading reading)
    {
        var pieces = new List<Piece>();
        var rest = line.Text;
        while (rest.IndexOfAny(['{', '}']) is >= 0 and var brace)
        {
            var end = rest.IndexOfAny(['{', '}'], brace + 1);
            if (rest[brace] == '}' || end < 0 || rest[end] == '{')
            {
                reading.Report(FindingCode.BadValue, line.Number, Texts.Wording.LoneBrace);
                return pieces;
            }
            var name = InputText.Key(rest[(brace + 1)..end]);
            var meant = Enum.GetValues<Placeholder>().Where(placeholder => Texts.Wording.Name(placeholder)
                .Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (meant is [var placeholder] && offered.Contains(placeholder))
            {
                pieces.AddRange([new Piece(rest[..brace], null), new Piece("", placeholder)]);
            }
            else
            {
                var near = meant.Count > 0 ? null : reading.Nearest(name, offered.Select(Texts.Wording.Name), Misspelt);
                reading.Report(FindingCode.UnknownKey, line.Number,
                    Texts.Wording.UnknownPlaceholder(name, meant.Count > 0, near == null ? null : $"{{{near}}}", help));
            }
            rest = rest[(end + 1)..];
        }
        pieces.Add(new Piece(rest, null));
        return pieces.Where(piece => piece.Placeholder != null || piece.Words != "").ToList();
    }

    private readonly record struct Line(int Number, string Text);
}
