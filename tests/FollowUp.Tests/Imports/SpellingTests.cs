using System.Text;
using System.Text.Json;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Storage;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Imports;

/// <summary>The same file from programs that write the same letters, spaces and hyphens in other ways.</summary>
public sealed class SpellingTests
{
    private const string Town = """
        enheter:
          - id: culture-and-leisure
            namn: Kultur- och fritidsnämnden
            slag: nämnd
            tidigare namn: [Kultur- och ungdomsnämnden]
            kontakter:
              - roll: kontaktperson
                namn: Åsa Öberg
                e-post: culture@town.example
              - roll: säkerhetsrepresentant
                e-post: security@town.example
          - id: social
            namn: Socialnämnden
            slag: nämnd
            kontakter:
              - roll: ersättare
                e-post: social@town.example
        grupper:
          - namn: Nämnderna för barn
            enheter: [culture-and-leisure, social]
        """;

    private const string Plan = """
        plan: town-plan
        titel: Trygg stad
        kommun: Småstads kommun
        från: 2024-01-01
        till: 2027-12-31
        uppföljning: [vartannat år]
        nivåord: [allmän - alla, riktad - några, stödjande - få]
        fokusområden:
          - nummer: 1
            titel: Förebygga
            åtgärder:
              - nummer: "1:1"
                titel: Öppna fler mötesplatser
                ansvariga: [Kultur- och fritidsnämnden, Nämnderna för barn]
                medansvariga: [Socialnämnden (äldre)]
                nivåer: [allmän - alla]
        """;

    public static TheoryData<string> Spellings => new("decomposed", "nbsp", "narrow", "soft hyphen", "zero width", "hyphen", "en dash",
        "minus", "double space", "bidi", "word joiner", "byte order marks", "soft line end");

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_file_reads_the_same_in_every_spelling(string spelling)
    {
        var register = SmallTown.ReadRegister(Town).Register!;
        var plan = SmallTown.ReadPlan(Plan, register).Plan!;
        var files = new[] { (Town, Plan, "yaml"), (DepartmentWriter.Csv(register), PlanWriter.Csv(plan, register), "csv") };

        foreach (var (registerText, planText, ending) in files)
        {
            var readRegister = SmallTown.ReadRegister(In(spelling, registerText, ending), $"register.{ending}");
            Assert.Empty(readRegister.Findings);
            Assert.Equal(Folded(register), Folded(readRegister.Register!));
            var readPlan = SmallTown.ReadPlan(In(spelling, planText, ending), register, $"plan.{ending}");
            Assert.Empty(readPlan.Findings);
            Assert.Equal(Folded(plan), Folded(readPlan.Plan!));
        }
    }

    [Fact]
    public void Every_text_that_a_file_can_hold_is_cleaned()
    {
        var (texts, plans) = (new Dictionary<string, List<string>>(), new List<ActionPlan>());
        Collect(typeof(DepartmentRegister), SmallTown.ReadRegister(In("zero width", Town, "yaml")).Register!, texts);
        foreach (var (plan, town) in SeedFiles.All)
        {
            var register = SmallTown.ReadRegister(ZeroWidth($"departments/{town}.yaml")).Register!;
            plans.Add(SmallTown.ReadPlan(ZeroWidth($"plans/{plan}.yaml"), register, known: plans).Plan!);
            Collect(typeof(DepartmentRegister), register, texts);
            Collect(typeof(ActionPlan), plans[^1], texts);
        }

        // A new text must stand in one of the seeds' files, or in the town's above.
        Assert.Empty(texts.Where(text => text.Value.Count == 0).Select(text => text.Key));
        Assert.All(texts.Values.SelectMany(values => values), value => Assert.DoesNotContain('\u200b', value));

        static string ZeroWidth(string file) => In("zero width", Encoding.UTF8.GetString(SeedFiles.Upload(file).Content), "yaml");
    }

    /// <summary>Every text of the value, by the property that holds it; those of its type without a value, too.</summary>
    private static void Collect(Type type, object? value, Dictionary<string, List<string>> texts)
    {
        foreach (var property in type.GetProperties().Where(property =>
            type.GetConstructors().Any(made => made.GetParameters().Any(parameter => parameter.Name == property.Name))))
        {
            var held = value == null ? null : property.GetValue(value);
            var (one, values) = property.PropertyType is { IsGenericType: true } list && held is not string
                && typeof(System.Collections.IEnumerable).IsAssignableFrom(list)
                ? (list.GenericTypeArguments[0], ((System.Collections.IEnumerable?)held)?.Cast<object>().ToList() ?? [])
                : (property.PropertyType, held == null ? [] : [held]);
            if (one == typeof(string))
            {
                var name = $"{type.Name}.{property.Name}";
                (texts.TryGetValue(name, out var known) ? known : texts[name] = []).AddRange(values.Cast<string>());
            }
            else if (one.Namespace!.StartsWith("FollowUp", StringComparison.Ordinal) && !one.IsEnum)
            {
                foreach (var part in values.DefaultIfEmpty(null!))
                {
                    Collect(one, part, texts);
                }
            }
        }
    }

    [Theory]
    [InlineData("Socialna\u0308mnden")]
    [InlineData("Social\u00adnämnden")]
    [InlineData("Kultur\u2011 och fritidsnämnden")]
    [InlineData("Kultur-\u00a0 och\u2009fritidsnämnden")]
    public void The_same_name_in_another_spelling_is_there_twice(string name) => Assert.Contains("Det finns redan en enhet",
        Assert.Single(SmallTown.ReadRegister(Town.Replace("namn: Nämnderna för barn", $"namn: \"{name}\"")).Findings).Message);

    [Theory]
    [InlineData("titel: Trygg stad", "titel: Trygg stad för 850709-1232", 2)]
    [InlineData("titel: Öppna fler mötesplatser", "titel: \"Möt 8507\\u00AD09 - 12\\u206032\"", 13)]
    [InlineData("(äldre)", "(19850709.1232)", 15)]
    public void A_personal_number_is_refused_wherever_it_stands_in_a_file(string good, string bad, int line)
    {
        var reading = SmallTown.ReadPlan(Plan.Replace(good, bad), SmallTown.ReadRegister(Town).Register);

        Assert.Null(reading.Plan);
        Assert.Contains(reading.Findings, finding => finding.Line == line && finding.Message.Contains("personnummer"));
    }

    [Theory]
    [InlineData("Åsa Öberg")]
    [InlineData("culture@town.example")]
    public void A_personal_number_is_refused_in_the_register(string replaced) => Assert.Contains(
        SmallTown.ReadRegister(Town.Replace(replaced, "850709-1232@town.example")).Findings,
        finding => finding.IsError && finding.Message.Contains("personnummer"));

    [Theory]
    [InlineData("01:01:01", "1:1:1")]
    [InlineData("1:01:01", "1:1:1")]
    [InlineData("02:13:04", "2:13:4")]
    [InlineData("01:03:00", "1:3")]
    [InlineData("01:01:00 AM", "1:1")]
    [InlineData("1:01:00 AM", "1:1")]
    [InlineData("1:01:00\u202fam", "1:1")]
    [InlineData("01:01:01 AM", "1:1:1")]
    [InlineData("01:02:00 PM", "13:2")]
    [InlineData("12:02 AM", "0:2")]
    [InlineData("12:02:00 p.m.", "12:2")]
    [InlineData("01:02:00 fm", "1:2")]
    [InlineData("1:02 em", "13:2")]
    [InlineData("25:01:00", "25:1")]
    [InlineData("1:01", "1:1")]
    public void What_a_spreadsheet_made_of_a_number_is_read_back_with_a_warning(string written, string meant)
    {
        var reading = SmallTown.ReadPlan(SmallTown.Plan.Replace("\"1:", "\"7:").Replace("\"2:1\"", $"\"{written}\""));

        Assert.Equal(meant, reading.Plan!.Measures.Last().Number);
        var warning = Assert.Single(reading.Findings, finding => finding.Code == FindingCode.NumberAsTime);
        Assert.Contains(written.Replace('\u202f', ' '), warning.Message);
        Assert.Contains($"läses som {meant}.", warning.Message);
    }

    [Theory]
    [InlineData("10:10:10")]
    [InlineData("1:10")]
    [InlineData("1:1:1")]
    [InlineData("0:10")]
    [InlineData("12a")]
    public void A_number_that_is_no_time_of_day_is_left_alone(string number)
    {
        var reading = SmallTown.ReadPlan(SmallTown.Plan.Replace("\"1:", "\"7:").Replace("\"2:1\"", $"\"{number}\""));

        Assert.Equal(number, reading.Plan!.Measures.Last().Number);
        Assert.DoesNotContain(reading.Findings, finding => finding.Code == FindingCode.NumberAsTime);
    }

    public static TheoryData<string, string, string, bool> Tables => new()
    {
        { "plan.txt", "utf-16", "\t", true },
        { "plan.TXT", "utf-16", "\t", false },
        { "plan.txt", "utf-16BE", "\t", true },
        { "plan.txt", "utf-16BE", "\t", false },
        { "plan.txt", "utf-8", "\t", true },
        { "plan.txt", "windows-1252", "\t", false },
        { "plan", "utf-8", ";", false },
        { "plan.tsv", "utf-8", "\t", false },
        { "plan.txt", "utf-32", ",", true },
        { "plan.yaml", "utf-8", ";", true },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_read_as_one_whatever_its_file_is_called(string file, string encoding, string separator, bool mark)
    {
        var csv = PlanWriter.Csv(SmallTown.ActionPlan, SmallTown.Register).Replace("\";\"", $"\"{separator}\"");
        var coding = encoding == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(encoding);

        var reading = PlanReader.Read(new Upload(file, [.. mark ? coding.GetPreamble() : [], .. coding.GetBytes(csv)]),
            SmallTown.Register, []);

        Assert.Empty(reading.Findings);
        Assert.Equal(Folded(SmallTown.ActionPlan), Folded(reading.Plan!));
    }

    [Fact]
    public void A_text_file_with_YAML_is_read_as_YAML() => Assert.NotNull(SmallTown.ReadPlan(SmallTown.Plan, file: "plan.txt").Plan);

    private static string In(string spelling, string text, string ending) => spelling switch
    {
        "decomposed" => text.Normalize(NormalizationForm.FormD),
        "nbsp" => text.Replace(' ', '\u00a0'),
        "narrow" => text.Replace(' ', '\u202f'),
        "soft hyphen" => text.Replace("nämnd", "nä\u00admnd").Replace("titel", "ti\u00adtel").Replace("mål", "må\u00adl"),
        "zero width" => text.Replace("n", "n\u200b"),
        // A hyphen before a space begins an item of YAML.
        "hyphen" => text.Replace("-o", "\u2010o").Replace("r- ", "r\u2011 ").Replace("e-", "e\u2011").Replace("n - ", "n \u2010 "),
        "en dash" => text.Replace("r- ", "r\u2013 ").Replace("e-", "e\u2013").Replace("n - ", "n \u2013 ").Replace("2-3", "2\u20133"),
        "minus" => text.Replace("r- ", "r\u2212 ").Replace("e-p", "e\u2212p").Replace("1-0", "1\u22120"),
        "double space" => text.Replace("r- och ", "r-  och   ").Replace("Trygg stad", "Trygg  stad").Replace("n - a", "n  -  a"),
        "bidi" => text.Replace("titel", "\u202atitel\u202c").Replace("Social", "\u2066Social\u2069"),
        "word joiner" => text.Replace("r-", "r-\u2060"),
        "byte order marks" => "\ufeff" + text.Replace("namn", "na\ufeffmn"),
        // In a cell with a list it ends an item.
        "soft line end" => (ending == "csv" ? text : text.Replace("- och fritid", "-\u2028och fritid"))
            .Replace("Trygg stad", "Trygg\u000bstad"),
        _ => throw new ArgumentOutOfRangeException(nameof(spelling), spelling, null),
    };

    // A name is kept with the hyphen that it was written with.
    private static string Folded<T>(T value) => string.Concat(JsonSerializer.Serialize(value, StoredJson.Options)
        .Select(character => InputText.IsHyphen(character) ? '-' : character));
}
