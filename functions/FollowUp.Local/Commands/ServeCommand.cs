using System.CommandLine;
using FollowUp.Local.Emulator;
using FollowUp.Local.Serve;
using FollowUp.Time;
using Microsoft.Extensions.Configuration;

namespace FollowUp.Local.Commands;

/// <summary><c>serve</c>: FollowUp on one loopback port, for somebody who wants to live with it.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--data")
        {
            Description = "Mappen för all data. Samma mapp igen fortsätter där den slutade.",
            DefaultValueFactory = _ => new DirectoryInfo(".local"),
        };
        var port = new Option<int>("--port") { Description = "Porten på den här datorn.", DefaultValueFactory = _ => 7071 };
        var clock = new Option<bool>("--clock")
        {
            Description = "Stillastående klocka som flyttas fram på startsidan, i stället för datorns.",
        };
        var command = new Command("serve", "Kör FollowUp på den här datorn tills du avbryter (Ctrl-C).") { folder, port, clock };
        command.SetAction((arguments, cancellation) => RunAsync(
            arguments.GetValue(folder)!.FullName, arguments.GetValue(port), arguments.GetValue(clock), Console.Out, cancellation));
        return command;
    }

    /// <summary>The app's settings as they stand in the environment, where the deployed app has them.</summary>
    private static Dictionary<string, string?> Own() =>
        new ConfigurationBuilder().AddEnvironmentVariables("FollowUp__").Build().AsEnumerable()
        .Where(setting => setting.Value != null).ToDictionary(setting => $"FollowUp:{setting.Key}", setting => setting.Value);

    internal static async Task<int> RunAsync(string folder, int port, bool virtualClock, TextWriter output, CancellationToken cancellation)
    {
        using var data = DataFolder.Take(folder, virtualClock);
        var azurite = await Azurite.StartOrAdoptAsync(Path.Combine(folder, "azurite"), cancellation);
        try
        {
            LocalPages? pages = null;
            await using var world = await LocalWorld.StartAsync(
                folder, azurite.ConnectionString, virtualClock
                    ? StockholmTime.At(StockholmTime.DayOf(TimeProvider.System.GetUtcNow()), new TimeOnly(7, 0)) : null,
                port: port, front: app => LocalPages.Map(app, () => pages!), settings: Own(),
                configure: options => options with { ConfigureApp = options.ConfigureApp + LocalPages.AddSignIn },
                cancellation: cancellation);
            pages = new LocalPages(world);
            await output.WriteLineAsync($"FollowUp finns på {world.Emulator.BaseAddress}");
            await output.WriteLineAsync($"Data ligger i {folder}. Avsluta med Ctrl-C; nästa serve fortsätter där den här slutade.");
            try
            {
                await world.Emulator.RunAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
            }
            return 0;
        }
        finally
        {
            await azurite.StopAsync();
        }
    }
}
