using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>The page on personal data: whose data FollowUp handles, and why.</summary>
public static class PrivacyFunctions
{
    public const string Route = "personuppgifter";

    [Function("ShowPrivacy")]
    public static IResult ShowPrivacy([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request) =>
        PageResults.Page<PrivacyPage>(StatusCodes.Status200OK, new Dictionary<string, object?>());
}
