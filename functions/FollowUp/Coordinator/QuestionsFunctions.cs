using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Questionnaires;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>A draft's own questions, the help beside the others, and what is left out.</summary>
public sealed class QuestionsFunctions(DeskAccess gate, RoundTable rounds, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}/utkast/fragor";

    [Function("ShowQuestions")]
    public Task<IResult> ShowQuestions([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) switch
        {
            { Round: { State: RoundState.Draft } draft } =>
                Page(request, StatusCodes.Status200OK, principal, draft, QuestionsForm.Of(draft)),
            var stored => NoDraft(request, principal, id, stored?.Round, []),
        }, Role.Coordinator);

    [Function("ChangeQuestions")]
    public Task<IResult> ChangeQuestions([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, posted) =>
        {
            while (true)
            {
                if (await rounds.FindAsync(id, cancellation) is not { Round: { State: RoundState.Draft } draft } stored)
                {
                    return NoDraft(request, principal, id, (await rounds.FindAsync(id, cancellation))?.Round, DeskAccess.Typed(posted));
                }
                var form = QuestionsForm.Read(posted, draft);
                var questions = form.Filled;
                if (questions.Problems().ToList() is { Count: > 0 } problems)
                {
                    return Page(request, StatusCodes.Status400BadRequest, principal, draft, form.With(problems));
                }
                var now = QuestionsForm.TokenOf(draft.Questions);
                // Posted twice, it has been done.
                if (QuestionsForm.TokenOf(questions) != now)
                {
                    if (form.Version != now)
                    {
                        return Page(request, StatusCodes.Status409Conflict, principal, draft, form with
                        {
                            Version = now,
                            Errors = [new Problem(QuestionsForm.Field(0, "text"), Texts.Desk.QuestionsChanged)],
                        }, draft.Questions ?? RoundQuestions.None);
                    }
                    var entry = new TrailEntry(TrailKeys.Change("questions", stored.Version.ToString()), clock.GetUtcNow(), principal.Name,
                        TrailEvent.DraftChanged, null, Texts.Trail.QuestionsChanged(questions));
                    if (!await rounds.ChangeAsync(stored, draft with { Questions = questions }, entry, cancellation))
                    {
                        continue;
                    }
                }
                return PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}?{DeskPages.DoneMark}");
            }
        });

    private static IResult Page(HttpRequest request, int status, Principal principal, Round draft, QuestionsForm form,
        RoundQuestions? meanwhile = null) =>
        DeskPages.Page<QuestionsPage>(request, status, principal, (nameof(QuestionsPage.Round), draft), (nameof(QuestionsPage.Form), form),
            (nameof(QuestionsPage.Meanwhile), meanwhile));

    private static IResult NoDraft(HttpRequest request, Principal principal, string id, Round? round, IReadOnlyList<string> typed) =>
        round == null ? DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoRoundTitle,
            Texts.Drafting.Unknown(id), DeskRoutes.Overview, typed)
        : DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Desk.NoDraftTitle, Texts.Desk.NoDraft(round),
            DeskRoutes.Round(id), typed);
}
