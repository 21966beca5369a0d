using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>All contacts in one table.</summary>
public sealed class ContactDeskFunctions(DeskAccess gate, DepartmentTable departments, RoundTable rounds, AssignmentTable answers,
    TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/kontakter";

    [Function("ShowAllContacts")]
    public Task<IResult> ShowAllContacts([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var (version, register) = await departments.NewestAsync(cancellation);
            return await PageAsync(request, StatusCodes.Status200OK, principal, register, AllContactsForm.Of(register, version),
                cancellation);
        }, Role.Coordinator);

    [Function("ChangeAllContacts")]
    public Task<IResult> ChangeAllContacts([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, posted) =>
        {
            var form = AllContactsForm.Read(posted, (await request.ReadFormAsync(cancellation))[AllContactsForm.PastedField].ToString());
            while (true)
            {
                var (version, register) = await departments.NewestAsync(cancellation);
                if (form.Version < 1 || form.Version > version)
                {
                    return DeskPages.Message(request, StatusCodes.Status400BadRequest, principal, Texts.Desk.NotSaved,
                        Texts.Desk.OldForm, DeskRoutes.Contacts, DeskAccess.Typed(posted));
                }
                if (InputCheck.NoPersonalNumber(form.Pasted) is { } aboutAPerson)
                {
                    return await PageAsync(request, StatusCodes.Status400BadRequest, principal, register,
                        form with { Errors = [new Problem(AllContactsForm.PastedField, aboutAPerson)] }, cancellation);
                }
                if (posted[PostedForm.Action] == AllContactsForm.Fill || form.Pasted.Trim() != "")
                {
                    return await PageAsync(request, StatusCodes.Status200OK, principal, register, form.WithPasted(register), cancellation);
                }
                var (changed, shown) = (form.Version == version ? form
                    : form.Over(await departments.GetAsync(form.Version, cancellation), register, version)).Apply(register);
                if (changed == null)
                {
                    return await PageAsync(request, shown.Meanwhile.Count > 0 ? StatusCodes.Status409Conflict
                        : StatusCodes.Status400BadRequest, principal, register, shown, cancellation);
                }
                if (await departments.ChangeAsync(version, changed, new VersionOrigin(clock.GetUtcNow(), principal.Name, File: null,
                    Findings: 0, Texts.Desk.ContactsColumn), cancellation) is { } saved)
                {
                    return PageResults.SeeOther(request, $"{DeskRoutes.RegisterVersion(saved)}?{DeskPages.DoneMark}");
                }
            }
        });

    private async Task<IResult> PageAsync(HttpRequest request, int status, Principal principal, DepartmentRegister register,
        AllContactsForm form, CancellationToken cancellation) =>
        DeskPages.Page<AllContactsPage>(request, status, principal, (nameof(AllContactsPage.Form), form),
            (nameof(AllContactsPage.Register), register), (nameof(AllContactsPage.Standings), await StandingsAsync(cancellation)));

    /// <summary>Which addresses have a link that opens something, and which were refused, in the rounds that are open.</summary>
    private async Task<IReadOnlyDictionary<(string DepartmentId, string Email), IReadOnlyList<string>>> StandingsAsync(
        CancellationToken cancellation)
    {
        var standings = new Dictionary<(string, string), IReadOnlyList<string>>();
        foreach (var round in (await rounds.ListAsync(cancellation)).Select(stored => stored.Round)
            .Where(round => round.State is RoundState.Open or RoundState.Paused))
        {
            foreach (var work in await answers.ListAsync(round.Id, round.Run, cancellation))
            {
                foreach (var contact in work.Department.Contacts)
                {
                    var key = (work.Department.Id, contact.Email);
                    var notes = new[]
                    {
                        work.RefusedMails.Any(mail => mail.Email == contact.Email) ? Texts.Desk.Bounced(round) : null,
                        contact is { MayBeAsked: true, LinkClosed: false } ? Texts.Desk.HasLink(round) : null,
                    }.OfType<string>().ToList();
                    standings[key] = [.. standings.GetValueOrDefault(key, []), .. notes.Except(standings.GetValueOrDefault(key, []))];
                }
            }
        }
        return standings;
    }
}
