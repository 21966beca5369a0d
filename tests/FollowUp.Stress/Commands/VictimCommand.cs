using System.CommandLine;

namespace FollowUp.Stress.Commands;

/// <summary>The process that <c>kills</c> starts and kills.</summary>
internal static class VictimCommand
{
    public static Command Create()
    {
        var order = new Argument<string>("ORDER");
        var command = new Command(Victim.Verb) { order };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => Victim.RunAsync(arguments.GetValue(order)!, cancellation));
        return command;
    }
}
