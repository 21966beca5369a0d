using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Local.Emulator.Tables;
using FollowUp.Trail;

namespace FollowUp.Stress;

/// <summary>
/// Runs rounds of a large town, each twice by the same seed: undisturbed, and in a process that is killed (SIGKILL) at random
/// moments and started again until the round ends. The tables and the mail service outlive the kills. At the end both are compared.
/// </summary>
internal sealed class KillCampaign(LargeTown town, int kills, int seed, TextWriter output)
{
    private const int MaxKillsOfARound = 50;
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Random _random = new(seed);
    private readonly Dictionary<TownStepKind, int> _struck = [];

    /// <returns>A sentence for each violation.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var violations = new List<string>();
        var outcomes = new List<RoundOutcome>();
        var answered = 0;
        var rounds = (kills + MaxKillsOfARound - 1) / MaxKillsOfARound;
        for (var round = 0; round < rounds; round++)
        {
            var share = kills * (round + 1) / rounds - kills * round / rounds;
            var story = TownStory.Of(town, seed + round);
            var (undisturbed, outcome) = await LiveTwiceAsync(story, share, cancellation);
            var found = outcome.Violations(undisturbed, story.Answered).ToList();
            outcomes.Add(outcome);
            answered += story.Answered.Count;
            violations.AddRange(found.Select(violation =>
                $"Frö {seed + round}: {violation}\n  {DrawnCampaign.Command("kills", share, $"{seed + round}")}"));
            await output.WriteLineAsync(
                $"Omgång {round + 1} av {rounds} (frö {seed + round}): dödad {share} gånger, {outcome.Mails.Count} mejl varav "
                    + $"{outcome.Repeats} omsända, {found.Count} fel, {watch.Elapsed:hh\\:mm\\:ss}");
        }
        await output.WriteLineAsync($"""

            Programmet dödades och startades om {_struck.Values.Sum()} gånger på {watch.Elapsed:hh\:mm\:ss}.
            Medan det höll på med: {StruckWhile()}.
            Prövat mot ostörda omgångar med samma frö, {town.Departments} enheter i varje:
            - rapporter, json och html, byte för byte: {outcomes.Count}
            - inskick: {outcomes.Sum(outcome => outcome.Submissions)}
            - iakttagelser: {outcomes.Sum(outcome => outcome.FlagCount)}
            - händelser i händelseloggen: {outcomes.Sum(outcome => outcome.Trail.Count)}
            - beslutade mejl, sända minst en gång: {outcomes.Sum(outcome => outcome.Mails.Count - outcome.Repeats)}
            - omsändningar, under samma Message-ID och med samma innehåll: {outcomes.Sum(outcome => outcome.Repeats)}
            - enheter som inte fick påminnas, eftersom de hade skickat in allt: {answered}
            """);
        foreach (var violation in violations)
        {
            await output.WriteLineAsync($"FEL: {violation}");
        }
        await output.WriteLineAsync(violations.Count == 0 ? "Inga fel." : $"{violations.Count} fel.");
        return violations;
    }

    private string StruckWhile() =>
        string.Join(", ", _struck.OrderBy(struck => struck.Key).Select(struck => $"{NameOf(struck.Key)} {struck.Value}"));

    private async Task<(RoundOutcome Undisturbed, RoundOutcome Killed)> LiveTwiceAsync(TownStory story, int share,
        CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("followup-kills-");
        try
        {
            await using var tables = await TableServer.StartAsync(cancellation);
            await using var mails = await MailRecorder.StartAsync(cancellation);
            await using var mailsOfKilled = await MailRecorder.StartAsync(cancellation);
            // One folder and one port, so that the links in the mails are the same.
            var order = new VictimOrder(folder.FullName, tables.ConnectionString, "Undisturbed", QuietPort(), TownStory.Begins,
                mails.Address);
            var durations = new List<TimeSpan>();
            var undisturbed = await LiveAsync(order, story, mails, null, durations, cancellation);
            var killer = new Killer(share, durations, undisturbed.Mails.Count, _random);
            var killed = await LiveAsync(order with { TablePrefix = "Killed", Mail = mailsOfKilled.Address }, story, mailsOfKilled, killer,
                [], cancellation);
            return (undisturbed, killed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <param name="durations">Gets how long each step took.</param>
    private async Task<RoundOutcome> LiveAsync(
        VictimOrder order, TownStory story, MailRecorder mails, Killer? killer, List<TimeSpan> durations, CancellationToken cancellation)
    {
        RoundOutcome? outcome = null;
        var read = new TownStep(TownStepKind.Read, async (victim, _, _) => outcome = await ReadAsync(victim, mails, cancellation));
        Victim? victim = null;
        try
        {
            foreach (var (place, step) in story.Steps.Append(read).Index())
            {
                for (var done = false; !done;)
                {
                    var isFresh = victim == null;
                    victim ??= Start(order, mails, killer);
                    var took = await TryAsync(victim, isFresh, place, step, mails, killer, cancellation);
                    if (took == null)
                    {
                        await victim.DisposeAsync();
                        victim = null;
                    }
                    else
                    {
                        durations.Add(took.Value);
                    }
                    // Kills that are left over fall on the reading.
                    done = took != null && (step != read || killer is not { HasLeft: true });
                }
            }
        }
        catch (Exception fault) when (victim != null && !cancellation.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"Utan att ha dödats svarade programmet inte som det ska: {fault.Message}\n{await victim.EndAsync()}", fault);
        }
        finally
        {
            if (victim != null)
            {
                await victim.DisposeAsync();
                if (victim.Struck)
                {
                    Count(TownStepKind.Read);
                }
            }
        }
        return outcome!;
    }

    private static Victim Start(VictimOrder order, MailRecorder mails, Killer? killer)
    {
        var victim = Victim.Start(order);
        mails.OnMail = () => killer?.AimAtMail(victim);
        killer?.AimAtStart(victim);
        return victim;
    }

    /// <returns>How long the step took; null where the victim was killed, so that the step must be repeated.</returns>
    private async Task<TimeSpan?> TryAsync(
        Victim victim, bool isFresh, int place, TownStep step, MailRecorder mails, Killer? killer, CancellationToken cancellation)
    {
        var doing = TownStepKind.Start;
        try
        {
            if (isFresh)
            {
                await victim.ReadyAsync(cancellation);
            }
            doing = step.Kind;
            killer?.Aim(victim, place, isFresh);
            var watch = Stopwatch.StartNew();
            await step.DoAsync(victim, mails, cancellation);
            killer?.Learn(place, isFresh, watch.Elapsed);
            return watch.Elapsed;
        }
        catch (Exception) when (victim.Struck && !cancellation.IsCancellationRequested)
        {
            Count(doing);
            return null;
        }
    }

    private void Count(TownStepKind struck) => _struck[struck] = _struck.GetValueOrDefault(struck) + 1;

    private static async Task<RoundOutcome> ReadAsync(Victim victim, MailRecorder mails, CancellationToken cancellation)
    {
        const string round = $"api/rounds/{LargeTown.RoundId}";
        return new RoundOutcome(
            await victim.GetAsync(round, cancellation),
            await victim.GetAsync($"{round}/report.json", cancellation),
            await victim.GetAsync($"{round}/report.html", cancellation),
            JsonSerializer.Deserialize<List<TrailEntry>>(await victim.GetAsync($"{round}/trail", cancellation), Json)!,
            mails.Mails);
    }

    /// <summary>A port below those that this machine hands out: no other program takes it while the victim is down.</summary>
    private int QuietPort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, _random.Next(20_000, 30_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // The port is taken; try another one.
            }
        }
    }

    private static string NameOf(TownStepKind kind) => kind switch
    {
        TownStepKind.Start => "starten",
        TownStepKind.Open => "import och öppnande",
        TownStepKind.Clock => "klockans gång med mejl, stängning och rapport",
        TownStepKind.Save => "utkast",
        TownStepKind.Submit => "inskick",
        TownStepKind.Close => "stängning i förtid",
        _ => "läsning",
    };
}
