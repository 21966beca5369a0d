using FollowUp.Acts;
using FollowUp.Pages;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Api;

internal static class ActRefusals
{
    /// <summary>Why an act was not done.</summary>
    public static IResult Refused(this ActResult result) => ApiResults.Refused(
        result.Outcome switch
        {
            ActOutcome.Invalid => StatusCodes.Status400BadRequest,
            ActOutcome.Unknown => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status409Conflict,
        },
        (result.Field == null ? result.Problem! : $"{result.Field}: {result.Problem}").Split('\n'));
}
