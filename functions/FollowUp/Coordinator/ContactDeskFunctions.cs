using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Time;
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
                    return VersionChangeFunctions.Saved(request, DeskRoutes.RegisterVersion(saved),
                        isUnchanged: saved == version && form.Version == version);
                }
            }
        });

    private async Task<IResult> PageAsync(HttpRequest request, int status, Principal principal, DepartmentRegister register,
        AllContactsForm form, CancellationToken cancellation)
    {
        var standings = new Dictionary<(string, string), IReadOnlyList<string>>();
        var former = new List<FormerContact>();
        var today = StockholmTime.DayOf(clock.GetUtcNow());
        foreach (var round in (await rounds.ListAsync(cancellation)).Select(stored => stored.Round)
            .Where(round => round.State is RoundState.Open or RoundState.Paused))
        {
            foreach (var work in await answers.ListAsync(round.Id, round.Run, cancellation))
            {
                foreach (var contact in work.Department.Contacts)
                {
                    var key = (work.Department.Id, contact.Email);
                    standings[key] = standings.GetValueOrDefault(key, []).Union(Notes(round, work, contact)).ToList();
                }
                var registered = register.Find(work.Department.Id)?.Contacts ?? [];
                former.AddRange(work.Department.Contacts.Where(contact => FormerContact.Is(contact, registered, today))
                    .Select(contact => new FormerContact(round, work.Department, contact)));
            }
        }
        return DeskPages.Page<AllContactsPage>(request, status, principal, (nameof(AllContactsPage.Form), form),
            (nameof(AllContactsPage.Register), register), (nameof(AllContactsPage.Standings), standings),
            (nameof(AllContactsPage.Former), former));
    }

    /// <summary>Whether the address has a link that opens something, and whether a mail to it was refused.</summary>
    private static IEnumerable<string> Notes(Round round, Assignment work, Contact contact) => new[]
    {
        work.RefusedMails.Any(mail => mail.Email == contact.Email) ? Texts.Desk.Bounced(round) : null,
        contact is { MayBeAsked: true, LinkClosed: false } ? Texts.Desk.HasLink(round) : null,
    }.OfType<string>();
}
