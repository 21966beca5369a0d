namespace FollowUp.Coordinator;

/// <summary>Where the desk's pages lie.</summary>
public static class Desk
{
    /// <summary>What all its routes begin with.</summary>
    public const string Route = "samordning";

    public const string Overview = $"/{Route}";
    public const string Plans = $"/{Route}/planer";
    public const string Departments = $"/{Route}/enheter";
    public const string NewRound = $"/{Route}/omgangar/ny";

    public static string Plan(string id) => $"{Plans}/{id}";

    public static string Department(string id) => $"{Departments}/{id}";

    public static string Round(string id) => $"/{Route}/omgangar/{id}";

    public static string Draft(string id) => $"{Round(id)}/utkast";
}

/// <summary>The pages that the desk's menu leads to.</summary>
public enum DeskPlace
{
    Overview,
    Plans,
    Departments,
}
