using System.CommandLine;

namespace FollowUp.Stress.Commands;

internal static class KillsCommand
{
    private static readonly LargeTown Town = new(Departments: 30, Measures: 12, Responsible: 5);

    public static Command Create()
    {
        var count = new Argument<int>("antal") { Description = "Hur många gånger programmet dödas.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed")
        {
            Description = "Styr vem som svarar när och vad, och när programmet dödas. Annars ett nytt.",
            DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
        };
        var command = new Command("kills",
            "Dödar programmet (SIGKILL) gång på gång under omgångar med 30 enheter, och jämför med ostörda omgångar.") { count, seed };
        command.SetAction(async (arguments, cancellation) =>
        {
            var campaign = new KillCampaign(Town, arguments.GetValue(count), arguments.GetValue(seed), Console.Out);
            return (await campaign.RunAsync(cancellation)).Count == 0 ? 0 : 1;
        });
        return command;
    }
}
