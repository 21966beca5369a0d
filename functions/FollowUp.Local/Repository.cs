namespace FollowUp.Local;

/// <summary>Where the checkout is that this program was built from: <c>seeds</c> and <c>infra</c> lie there.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A seed's text, by its path below <c>seeds</c>.</summary>
    public static string Seed(string file) => File.ReadAllText(Path.Combine(Root, "seeds", file));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FollowUpFunctions.sln")))
            {
                return folder.FullName;
            }
        }
        throw new LocalSetupException("FollowUp.Local körs ur sin utcheckning: FollowUpFunctions.sln hittades inte ovanför programmet.");
    }
}

/// <summary>Something on this machine is missing or taken; the message says what, and how to fix it.</summary>
internal sealed class LocalSetupException(string message) : Exception(message);
