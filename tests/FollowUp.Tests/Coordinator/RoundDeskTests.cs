using FollowUp.Rounds;

namespace FollowUp.Tests.Coordinator;

/// <summary>An open round and a coordinator who is signed in.</summary>
public abstract class RoundDeskTests(TablesFixture storage)
{
    private protected const string Round = "/samordning/omgangar/town-2025";
    private protected static readonly (string, string)[] Contribution =
        [("1:1.contribution", "Vi lånade ut en lokal."), ("1:1.involved", "partly")];

    private protected TablesFixture Storage => storage;

    private protected static List<string[]> Rows(TestPage page, string? section) =>
        (section == null ? page.Document.QuerySelector("main")! : page.Document.GetElementById(section)!.ParentElement!)
            .QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()).ToList();

    private protected async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();
        return world;
    }
}
