using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Stress;

/// <summary>What a round leaves behind: the same for the same seed, whatever failed.</summary>
/// <param name="Mails">Key → recipient and text.</param>
/// <param name="Trail">Department and key → what happened, without the time, since a failed step is repeated a little later.</param>
internal sealed record TownOutcome(
    string Report, string ReportPage, string Departments,
    IReadOnlyDictionary<string, string> Mails, IReadOnlyDictionary<string, string> Trail, int Restarts)
{
    public IEnumerable<string> DifferencesFrom(TownOutcome other)
    {
        if (Report != other.Report) { yield return "report.json"; }
        if (ReportPage != other.ReportPage) { yield return "report.html"; }
        if (Departments != other.Departments) { yield return $"departments: {Departments} / {other.Departments}"; }
        foreach (var difference in Differences("mail", Mails, other.Mails).Concat(Differences("trail", Trail, other.Trail)))
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> Differences(
        string what, IReadOnlyDictionary<string, string> mine, IReadOnlyDictionary<string, string> other) =>
        mine.Keys.Union(other.Keys).Where(key => mine.GetValueOrDefault(key) != other.GetValueOrDefault(key))
            .Select(key => $"{what} {key}: {mine.GetValueOrDefault(key) ?? "-"} / {other.GetValueOrDefault(key) ?? "-"}");
}

/// <summary>
/// A whole round of a <see cref="LargeTown"/>, with people who try again when a page fails, and an operator who restarts FollowUp when it
/// has stopped.
/// </summary>
internal sealed class TownRound : IAsyncDisposable
{
    // Fifty failures in a row are not chance.
    private const int MaxTries = 50;

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly LargeTown _town;
    private readonly int _seed;
    private readonly Func<Task<LocalWorld>> _start;
    private LocalWorld _world;
    private int _restarts;

    private TownRound(LargeTown town, int seed, Func<Task<LocalWorld>> start, LocalWorld world) =>
        (_town, _seed, _start, _world) = (town, seed, start, world);

    /// <summary>Runs it in a folder of its own that is deleted afterwards.</summary>
    public static async Task<TownOutcome> RunAsync(LargeTown town, string storage, int seed, TableClientOptions tables,
        CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("followup-town-");
        try
        {
            // Links in the mails must still work after a restart.
            var port = LocalWorld.FreePort();
            var prefix = $"T{Guid.NewGuid():N}";
            Task<LocalWorld> Start() => TryAsync(() => LocalWorld.StartAsync(
                folder.FullName, storage, StockholmTime.At(new DateOnly(2026, 1, 5), new TimeOnly(9, 0)), prefix, port,
                configure: options => options with { Tables = tables }, cancellation: cancellation), cancellation);
            await using var round = new TownRound(town, seed, Start, await Start());
            return await round.LiveAsync(cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<TownOutcome> LiveAsync(CancellationToken cancellation)
    {
        await PostAsync("api/departments?file=register.yaml", _town.Register(), cancellation);
        await PostAsync("api/plans?file=plan.yaml", _town.Plan(), cancellation);
        await PostAsync("api/rounds", LargeTown.Round, cancellation);
        await PostAsync($"api/rounds/{LargeTown.RoundId}/open", "", cancellation);
        foreach (var act in _town.Acts(_seed))
        {
            await AdvanceAsync(act.At, cancellation);
            await TryAsync(() =>
            {
                // People open the newest mail.
                var mail = OutboxMail.ReadAll(_world.OutboxFolder)
                    .Last(mail => mail.To == LargeTown.MailboxOf(act.Department) && mail.Form != null);
                return act.DoAsync(mail.Form!);
            }, cancellation);
        }
        await AdvanceAsync(StockholmTime.At(new DateOnly(2026, 3, 23), new TimeOnly(9, 0)), cancellation);

        using var shown = JsonDocument.Parse(await GetAsync($"api/rounds/{LargeTown.RoundId}", cancellation));
        var trail = JsonSerializer.Deserialize<List<TrailEntry>>(await GetAsync($"api/rounds/{LargeTown.RoundId}/trail", cancellation),
            Json)!;
        return new TownOutcome(
            await GetAsync($"api/rounds/{LargeTown.RoundId}/report.json", cancellation),
            await GetAsync($"api/rounds/{LargeTown.RoundId}/report.html", cancellation),
            shown.RootElement.GetProperty("departments").GetRawText(),
            // Links differ from world to world.
            OutboxMail.ReadAll(_world.OutboxFolder).ToDictionary(mail => mail.File, mail =>
                $"{mail.To} {mail.MessageId} {mail.Subject} {OutboxMail.WithoutAddresses(mail.Text)}"),
            trail.ToDictionary(entry => $"{entry.DepartmentId} {entry.Key}", entry => $"{entry.What} {entry.Who} {entry.About}"),
            _restarts);
    }

    private async Task AdvanceAsync(DateTimeOffset until, CancellationToken cancellation) => await TryAsync(async () =>
    {
        try
        {
            await _world.Emulator.AdvanceToAsync(until, cancellation);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            _restarts++;
            await _world.DisposeAsync();
            _world = await _start();
            throw;
        }
    }, cancellation);

    private async Task PostAsync(string route, string body, CancellationToken cancellation)
    {
        var failed = false;
        await TryAsync(async () =>
        {
            using var answer = await _world.Coordinator.PostAsync(route, new StringContent(body), cancellation);
            // After a lost reply the repetition conflicts with the first try.
            if (!answer.IsSuccessStatusCode && !(failed && answer.StatusCode == HttpStatusCode.Conflict))
            {
                failed = true;
                throw new InvalidOperationException(
                    $"POST {route} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
            }
            return true;
        }, cancellation);
    }

    private Task<string> GetAsync(string route, CancellationToken cancellation) =>
        TryAsync(() => _world.Coordinator.GetStringAsync(route, cancellation), cancellation);

    private static async Task<T> TryAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await act();
            }
            catch (Exception) when (tries < MaxTries && !cancellation.IsCancellationRequested)
            {
            }
        }
    }
}
