using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Orchestration;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Answers;

/// <summary>Hands a section over to a colleague, who gets a link that opens that section alone, and takes it back.</summary>
public sealed class DelegationFunctions(DepartmentLinks links, AssignmentTable answers, TimeProvider clock,
    ILogger<DelegationFunctions> log)
{
    private const int MaxName = 100;

    // Without a limit, anybody with the link could send any number of mails.
    private const int MaxDelegations = 50;

    [Function("ShowDelegation")]
    public async Task<IResult> ShowDelegation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "svar/{token}/avsnitt/{number:int}/lamna-over")] HttpRequest request,
        string token, int number, CancellationToken cancellation) =>
        await links.OpenWholeAsync(token, cancellation) is not { } opened || opened.SectionAt(number) is not { } section
            ? LinkPages.Unknown(request)
            : opened.TakesAnswers ? Page(request, 200, opened, section, new DelegationState())
            : DepartmentLinks.Closed(request, opened);

    [Function("DelegateSection")]
    public async Task<IResult> DelegateSection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "svar/{token}/avsnitt/{number:int}/lamna-over")] HttpRequest request,
        string token, int number, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var (posted, refusal) = await links.ReadSectionAsync(request, token, number, whole: true, cancellation);
        if (posted == null)
        {
            return refusal!;
        }
        var (opened, section, form) = posted;
        var state = new DelegationState(InputText.Line(form[PostedForm.Name]), EmailAddress.Clean(form[PostedForm.Email]));
        while (opened.TakesAnswers)
        {
            var all = opened.Work.Delegations;
            // The same form posted twice finds the colleague there.
            if (!opened.Work.DelegationsOf(section.Id).Any(delegation => delegation.CompletedAt == null
                && Texts.Alphabet.Equals(delegation.Email, state.Email)))
            {
                state = state with
                {
                    Errors = [.. Wrong(state), .. all.Count >= MaxDelegations
                    ? [new(PostedForm.Email, Texts.DelegationPage.TooMany(MaxDelegations))] : Array.Empty<Problem>()]
                };
                if (state.Errors.Count > 0)
                {
                    return Page(request, 400, opened, section, state);
                }
                var now = clock.GetUtcNow();
                var delegation = new Delegation(RoundIds.DelegationId(all.Count + 1), opened.Round.Run, section.Id, state.Name, state.Email,
                    opened.RecipientId, now);
                var entry = new TrailEntry(delegation.Id, now, opened.Recipient, TrailEvent.Delegated, opened.DepartmentId,
                    Texts.Trail.Delegated(delegation));
                if (!await answers.PutDelegationAsync(opened.Stored, delegation, entry, cancellation))
                {
                    // Something else happened to the department in between: look again.
                    if (await links.OpenWholeAsync(token, cancellation) is not { } again)
                    {
                        return LinkPages.Unknown(request);
                    }
                    opened = again;
                    continue;
                }
            }
            await SignalAsync(durable, opened);
            return PageResults.SeeOther(request, opened.DelegationAddressOf(section));
        }
        return DepartmentLinks.Closed(request, opened);
    }

    /// <summary>From here on the colleague's link opens nothing; what they have saved stays.</summary>
    [Function("RevokeDelegation")]
    public async Task<IResult> RevokeDelegation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "svar/{token}/avsnitt/{number:int}/ta-tillbaka")] HttpRequest request,
        string token, int number, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var (posted, refusal) = await links.ReadSectionAsync(request, token, number, whole: true, cancellation);
        if (posted == null)
        {
            return refusal!;
        }
        var (opened, section, form) = posted;
        var id = form[PostedForm.Delegation].ToString();
        while (opened.Work.DelegationsOf(section.Id).FirstOrDefault(delegation => delegation.Id == id) is { } delegation)
        {
            var now = clock.GetUtcNow();
            var entry = new TrailEntry($"{delegation.Id}|revoked", now, opened.Recipient, TrailEvent.DelegationRevoked, opened.DepartmentId,
                Texts.Trail.Delegated(delegation));
            if (await answers.PutDelegationAsync(opened.Stored, delegation with { RevokedAt = now }, entry, cancellation))
            {
                break;
            }
            if (await links.OpenWholeAsync(token, cancellation) is not { } again)
            {
                return LinkPages.Unknown(request);
            }
            opened = again;
        }
        if (opened.Work.Delegations.Any(delegation => delegation.Id == id && delegation.SectionId == section.Id))
        {
            // Also where it was taken back before and this was left undone.
            await SignalAsync(durable, opened);
        }
        return PageResults.SeeOther(request, opened.DelegationAddressOf(section));
    }

    private static IEnumerable<Problem> Wrong(DelegationState state)
    {
        if ((state.Name == "" ? Texts.DelegationPage.NameMissing : InputCheck.Line(state.Name, MaxName)) is { } name)
        {
            yield return new Problem(PostedForm.Name, name);
        }
        if (InputCheck.Address(state.Email) is { } email)
        {
            yield return new Problem(PostedForm.Email, email);
        }
    }

    private Task SignalAsync(DurableTaskClient durable, OpenedLink opened) =>
        RoundEngine.SignalAsync(durable, opened.Round, opened.DepartmentId, log);

    private static IResult Page(HttpRequest request, int status, OpenedLink opened, Section section, DelegationState state) =>
        PageResults.Page<DelegationPage>(status, new Dictionary<string, object?>
        {
            [nameof(DelegationPage.Opened)] = opened,
            [nameof(DelegationPage.Section)] = section,
            [nameof(DelegationPage.State)] = state,
        });
}

/// <summary>The content of the form's fields, and what is wrong with it.</summary>
public sealed record DelegationState(string Name = "", string Email = "")
{
    public IReadOnlyList<Problem> Errors { get; init; } = [];
}
