namespace FollowUp.Reports;

/// <summary>The row keys of what the coordinator wrote in a report.</summary>
internal static class AssessmentKeys
{
    public const string Rows = "assessment|";

    public static string Row(string chapter, int version) => $"{Rows}{chapter}|{version:D4}";
}
