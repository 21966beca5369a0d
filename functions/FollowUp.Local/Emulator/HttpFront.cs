using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FollowUp.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Emulator;

/// <summary>The HTTP triggers at the same routes and with the same refusals as behind the Functions host.</summary>
internal sealed class HttpFront(WebApplication app, string routePrefix, string functionKey, DurableTaskClient durable)
{
    /// <summary>Reads <c>extensions.http.routePrefix</c>; the host's default is <c>api</c>.</summary>
    public static string RoutePrefix(string hostJson)
    {
        using var host = JsonDocument.Parse(File.ReadAllText(hostJson),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return host.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix) ? prefix.GetString()! : "api";
    }

    /// <exception cref="InvalidFunctionException">
    /// A route or a parameter is one that the Functions host, or this emulator, cannot serve.
    /// </exception>
    public void Map(IEnumerable<Function> functions)
    {
        app.Use(AnswerFailuresWithAnEmptyBody);
        app.UseRouting();
        app.Use((context, next) =>
        {
            // Routing answers a wrong method with an endpoint of its own (405); to the Functions host the route does not exist (404).
            if (context.GetEndpoint()?.Metadata.GetMetadata<Function>() is null)
            {
                context.SetEndpoint(null);
            }
            return next(context);
        });
        var mapped = new List<(Function Function, string Route, string[] Methods)>();
        foreach (var function in functions)
        {
            var trigger = (HttpTriggerAttribute)function.TriggerAttribute!;
            var route = Route(function, trigger);
            var methods = trigger.Methods ?? [];
            if (mapped.Find(other => SameRequests(other, route, methods)).Function is { } twin)
            {
                throw function.Refused($"{twin.Name} already answers at its route '{route}'");
            }
            mapped.Add((function, route, methods));

            var pattern = Pattern(function, route);
            var handler = Handler(function, trigger.AuthLevel, pattern);
            var endpoint = methods.Length == 0 ? app.Map(pattern, handler) : app.MapMethods(pattern.RawText!, methods, handler);
            endpoint.WithMetadata(function).WithDisplayName(function.Name);
        }
    }

    private string Route(Function function, HttpTriggerAttribute trigger)
    {
        var given = string.IsNullOrWhiteSpace(trigger.Route) ? function.Name : function.Resolve(trigger.Route, app.Configuration);
        var route = given.Trim('/');
        // The host compares beginnings, not segments: "administration" is refused as well.
        if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
            || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            throw function.Refused($"its route '{route}' conflicts with the host's own, which begin with admin or runtime");
        }
        return route;
    }

    private RoutePattern Pattern(Function function, string route)
    {
        var path = string.Join('/', new[] { routePrefix.Trim('/'), route }.Where(part => part.Length > 0));
        if (path.Length == 0 && !string.Equals(app.Configuration["AzureWebJobsDisableHomepage"], "true",
            StringComparison.OrdinalIgnoreCase))
        {
            throw function.Refused("at '/' the host shows its own home page unless the setting AzureWebJobsDisableHomepage is true");
        }
        try
        {
            return RoutePatternFactory.Parse(path);
        }
        catch (RoutePatternException error)
        {
            throw function.Refused($"its route '{path}' is malformed: {error.Message}");
        }
    }

    private static bool SameRequests((Function, string Route, string[] Methods) other, string route, string[] methods) =>
        string.Equals(other.Route, route, StringComparison.OrdinalIgnoreCase)
        && (other.Methods.Length == 0 || methods.Length == 0 || other.Methods.Intersect(methods, StringComparer.OrdinalIgnoreCase).Any());

    private RequestDelegate Handler(Function function, AuthorizationLevel level, RoutePattern pattern)
    {
        if (!function.ResultType.IsAssignableTo(typeof(IResult)) && !function.ResultType.IsAssignableTo(typeof(IActionResult)))
        {
            throw function.Refused($"it returns {function.ResultType.Name}, and an HTTP function returns an IResult or IActionResult");
        }
        var run = function.Bind<HttpContext>(parameter =>
            function.IsTrigger(parameter) && parameter.ParameterType == typeof(HttpRequest) ? context => context.Request
            : parameter.ParameterType == typeof(CancellationToken) ? context => context.RequestAborted
            : parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute), false) ? _ =>
            durable
            : pattern.GetParameter(parameter.Name!) is { } value ? FromRoute(parameter, value)
            : null);
        return async context =>
        {
            if (level != AuthorizationLevel.Anonymous && KeyGiven(context.Request) != functionKey)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }
            var result = await run(context.RequestServices, context);
            await (result switch
            {
                IResult http => http.ExecuteAsync(context),
                IActionResult action => action.ExecuteResultAsync(
                    new ActionContext(context, context.GetRouteData(), new ActionDescriptor())),
                _ => throw new InvalidOperationException($"The function {function.Name} returned nothing to answer with."),
            });
        };
    }

    /// <summary>Null for a type that no route value converts to, or that cannot say that an optional value is absent.</summary>
    private static Func<HttpContext, object?>? FromRoute(ParameterInfo parameter, RoutePatternParameterPart value)
    {
        var underlying = Nullable.GetUnderlyingType(parameter.ParameterType);
        var converter = TypeDescriptor.GetConverter(underlying ?? parameter.ParameterType);
        var canBeAbsent = parameter.HasDefaultValue || underlying is not null || !parameter.ParameterType.IsValueType;
        if (!converter.CanConvertFrom(typeof(string)) || value.IsOptional && !canBeAbsent)
        {
            return null;
        }
        var absent = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return context => Convert.ToString(context.Request.RouteValues[value.Name], CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? converter.ConvertFromInvariantString(text)
            : absent;
    }

    // The header wins, also when its key is wrong and the query's would be right.
    private static string? KeyGiven(HttpRequest request) =>
        request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];

    private static async Task AnswerFailuresWithAnEmptyBody(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILogger<HttpFront>>()
                .LogError(error, "{Function} failed.", context.GetEndpoint()?.DisplayName); // not the address: a link's token is in it
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
