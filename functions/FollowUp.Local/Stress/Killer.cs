namespace FollowUp.Local.Stress;

/// <summary>
/// Strikes victims at random moments, spread over a story: in proportion to how long its steps take, but the short ones too, and at
/// any moment of a step.
/// </summary>
/// <param name="kills">How many it strikes in all.</param>
/// <param name="undisturbed">How long each step of the story took when nobody was struck.</param>
internal sealed class Killer(int kills, IReadOnlyList<TimeSpan> undisturbed, Random random)
{
    // Of the kills, those that fall while the program starts.
    private const double AtStart = 0.12;
    // A strike may come when its step is done already, and some steps are passed by: so it aims more often than it would need to.
    private const double Eagerness = 1.4;
    private const double Overshoot = 1.1;
    private const double MostOften = 0.9;

    // A program that has just started is slow at its first step; how slow is learnt.
    private TimeSpan _start = TimeSpan.FromSeconds(1);
    private TimeSpan _warmUp = TimeSpan.FromSeconds(0.3);
    private int _left = kills;

    public void AimAtStart(Victim victim)
    {
        if (_left > 0 && random.NextDouble() < AtStart)
        {
            Strike(victim, _start);
        }
    }

    /// <param name="fresh">It is the first step since the program started.</param>
    public void Aim(Victim victim, int step, bool fresh)
    {
        if (_left > 0 && !victim.Marked && (step == undisturbed.Count - 1 || random.NextDouble() < Chance(step)))
        {
            Strike(victim, undisturbed[step] + (fresh ? _warmUp : TimeSpan.Zero));
        }
    }

    public void Learn(int step, bool fresh, TimeSpan took)
    {
        if (_left > 0 && fresh && took > undisturbed[step])
        {
            _warmUp = 0.8 * _warmUp + 0.2 * (took - undisturbed[step]);
        }
    }

    private double Chance(int step) => Math.Min(MostOften, Eagerness * _left * Weight(step) / Enumerable.Range(step, undisturbed.Count - step).Sum(Weight));

    private double Weight(int step) => 1 + undisturbed[step] / (undisturbed.Aggregate(TimeSpan.Zero, (sum, took) => sum + took) / undisturbed.Count);

    private void Strike(Victim victim, TimeSpan within)
    {
        victim.StrikeAfter(random.NextDouble() * Overshoot * within);
        _left--;
    }
}
