using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Orchestration;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Answers;

/// <summary>Hands a section over to a colleague, who gets a link that opens that section alone, and takes it back.</summary>
public sealed class DelegationFunctions(DepartmentLinks links, AssignmentTable answers, DepartmentTable register, LinkSettings settings,
    TimeProvider clock, ILogger<DelegationFunctions> log)
{
    private const int MaxName = 100;

    // Without limits, anybody with the link could send any number of mails to anybody. What was taken back does not count, up to a point.
    private const int MaxDelegations = 50;
    private const int MaxADay = 10;
    private const int MaxEver = 200;

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
                    Errors = [.. Wrong(state), .. Beyond(opened.Work),
                        .. await ForeignAsync(opened.Round, state.Email, cancellation)]
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

    private IEnumerable<Problem> Beyond(Assignment work)
    {
        var today = StockholmTime.DayOf(clock.GetUtcNow());
        if (work.OpenDelegations.Count() >= MaxDelegations || work.Delegations.Count >= MaxEver)
        {
            yield return new Problem(PostedForm.Email, Texts.DelegationPage.TooMany(MaxDelegations));
        }
        else if (work.OpenDelegations.Count(delegation => StockholmTime.DayOf(delegation.At) == today) >= MaxADay)
        {
            yield return new Problem(PostedForm.Email, Texts.DelegationPage.TooManyToday(MaxADay));
        }
    }

    /// <summary>A colleague's address lies in a domain of the register's, or in one that the settings allow.</summary>
    private async Task<IEnumerable<Problem>> ForeignAsync(Round round, string email, CancellationToken cancellation)
    {
        var domain = EmailAddress.Domain(email);
        return EmailAddress.WhyNot(email) != null || settings.DelegateDomains.Contains(domain)
            || (await register.GetAsync(round.RegisterVersion, cancellation)).Departments.SelectMany(department => department.Contacts)
                .Any(contact => EmailAddress.Domain(contact.Email) == domain)
            ? [] : [new Problem(PostedForm.Email, Texts.DelegationPage.ForeignDomain(domain))];
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
