using System.Diagnostics;

namespace FollowUp.Local;

/// <summary>This program as another process, whether started by itself or by a test.</summary>
public static class OwnProcess
{
    /// <summary>The one that runs this program.</summary>
    internal static string Dotnet =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));

    public static ProcessStartInfo With(params string[] arguments) => new(Dotnet, [typeof(OwnProcess).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
