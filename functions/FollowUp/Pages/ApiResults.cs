using System.Text;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Pages;

/// <summary>What the coordinator's HTTP API takes and gives.</summary>
internal static class ApiResults
{
    private const int LargestUpload = 2_000_000;

    public static IResult Json<T>(int status, T value) => Results.Json(value, StoredJson.Options, statusCode: status);

    /// <summary>Nothing was changed; each problem is a sentence that says what is wrong and how to mend it.</summary>
    public static IResult Refused(int status, params IEnumerable<string> problems) => Json(status, new { problems });

    /// <summary>The body as text and the name that <c>?file=</c> gives it; null when it is larger than 2 MB.</summary>
    public static async Task<(string Text, string File)?> ReadUploadAsync(this HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > LargestUpload)
            {
                return null;
            }
            body.Write(buffer, 0, read);
        }
        using var reader = new StreamReader(new MemoryStream(body.ToArray()), Encoding.UTF8);
        return (await reader.ReadToEndAsync(cancellation), request.Query["file"].FirstOrDefault() ?? "upload");
    }
}
