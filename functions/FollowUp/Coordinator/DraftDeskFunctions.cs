using FollowUp.Acts;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>Rounds that are not opened yet: made, looked at, shown to key persons, changed.</summary>
public sealed class DraftDeskFunctions(
    DeskAccess gate, PageSettings settings, RoundOpening opening, RoundPreviews previews, RoundTable rounds, PlanTable plans,
    PreviewTable comments, LinkTokens tokens, TimeProvider clock)
{
    private const string NewRoute = $"{DeskRoutes.Route}/ny-omgang";
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}/utkast";

    [Function("ShowNewRound")]
    public Task<IResult> ShowNewRound([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = NewRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var known = await KnownAsync(cancellation);
            var due = request.Query[DraftForm.Due].FirstOrDefault() is { } key
                ? new Calendar(known.All, known.Rounds, Today).Between(Today.AddYears(-1), Today.AddYears(2)).OfType<DueRound>()
                    .FirstOrDefault(due => CalendarKeys.Key(due) == key)
                : null;
            var empty = DraftForm.New(settings.CoordinatorEmail, known.Plans.Where(plan => known.Plans.Count == 1
                || plan.Id == request.Query[DraftForm.Plan].FirstOrDefault()).Select(plan => plan.Id).ToList());
            var form = due == null ? empty.WithUsual(known.CalledFor(empty), Today)
                : DraftForm.Of(due, settings.CoordinatorEmail, Proposed(due.Plans[0].Id, due.Period, "", known.Rounds));
            return Form(request, StatusCodes.Status200OK, principal, form, known, null);
        }, Role.Coordinator);

    [Function("DraftRoundAtDesk")]
    public Task<IResult> DraftRoundAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = NewRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, posted) =>
        {
            var known = await KnownAsync(cancellation);
            var form = DraftForm.Read(posted);
            if (posted[PostedForm.Action] == DraftForm.Suggest)
            {
                return Form(request, StatusCodes.Status200OK, principal, form.WithUsual(known.CalledFor(form), Today), known, null);
            }
            var (draft, looked) = form.Check(
                // Without a plan there is no draft to name.
                form.Plans.Count == 0 ? "x" : Proposed(form.Plans[0], form.Chosen, form.Words, known.Rounds), days: null);
            if (draft == null)
            {
                return Form(request, StatusCodes.Status400BadRequest, principal, looked, known, null);
            }
            if (Made(form, known.Rounds) is { } before)
            {
                return PageResults.SeeOther(request, $"{DeskRoutes.Draft(before.Id)}?{DeskPages.DoneMark}");
            }
            var drafted = await opening.DraftAsync(draft.WithQuestionsOf(known.Rounds), principal.Name, cancellation);
            if (drafted.IdIsTaken && Made(form, (await KnownAsync(cancellation)).Rounds) is { } meanwhile)
            {
                return PageResults.SeeOther(request, $"{DeskRoutes.Draft(meanwhile.Id)}?{DeskPages.DoneMark}");
            }
            return drafted.Round != null ? PageResults.SeeOther(request, $"{DeskRoutes.Draft(drafted.Round.Id)}?{DeskPages.DoneMark}")
                : Form(request, drafted.IdIsTaken ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, principal,
                    form.With(drafted.IdIsTaken ? [new Problem("id", Texts.Drafting.Exists(draft.Id!))] : drafted.Problems), known, null);
        });

    /// <summary>The draft that the form would make, where there is one: posted twice, it has been done.</summary>
    private static Round? Made(DraftForm form, IReadOnlyList<Round> known) => known.FirstOrDefault(round => round.State == RoundState.Draft
        && VersionToken.Of(DraftForm.Of(round) with { Version = "" }) == VersionToken.Of(
            form with { Version = "", Id = form.Id == "" ? round.Id : form.Id }));

    [Function("ShowDraft")]
    public Task<IResult> ShowDraft([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => WithDraftAsync(request, principal, id, stored =>
            PageAsync(request, StatusCodes.Status200OK, principal, stored, new SharingState(), new AnswerState(), cancellation),
            cancellation));

    [Function("ShowDraftForm")]
    public Task<IResult> ShowDraftForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/andra")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => WithDraftAsync(request, principal, id, async stored =>
            Form(request, StatusCodes.Status200OK, principal, DraftForm.Of(stored.Round), await KnownAsync(cancellation), stored.Round),
            cancellation), Role.Coordinator);

    [Function("ChangeDraft")]
    public Task<IResult> ChangeDraft([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/andra")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, posted) => WithDraftAsync(request, principal, id, async stored =>
        {
            var known = await KnownAsync(cancellation);
            var form = DraftForm.Read(posted) with { Id = id };
            if (posted[PostedForm.Action] == DraftForm.Suggest)
            {
                return Form(request, StatusCodes.Status200OK, principal, form.WithUsual(known.CalledFor(form), Today), known, stored.Round);
            }
            var (draft, looked) = form.Check(id, stored.Round.Days);
            if (draft == null)
            {
                return Form(request, StatusCodes.Status400BadRequest, principal, looked, known, stored.Round);
            }
            while (stored.Round.State == RoundState.Draft)
            {
                if (VersionToken.Of(stored.Round) != form.Version)
                {
                    // Posted twice, it has been done.
                    if (VersionToken.Of(DraftForm.Of(stored.Round) with { Version = "" }) == VersionToken.Of(
                        form with { Version = "" }))
                    {
                        return PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}?{DeskPages.DoneMark}");
                    }
                    var over = form with
                    {
                        Version = VersionToken.Of(stored.Round),
                        Errors = [new(DraftForm.TitleField, Texts.Desk.DraftChanged)],
                        ChangedMeanwhile = true
                    };
                    return Form(request, StatusCodes.Status409Conflict, principal, over, known, stored.Round);
                }
                switch (await opening.ChangeAsync(stored, draft, principal.Name, takesNewerPlans: false, cancellation))
                {
                    case { Round: not null }:
                        return PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}?{DeskPages.DoneMark}");
                    case { Problems: var problems }:
                        return Form(request, StatusCodes.Status400BadRequest, principal, form.With(problems), known, stored.Round);
                }
                stored = await rounds.GetAsync(id, cancellation);
            }
            return Opened(request, principal, stored.Round, posted);
        }, cancellation, posted));

    /// <summary>Makes the draft once more, of its plans as they are now.</summary>
    [Function("TakeNewerPlans")]
    public Task<IResult> TakeNewerPlans([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/planer")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, posted) => WithDraftAsync(request, principal, id, async stored =>
        {
            for (; stored.Round.State == RoundState.Draft; stored = await rounds.GetAsync(id, cancellation))
            {
                var form = DraftForm.Of(stored.Round);
                var (draft, looked) = form.Check(id, stored.Round.Days);
                var changed = draft == null ? null : await opening.ChangeAsync(stored, draft, principal.Name, takesNewerPlans: true,
                    cancellation);
                if (changed is { Round: not null })
                {
                    return PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}?{DeskPages.DoneMark}");
                }
                if (draft == null || changed != null)
                {
                    return Form(request, StatusCodes.Status400BadRequest, principal,
                        changed == null ? looked : form.With(changed.Problems), await KnownAsync(cancellation), stored.Round);
                }
            }
            return Opened(request, principal, stored.Round, posted);
        }, cancellation, posted));

    [Function("ShowDraftQuestionnaire")]
    public Task<IResult> ShowDraftQuestionnaire(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/enheter/{departmentId}")] HttpRequest request,
        string id, string departmentId, CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => WithDraftAsync(request, principal, id, async stored =>
            await previews.FormAsync(stored.Round, departmentId, cancellation) is { } asked
            ? DeskPages.Page<DraftQuestionnairePage>(request, StatusCodes.Status200OK, principal,
                (nameof(DraftQuestionnairePage.Round), stored.Round), (nameof(DraftQuestionnairePage.Asked), asked),
                (nameof(DraftQuestionnairePage.Comments), (await comments.ListCommentsAsync(id, cancellation))
                    .Where(comment => comment.DepartmentId == departmentId).ToList()))
            : DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NotAskedTitle, Texts.Desk.NotAsked,
                DeskRoutes.Draft(id)), cancellation));

    [Function("ShareDraft")]
    public Task<IResult> ShareDraft([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/lankar")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, posted) => WithDraftAsync(request, principal, id, async stored =>
        {
            var name = InputText.Line(posted[SharingState.Field]);
            var error = RoundPreviews.WhyNotName(name) is { } wrong ? wrong
                : await previews.ShareAsync(id, name, principal.Name, cancellation) ? null
                : Texts.Preview.RevokedLink(name);
            return error == null
                ? PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}#lankar")
                : await PageAsync(request, StatusCodes.Status400BadRequest, principal, stored, new SharingState(name, error),
                    new AnswerState(), cancellation);
        }, cancellation, posted));

    /// <summary>Takes a key person's link back.</summary>
    [Function("UnshareDraft")]
    public Task<IResult> UnshareDraft(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/lankar/ta-tillbaka")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, posted) => WithDraftAsync(request, principal, id, async _ =>
            await previews.RevokeAsync(id, InputText.Line(posted[SharingState.Field]), principal.Name, cancellation)
                ? PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}#lankar")
                : DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoLinkTitle, Texts.Desk.NoLink,
                    DeskRoutes.Draft(id)), cancellation, posted));

    /// <summary>Answers what a key person has said, or ticks it off.</summary>
    [Function("AnswerPreviewComment")]
    public Task<IResult> AnswerPreviewComment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/kommentarer")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, posted) => WithDraftAsync(request, principal, id, async stored =>
        {
            var (key, text) = (posted[AnswerState.KeyField].ToString(), InputText.Paragraph(posted[AnswerState.Field]));
            if (InputCheck.Paragraph(text, AnswerState.MaxLength) is { } wrong)
            {
                return await PageAsync(request, StatusCodes.Status400BadRequest, principal, stored, new SharingState(),
                    new AnswerState(key, text, wrong), cancellation);
            }
            return await comments.HandleCommentAsync(id, key, new CommentHandling(principal.Name, clock.GetUtcNow(), text), cancellation)
                ? PageResults.SeeOther(request, $"{DeskRoutes.Draft(id)}#kommentarer")
                : DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoCommentTitle, Texts.Desk.NoComment,
                    DeskRoutes.Draft(id), DeskAccess.Typed(posted));
        }, cancellation, posted));

    private DateOnly Today => StockholmTime.DayOf(clock.GetUtcNow());

    private async Task<IResult> PageAsync(HttpRequest request, int status, Principal principal, StoredRound stored, SharingState sharing,
        AnswerState answer, CancellationToken cancellation)
    {
        var round = stored.Round;
        var newer = new List<RoundPlan>();
        foreach (var plan in round.Plans)
        {
            if ((await plans.NewestAsync(plan.Id, cancellation))?.Version > plan.Version)
            {
                newer.Add(plan);
            }
        }
        return DeskPages.Page<DraftPage>(request, status, principal,
            (nameof(DraftPage.Preview), await previews.MakeAsync(round, cancellation)), (nameof(DraftPage.NewerPlans), newer),
            (nameof(DraftPage.Comments), await comments.ListCommentsAsync(round.Id, cancellation)),
            (nameof(DraftPage.Links), (await comments.ListLinksAsync(round.Id, cancellation))
                .Select(link => (link, tokens.PreviewAddress(round.Id, link.Name, link.Hash))).ToList()),
            (nameof(DraftPage.Sharing), sharing), (nameof(DraftPage.Answer), answer), (nameof(DraftPage.Done), DeskPages.IsDone(request)));
    }

    /// <param name="posted">What was typed for the draft, where it is none any more.</param>
    private async Task<IResult> WithDraftAsync(
        HttpRequest request, Principal principal, string id, Func<StoredRound, Task<IResult>> act, CancellationToken cancellation,
        IFormCollection? posted = null) =>
        await rounds.FindAsync(id, cancellation) switch
        {
            null => DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoRoundTitle,
                Texts.Drafting.Unknown(id), DeskRoutes.Overview, posted == null ? null : DeskAccess.Typed(posted)),
            { Round.State: RoundState.Draft } stored => await act(stored),
            var stored when posted != null => Opened(request, principal, stored.Round, posted),
            _ => PageResults.SeeOther(request, DeskRoutes.Round(id)),
        };

    private static IResult Opened(HttpRequest request, Principal principal, Round round, IFormCollection posted) =>
        DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Desk.NoDraftTitle, Texts.Desk.NoDraft(round),
            DeskRoutes.Round(round.Id), DeskAccess.Typed(posted));

    private async Task<Known> KnownAsync(CancellationToken cancellation) => new(
        await plans.ListAsync(cancellation), (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList(), Today);

    /// <param name="period">Null for one that no plan asks for.</param>
    /// <param name="words">What that one is called.</param>
    private static string Proposed(string planId, DuePeriod? period, string words, IReadOnlyList<Round> known)
    {
        var attempt = 1;
        while (known.Any(round => round.Id == Id()))
        {
            attempt++;
        }
        return Id();

        string Id() => period == null ? CalendarKeys.Round(planId, words, attempt) : CalendarKeys.DueRound(planId, period, attempt);
    }

    private static IResult Form(HttpRequest request, int status, Principal principal, DraftForm form, Known known, Round? before)
    {
        // The draft itself is not what keeps a promise here.
        var called = (known with { Rounds = known.Rounds.Where(round => round.Id != before?.Id).ToList() }).CalledFor(form);
        return DeskPages.Page<DraftFormPage>(request, status, principal, (nameof(DraftFormPage.Form), form.Shown(called)),
            (nameof(DraftFormPage.Plans), known.OfferedBeside(form.Plans)), (nameof(DraftFormPage.Called), called),
            (nameof(DraftFormPage.Today), known.Today), (nameof(DraftFormPage.Before), before));
    }

    private sealed record Known(IReadOnlyList<KnownPlan> All, IReadOnlyList<Round> Rounds, DateOnly Today)
    {
        public IReadOnlyList<ActionPlan> Plans => OfferedBeside([]);

        /// <summary>Those in use, and those that were chosen before.</summary>
        public IReadOnlyList<ActionPlan> OfferedBeside(IReadOnlyList<string> chosen) => All
            .Where(plan => plan.Standing.State == PlanState.InUse || chosen.Contains(plan.Stored.Plan.Id))
            .Select(plan => plan.Stored.Plan).OrderBy(plan => plan.Title, Texts.Alphabet).ToList();

        private const int YearsBack = 6;
        private const int YearsAhead = 2;

        /// <summary>What the form's plans ask for in rounds of its kind; of several for one period, one that is still missing.</summary>
        public IReadOnlyList<DueRound> CalledFor(DraftForm form) => new Calendar(All, Rounds, Today).CalledFor(form.Kind, form.Plans)
            .Where(due => due.Period.Last >= Today.Year - YearsBack && due.Period.First <= Today.Year + YearsAhead)
            .GroupBy(due => due.Period).Select(same => same.OrderByDescending(due => due.IsMissing).First()).ToList();
    }
}

/// <summary>An answer to a key person's comment, and what is wrong with it.</summary>
public sealed record AnswerState(string Key = "", string Text = "", string? Error = null)
{
    public const string Field = "svar";
    public const string KeyField = "kommentar-id";
    public const int MaxLength = 2_000;
}

/// <summary>The name of the person that a link to the preview is for, and what is wrong with it.</summary>
public sealed record SharingState(string Name = "", string? Error = null)
{
    public const string Field = "nyckelperson";
}
