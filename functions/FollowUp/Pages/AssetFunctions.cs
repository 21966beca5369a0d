using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>Gives out what pages fetch, by the name of its content alone.</summary>
public sealed class AssetFunctions(StyleSheet style, PageScript script)
{
    [Function("Style")]
    public IResult Style([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "stil/{name}")] HttpRequest request,
        string name) =>
        style.Answer(request, name);

    [Function("Script")]
    public IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "skript/{name}")] HttpRequest request,
        string name) =>
        script.Answer(request, name);
}
