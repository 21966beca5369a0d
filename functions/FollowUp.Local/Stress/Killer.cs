namespace FollowUp.Local.Stress;

/// <summary>
/// Kills processes at random moments, spread in proportion to how long each step takes; short steps are hit too, and some kills come
/// while a mail is on its way.
/// </summary>
/// <param name="kills">How many it strikes in all.</param>
/// <param name="undisturbed">How long each step of the story took when nobody was struck.</param>
/// <param name="mails">How many mails the story takes.</param>
internal sealed class Killer(int kills, IReadOnlyList<TimeSpan> undisturbed, int mails, Random random)
{
    // Of the kills, those that fall while the program starts, and those that a mail calls forth.
    private const double AtStart = 0.1;
    private const double AtMail = 0.5;
    // A strike may come when its step is done already, and some steps are passed by: so it aims more often than it would need to.
    private const double Eagerness = 1.4;
    private const double Overshoot = 1.1;
    private const double MostOften = 0.9;

    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(1);
    // Until the sender knows that the mail was taken, and has recorded it.
    private static readonly TimeSpan AfterMail = 2.5 * MailRecorder.Way;

    // Mails arrive beside the story's steps.
    private readonly Lock _lock = new();
    // A program that has just started is slow at its first step; how slow is learnt.
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

    /// <summary>The victim has just sent a mail, and does not know yet whether it is taken.</summary>
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
