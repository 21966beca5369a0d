using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Azure.Data.Tables;
using FollowUp.Local.Emulator;
using FollowUp.Local.Mailbox;
using FollowUp.Mail;
using FollowUp.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Local;

/// <summary>
/// FollowUp in one folder of this machine: the functions, their tables' rows in the given storage, the link secret and the outbox.
/// </summary>
internal sealed class LocalWorld : IAsyncDisposable
{
    /// <summary>Who calls the API, where nobody is named: stands in the trail.</summary>
    internal const string CoordinatorName = "samordnaren";

    private LocalWorld(FunctionsEmulator emulator, string outboxFolder)
    {
        Emulator = emulator;
        OutboxFolder = outboxFolder;
        Coordinator = new HttpClient { BaseAddress = emulator.BaseAddress };
        Coordinator.DefaultRequestHeaders.Add("x-functions-key", emulator.FunctionKey);
        Coordinator.DefaultRequestHeaders.Add(ApiCaller.Header, CoordinatorName);
    }

    public FunctionsEmulator Emulator { get; }

    public string OutboxFolder { get; }

    /// <summary>Calls the app as the coordinator does: with the function key.</summary>
    public HttpClient Coordinator { get; }

    /// <param name="folder">Keeps what is not in the tables; made where it is missing.</param>
    /// <param name="startTime">
    /// Where the virtual clock begins the first time; later it is where it was left. Null runs on this machine's clock.
    /// </param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="front">Adds what is served before the functions are asked.</param>
    /// <param name="settings">Settings of the app that take the place of the local ones; null as a value removes one.</param>
    /// <param name="configure">Changes how the emulator runs it; null leaves that.</param>
    /// <exception cref="LocalSetupException">The port is taken.</exception>
    public static async Task<LocalWorld> StartAsync(
        string folder, string storage, DateTimeOffset? startTime, string tablePrefix = "FollowUp", int port = 0,
        Action<WebApplication>? front = null, IReadOnlyDictionary<string, string?>? settings = null,
        Func<EmulatorOptions, EmulatorOptions>? configure = null,
        CancellationToken cancellation = default)
    {
        while (true)
        {
            try
            {
                return await StartOnAsync(port == 0 ? FreePort() : port, folder, storage, startTime, tablePrefix, front, settings,
                    configure, cancellation);
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException)
            {
                // A free port may be taken between its choice and its use: then another is chosen.
                if (port != 0)
                {
                    throw new LocalSetupException(
                        $"Port {port} är upptagen av ett annat program. Avsluta det, eller välj en annan port med --port.");
                }
            }
        }
    }

    private static async Task<LocalWorld> StartOnAsync(
        int port, string folder, string storage, DateTimeOffset? startTime, string tablePrefix, Action<WebApplication>? front,
        IReadOnlyDictionary<string, string?>? overriding, Func<EmulatorOptions, EmulatorOptions>? configure, CancellationToken cancellation)
    {
        var outbox = Directory.CreateDirectory(Path.Combine(folder, "outbox")).FullName;
        var settings = new Dictionary<string, string?>
        {
            ["FollowUp:Municipality"] = "Södertälje kommun",
            ["FollowUp:CoordinatorName"] = "Kim Exempel",
            ["FollowUp:CoordinatorTitle"] = "Samordnare, kommunledningskontoret",
            ["FollowUp:CoordinatorPhone"] = "0123-456 78",
            ["FollowUp:DataProtectionContact"] = "dataskyddsombudet@kommunen.example",
            ["FollowUp:Accessibility:Supervisor"] = "Tillsynsmyndigheten (påhittad)",
            ["FollowUp:Accessibility:SupervisorAddress"] = "https://tillsynsmyndigheten.example/",
            ["FollowUp:Storage"] = storage,
            ["FollowUp:TablePrefix"] = tablePrefix,
            ["FollowUp:PublicBaseAddress"] = $"http://127.0.0.1:{port}/",
            ["FollowUp:LinkKeys:0:Id"] = "1",
            ["FollowUp:LinkKeys:0:Secret"] = Secret(Path.Combine(folder, "link-secret")),
            ["FollowUp:MailFrom"] = "Uppföljning av handlingsplaner <followup@kommunen.example>",
            ["FollowUp:CoordinatorEmail"] = "samordnaren@kommunen.example",
            ["FollowUp:ApiEnabled"] = "true",
        };
        // Mails go into the folder, and so to anybody, unless a mail service is named.
        var sends = overriding?.ContainsKey("FollowUp:SendGridKey") == true;
        if (!sends)
        {
            settings["FollowUp:SendGridKey"] = "unused";
            settings["FollowUp:MailAllowed"] = MailSettings.Everybody;
        }
        foreach (var (name, value) in overriding ?? new Dictionary<string, string?>())
        {
            settings[name] = value;
        }
        Func<IServiceProvider, IMailSender> sender = services => new EmlFolderSender(
            outbox, services.GetRequiredService<MailSettings>().From, services.GetRequiredService<TimeProvider>());
        var options = new EmulatorOptions(storage, tablePrefix, startTime, settings, typeof(FollowUpServices).Assembly,
            app => app.AddFollowUp(sends ? null : sender), port, Secret(Path.Combine(folder, "function-key")),
            front + (app => app.Use((http, next) => RequestPipeline.RunAsync(http, () => next(http)))));
        var emulator = await FunctionsEmulator.StartAsync(configure?.Invoke(options) ?? options, cancellation);
        return new LocalWorld(emulator, outbox);
    }

    public async ValueTask DisposeAsync()
    {
        Coordinator.Dispose();
        await Emulator.DisposeAsync();
    }

    /// <summary>
    /// Made once per folder: the links in mails already sent and the key in a coordinator's script must work after a restart.
    /// </summary>
    private static string Secret(string path)
    {
        if (!File.Exists(path))
        {
            // Whole or not at all, should it be killed just here.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using (var file = new StreamWriter($"{path}.new", options))
            {
                file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            }
            File.Move($"{path}.new", path);
        }
        return File.ReadAllText(path);
    }

    // The links' address is a setting, so the port must be known before the app starts.
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
