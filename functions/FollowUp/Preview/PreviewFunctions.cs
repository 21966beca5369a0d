using FollowUp.Api;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Preview;

/// <summary>
/// What a draft would ask, which departments and when: for the coordinator, and on pages for key persons, who can comment. A GET changes
/// nothing.
/// </summary>
public sealed class PreviewFunctions(RoundPreviews shown, RoundTable rounds, PreviewTable previews, LinkTokens tokens, TimeProvider clock)
{
    private const int MaxComments = 500;
    private const string SavedMark = "sparat";

    [Function("ShowPreview")]
    public async Task<IResult> ShowPreview(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/preview")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await rounds.FindAsync(id, cancellation) is not { } stored)
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
        }
        if (stored.Round.State != RoundState.Draft)
        {
            return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Preview.NotADraft);
        }
        var preview = await shown.MakeAsync(stored.Round, cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new { preview, comments = await previews.ListCommentsAsync(id, cancellation) });
    }

    /// <summary>What key persons have said of the round, also after it was opened.</summary>
    [Function("ListPreviewComments")]
    public async Task<IResult> ListPreviewComments(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/preview-comments")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) == null
            ? ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id))
            : ApiResults.Json(StatusCodes.Status200OK, await previews.ListCommentsAsync(id, cancellation));

    /// <summary>Makes a key person's link; the same name gets the same one.</summary>
    [Function("SharePreview")]
    public async Task<IResult> SharePreview(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/preview-links")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await ReadNameAsync(request, cancellation) is not ({ } name, var problem))
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Preview.LinkNotJson);
        }
        if (problem != null)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, problem);
        }
        if (await rounds.FindAsync(id, cancellation) is not { } stored)
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
        }
        if (stored.Round.State != RoundState.Draft)
        {
            return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Preview.NotADraft);
        }
        if (!await shown.ShareAsync(id, name, request.Caller(), cancellation))
        {
            return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Preview.RevokedLink(name));
        }
        var link = (await shown.FindLinkAsync(id, name, cancellation))!;
        return ApiResults.Json(StatusCodes.Status201Created, new { name, address = tokens.PreviewAddress(id, name, link.Hash) });
    }

    /// <summary>From here on the key person's link opens nothing.</summary>
    [Function("RevokePreview")]
    public async Task<IResult> RevokePreview(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/preview-links/revoke")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await ReadNameAsync(request, cancellation) is not ({ } name, _))
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Preview.LinkNotJson);
        }
        if (!await shown.RevokeAsync(id, name, request.Caller(), cancellation))
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Preview.NoLink(name));
        }
        return ApiResults.Json(StatusCodes.Status200OK, new { name, revoked = true });
    }

    [Function("ShowPreviewPage")]
    public Task<IResult> ShowPreviewPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "forhandsvisning/{token}")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        ShowAsync(request, token, null, cancellation);

    [Function("ShowPreviewForm")]
    public Task<IResult> ShowPreviewForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "forhandsvisning/{token}/{departmentId}")] HttpRequest request,
        string token, string departmentId, CancellationToken cancellation) =>
        ShowAsync(request, token, departmentId, cancellation);

    [Function("CommentOnPreview")]
    public Task<IResult> CommentOnPreview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "forhandsvisning/{token}")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        CommentAsync(request, token, null, cancellation);

    [Function("CommentOnPreviewForm")]
    public Task<IResult> CommentOnPreviewForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "forhandsvisning/{token}/{departmentId}")] HttpRequest request,
        string token, string departmentId, CancellationToken cancellation) =>
        CommentAsync(request, token, departmentId, cancellation);

    private async Task<IResult> ShowAsync(HttpRequest request, string token, string? departmentId, CancellationToken cancellation) =>
        await OpenAsync(token, cancellation) is { } opened
            ? await PageAsync(request, opened, departmentId, new CommentState(Saved: request.Query.ContainsKey(SavedMark)
                && tokens.HasProof(opened.Link.Hash, request.Path, request.QueryString.ToString(), clock.GetUtcNow())), cancellation)
            : LinkPages.Unknown(request);

    private async Task<IResult> CommentAsync(HttpRequest request, string token, string? departmentId, CancellationToken cancellation)
    {
        if (await OpenAsync(token, cancellation) is not { } opened)
        {
            return LinkPages.Unknown(request);
        }
        var (form, refusal) = await LinkPages.ReadFormAsync(request, tokens, opened.Link.Hash, cancellation);
        if (form == null)
        {
            return refusal!;
        }
        var text = InputText.Paragraph(form[CommentState.Field]);
        var key = PreviewKeys.Comment(opened.Link.Hash, departmentId, text);
        while (opened.Round.State == RoundState.Draft)
        {
            // The same form posted twice finds the comment there.
            if (!await previews.HasCommentAsync(opened.Round.Id, key, cancellation))
            {
                if (Wrong(text) is { } wrong)
                {
                    return await PageAsync(request, opened, departmentId, new CommentState(text, wrong), cancellation);
                }
                var about = departmentId == null ? null : await shown.FormAsync(opened.Round, departmentId, cancellation);
                if (departmentId != null && about == null)
                {
                    return LinkPages.Unknown(request);
                }
                if ((await previews.ListCommentsAsync(opened.Round.Id, cancellation)).Count >= MaxComments)
                {
                    return await PageAsync(request, opened, departmentId,
                        new CommentState(text, Texts.Preview.TooManyComments(MaxComments)), cancellation);
                }
                var comment = new PreviewComment(opened.Link.Name, departmentId, about?.Department.Name, clock.GetUtcNow(), text);
                var entry = new TrailEntry(key, comment.At, comment.Name, TrailEvent.PreviewCommented, departmentId, "");
                if (!await previews.AddCommentAsync(opened.Stored, key, comment, entry, cancellation))
                {
                    // Somebody else commented, or the round was opened in between: look again.
                    if (await OpenAsync(token, cancellation) is not { } again)
                    {
                        return LinkPages.Unknown(request, [text]);
                    }
                    opened = again;
                    continue;
                }
            }
            return PageResults.SeeOther(request,
                tokens.WithProof(opened.Link.Hash, $"{opened.Address(departmentId)}?{SavedMark}", clock.GetUtcNow()));
        }
        return await PageAsync(request, opened, departmentId, new CommentState(text), cancellation);
    }

    private static string? Wrong(string text) =>
        text == "" ? Texts.Preview.Empty : InputCheck.Paragraph(text, AnswerRules.MaxText);

    /// <summary>What the link opens; null alike for unknown, malformed and revoked links, at the cost of one point read.</summary>
    private async Task<OpenedPreview?> OpenAsync(string token, CancellationToken cancellation) =>
        await previews.FindLinkAsync(LinkTokens.Hash(token), cancellation) is { Revoked: false } link
            ? new OpenedPreview(token, tokens.FormToken(link.Hash), link, await rounds.GetAsync(link.RoundId, cancellation))
            : null;

    private async Task<IResult> PageAsync(HttpRequest request, OpenedPreview opened, string? departmentId, CommentState state,
        CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(PreviewPage.Opened)] = opened,
            [nameof(PreviewPage.State)] = state,
            [nameof(PreviewPage.Comments)] = await previews.ListCommentsAsync(opened.Round.Id, cancellation),
        };
        if (opened.Round.State != RoundState.Draft)
        {
            return PageResults.Page<PreviewOverPage>(StatusCodes.Status410Gone, parameters);
        }
        var status = state.Error == null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        if (departmentId == null)
        {
            parameters[nameof(PreviewPage.Preview)] = await shown.MakeAsync(opened.Round, cancellation);
            return PageResults.Page<PreviewPage>(status, parameters);
        }
        if (await shown.FormAsync(opened.Round, departmentId, cancellation) is not { } asked)
        {
            return LinkPages.Unknown(request);
        }
        parameters[nameof(PreviewFormPage.Asked)] = asked;
        return PageResults.Page<PreviewFormPage>(status, parameters);
    }

    /// <summary>Whose link it is; null where the body does not say so, and what is wrong with the name.</summary>
    private static async Task<(string? Name, string? Problem)> ReadNameAsync(HttpRequest request, CancellationToken cancellation)
    {
        var invited = await request.ReadJsonAsync<Invited>(cancellation);
        var name = invited == null ? null : InputText.Line(invited.Name);
        return (name, name == null || RoundPreviews.WhyNotName(name) is not { } problem ? null : $"name: {problem}");
    }

    private sealed record Invited(string? Name);
}

/// <summary>A key person's valid link and what it opens.</summary>
public sealed record OpenedPreview(string Token, string FormToken, PreviewLink Link, StoredRound Stored)
{
    public Round Round => Stored.Round;

    /// <param name="departmentId">Null for the overview.</param>
    public string Address(string? departmentId) => departmentId == null ? $"/forhandsvisning/{Token}"
        : $"/forhandsvisning/{Token}/{departmentId}";
}

/// <summary>The content of the comment's field, and what is wrong with it.</summary>
public sealed record CommentState(string Text = "", string? Error = null, bool Saved = false)
{
    public const string Field = "kommentar";
}
