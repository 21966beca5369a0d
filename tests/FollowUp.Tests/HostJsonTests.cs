using System.Text.Json;
using FollowUp.Local;

namespace FollowUp.Tests;

/// <summary>Settings that host.json must have, each for a reason that was seen on the Functions host.</summary>
public sealed class HostJsonTests
{
    private static readonly JsonElement Host = Read("host.json");

    [Fact]
    public void The_default_log_level_is_not_set_because_that_would_admit_every_storage_request_of_the_engine()
    {
        var levels = At("logging", "logLevel");

        Assert.False(levels.TryGetProperty("default", out _));
        Assert.All(["Function", "Host", "Worker"], category => Assert.Equal("Information", levels.GetProperty(category).GetString()));
    }

    [Fact]
    public void Request_telemetry_is_off_because_it_keeps_addresses_and_those_of_links_hold_tokens()
    {
        Assert.Equal("None", At("logging", "logLevel", "Host.Results").GetString());
        Assert.False(At("logging", "applicationInsights", "httpAutoCollectionOptions")
            .GetProperty("enableHttpTriggerExtendedInfoCollection").GetBoolean());
        // The host forwards each request to the worker by HTTP and would record that as a dependency, with the address.
        Assert.False(At("logging", "applicationInsights", "enableDependencyTracking").GetBoolean());
    }

    [Fact]
    public void Orchestrations_are_on_one_partition_because_an_idle_app_pays_for_the_polling_of_each() =>
        Assert.Equal(1, At("extensions", "durableTask", "storageProvider", "partitionCount").GetInt32());

    [Fact]
    public void An_event_for_an_instance_that_has_ended_is_no_error_because_the_table_is_the_record() =>
        Assert.False(At("extensions", "durableTask", "throwStatusExceptionsOnRaiseEvent").GetBoolean());

    [Fact]
    public void Inputs_and_outputs_of_orchestrations_are_not_traced_because_they_name_people() =>
        Assert.False(At("extensions", "durableTask").TryGetProperty("tracing", out _));

    [Fact]
    public void The_hosts_own_home_page_is_off_because_it_is_in_English_and_not_ours() =>
        Assert.Equal(
            ("true", true),
            (Read("local.settings.sample.json").GetProperty("Values").GetProperty("AzureWebJobsDisableHomepage").GetString(),
                File.ReadAllText(Path.Combine(Repository.Root, "infra", "main.bicep"))
                    .Contains("AzureWebJobsDisableHomepage: 'true'", StringComparison.Ordinal)));

    private static JsonElement At(params string[] path) => path.Aggregate(Host, (element, name) => element.GetProperty(name));

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, file))).RootElement;
}
