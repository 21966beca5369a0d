using System.CommandLine;
using FollowUp.Local.Stress;

namespace FollowUp.Local.Commands;

/// <summary><c>stress</c>: campaigns that take too long for the tests.</summary>
internal static class StressCommand
{
    public static Command Create() => new("stress", "Prövar FollowUp under störningar.") { Kills(), KillsVictim() };

    private static Command Kills()
    {
        var count = new Argument<int>("COUNT") { Description = "Hur många gånger programmet dödas.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "Styr vem som svarar när och vad, och när programmet dödas.", DefaultValueFactory = _ => 1 };
        var command = new Command("kills", "Dödar programmet (SIGKILL) gång på gång under omgångar med 30 enheter, och jämför med ostörda omgångar.") { count, seed };
        command.SetAction(async (arguments, cancellation) =>
            (await new KillCampaign(arguments.GetValue(count), arguments.GetValue(seed), Console.Out).RunAsync(cancellation)).Count == 0 ? 0 : 1);
        return command;
    }

    private static Command KillsVictim()
    {
        var order = new Argument<string>("ORDER");
        var command = new Command(Victim.Verb) { order };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => Victim.RunAsync(arguments.GetValue(order)!, cancellation));
        return command;
    }
}
