using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Rounds;

/// <summary>Imports, opens and closes the rounds of the arrangement tests, and reads their reports.</summary>
public abstract class ArrangedRoundTests
{
    private protected const string SchoolToo = """

          - id: school
            namn: Skolnämnden
            slag: nämnd
            kontakter: [{ roll: kontaktperson, e-post: school@town.example }]
        """;

    private protected static string Round(string id, string kind, string period, string opens, string deadline, string closes) =>
        SmallTown.Round
            .Replace("\"town-2025\"", $"\"{id}\"").Replace("\"Uppföljning 2025\"", $"\"{id}\"").Replace("\"annual\"", $"\"{kind}\"")
            .Replace("\"period\": \"2025\"", $"\"period\": \"{period}\"")
            .Replace("2026-01-12", opens).Replace("2026-02-27", deadline).Replace("2026-03-20", closes);

    /// <summary>The required answers about a department's own measure.</summary>
    private protected static (string, string)[] Done(string section, string what = "Allt är gjort.") =>
        [($"{section}.status", "done"), ($"{section}.what", what), ($"{section}.how", "routine")];

    private protected static async Task TakeInAsync(TestWorld world, string register, string plan)
    {
        var (status, text) = await world.PostAsync("api/departments", register);
        Assert.True(status == HttpStatusCode.OK, text);
        (status, text) = await world.PostAsync("api/plans", plan);
        Assert.True(status == HttpStatusCode.OK, text);
    }

    private protected static async Task OpenAsync(TestWorld world, string round, DateOnly opens)
    {
        var (status, text) = await world.PostAsync("api/rounds", round);
        Assert.True(status == HttpStatusCode.Created, text);
        (status, text) = await world.PostAsync($"api/rounds/{JsonDocument.Parse(round).RootElement.GetProperty("id").GetString()}/open",
            "");
        Assert.True(status == HttpStatusCode.Accepted, text);
        await world.LeapToAsync(opens, 9);
    }

    /// <summary>Moves the clock past the round's last day; its report.</summary>
    private protected static async Task<JsonElement> CloseAsync(TestWorld world, string roundId, DateOnly after)
    {
        await world.LeapToAsync(after, 9);
        return await world.GetJsonAsync($"api/rounds/{roundId}/report.json");
    }

    /// <summary>The key findings, in words.</summary>
    private protected static IReadOnlyList<string> Summary(JsonElement report) =>
        report.GetProperty("chapters")[0].GetProperty("blocks")[1].GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("text").GetString()!).ToList();

    private protected static JsonElement Figures(JsonElement report, string name) => report.GetProperty("figures").GetProperty(name);

    private protected static int Count(JsonElement figure) => figure.GetProperty("count").GetInt32();

    /// <summary>The department's answer about the measure in the report's appendix: values by question key.</summary>
    private protected static IReadOnlyDictionary<string, IReadOnlyList<string>> Answer(JsonElement report, string number, string department)
    {
        var answer = report.GetProperty("answers").EnumerateArray()
            .Single(answer => answer.GetProperty("departmentId").GetString() == department
            && answer.GetProperty("about").EnumerateArray()
                .Any(item => item.GetProperty("number").GetString() == number
                && item.GetProperty("role").GetString() is "responsible" or "coResponsible"));
        return answer.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("key").GetString()!,
            item => (IReadOnlyList<string>)(item.GetProperty("choices").GetArrayLength() == 0 ? [item.GetProperty("text").GetString()!]
                : item.GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()!).ToList()));
    }

    private protected static string? One(IReadOnlyDictionary<string, IReadOnlyList<string>> answer, string key) =>
        answer.GetValueOrDefault(key)?[0];

    private protected static string Complete(JsonElement report, string id)
    {
        var submitted = Figures(report, "departments").EnumerateArray().Single(department => department.GetProperty("id").GetString() == id)
            .GetProperty("submitted");
        return Count(submitted) == submitted.GetProperty("basis").GetInt32() ? "complete" : "incomplete";
    }

    private protected static string State(JsonElement round, string id) =>
        round.GetProperty("departments").EnumerateArray().Single(department => department.GetProperty("id").GetString() == id)
            .GetProperty("state").GetString()!;
}
