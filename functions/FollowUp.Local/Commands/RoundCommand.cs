using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Preview;
using FollowUp.Rounds;

namespace FollowUp.Local.Commands;

/// <summary><c>round</c>: looks at a round of a FollowUp that runs.</summary>
internal static class RoundCommand
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create() => new("round", "En uppföljningsomgång: förhandsvisa den innan något skickas.") { Preview() };

    private static Command Preview()
    {
        var id = new Argument<string>("omgång") { Description = "Omgångens id." };
        var link = new Option<string?>("--link")
        {
            Description = "Skapar en länk till förhandsvisningen för den nyckelperson som namnges.",
        };
        var (at, key) = RunningApp.Options();
        var command = new Command("preview",
            "Visar vad omgången kommer att fråga, vem som får mejl vilken dag och vad som bör ses över. Avslutas med 1 om omgången inte "
            + "kan öppnas.") { id, link, at, key };
        command.SetAction((arguments, cancellation) => PreviewAsync(
            arguments.GetValue(id)!, arguments.GetValue(link), arguments.GetValue(at)!, arguments.GetValue(key)!, Console.Out,
            cancellation));
        return command;
    }

    internal static async Task<int> PreviewAsync(string id, string? link, string at, FileInfo key, TextWriter output,
        CancellationToken cancellation)
    {
        using var coordinator = RunningApp.Coordinator(at, key);
        var route = $"api/rounds/{Uri.EscapeDataString(id)}/preview";
        var (preview, comments) = await ReadAsync<Shown>(() => coordinator.GetAsync(route, cancellation), at, key, cancellation);

        await WriteAsync(Texts.Preview.ObstaclesTitle, preview.Obstacles);
        await WriteAsync(Texts.Preview.FindingsTitle, preview.Findings.Count > 0 || preview.Obstacles.Count > 0 ? preview.Findings
            : [Texts.Preview.NothingFound]);
        await WriteAsync(Texts.Preview.TimelineTitle,
            [.. preview.Timeline.Select(entry => $"{Texts.Capital(Texts.LongDay(entry.Day))}: {entry.Text}"), .. preview.FallenSteps]);
        foreach (var notice in preview.Schedule)
        {
            await WriteAsync(Texts.Preview.Mailing(notice), notice.Kind == NoticeKind.Coordinator ? Texts.Preview.To(notice)
                : notice.Mails.GroupBy(mail => mail.Department).Select(mails =>
                $"{mails.Key}: {string.Join(", ", mails.Select(mail => $"{mail.Email} ({Texts.Role(mail.Role)})"))}"));
        }
        await output.WriteLineAsync($"{Texts.Preview.Total(preview.Mails)}\n");
        await WriteAsync(Texts.Preview.Departments, preview.Departments.Select(department =>
            $"{department.Name}: {Texts.Preview.Asked(preview.Round, department)} "
                + $"{string.Join(", ", department.Recipients.Select(to => $"{to.Email}{(to.Valid ? "" : " (gäller inte längre)")}"))}"));
        await WriteAsync(Texts.Preview.CommentsTitle, comments.Select(comment =>
            $"{Texts.Preview.By(comment)}: {comment.Text}"));
        if (link != null)
        {
            var made = await ReadAsync<MadeLink>(() => coordinator.PostAsync($"{route}-links", JsonContent.Create(new { name = link }),
                cancellation), at, key, cancellation);
            await output.WriteLineAsync($"Länk till {made.Name}: {made.Address}");
        }
        return preview.Obstacles.Count > 0 ? 1 : 0;

        async Task WriteAsync(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count > 0)
            {
                await output.WriteLineAsync(
                    $"{title}\n{string.Join('\n', all.Select(line => $"  – {line.ReplaceLineEndings("\n    ")}"))}\n");
            }
        }
    }

    private static async Task<T> ReadAsync<T>(Func<Task<HttpResponseMessage>> send, string at, FileInfo key, CancellationToken cancellation)
    {
        using var answer = await RunningApp.SendAsync(send, at);
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            throw new LocalSetupException($"{at} svarade {(int)answer.StatusCode}. Stämmer nyckeln i {key}?");
        }
        if (!answer.IsSuccessStatusCode)
        {
            throw new LocalSetupException(string.Join('\n',
                (await answer.Content.ReadFromJsonAsync<Refused>(Json, cancellation))!.Problems));
        }
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancellation))!;
    }

    private sealed record Shown(RoundPreview Preview, IReadOnlyList<PreviewComment> Comments);

    private sealed record MadeLink(string Name, Uri Address);

    private sealed record Refused(IReadOnlyList<string> Problems);
}
