using System.CommandLine;
using FollowUp.Pages;

namespace FollowUp.Local.Commands;

/// <summary>How a verb reaches a FollowUp that runs: the options for it, and the coordinator's hands.</summary>
internal static class RunningApp
{
    /// <summary>Where FollowUp runs; what <c>serve</c> takes if nothing else is said.</summary>
    public static (Option<string> Address, Option<FileInfo> Key) Options() => (
        new Option<string>("--against")
        {
            Description = "Adressen till en FollowUp som är igång.",
            DefaultValueFactory = _ =>
            "http://127.0.0.1:7071/"
        },
        new Option<FileInfo>("--key-file")
        {
            Description = "Filen med dess funktionsnyckel.",
            DefaultValueFactory = _ =>
            new FileInfo(Path.Combine(".local", "function-key"))
        });

    public static HttpClient Coordinator(string at, FileInfo key)
    {
        if (!Uri.TryCreate($"{at.TrimEnd('/')}/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new LocalSetupException($"--against ska vara en adress som http://127.0.0.1:7071/, inte {at}.");
        }
        return new HttpClient
        {
            BaseAddress = address,
            DefaultRequestHeaders =
            {
                { "x-functions-key", File.ReadAllText(Existing(key).FullName).Trim() },
                {
                    ApiCaller.Header,
                    Uri.EscapeDataString(Environment.UserName is { Length: > 0 } user ? user : LocalWorld.CoordinatorName)
                },
            },
        };
    }

    public static async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send, string at)
    {
        try
        {
            return await send();
        }
        catch (HttpRequestException unreachable)
        {
            throw new LocalSetupException($"{at} svarade inte: {unreachable.Message}");
        }
    }

    public static FileInfo Existing(FileInfo file) => file.Exists ? file : throw new LocalSetupException($"{file} finns inte.");
}
