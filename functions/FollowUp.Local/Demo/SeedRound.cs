using System.Globalization;
using System.Text.Json.Nodes;
using FollowUp.Time;

namespace FollowUp.Local.Demo;

/// <summary>A round in <c>seeds/rounds</c>, with the register and the plans that it needs.</summary>
internal sealed class SeedRound
{
    public const string Usual = "sodertalje-2025";

    private readonly string _draft;

    private SeedRound(string name, string draft)
    {
        (Name, _draft) = (name, draft);
        var round = JsonNode.Parse(draft)!;
        Opens = DateOnly.Parse((string)round["opens"]!, CultureInfo.InvariantCulture);
        Plans = round["plans"]!.AsArray().Select(plan => (string)plan!).ToList();
        // A municipality's seeds begin with its name.
        Town = name.Split('-')[0];
    }

    public static IReadOnlyList<string> Names { get; } = Directory.GetFiles(Path.Combine(Repository.Root, "seeds", "rounds"), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToList();

    public string Name { get; }

    public string Town { get; }

    public DateOnly Opens { get; }

    public IReadOnlyList<string> Plans { get; }

    public string Register => Repository.Seed($"departments/{Town}.yaml");

    /// <summary>The draft as the coordinator would send it.</summary>
    public JsonNode Draft => JsonNode.Parse(_draft)!;

    /// <summary>When the coordinator sits down, a week before the round opens.</summary>
    public DateTimeOffset Begins => StockholmTime.At(Opens.AddDays(-7), new TimeOnly(9, 0));

    /// <exception cref="LocalSetupException">There is no such round.</exception>
    public static SeedRound Read(string name) => Names.Contains(name)
        ? new SeedRound(name, Repository.Seed($"rounds/{name}.json"))
        : throw new LocalSetupException($"Omgången ”{name}” finns inte. Det finns: {string.Join(", ", Names)}.");
}
