using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>Gives out what pages fetch, whatever name it is asked for by: that only lets browsers keep what has not changed.</summary>
public sealed class AssetFunctions(StyleSheet style, PageScript script)
{
    [Function("Style")]
    public IResult Style([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "stil/{name}")] HttpRequest request) =>
        style.Answer(request);

    [Function("Script")]
    public IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "skript/{name}")] HttpRequest request) =>
        script.Answer(request);
}
