using System.Text.Json;
using FollowUp.Storage;

namespace FollowUp.Reports.Json;

public static class JsonReportWriter
{
    private static readonly JsonSerializerOptions Indented = new(StoredJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static string Write(Report report) => JsonSerializer.Serialize(report, Indented) + "\n";
}
