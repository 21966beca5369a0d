using System.Text.RegularExpressions;

namespace FollowUp.Plans;

/// <summary>What the parts of a plan's text look like.</summary>
internal static partial class PlanTextWords
{
    [GeneratedRegex(@"^Fokusomr\S{1,4}de\s*(?<number>[0-9]{1,2}|(?-i:[Il|]))(?![\p{L}\p{N}])\s*[:.]?\s*(?<title>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex AreaHeading();

    // "Åtgärd 1:2", "Atgdrd1:2", "Atgard 111", "1.2 Ta fram …".
    [GeneratedRegex(@"^(?:[AÅÄ]tg\S{1,4}rd\s*(?<first>[0-9]{1,3})(?:\s*(?<between>[:.,;])\s*(?<second>[0-9]{1,2}))?[.:)]?"
        + @"(?:\s+(?<text>\S.*))?|(?<first>[0-9]{1,2})(?<between>[:.])(?<second>[0-9]{1,2})[.:)]?\s+(?<text>\p{Lu}.*))$")]
    public static partial Regex MeasureHeading();

    [GeneratedRegex(@"^[AÅÄ]tg\S{0,3}\s?rd(er)?$|^(Preventionsniv\S{1,2}|Niv\S{1,2}|Ansvarig\w*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex ColumnHeading();

    [GeneratedRegex(@"^\W{0,3}(?:(?<helping>Med-?ansvarig\w*)|Ansvarig\w*)\s*(?::\s*(?<names>.*)|$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex RoleHeading();

    // "1. Trygga platser": a heading, and no sentence.
    [GeneratedRegex(@"^(?<number>[0-9]{1,2})[.:)]?\s+(?<title>\p{Lu}[^.:!?]{2,100})$")]
    public static partial Regex PlainAreaHeading();

    [GeneratedRegex(@"^\W{0,3}(Klart?(\s+senast)?|Tidsplan|Tid|Tidpunkt|När|Senast)\s*:\s*(?<time>\S.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex TimeHeading();

    [GeneratedRegex(@"(?:^|\s+)(?:(?<level>[Uu]niversell|[Ss]elektiv|[Ii]ndikerad|[Ii]ndikativ)[,;/]?(?:\s+|$))+$")]
    public static partial Regex LevelsAtEnd();

    // The last bullet of the line; a hyphen only where the line begins with it.
    [GeneratedRegex(@"^(?:(?<text>.*)\s)?[+«»•·*]\s*(?<name>\p{Lu}.*)$|^(?<text>)[-–]\s+(?<name>\p{Lu}.*)$")]
    public static partial Regex Bulleted();

    // "kunskaps- och metodutveckling"
    [GeneratedRegex(@"^(?:och|eller|samt)\b")]
    public static partial Regex AlsoAnother();

    [GeneratedRegex(@"\b(?:Exempelvis|Till exempel|T\.ex\.)\W*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex Example();

    // "För att uppnå fokusområdet behöver följande vara på plats:"
    [GeneratedRegex(@"(vara p\S{1,2} plats|F\S{1,2}ruts\S{1,2}ttningar)\s*:$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    public static partial Regex ConditionsFollow();

    [GeneratedRegex(@"^[+«»•·*–-]\s*(?<text>\S.*)$")]
    public static partial Regex Item();

    // One line without a sentence in it.
    [GeneratedRegex(@"^\p{Lu}[^.:]{2,60}(n\S{1,2}mnd(en|erna)?|styrelsen?|f\S{1,2}rvaltning(en)?|kontoret|r\S{1,2}det|bolaget|\bAB)$")]
    public static partial Regex Unit();

    [GeneratedRegex(@"^\p{Lu}[^.:;]{2,60}$")]
    public static partial Regex LikeName();
}
