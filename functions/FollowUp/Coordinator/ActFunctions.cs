using FollowUp.Acts;
using FollowUp.Inputs;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Coordinator;

/// <summary>The pages from which a coordinator acts on a round, or on a department of it.</summary>
public sealed class ActFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, ActFacts facts, ActRunner runner,
    Letters letters, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}";
    private const string DepartmentRoute = $"{Route}/enheter/{{departmentId}}";

    [Function("ShowRoundAct")]
    public Task<IResult> ShowRoundAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/gor/{act}")] HttpRequest request, string id, string act,
        CancellationToken cancellation) => ShowAsync(request, id, departmentId: null, act, cancellation);

    [Function("ShowDepartmentAct")]
    public Task<IResult> ShowDepartmentAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = DepartmentRoute + "/gor/{act}")] HttpRequest request, string id,
        string departmentId, string act, CancellationToken cancellation) => ShowAsync(request, id, departmentId, act, cancellation);

    [Function("DoRoundAct")]
    public Task<IResult> DoRoundAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/gor/{act}")] HttpRequest request, string id, string act,
        [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        DoAsync(request, durable, id, departmentId: null, act, cancellation);

    [Function("DoDepartmentAct")]
    public Task<IResult> DoDepartmentAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = DepartmentRoute + "/gor/{act}")] HttpRequest request, string id,
        string departmentId, string act, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        DoAsync(request, durable, id, departmentId, act, cancellation);

    private Task<IResult> ShowAsync(HttpRequest request, string id, string? departmentId, string path, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var given = request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
            return await FindAsync(principal, id, departmentId, cancellation) is not { } target
                ? Unknown(request, principal, id, departmentId)
                : Find(path, departmentId) is not { } act ? NoAct(request, principal, target)
                : act.WhyNot(target) is { } reason ? Refused(request, principal, target, reason)
                : await PageAsync(request, StatusCodes.Status200OK, principal, act, target, given, [], cancellation);
        }, Role.Coordinator);

    private Task<IResult> DoAsync(HttpRequest request, DurableTaskClient durable, string id, string? departmentId, string path,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            var given = form.ToDictionary(field => field.Key, field => string.Join('\n', field.Value.ToArray()));
            if (await FindAsync(principal, id, departmentId, cancellation) is not { } target)
            {
                return Unknown(request, principal, id, departmentId, DeskAccess.Typed(form));
            }
            if (Find(path, departmentId) is not { } act)
            {
                return NoAct(request, principal, target);
            }
            Task<IResult> AgainAsync(int status, params IReadOnlyList<Problem> errors) =>
                PageAsync(request, status, principal, act, target, given, errors, cancellation);
            if (form[ActPage.Look].Count > 0)
            {
                return await AgainAsync(StatusCodes.Status200OK);
            }
            if (act.Fields(target).FirstOrDefault(field => field.Kind == ActFieldKind.Confirm && form[field.Name] != "ja") is { } box)
            {
                return await AgainAsync(StatusCodes.Status400BadRequest, new Problem(box.Name, Texts.Acts.ConfirmMissing));
            }
            var result = await runner.DoAsync(durable, act.With(new ActInput(given)), id, departmentId, principal.Name, cancellation);
            return result.Outcome switch
            {
                ActOutcome.Done => PageResults.SeeOther(request, $"{Back(target)}?{DeskPages.DoneMark}={path}"),
                ActOutcome.DoneBefore => PageResults.SeeOther(request, $"{Back(target)}?{DeskPages.DoneBeforeMark}={path}"),
                ActOutcome.Invalid => await AgainAsync(StatusCodes.Status400BadRequest, new Problem(result.Field!, result.Problem!)),
                _ => Refused(request, principal, target, result.Problem!, DeskAccess.Typed(form)),
            };
        });

    private async Task<ActTarget?> FindAsync(Principal principal, string id, string? departmentId, CancellationToken cancellation)
    {
        if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
        {
            return null;
        }
        if (departmentId == null)
        {
            return new ActTarget(round, Work: null, clock.GetUtcNow(), principal.Name);
        }
        return await answers.FindAsync(id, departmentId, round.Run, cancellation) is { Work: var work }
            ? new ActTarget(round.For(work.Extension), work, clock.GetUtcNow(), principal.Name) : null;
    }

    private static Act? Find(string path, string? departmentId) =>
        Act.All.FirstOrDefault(act => act.Path == path && act.IsOnDepartment == (departmentId != null));

    /// <param name="given">What was typed, or what the address says is meant.</param>
    private async Task<IResult> PageAsync(HttpRequest request, int status, Principal principal, Act act, ActTarget target,
        IReadOnlyDictionary<string, string> given, IReadOnlyList<Problem> errors, CancellationToken cancellation)
    {
        var filled = await act.With(new ActInput(given)).LookUpAsync(facts, target, cancellation);
        var form = new ActForm(act.Words.Name, filled.Lead(target), [.. filled.Fields(target)
            .Select(field => given.TryGetValue(field.Name, out var value) ? field with { Value = value } : field)], act.Words.Button)
        {
            Errors = errors,
            WritesLetter = act.WritesLetter,
        };
        return DeskPages.Page<ActPage>(request, status, principal,
            (nameof(ActPage.Form), await WithLetterAsync(form, filled, target, cancellation)),
            (nameof(ActPage.Action), request.Path.ToString()), (nameof(ActPage.Back), Back(target)),
            (nameof(ActPage.BackText), target.Work?.Department.Name ?? target.Round.Title));
    }

    /// <summary>With its recipients, and the letter as the first of them would get it.</summary>
    private async Task<ActForm> WithLetterAsync(ActForm form, Act act, ActTarget target, CancellationToken cancellation)
    {
        if (act.Letter(target) is not { } letter)
        {
            return form;
        }
        if (target.Work is { } own)
        {
            return form with
            {
                Recipients = letter.RecipientId != null ? null
                    : own.Department.RecipientsOn(target.Today).Select(Texts.Recipient).ToList(),
                Letter = Sample(target.Round, own, letter, target),
            };
        }
        var reached = (await facts.DepartmentsAsync(target.Round, cancellation)).Where(act.Reaches).ToList();
        return reached.Count > 0 && await answers.FindAsync(target.Round.Id, reached[0].Id, target.Round.Run, cancellation)
            is { Work: var first }
            ? form with
            {
                Lead = [.. form.Lead, Texts.Board.LetterOf(first.Department.Name, isAlike: act.WritesLetter)],
                Recipients = reached.Select(department => department.Name).ToList(),
                Letter = Sample(target.Round.For(first.Extension), first, letter, target),
            }
            : form with { Lead = [Texts.Acts.NobodyToRemind] };
    }

    private Letter Sample(Round round, Assignment work, LetterRequest letter, ActTarget target) => letters.Sample(round, work,
        new LetterAskedFor(letter), letter.RecipientId ?? work.Department.RecipientsOn(target.Today).FirstOrDefault()?.Id ?? "",
        target.Now);

    private static string Back(ActTarget target) => target.Work == null ? DeskRoutes.Round(target.Round.Id)
        : DeskRoutes.DepartmentIn(target.Round.Id, target.Work.Department.Id);

    private static IResult Refused(HttpRequest request, Principal principal, ActTarget target, string reason,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Board.WhyNotTitle, reason, Back(target), typed);

    private static IResult NoAct(HttpRequest request, Principal principal, ActTarget target) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoActTitle, Texts.Board.NoAct, Back(target));

    private static IResult Unknown(HttpRequest request, Principal principal, string id, string? departmentId,
        IReadOnlyList<string>? typed = null) => departmentId == null
        ? RoundDeskFunctions.Unknown(request, principal, id, typed)
        : DepartmentInRoundFunctions.Unknown(request, principal, id, departmentId, typed);
}
