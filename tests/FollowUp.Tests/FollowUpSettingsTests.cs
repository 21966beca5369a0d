using System.Text.Json;
using System.Text.RegularExpressions;
using FollowUp.Accessibility;
using FollowUp.Coordinator;
using FollowUp.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

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
        ["FollowUp:LinkKeys:0:Id"] = "1",
        ["FollowUp:LinkKeys:0:Secret"] = Convert.ToBase64String(new byte[32]),
        ["FollowUp:MailFrom"] = "followup@kommunen.example",
        ["FollowUp:CoordinatorEmail"] = "coordinator@town.example",
        ["FollowUp:TenantId"] = TestWorld.TenantId,
        ["FollowUp:SendGridKey"] = "SG.key",
        ["FollowUp:MailAllowed"] = "*",
    };

    [Fact]
    public void Read_Good_IsRead()
    {
        var settings = Read(Good);

        Assert.Equal(new Uri("https://followup.town.example/"), settings.Links.PublicBaseAddress);
        Assert.Equal(32, Assert.Single(settings.Links.Keys).Secret.Length);
        Assert.Equal("FollowUp", settings.Storage.TablePrefix);
        Assert.Equal(("Småstads kommun", "#0b4f9e", "data@town.example"),
            (settings.Pages.Municipality, settings.Pages.AccentColor.ToString(), settings.Pages.DataProtectionContact));
        Assert.Null(settings.Pages.Logo);
        Assert.Equal(0, settings.Mail.Templates.Count);
        Assert.Equal(["*"], settings.Mail.Allowed);
        Assert.Equal("SG.key", settings.Mail.SendGridKey);
        Assert.Equal(new Uri("https://api.sendgrid.com"), settings.Mail.SendGridHost);
        Assert.Equal("coordinator@town.example", settings.Pages.CoordinatorEmail);
        Assert.False(settings.Desk.OpensDueRounds);
        Assert.False(settings.Api.Enabled);
        Assert.True(Read(new Dictionary<string, string?>(Good) { ["FollowUp:ApiEnabled"] = "true" }).Api.Enabled);
        Assert.True(Read(new Dictionary<string, string?>(Good) { ["FollowUp:OpensDueRounds"] = "true" }).Desk.OpensDueRounds);
    }

    [Fact]
    public void Read_AllowedAddressesAndDomains_AreReadApart() => Assert.Equal(
        ["board@town.example", "@other.example"],
        Read(new Dictionary<string, string?>(Good) { ["FollowUp:MailAllowed"] = " board@town.example, @other.example " }).Mail.Allowed);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Read_NoSendGridKey_SaysWhereToGetOne(string? value)
    {
        var settings = new Dictionary<string, string?>(Good) { ["FollowUp:SendGridKey"] = value };

        Assert.Equal(
            "The setting FollowUp__SendGridKey is missing: create a key in SendGrid that may send mail, and keep it in Key Vault.",
            Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);
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
        var settings = new Dictionary<string, string?>(Good) { [$"FollowUp:{name}"] = value };

        var message = Assert.Throws<InvalidOperationException>(() => Read(settings)).Message;
        Assert.Contains($"FollowUp__{name} ", message);
        Assert.DoesNotContain("SG.key", message);
    }

    [Theory]
    [InlineData("Municipality", null)]
    [InlineData("Logo", "missing.svg")]
    [InlineData("Logo", "FollowUp.dll")]
    [InlineData("Letters", "missing.txt")]
    [InlineData("Letters", "FollowUp.dll")]
    [InlineData("AccentColor", "blue")]
    [InlineData("AccentColor", "#0b4f9")]
    [InlineData("AccentColor", "#0b4f9e00")]
    [InlineData("DataProtectionContact", null)]
    [InlineData("DataProtectionContact", "nobody")]
    [InlineData("Accessibility:Supervisor", null)]
    [InlineData("Accessibility:SupervisorAddress", null)]
    [InlineData("Accessibility:SupervisorAddress", "supervisor.example")]
    [InlineData("Accessibility:SupervisorAddress", "javascript:alert(1)")]
    [InlineData("Accessibility:Conformance", "mostly")]
    [InlineData("Accessibility:Assessed", "1 january")]
    [InlineData("Accessibility:Updated", "2020-01-01")]
    [InlineData("Storage", "")]
    [InlineData("TablePrefix", "1st")]
    [InlineData("TablePrefix", "a-b")]
    [InlineData("PublicBaseAddress", "followup.town.example")]
    [InlineData("PublicBaseAddress", "ftp://followup.town.example/")]
    [InlineData("PublicBaseAddress", "https://followup.town.example/app/")]
    [InlineData("LinkKeys:0:Secret", "too short")]
    [InlineData("LinkKeys:0:Secret", "AAAA")]
    [InlineData("LinkKeys:0:Secret", "")]
    [InlineData("MailFrom", "nobody")]
    [InlineData("CoordinatorEmail", null)]
    [InlineData("CoordinatorEmail", "nobody")]
    [InlineData("CoordinatorEmail", "Sam <sam@town.example>")]
    [InlineData("OpensDueRounds", "yes")]
    [InlineData("ApiEnabled", "on")]
    [InlineData("TenantId", "common")]
    public void Read_OneWrong_NamesIt(string name, string? value)
    {
        var settings = new Dictionary<string, string?>(Good) { [$"FollowUp:{name}"] = value };

        Assert.Contains($"FollowUp__{name.Replace(":", "__")} ", Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);
    }

    [Theory]
    [InlineData("#ffffff", "1.00:1")]
    [InlineData("#777777", "3.85:1")] // enough nowhere
    [InlineData("#767676", "3.91:1")] // enough on white alone
    public void Read_AccentTooLight_SaysTheContrastAndWhatItMustBe(string color, string found)
    {
        var message = Assert.Throws<InvalidOperationException>(() =>
            Read(new Dictionary<string, string?>(Good) { ["FollowUp:AccentColor"] = color })).Message;

        Assert.All([$"FollowUp__AccentColor ({color})", $"is {found}", "at least 4.5:1"], words => Assert.Contains(words, message));
    }

    [Fact]
    public void Read_LettersThatLackSomething_NamesTheFileTheLinesAndHowToMendThem()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("followup-letters-").FullName, "brev.txt");
        File.WriteAllText(file, "=== inbjudan\nÄmne: {plan}, {enhet}\n\nHej!\n\n{lank}\n");

        var message = Assert.Throws<InvalidOperationException>(() =>
            Read(new Dictionary<string, string?>(Good) { ["FollowUp:Letters"] = file })).Message;

        Assert.StartsWith($"The setting FollowUp__Letters names {file}, in which something must be mended:\n", message);
        Assert.All(
            [
                "brev.txt:1: Brevet saknar {länk}. Skriv in det i texten, ensamt mellan två tomma rader.",
                "brev.txt:1: Brevet saknar {sista dag}. Skriv in det i texten.",
                "brev.txt:2: Ämnet saknar {sista dag}. Plan, enhet och datum ska gå att läsa redan i ämnet.",
                "brev.txt:6: {lank} är okänt. Menade du ”{länk}”? I det här brevet fylls det här i: {länk}, {sista dag}, ",
            ],
            words => Assert.Contains($"\n{words}", message));
    }

    [Theory]
    [InlineData("Conformance", "full")]
    [InlineData("Conformance", "none")]
    [InlineData("Method", "Granskad av en konsult.")]
    [InlineData("Burden", "Kartan.")]
    [InlineData("OutsideLaw", "Gamla filer.")]
    [InlineData("Defects:0:What", "Kartan.")]
    public void Read_OwnFindingsWithoutTheirDay_AsksForIt(string name, string value)
    {
        var settings = new Dictionary<string, string?>(Good)
        {
            ["FollowUp:Accessibility:Defects:0:Reason"] = name.StartsWith("Defects", StringComparison.Ordinal) ? "Den är en bild." : null,
            ["FollowUp:Accessibility:Defects:0:Alternative"] = name.StartsWith("Defects", StringComparison.Ordinal) ? "Ring oss." : null,
            [$"FollowUp:Accessibility:{name}"] = value,
        };
        Assert.Contains("FollowUp__Accessibility__Assessed ", Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);

        settings["FollowUp:Accessibility:Assessed"] = "2026-02-01";

        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 1)),
            (Read(settings).Accessibility.Assessed, Read(settings).Accessibility.Updated));
    }

    [Theory]
    [InlineData("What", "FollowUp__Accessibility__Defects__1__What ")]
    [InlineData("Reason", "FollowUp__Accessibility__Defects__1__Reason ")]
    [InlineData("Alternative", "FollowUp__Accessibility__Defects__1__Alternative ")]
    [InlineData(null, "FollowUp__Accessibility__Conformance ")] // nothing lacks, but then it is not full
    public void Read_DefectThatLacksSomethingOrContradicts_NamesIt(string? lacking, string named)
    {
        var settings = new Dictionary<string, string?>(Good) { ["FollowUp:Accessibility:Conformance"] = lacking == null ? "full" : null };
        foreach (var part in new[] { "What", "Reason", "Alternative" }.Where(part => part != lacking))
        {
            settings[$"FollowUp:Accessibility:Defects:1:{part}"] = "Något.";
        }

        Assert.Contains(named, Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);
    }

    [Fact]
    public void Read_Roles_AreTheWordsThemselvesUnlessOthersAreNamed()
    {
        Assert.Equal(["reader", "coordinator", "admin"], Enum.GetValues<Role>().SelectMany(role => Read(Good).Desk.Roles[role]));

        var named = Read(new Dictionary<string, string?>(Good)
        {
            ["FollowUp:Roles:Coordinator"] = " FollowUp.Run , 11111111-2222-3333-4444-555555555555",
        });
        Assert.Equal(["FollowUp.Run", "11111111-2222-3333-4444-555555555555"], named.Desk.Roles[Role.Coordinator]);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("follow up")]
    [InlineData("läsare")]
    [InlineData("Admin")]
    public void Read_RoleThatIsNoneOrAnothers_IsRefused(string value) => Assert.Contains("FollowUp__Roles",
        Assert.Throws<InvalidOperationException>(() =>
            Read(new Dictionary<string, string?>(Good) { ["FollowUp:Roles:Reader"] = value })).Message);

    [Theory]
    [InlineData("True", true)]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("yes", false)]
    [InlineData(null, false)]
    public void Read_WhatThePlatformSaysOfItsSignIn_CountsOnlyWhereItIsPlain(string? said, bool on) =>
        Assert.Equal(on, Read(new Dictionary<string, string?>(Good) { ["WEBSITE_AUTH_ENABLED"] = said }).Desk.PlatformSignsIn);

    [Fact]
    public void Read_WhereThePlatformSignsIn_TheTenantIsNeeded() => Assert.Equal("The setting FollowUp__TenantId is missing.",
        Assert.Throws<InvalidOperationException>(() => Read(new Dictionary<string, string?>(Good)
        {
            ["WEBSITE_AUTH_ENABLED"] = "True",
            ["FollowUp:TenantId"] = null,
        })).Message);

    [Theory]
    [InlineData("local.settings.sample.json", "^ +\"(?<name>FollowUp__\\w+)\":")]
    [InlineData("infra/DEPLOYMENT.md", @"^\|(?: `(?<name>FollowUp__\w+)`,?)+ \|")]
    [InlineData("infra/main.bicep", @"^ +'?(?<name>FollowUp__[\w${}]+)'?:")]
    public void A_place_that_names_settings_names_those_that_the_app_reads_and_no_others(string file, string pattern)
    {
        var named = File.ReadAllLines(Path.Combine(Repository.Root, file))
            .SelectMany(line => Regex.Match(line, pattern).Groups["name"].Captures).Select(name => name.Value.Replace("${i}", "0"));

        Assert.Equal(SettingsThatAreRead(), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_sample_is_right_but_for_the_secret_that_everybody_makes_for_themselves()
    {
        var sample = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values");
        var settings = sample.EnumerateObject().ToDictionary(setting => setting.Name.Replace("__", ":"), setting =>
            setting.Value.GetString());

        Assert.Contains("FollowUp__LinkKeys__0__Secret is missing", Assert.Throws<InvalidOperationException>(() => Read(settings)).Message);
        settings["FollowUp:LinkKeys:0:Secret"] = Good["FollowUp:LinkKeys:0:Secret"];
        Assert.Equal(2, Read(settings).Accessibility.Defects.Count);
    }

    private static IEnumerable<string> SettingsThatAreRead()
    {
        // The settings of the accessibility defect are only required if there is one.
        var settings = new Dictionary<string, string?>(Good) { ["FollowUp:Accessibility:Assessed"] = "2026-02-01" };
        foreach (var part in new[] { "What", "Reason", "Alternative" })
        {
            settings[$"FollowUp:Accessibility:Defects:0:{part}"] = "Något.";
        }
        var recorder = new RecordingConfiguration(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        FollowUpSettings.Read(recorder);
        return recorder.Asked.Where(key => key.StartsWith("FollowUp:", StringComparison.Ordinal)).Select(key => key.Replace(":", "__"))
            .Order(StringComparer.Ordinal);
    }

    internal static FollowUpSettings Read(IReadOnlyDictionary<string, string?> settings) =>
        FollowUpSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private sealed class RecordingConfiguration(IConfiguration inner) : IConfiguration
    {
        public HashSet<string> Asked { get; } = [];

        public string? this[string key]
        {
            get
            {
                Asked.Add(key);
                return inner[key];
            }
            set => throw new NotSupportedException();
        }

        public IConfigurationSection GetSection(string key) => inner.GetSection(key);

        public IEnumerable<IConfigurationSection> GetChildren() => inner.GetChildren();

        public IChangeToken GetReloadToken() => inner.GetReloadToken();
    }
}
