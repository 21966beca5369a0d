using System.Buffers;
using FollowUp.Api;
using FollowUp.Pages;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Reports;

/// <summary>The reports of a round as files, in each of their formats: the newest one, or <c>?version=N</c>.</summary>
public sealed class ReportFiles(RoundTable rounds, ReportTable reports, AssessmentTable assessments)
{
    public Task<IResult> HtmlAsync(HttpRequest request, string id, CancellationToken cancellation) =>
        ShowAsync(request, id, (report, version, assessments) =>
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ContentPolicy(ReportStyle.PolicySource);
        return new Written("text/html; charset=utf-8", output => HtmlReportWriter.Write(report, version, assessments, output));
    }, cancellation);

    public Task<IResult> JsonAsync(HttpRequest request, string id, CancellationToken cancellation) =>
        ShowAsync(request, id, (report, version, assessments) =>
            new Written("application/json; charset=utf-8", output => JsonReportWriter.Write(report, version, assessments, output)),
            cancellation);

    public Task<IResult> CsvAsync(HttpRequest request, string id, string table, CancellationToken cancellation) =>
        ShowAsync(request, id, (report, _, _) => CsvReportWriter.Write(report, table) is { } csv
        ? ApiResults.Csv(csv)
        : ApiResults.Refused(StatusCodes.Status404NotFound, Texts.ReportText.NoTable(table, CsvReportWriter.Names(report))), cancellation);

    private async Task<IResult> ShowAsync(HttpRequest request, string id,
        Func<Report, int, IReadOnlyDictionary<string, string>, IResult> show, CancellationToken cancellation)
    {
        var versions = await reports.ListAsync(id, cancellation);
        if (versions.Count == 0)
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, await rounds.FindAsync(id, cancellation) == null
                ? Texts.Drafting.Unknown(id) : Texts.Drafting.NoReport);
        }
        var asked = request.Query["version"].FirstOrDefault();
        if (versions.LastOrDefault(version => asked == null || asked == $"{version.Number}") is not { Number: var version })
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.UnknownVersion(asked!, versions));
        }
        var report = await reports.GetAsync(id, version, cancellation);
        var chapters = report.AllChapters.Select(chapter => chapter.Id).ToHashSet();
        var written = await assessments.ListAsync(id, cancellation, version);
        return show(report, version, written.Where(one => one.Text != "" && chapters.Contains(one.Chapter))
            .ToDictionary(one => one.Chapter, one => one.Text));
    }

    /// <summary>A file that is written into the response: of tens of megabytes nobody needs a copy first.</summary>
    private sealed class Written(string contentType, Action<IBufferWriter<byte>> write) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            context.Response.ContentType = contentType;
            await context.Response.StartAsync(context.RequestAborted);
            write(context.Response.BodyWriter);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }
}
