using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Pages;

namespace FollowUp.Tests.Pages;

public sealed partial class StyleSheetTests(TablesFixture storage)
{
    private static readonly StyleSheet Sheet = new(FollowUpSettingsTests.Read(FollowUpSettingsTests.Good).Pages);

    [Fact]
    public void Every_ground_of_the_sheet_is_one_that_the_accent_colour_is_checked_against() =>
        Assert.Equal(StyleSheet.Grounds.Select(ground => ground.ToString()).Order(), Ground().Matches(Sheet.Text)
            .Select(match => match.Groups[1].Value).Where(value => value != "var(--accent)")
                .Select(value => value == "#fff" ? "#ffffff" : value).Distinct().Order());

    [Fact]
    public void The_accent_colour_stands_at_the_top_alone_and_the_address_follows_it()
    {
        var other = new StyleSheet(FollowUpSettingsTests.Read(
            new Dictionary<string, string?>(FollowUpSettingsTests.Good) { ["FollowUp:AccentColor"] = "#7A1F2B" }).Pages);

        Assert.StartsWith(":root { --accent: #7a1f2b; }\n", other.Text);
        Assert.DoesNotContain("#0b4f9e", other.Text);
        Assert.Matches("^/stil/[0-9a-f]{16}\\.css$", other.Address);
        Assert.NotEqual(Sheet.Address, other.Address);
    }

    [Fact]
    public async Task What_pages_fetch_is_answered_at_the_address_of_its_content_alone()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var (style, script) = (Service<StyleSheet>(world).Address, Service<PageScript>(world).Address);

        foreach (var address in new[] { style, script })
        {
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(address)).Status);
            Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, address))).Status);
            var (folder, file) = (address[..address.LastIndexOf('/')], address[(address.LastIndexOf('/') + 1)..]);
            foreach (var other in new[] { $"any{Path.GetExtension(file)}", file.ToUpperInvariant(), file[..^1], $"{file}x", $"x{file}",
                $"..%2F{file}", $"x%2F{file}", file.Replace('.', '_') })
            {
                var answer = await world.OpenAsync($"{folder}/{other}");
                Assert.Equal((HttpStatusCode.NotFound, "no-store"), (answer.Status, answer.Headers["Cache-Control"]));
            }
        }
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(style.Replace("stil", "skript"))).Status);

        static T Service<T>(TestWorld world) => (T)world.Local.Emulator.Services.GetService(typeof(T))!;
    }

    [GeneratedRegex(@"background(?:-color)?: *([^;} ]+)")]
    private static partial Regex Ground();
}
