using System.CommandLine;
using System.Net.Http.Json;

namespace FollowUp.Local.Commands;

/// <summary><c>calendar</c>: what falls due in a FollowUp that runs.</summary>
internal static class CalendarCommand
{
    public static Command Create()
    {
        var from = new Option<string?>("--from") { Description = "Första dagen, som 2026-01-31. Annars ett år tillbaka." };
        var to = new Option<string?>("--to") { Description = "Sista dagen. Annars två år framåt." };
        var (at, key) = RunningApp.Options();
        var command = new Command("calendar", "Skriver ut vad som ska följas upp och när.") { from, to, at, key };
        command.SetAction((arguments, cancellation) => RunAsync(
            arguments.GetValue(from), arguments.GetValue(to), arguments.GetValue(at)!, arguments.GetValue(key)!, Console.Out,
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(string? from, string? to, string at, FileInfo key, TextWriter output,
        CancellationToken cancellation)
    {
        using var coordinator = RunningApp.Coordinator(at, key);
        var span = string.Join('&', new[] { ("from", from), ("to", to) }.Where(end => end.Item2 != null)
            .Select(end => $"{end.Item1}={Uri.EscapeDataString(end.Item2!)}"));
        using var answer = await RunningApp.SendAsync(() => coordinator.GetAsync($"api/calendar?{span}", cancellation), at);
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            throw new LocalSetupException($"{at} svarade {(int)answer.StatusCode}. Stämmer nyckeln i {key}?");
        }
        if (!answer.IsSuccessStatusCode)
        {
            foreach (var problem in (await answer.Content.ReadFromJsonAsync<Refusal>(cancellation))!.Problems)
            {
                await output.WriteLineAsync(problem);
            }
            return 1;
        }
        foreach (var entry in (await answer.Content.ReadFromJsonAsync<List<Entry>>(cancellation))!)
        {
            await output.WriteLineAsync($"{entry.Day:yyyy-MM-dd}  {entry.Sentence}");
        }
        return 0;
    }

    private sealed record Entry(DateOnly Day, string Sentence);

    private sealed record Refusal(IReadOnlyList<string> Problems);
}
