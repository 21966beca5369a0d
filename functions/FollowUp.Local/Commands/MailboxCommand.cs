using System.CommandLine;
using FollowUp.Local.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace FollowUp.Local.Commands;

/// <summary><c>mailbox</c>: takes the mails of an app that runs elsewhere on this machine, such as on Core Tools.</summary>
internal static class MailboxCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Porten på den här datorn.", DefaultValueFactory = _ => 7072 };
        var mails = new Option<DirectoryInfo>("--mails") { Description = "Mappen där mejlen hamnar som .eml.", Required = true };
        var command = new Command("mailbox",
            "Tar emot appens mejl i stället för SendGrid och lägger dem i en mapp, tills du avbryter (Ctrl-C).") { port, mails };
        command.SetAction((arguments, cancellation) =>
            RunAsync(arguments.GetValue(port), arguments.GetValue(mails)!, Console.Out, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int port, DirectoryInfo mails, TextWriter output, CancellationToken cancellation)
    {
        mails.Create();
        await using var mailbox = await StartAsync(port, mails.FullName, cancellation);
        await output.WriteLineAsync($"Appens inställning FollowUp__SendGridHost ska vara {mailbox.Urls.Single()}");
        await output.WriteLineAsync($"Mejlen hamnar i {mails.FullName}. Avsluta med Ctrl-C.");
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    private static async Task<WebApplication> StartAsync(int port, string folder, CancellationToken cancellation)
    {
        try
        {
            return await SendGridMailbox.StartAsync(port, folder, cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new LocalSetupException(
                $"Port {port} är upptagen av ett annat program. Avsluta det, eller välj en annan port med --port.");
        }
    }
}
