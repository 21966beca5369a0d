using System.Net;
using System.Text.Json;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using FollowUp.Schedule;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Acts;

/// <summary>The departments, the bodies to post and the checks that the tests of acts share.</summary>
public abstract class ActTests
{
    private protected const string Round = $"api/rounds/{SmallTown.RoundId}";
    private protected const string Board = "board@town.example";
    private protected const string Social = "social@town.example";
    private protected const string Housing = "housing@town.example";
    private protected const string New = "new@town.example";
    private protected const string Reason = """{"reason": "Enheten läggs ned."}""";
    private protected const string Extension = """{"reason": "Ny handläggare.", "deadline": "2026-03-13"}""";
    private protected const string Reopening = """{"reason": "Ny chef.", "deadline": "2026-05-08", "closes": "2026-05-29"}""";
    private protected const string Replacement =
        $$"""{"contact": "contact", "before": "{{Social}}", "name": "Robin Exempel", "email": "{{New}}"}""";
    private protected static readonly (string, string)[] Contribution = [("1:1.contribution", "Lokal."), ("1:1.involved", "yes")];
    private protected static readonly (string, string)[] Rest = [("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")];
    private protected static readonly (string, string)[] Everything = [.. Contribution, .. Rest];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Posts the act, runs what follows from it and compares the board with the stored rows.</summary>
    private protected static async Task<string> DoAsync(TestWorld world, string act, string body = "")
    {
        var (status, text) = await world.PostAsync($"{Round}/{act}", body);
        Assert.True(status == HttpStatusCode.Accepted, $"{act}: {status} {text}");
        await world.SettleAsync();
        await AssertBoardAsync(world);
        return text;
    }

    private protected static async Task RefusedAsync(TestWorld world, string act, string sentence)
    {
        var (status, text) = await world.PostAsync($"{Round}/{act}", "");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains(sentence, text);
    }

    private protected static async Task AssertBoardAsync(TestWorld world)
    {
        var services = world.Local.Emulator.Services;
        var round = (await services.GetRequiredService<RoundTable>().GetAsync(SmallTown.RoundId, Cancellation)).Round;
        Assert.Empty(await Stress.Board.DifferencesAsync(services.GetRequiredService<AssignmentTable>(), round, Cancellation));
    }

    private protected static string? Line(OutboxMail mail, string name) =>
        mail.Calendar!.ReplaceLineEndings("\n").Split('\n')
            .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..];

    private protected static async Task<JsonElement> RowAsync(TestWorld world, string department) =>
        (await world.GetJsonAsync(Round)).GetProperty("departments").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == department);
}
