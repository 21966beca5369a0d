using System.Text.RegularExpressions;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Tests;

/// <summary><c>serve</c> in its own process and folder, for tests of other commands.</summary>
internal sealed partial class ServedApp : IAsyncDisposable
{
    private readonly LocalProgram _serve;

    private ServedApp(LocalProgram serve, DirectoryInfo folder, string address) => (_serve, Folder, Address) = (serve, folder, address);

    public DirectoryInfo Folder { get; }

    public string Address { get; }

    public DirectoryInfo Mails => new(Path.Combine(Folder.FullName, "outbox"));

    public FileInfo Key => new(Path.Combine(Folder.FullName, "function-key"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="options">Options in addition to the folder and a free port.</param>
    public static async Task<ServedApp> StartAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("followup-served-");
        var serve = LocalProgram.Start(null, ["serve", "--data", folder.FullName, "--port", "0", .. options]);
        return new ServedApp(serve, folder, Told().Match((await serve.Output.ReadLineAsync(Cancellation))!).Value);
    }

    public async ValueTask DisposeAsync()
    {
        await _serve.DisposeAsync();
        // Azurite outlives the process that it serves.
        await (await Azurite.StartOrAdoptAsync(Path.Combine(Folder.FullName, "azurite"), CancellationToken.None)).DisposeAsync();
        Folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Told();
}
