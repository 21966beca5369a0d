using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>All that departments have submitted in a round, to read and to search.</summary>
public sealed class AnswerSearchFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, PlanTable plans,
    TimeProvider clock)
{
    [Function("SearchAnswers")]
    public Task<IResult> SearchAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/omgangar/{{id}}/svar")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: { OpenedAt: not null } round }
            ? DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoRoundTitle, Texts.Drafting.Unknown(id),
                DeskRoutes.Overview)
            : DeskPages.Page<AnswersPage>(request, StatusCodes.Status200OK, principal,
                (nameof(AnswersPage.Results), new RoundResults(round, await plans.GetAsync(round.Plans, cancellation),
                    await answers.ListSubmittedAsync(round.Id, round.Run, cancellation))),
                (nameof(AnswersPage.Search), AnswerSearch.Of(request.Query))));

    /// <summary>What everybody says of one measure.</summary>
    /// <param name="section">Id of the measure's section.</param>
    [Function("ShowMeasureInRound")]
    public Task<IResult> ShowMeasureInRound(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/omgangar/{{id}}/atgarder/{{section}}")]
        HttpRequest request, string id, string section, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            if (await rounds.FindAsync(id, cancellation) is not { Round: { OpenedAt: not null } round })
            {
                return RoundDeskFunctions.Unknown(request, principal, id);
            }
            var inRound = await plans.GetAsync(round.Plans, cancellation);
            var board = new Board(round, inRound, await answers.ListStatusesAsync(round.Id, round.Run, cancellation), clock.GetUtcNow());
            var place = board.Measures.Index().FirstOrDefault(measure => measure.Item.Id == section, (-1, null!)).Index;
            if (place < 0)
            {
                return DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoMeasureTitle,
                    Texts.Board.NoMeasure(section), DeskRoutes.Round(id));
            }
            var results = new RoundResults(round, inRound, await answers.ListSubmittedAsync(round.Id, round.Run, cancellation));
            return DeskPages.Page<MeasureInRoundPage>(request, StatusCodes.Status200OK, principal,
                (nameof(MeasureInRoundPage.Board), board), (nameof(MeasureInRoundPage.Place), place),
                (nameof(MeasureInRoundPage.InPlan), (from plan in inRound
                                                     from area in plan.FocusAreas
                                                     from measure in area.Measures
                                                     where QuestionnaireBuilder.SectionId(inRound, plan.Id, measure.Number) == section
                                                     select ((ActionPlan, FocusArea, Measure)?)(plan, area, measure)).FirstOrDefault()),
                (nameof(MeasureInRoundPage.Answers), ReportedAnswers.Of(results).Where(answer => answer.SectionId == section).ToList()));
        });
}
