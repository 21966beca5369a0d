using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>So that Program.cs compiles. Nothing here can run: the Functions worker is not in this build.</summary>
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => throw Refusal();

    internal static InvalidOperationException Refusal() => new(
        "This build uses stand-ins for the Azure packages and cannot run as an Azure Functions app: run FollowUp.Local instead, or build with -p:AzurePackages=real.");
}

public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private FunctionsApplicationBuilder()
    {
    }

    public IDictionary<object, object> Properties => throw FunctionsApplication.Refusal();
    public ConfigurationManager Configuration => throw FunctionsApplication.Refusal();
    public IHostEnvironment Environment => throw FunctionsApplication.Refusal();
    public ILoggingBuilder Logging => throw FunctionsApplication.Refusal();
    public IMetricsBuilder Metrics => throw FunctionsApplication.Refusal();
    public IServiceCollection Services => throw FunctionsApplication.Refusal();
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHost Build() => throw FunctionsApplication.Refusal();

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => throw FunctionsApplication.Refusal();
}

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => throw FunctionsApplication.Refusal();
}
