namespace FollowUp.Stress;

/// <summary>
/// Kills processes at random moments, in proportion to how long each step takes. Short steps are hit, too, and some kills come while a mail
/// is being sent.
/// </summary>
/// <param name="kills">How many kills in all.</param>
/// <param name="undisturbed">How long each step of the story took without kills.</param>
/// <param name="mails">How many mails the story takes.</param>
internal sealed class Killer(int kills, IReadOnlyList<TimeSpan> undisturbed, int mails, Random random)
{
    // Shares of the kills: while the program starts, and after a mail was received.
    private const double AtStart = 0.1;
    private const double AtMail = 0.5;
    // Above 1, since a kill may come after its step is done.
    private const double Eagerness = 1.4;
    private const double Overshoot = 1.1;
    private const double MostOften = 0.9;

    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(1);
    // Time enough for the sender to get its reply and record it.
    private static readonly TimeSpan AfterMail = 2.5 * MailRecorder.Way;

    // Mails arrive on other threads than the steps'.
    private readonly Lock _lock = new();
    // How much longer a step takes right after the start; learnt from the steps.
    private TimeSpan _warmUp = TimeSpan.FromSeconds(0.3);
    private readonly double _mailChance = AtMail * kills / mails;
    private int _left = kills;

    public bool HasLeft => _left > 0;

    public void AimAtStart(Victim victim) => Aim(victim, AtStart, StartUp);

    /// <param name="fresh">It is the first step since the program started.</param>
    public void Aim(Victim victim, int step, bool fresh)
    {
        if (_left > 0)
        {
            Aim(victim, Chance(step), undisturbed[step] + (fresh ? _warmUp : TimeSpan.Zero));
        }
    }

    /// <summary>The victim has sent a mail and has no reply yet.</summary>
    public void AimAtMail(Victim victim) => Aim(victim, _mailChance, AfterMail);

    public void Learn(int step, bool fresh, TimeSpan took)
    {
        if (_left > 0 && fresh && took > undisturbed[step])
        {
            _warmUp = 0.8 * _warmUp + 0.2 * (took - undisturbed[step]);
        }
    }

    private double Chance(int step) => step == undisturbed.Count - 1
        ? 1
        : Math.Min(MostOften, Eagerness * _left * Weight(step) / Enumerable.Range(step, undisturbed.Count - step).Sum(Weight));

    private double Weight(int step) =>
        1 + undisturbed[step] / (undisturbed.Aggregate(TimeSpan.Zero, (sum, took) => sum + took) / undisturbed.Count);

    private void Aim(Victim victim, double chance, TimeSpan within)
    {
        lock (_lock)
        {
            if (_left > 0 && !victim.Marked && random.NextDouble() < chance)
            {
                victim.StrikeAfter(random.NextDouble() * Overshoot * within);
                _left--;
            }
        }
    }
}
