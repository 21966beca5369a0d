using System.CommandLine;
using FollowUp.Imports;
using FollowUp.Mail;

namespace FollowUp.Local.Commands;

/// <summary><c>letters</c>: checks the municipality's own words without anything running.</summary>
internal static class LettersCommand
{
    public static Command Create() => new("letters", "Kommunens egna ord i breven: granska.") { Lint() };

    private static Command Lint()
    {
        var file = new Argument<FileInfo>("fil") { Description = "Breven, som text." };
        var command = new Command("lint",
            "Säger vad som är fel i breven och på vilken rad, som appen gör när den startar. Avslutas med 1 om något är fel.") { file };
        command.SetAction(arguments => Lint(arguments.GetValue(file)!, Console.Out));
        return command;
    }

    internal static int Lint(FileInfo file, TextWriter output)
    {
        var reading = MailTemplatesReader.Read(new Upload(file.Name, File.ReadAllBytes(RunningApp.Existing(file).FullName)));
        foreach (var finding in reading.Findings)
        {
            output.WriteLine($"Fel: {finding}");
        }
        if (reading.Wordings is { } wordings)
        {
            output.WriteLine(Texts.Wording.Checked(wordings.Count));
        }
        return reading.Wordings == null ? 1 : 0;
    }
}
