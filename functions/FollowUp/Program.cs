using FollowUp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware((function, next) => function.GetHttpContext() is { } http ? RequestPipeline.RunAsync(http, next) : next());
builder.AddFollowUp();
builder.Build().Run();
