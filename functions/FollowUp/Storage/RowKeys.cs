namespace FollowUp.Storage;

/// <summary>Ranges of row keys and of partitions.</summary>
internal static class RowKeys
{
    /// <summary>The row key after every row key that starts with <paramref name="prefix"/>, for range queries.</summary>
    public static string AfterAll(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
