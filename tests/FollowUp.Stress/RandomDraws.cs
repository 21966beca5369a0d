namespace FollowUp.Stress;

/// <param name="largest">No list of departments, plans, focus areas or measures is longer.</param>
internal sealed class RandomDraws(int seed, int largest)
{
    public const int Unlimited = int.MaxValue;

    public Random Random { get; } = new(seed);

    public bool Happens(int percent) => Random.Next(100) < percent;

    public int AtMost(int count) => Math.Min(count, largest);

    public int Next(int end) => Random.Next(end);

    public int Next(int start, int end) => Random.Next(start, end);

    public T Pick<T>(params T[] all) => all[Random.Next(all.Length)];

    public List<T> Drawn<T>(IEnumerable<T> all, int count)
    {
        var drawn = all.ToArray();
        Random.Shuffle(drawn);
        return [.. drawn.Take(count)];
    }

    /// <summary>None to <paramref name="most"/> of them.</summary>
    public List<T> Some<T>(T[] all, int most) => Drawn(all, Random.Next(most + 1));
}
