using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Coordinator;

/// <summary>One department of a round at the desk: what it has submitted, who is written to, and what can be done about it.</summary>
public sealed class DepartmentInRoundFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, TrailTable trail,
    DepartmentActs acts, Letters letters, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}/enheter/{{departmentId}}";

    [Function("ShowDepartmentInRound")]
    public Task<IResult> ShowDepartmentInRound(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id, string departmentId,
        CancellationToken cancellation) =>
        SeeAsync(request, id, departmentId, async (principal, round, work) =>
            DeskPages.Page<DepartmentInRoundPage>(request, StatusCodes.Status200OK, principal,
            (nameof(DepartmentInRoundPage.Round), round),
            (nameof(DepartmentInRoundPage.Work), work),
            (nameof(DepartmentInRoundPage.Acts), principal.Role < Role.Coordinator ? [] : Acts(round, work, clock.GetUtcNow())),
            (nameof(DepartmentInRoundPage.CanAskMore), principal.Role >= Role.Coordinator),
            (nameof(DepartmentInRoundPage.Now), clock.GetUtcNow()),
            (nameof(DepartmentInRoundPage.Trail), await trail.ListAsync(id, departmentId, cancellation)),
            (nameof(DepartmentInRoundPage.Notice), DeskPages.Notice(request))), cancellation);

    [Function("ShowDepartmentAct")]
    public Task<IResult> ShowDepartmentAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/gor/{act}")] HttpRequest request, string id,
        string departmentId, string act, CancellationToken cancellation) =>
        SeeAsync(request, id, departmentId, (principal, round, work) => Task.FromResult(Find(round, work, act) switch
        {
            null => NoAct(request, principal, round, work),
            { WhyNot: { } reason } => Refused(request, principal, round, work, reason),
            var found => Page(request, StatusCodes.Status200OK, principal, round, work,
                Form(round, work, found, name => request.Query[name].FirstOrDefault())),
        }), cancellation, Role.Coordinator);

    [Function("DoDepartmentAct")]
    public Task<IResult> DoDepartmentAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/gor/{act}")] HttpRequest request,
        string id, string departmentId, string act, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            string? Typed(string name) => form.ContainsKey(name) ? form[name].ToString() : null;
            if (await FindAsync(id, departmentId, cancellation) is not var (round, work))
            {
                return Unknown(request, principal, id, departmentId, DeskAccess.Typed(form));
            }
            if (Find(round, work, act) is not { } found)
            {
                return NoAct(request, principal, round, work);
            }
            var who = principal.Name;
            var result = act switch
            {
                "forlang-enhet" => await acts.ExtendAsync(durable, id, departmentId, RoundDeskFunctions.Day(form, "deadline"),
                    Typed("reason"), who, cancellation, RoundDeskFunctions.Day(form, "before")),
                "undanta" => await acts.ExemptAsync(durable, id, departmentId, Typed("reason"), who, cancellation),
                "hav-undantag" => await acts.LiftExemptionAsync(durable, id, departmentId, who, cancellation),
                "paminn" => await acts.RemindAsync(durable, id, departmentId, who, cancellation),
                "lank" => await acts.SendLinkAsync(durable, id, departmentId, Typed("contact"), who, cancellation),
                "kontakt" => await acts.ReplaceContactAsync(durable, id, departmentId, Typed("contact"),
                    Before(Typed("seen"), Typed("contact")), Typed("name"), Typed("email"), who, cancellation),
                _ => await acts.ReturnAsync(durable, id, departmentId, Typed("section"), Typed("question"), who, cancellation),
            };
            return result.Outcome switch
            {
                ActOutcome.Done => PageResults.SeeOther(request, $"{DeskRoutes.DepartmentIn(id, departmentId)}?{DeskPages.DoneMark}={act}"),
                ActOutcome.DoneBefore => PageResults.SeeOther(request,
                    $"{DeskRoutes.DepartmentIn(id, departmentId)}?{DeskPages.DoneBeforeMark}={act}"),
                ActOutcome.Invalid => Page(request, StatusCodes.Status400BadRequest, principal, round, work,
                    Form(round, work, found, Typed) with { Errors = [(result.Field!, result.Problem!)] }),
                _ => Refused(request, principal, round, work, result.Problem!, DeskAccess.Typed(form)),
            };
        });

    /// <summary>What can be done about the department, or not now and why not.</summary>
    /// <param name="round">As it is for the department.</param>
    internal static IReadOnlyList<DeskAct> Acts(Round round, Assignment work, DateTimeOffset now) => new (string Path, string? WhyNot)[]
    {
        ("paminn", DepartmentActs.WhyNotRemind(round, work, now)),
        ("lank", DepartmentActs.WhyNotWrite(round, work, now)),
        ("kontakt", DepartmentActs.WhyNotReplaceContact(round)),
        ("forlang-enhet", DepartmentActs.WhyNotExtend(round, work, now)),
        ("komplettera", work.Questionnaire.Sections.Any(section => DepartmentActs.WhyNotReturn(round, work, section, now) == null) ? null
            : DepartmentActs.WhyNotReturn(round, work, work.Questionnaire.Sections[0], now)),
        ("undanta", DepartmentActs.WhyNotExempt(round, work, now)),
        ("hav-undantag", DepartmentActs.WhyNotLift(round, work, now)),
    }.Select(act => new DeskAct(act.Path, Texts.Board.Act(act.Path), act.WhyNot)).ToList();

    private DeskAct? Find(Round round, Assignment work, string act) =>
        Acts(round, work, clock.GetUtcNow()).FirstOrDefault(one => one.Path == act);

    /// <param name="given">What was typed, or what the address says is meant.</param>
    private ActForm Form(Round round, Assignment work, DeskAct act, Func<string, string?> given)
    {
        var (now, today) = (clock.GetUtcNow(), StockholmTime.DayOf(clock.GetUtcNow()));
        ActField Reason(string hint) => new("reason", ActFieldKind.Line, Texts.Board.Reason, given("reason") ?? "", hint);
        ActField Contact(IEnumerable<Contact> contacts) =>
            new("contact", ActFieldKind.Choice, Texts.Board.Contact, given("contact") ?? contacts.FirstOrDefault()?.Id ?? "")
            {
                Choices = contacts.Select(contact => (contact.Id, Texts.Board.Recipient(contact))).ToList(),
            };
        var form = new ActForm(act.Name, Texts.Board.Lead(act.Path, round, work.Department.Name), act.Path switch
        {
            "forlang-enhet" => [new ActField("deadline", ActFieldKind.Day, Texts.Board.Deadline, given("deadline") ?? "",
                Texts.Board.AtMost(round)), Reason(Texts.Board.ReasonToTrail),
                new ActField("before", ActFieldKind.Hidden, "", given("before") ?? RoundDeskFunctions.Iso(round.Deadline))],
            "undanta" => [Reason(Texts.Board.ReasonInReport)],
            "lank" => [Contact(work.Department.Recipients)],
            "kontakt" =>
            [
                Contact(work.Department.Contacts),
                new ActField("name", ActFieldKind.Line, Texts.Board.ContactName, given("name") ?? "", Texts.Board.ContactNameHint),
                new ActField("email", ActFieldKind.Email, Texts.Board.ContactEmail, given("email") ?? ""),
                new ActField("seen", ActFieldKind.Hidden, "", given("seen")
                    ?? string.Join('\n', work.Department.Contacts.Select(contact => $"{contact.Id} {contact.Email}"))),
            ],
            "komplettera" =>
            [
                new ActField("section", ActFieldKind.Choice, Texts.Board.SectionLabel, given("section") ?? "")
                {
                    Choices = work.Questionnaire.Sections.Where(section => DepartmentActs.WhyNotReturn(round, work, section, now) == null)
                        .Select(section => (section.Id, Texts.Heading(section))).ToList(),
                },
                new ActField("question", ActFieldKind.Text, Texts.Board.Question, given("question") ?? "", Texts.Board.QuestionHint),
            ],
            _ => [],
        }, Texts.Board.Button(act.Path));
        if (act.Path is "paminn" or "lank")
        {
            var kind = act.Path == "paminn" ? RungKind.Reminder : RungKind.Link;
            var recipients = work.Department.RecipientsOn(today);
            return form with
            {
                Recipients = act.Path == "paminn" ? recipients.Select(Texts.Board.Recipient).ToList() : null,
                Letter = letters.Sample(round, work, new LetterAskedFor(new LetterRequest("", round.Run, kind, null, now)),
                    recipients.FirstOrDefault()?.Id ?? "", now),
            };
        }
        return form;
    }

    /// <summary>The contact's address as it stood on the page.</summary>
    private static string? Before(string? seen, string? contact) =>
        seen?.Split('\n').Select(line => line.TrimEnd('\r').Split(' ', 2))
            .FirstOrDefault(line => line.Length == 2 && line[0] == contact)?[1];

    private Task<IResult> SeeAsync(HttpRequest request, string id, string departmentId,
        Func<Principal, Round, Assignment, Task<IResult>> show, CancellationToken cancellation, Role least = Role.Reader) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, departmentId, cancellation) is var (round, work)
            ? await show(principal, round, work)
            : Unknown(request, principal, id, departmentId), least);

    /// <summary>The round as it is for the department, and what that has.</summary>
    private async Task<(Round Round, Assignment Work)?> FindAsync(string id, string departmentId, CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) is { Round: var round }
            && await answers.FindAsync(id, departmentId, round.Run, cancellation) is { Work: var work }
            ? (round.With(work.MoreTime), work) : null;

    private static IResult Page(HttpRequest request, int status, Principal principal, Round round, Assignment work, ActForm form) =>
        DeskPages.Page<ActPage>(request, status, principal,
        (nameof(ActPage.Form), form), (nameof(ActPage.Action), request.Path.ToString()),
        (nameof(ActPage.Back), DeskRoutes.DepartmentIn(round.Id, work.Department.Id)), (nameof(ActPage.BackText), work.Department.Name));

    private static IResult Refused(HttpRequest request, Principal principal, Round round, Assignment work, string reason,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Board.WhyNotTitle, reason,
            DeskRoutes.DepartmentIn(round.Id, work.Department.Id), typed);

    private static IResult NoAct(HttpRequest request, Principal principal, Round round, Assignment work) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoActTitle, Texts.Board.NoAct,
            DeskRoutes.DepartmentIn(round.Id, work.Department.Id));

    private static IResult Unknown(HttpRequest request, Principal principal, string id, string departmentId,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoDepartmentTitle,
            Texts.Acts.DoesNotAsk(departmentId), DeskRoutes.Round(id), typed);
}
