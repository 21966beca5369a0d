using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>Gives out what pages fetch, by the name of its content alone.</summary>
public sealed class AssetFunctions(StyleSheet style, PageScript script, PageFonts fonts, PageIcon icon)
{
    [Function("Style")]
    public IResult Style([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "stil/{name}")] HttpRequest request,
        string name) =>
        style.Answer(request, name) ?? Results.NotFound();

    [Function("Script")]
    public IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "skript/{name}")] HttpRequest request,
        string name) =>
        script.Answer(request, name) ?? Results.NotFound();

    [Function("Font")]
    public IResult Font([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "typsnitt/{name}")] HttpRequest request,
        string name) =>
        fonts.Regular.Answer(request, name) ?? fonts.Semibold.Answer(request, name) ?? Results.NotFound();

    [Function("Icon")]
    public IResult Icon([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ikon/{name}")] HttpRequest request,
        string name) =>
        icon.Answer(request, name) ?? Results.NotFound();
}
