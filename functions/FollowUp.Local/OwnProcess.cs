using System.Diagnostics;

namespace FollowUp.Local;

/// <summary>This program as another process, whoever hosts it here: itself, or a test.</summary>
public static class OwnProcess
{
    public static ProcessStartInfo With(params string[] arguments)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var dotnet = Path.Combine(Path.GetFullPath(Path.Combine(runtime, "..", "..", "..")), "dotnet");
        return new ProcessStartInfo(dotnet, [typeof(OwnProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
