using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The trail at the desk: everything that happened in a round, the system's mails included.</summary>
public sealed class TrailDeskFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, TrailTable trail)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}/handelser";

    [Function("ShowTrailAtDesk")]
    public Task<IResult> ShowTrailAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
            {
                return RoundDeskFunctions.Unknown(request, principal, id);
            }
            var entries = await trail.ListAsync(id, cancellation);
            return DeskPages.Page<TrailPage>(request, StatusCodes.Status200OK, principal,
                (nameof(TrailPage.Round), round),
                (nameof(TrailPage.Filter), TrailFilter.Of(request)),
                (nameof(TrailPage.Entries), entries),
                (nameof(TrailPage.Names), await NamesAsync(round, cancellation)));
        });

    [Function("ExportTrailAtDesk")]
    public Task<IResult> ExportTrailAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + ".csv")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
            {
                return RoundDeskFunctions.Unknown(request, principal, id);
            }
            var names = await NamesAsync(round, cancellation);
            return ApiResults.Csv(CsvFile.Write(TrailFilter.Of(request).Of(await trail.ListAsync(id, cancellation))
                .Select(entry => new[] { Texts.ShortMoment(entry.At), Texts.Trail.Event(entry.What),
                    names.GetValueOrDefault(entry.DepartmentId ?? "", entry.DepartmentId ?? ""), entry.About, entry.Who, entry.DepartmentId
                    ?? "" })
                .Prepend(Texts.Board.TrailCsvHeadings)));
        });

    /// <summary>Of departments, by id.</summary>
    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(Round round, CancellationToken cancellation) =>
        (await answers.ListStatusesAsync(round.Id, round.Run, cancellation)).ToDictionary(status => status.Id, status => status.Name);
}

/// <summary>Which entries of a trail are shown: as the address says; of what happened, all but that a mail is to be sent.</summary>
/// <param name="Text">In what it is about, or in who did it.</param>
/// <param name="From">A day as it is written in an address; "" for the first.</param>
/// <param name="To">A day, itself included; "" for the last.</param>
public sealed record TrailFilter(string Department, string Who, string What, string Text, string From, string To)
{
    public const string DepartmentField = "enhet";
    public const string WhoField = "vem";
    public const string WhatField = "vad";
    public const string TextField = "sok";
    public const string FromField = "fran";
    public const string ToField = "till";

    public static TrailFilter None { get; } = new("", "", "", "", "", "");

    public static TrailFilter Of(HttpRequest request)
    {
        string Asked(string field) => InputText.Line(request.Query[field].FirstOrDefault());
        return new TrailFilter(Asked(DepartmentField), Asked(WhoField), Asked(WhatField), Asked(TextField), Asked(FromField),
            Asked(ToField));
    }

    public IEnumerable<TrailEntry> Of(IEnumerable<TrailEntry> entries)
    {
        var (from, to) = (InputCheck.Day(From), InputCheck.Day(To));
        return entries.Where(entry => (Department == "" || entry.DepartmentId == Department) && (Who == "" || entry.Who == Who)
            && (Text == "" || Has(entry.About) || Has(entry.Who))
            && !(StockholmTime.DayOf(entry.At) < from) && !(StockholmTime.DayOf(entry.At) > to)
            // That a mail is to be sent is said by itself only where somebody asks: next it is sent, or it is said why not.
            && (What == "" ? entry.What != TrailEvent.MailDecided : entry.What.ToString() == What));
    }

    public string Query => QueryString.Create(new Dictionary<string, string?>
    {
        [DepartmentField] = Department,
        [WhoField] = Who,
        [WhatField] = What,
        [TextField] = Text,
        [FromField] = From,
        [ToField] = To,
    }).Value!;

    private bool Has(string text) => text.Contains(Text, StringComparison.CurrentCultureIgnoreCase);
}
