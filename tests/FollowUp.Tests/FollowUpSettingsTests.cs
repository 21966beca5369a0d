using System.Text.Json;
using FollowUp.Local;
using Microsoft.Extensions.Configuration;

namespace FollowUp.Tests;

public sealed class FollowUpSettingsTests
{
    public static IReadOnlyDictionary<string, string?> Good { get; } = new Dictionary<string, string?>
    {
        ["FollowUp:Municipality"] = "Småstads kommun",
        ["FollowUp:DataProtectionContact"] = "data@town.example",
        ["FollowUp:Accessibility:Supervisor"] = "Tillsynsmyndigheten",
        ["FollowUp:Accessibility:SupervisorAddress"] = "https://supervisor.example/complain",
        ["FollowUp:Storage"] = "UseDevelopmentStorage=true",
        ["FollowUp:PublicBaseAddress"] = "https://followup.town.example/",
        ["FollowUp:LinkSecret"] = Convert.ToBase64String(new byte[32]),
        ["FollowUp:MailFrom"] = "followup@kommunen.example",
        ["FollowUp:CoordinatorEmail"] = "coordinator@town.example",
        ["FollowUp:OutboxFolder"] = "outbox",
    };

    public static IReadOnlyDictionary<string, string?> WithSendGrid { get; } = new Dictionary<string, string?>(Good)
    {
        ["FollowUp:OutboxFolder"] = null,
        ["FollowUp:SendGridKey"] = "SG.key",
        ["FollowUp:MailAllowed"] = "*",
    };

    [Fact]
    public void Read_Good_IsRead()
    {
        var settings = Read(Good);

        Assert.Equal(new Uri("https://followup.town.example/"), settings.PublicBaseAddress);
        Assert.Equal(32, settings.LinkSecret.Length);
        Assert.Equal("FollowUp", settings.TablePrefix);
        Assert.Equal(["*"], settings.MailAllowed);
        Assert.Null(settings.SendGridKey);
        Assert.Equal("coordinator@town.example", settings.CoordinatorEmail);
        Assert.False(settings.OpensDueRounds);
        Assert.True(Read(new Dictionary<string, string?>(Good) { ["FollowUp:OpensDueRounds"] = "true" }).OpensDueRounds);
    }

    [Fact]
    public void Read_SendGrid_IsReadWithThePublicApiAndItsAllowList()
    {
        var settings = Read(new Dictionary<string, string?>(WithSendGrid) { ["FollowUp:MailAllowed"] = " board@town.example, @other.example " });

        Assert.Equal("SG.key", settings.SendGridKey);
        Assert.Equal(new Uri("https://api.sendgrid.com"), settings.SendGridHost);
        Assert.Equal(["board@town.example", "@other.example"], settings.MailAllowed);
        Assert.Null(settings.OutboxFolder);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("SG.key", "outbox")]
    public void Read_NoOrTwoWaysOut_NamesBoth(string? key, string? folder)
    {
        var settings = new Dictionary<string, string?>(WithSendGrid) { ["FollowUp:SendGridKey"] = key, ["FollowUp:OutboxFolder"] = folder };

        var message = Assert.Throws<InvalidOperationException>(() => Read(settings)).Message;
        Assert.Contains("FollowUp__SendGridKey and FollowUp__OutboxFolder", message);
        Assert.DoesNotContain("SG.key", message);
    }

    [Theory]
    [InlineData("SendGridKey", "SG.key\n")]
    [InlineData("SendGridHost", "mail.town.example")]
    [InlineData("SendGridHost", "http://mail.town.example")]
    [InlineData("MailAllowed", null)]
    [InlineData("MailAllowed", " , ")]
    [InlineData("MailAllowed", "board@town.example, everybody")]
    [InlineData("MailAllowed", "Board <board@town.example>")]
    [InlineData("MailAllowed", "@")]
    public void Read_OneWrongForSendGrid_NamesIt(string name, string? value)
    {
        var settings = new Dictionary<string, string?>(WithSendGrid) { [$"FollowUp:{name}"] = value };

        var message = Assert.Throws<InvalidOperationException>(() => Read(settings)).Message;
        Assert.Contains($"FollowUp__{name} ", message);
        Assert.DoesNotContain("SG.key", message);
    }

    [Theory]
    [InlineData("Storage", "")]
    [InlineData("TablePrefix", "1st")]
    [InlineData("TablePrefix", "a-b")]
    [InlineData("PublicBaseAddress", "followup.town.example")]
    [InlineData("PublicBaseAddress", "ftp://followup.town.example/")]
    [InlineData("PublicBaseAddress", "https://followup.town.example/app/")]
    [InlineData("LinkSecret", "too short")]
    [InlineData("LinkSecret", "AAAA")]
    [InlineData("LinkSecret", "")]
    [InlineData("MailFrom", "nobody")]
    [InlineData("CoordinatorEmail", null)]
    [InlineData("CoordinatorEmail", "nobody")]
    [InlineData("CoordinatorEmail", "Sam <sam@town.example>")]
    [InlineData("OpensDueRounds", "yes")]
    [InlineData("OutboxFolder", null)]
    public void Read_OneWrong_NamesIt(string name, string? value)
    {
        var settings = new Dictionary<string, string?>(Good) { [$"FollowUp:{name}"] = value };

        Assert.Contains($"FollowUp__{name} ", Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);
    }

    [Fact]
    public void The_sample_shows_every_setting()
    {
        var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values");
        var shown = sample.EnumerateObject().Select(setting => setting.Name).Where(name => name.StartsWith("FollowUp__", StringComparison.Ordinal)).Select(name => name["FollowUp__".Length..]);

        Assert.Equal(typeof(FollowUpSettings).GetProperties().Select(property => property.Name).Order(), shown.Order());
    }

    internal static FollowUpSettings Read(IReadOnlyDictionary<string, string?> settings) =>
        FollowUpSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
