using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Pages;

namespace FollowUp.Tests.Pages;

public sealed partial class StyleSheetTests(TablesFixture storage)
{
    private const double ContrastOfDrawings = 3;

    private static readonly StyleSheet Sheet = Of(FollowUpSettingsTests.Good);

    private static readonly Dictionary<string, string> Palette = Variable().Matches(Sheet.Text)
        .GroupBy(match => match.Groups["name"].Value).ToDictionary(same => same.Key, same => same.Last().Groups["value"].Value);

    private static readonly List<(string Selector, string Body)> Rules = Rule().Matches(Sheet.Text)
        .Select(match => (match.Groups["selector"].Value.Trim(), match.Groups["body"].Value)).ToList();

    [Fact]
    public void Every_ground_that_may_hold_a_link_is_one_that_the_accent_colour_is_checked_against()
    {
        var grounds = Rules.Where(rule => !NoLinks().IsMatch(rule.Selector)).Select(rule => Value(rule.Body, "background"))
            .OfType<Color>().Where(ground => ground != Color(Palette["--accent"])).Distinct();

        Assert.Equal(StyleSheet.Grounds.Select(ground => ground.ToString()).Order(), grounds.Select(ground => ground.ToString()).Order());
    }

    [Fact]
    public void Every_text_can_be_read_on_what_it_stands_on_and_every_drawing_seen()
    {
        var (texts, drawings) = (0, 0);
        foreach (var (selector, body) in Rules)
        {
            if (Value(body, "color") is { } text && text != Color(Palette["--accent"]))
            {
                var grounds = Value(body, "background") is { } own ? [own] : StyleSheet.Grounds;
                Assert.All(grounds, ground => Assert.True(text.ContrastTo(ground) >= FollowUp.Pages.Color.ContrastOfText,
                    $"{selector}: {text} on {ground} is {text.ContrastTo(ground):0.00}:1"));
                texts++;
            }
            if (Value(body, "fill") is { } drawn && !selector.EndsWith("none", StringComparison.Ordinal))
            {
                Assert.True(drawn.ContrastTo(Color("#ffffff")!.Value) >= ContrastOfDrawings, $"{selector}: {drawn}");
                drawings++;
            }
        }
        Assert.True(texts > 15 && drawings > 4, $"{texts} texts, {drawings} drawings");
    }

    [Fact]
    public void Each_kind_of_tag_has_a_colour_of_its_own() => Assert.Equal(Enum.GetValues<TagKind>().Length,
        Enum.GetValues<TagKind>().Select(kind => Rules.Single(rule => rule.Selector == (kind == TagKind.Idle ? ".tag"
            : $".tag.{kind.ToString().ToLowerInvariant()}"))).Select(rule => Value(rule.Body, "color")).Distinct().Count());

    [Fact]
    public void The_accent_colour_stands_at_the_top_alone_and_the_address_follows_it()
    {
        var other = Of(new Dictionary<string, string?>(FollowUpSettingsTests.Good) { ["FollowUp:AccentColor"] = "#7A1F2B" });

        Assert.StartsWith(":root { --accent: #7a1f2b; }\n", other.Text);
        Assert.Matches("^/stil/[0-9a-f]{16}\\.css$", other.Address);
        Assert.NotEqual(Sheet.Address, other.Address);
    }

    [Fact]
    public async Task What_pages_fetch_is_answered_at_the_address_of_its_content_alone()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var (style, fonts) = (Service<StyleSheet>(world).Address, Service<PageFonts>(world));

        foreach (var (address, type) in new[] { (style, "text/css"), (Service<PageScript>(world).Address, "text/javascript"),
            (fonts.Regular.Address, "font/woff2"), (fonts.Semibold.Address, "font/woff2"),
            (Service<PageIcon>(world).Address, "image/svg+xml") })
        {
            var whole = await world.OpenAsync(address);
            Assert.Equal((HttpStatusCode.OK, type), (whole.Status, whole.Headers["Content-Type"].Split(';')[0]));
            Assert.NotEmpty(await world.BytesAsync(address));
            Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, address))).Status);
            var (folder, file) = (address[..address.LastIndexOf('/')], address[(address.LastIndexOf('/') + 1)..]);
            foreach (var other in new[] { $"any{Path.GetExtension(file)}", file.ToUpperInvariant(), file[..^1], $"{file}x", $"x{file}",
                $"..%2F{file}", $"x%2F{file}", file.Replace('.', '_') })
            {
                var answer = await world.OpenAsync($"{folder}/{other}");
                Assert.Equal((HttpStatusCode.NotFound, "no-store"), (answer.Status, answer.Headers["Cache-Control"]));
            }
        }
        Assert.Contains(fonts.Semibold.Address, Sheet.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(style.Replace("stil", "skript"))).Status);

        static T Service<T>(TestWorld world) => (T)world.Local.Emulator.Services.GetService(typeof(T))!;
    }

    private static StyleSheet Of(IReadOnlyDictionary<string, string?> settings) =>
        new(FollowUpSettingsTests.Read(settings).Pages, new PageFonts());

    private static Color? Value(string body, string property) =>
        Regex.Match(body, $@"(?<![-\w]){property}: *(?<value>[^;}}]+)") is { Success: true } match
            ? Color(match.Groups["value"].Value) : null;

    private static Color? Color(string written)
    {
        var value = written.Trim() is ['v', 'a', 'r', '(', .. var name, ')'] ? Palette[name] : written.Trim();
        return FollowUp.Pages.Color.TryParse(value.Length == 4 ? $"#{value[1]}{value[1]}{value[2]}{value[2]}{value[3]}{value[3]}" : value,
            out var color) ? color : null;
    }

    [GeneratedRegex("(?<name>--[a-z-]+): (?<value>#[0-9a-f]{6})")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<=\A|[{}]|\*/)(?<selector>[^{}@/]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex Rule();

    // Tags, signs and bars are words and drawings alone; the line about the development sign-in has no link.
    [GeneratedRegex(@"\.tag|\.sign|\.bar|\.mini|\.warning|button")]
    private static partial Regex NoLinks();
}
