using System.Diagnostics;

namespace FollowUp.Local;

/// <summary>A program of this checkout as another process, whether started by itself or by a test.</summary>
internal static class OwnProcess
{
    /// <summary>The one that runs this program.</summary>
    internal static string Dotnet =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));

    /// <summary>FollowUp.Local.</summary>
    public static ProcessStartInfo With(params string[] arguments) => Of(typeof(OwnProcess), arguments);

    /// <param name="type">Any type of the program's assembly.</param>
    public static ProcessStartInfo Of(Type type, params string[] arguments) => new(Dotnet, [type.Assembly.Location, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
