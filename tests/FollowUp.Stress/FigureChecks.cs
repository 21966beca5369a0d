using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>Compares reports of random rounds with naively counted figures, and looks for what no report may say.</summary>
internal static partial class FigureChecks
{
    private const int ShrinkTries = 2_000;

    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <returns>What was wrong, each with the command that repeats it.</returns>
    public static IReadOnlyList<string> Run(int count, string seed) =>
        DrawnCampaign.Run(RandomRound.Any, seed, count, "figures", Fault, ShrinkTries);

    public static Report Compile(RandomRound round) => ReportCompiler.Compile(RandomRound.Answered(round.Own), round.History);

    private static string? Fault(RandomRound round)
    {
        var violations = Violations(round, Compile(round)).ToList();
        return violations.Count == 0 ? null : $"{round.Own.Round.Kind}: {string.Join("\n  ", violations)}";
    }

    public static IEnumerable<string> Violations(RandomRound round, Report report)
    {
        var json = Json(report);
        return [.. Answers(round, report), .. Figures(round, report), .. Numbers(report, json), .. Tables(report), .. Told(report),
            .. Secrets(json), .. Order(round, json), .. Blank(round, report)];
    }

    private static IEnumerable<string> Answers(RandomRound round, Report report)
    {
        var expected = new NaiveFigures(round.Own, null).All().Where(asked => asked.Answered)
            .Select(asked => $"{asked.Work.Department.Id}/{asked.Section.Id} {asked.Newest!.Received:O} "
            + $"{asked.Work.Answers[asked.Section.Id].Count - 1} {Items(asked)}").ToList();
        var told = report.Answers.Select(answer =>
            $"{answer.DepartmentId}/{answer.SectionId} {answer.Received:O} {answer.Replaced} {Items(answer)}").ToList();
        return expected.Except(told).Select(lacking => $"no answer {lacking}")
            .Concat(told.Except(expected).Select(strange => $"an answer too many: {strange}"))
            .Concat(report.Answers.Select(answer => answer.Number).SequenceEqual(Enumerable.Range(1, report.Answers.Count)) ? []
                : ["the answers' numbers have gaps"]);
    }

    private static string Items(ReportedAnswer answer) => string.Join("|", answer.Items.Select(item =>
        $"{item.Key}={(item.Choices.Length > 0 ? string.Join(";", item.Choices) : item.Text)}"));

    private static string Items(NaiveFigures.Asked asked) => string.Join("|", asked.Section.Questions
        .Where(question => asked.Newest!.Values.ContainsKey(question.Key) && !question.Key.EndsWith("-confirmed", StringComparison.Ordinal))
        .Select(question => $"{question.Key}={string.Join(";", asked.Newest!.Values[question.Key].Select(Masked))}"));

    private static string Masked(string value) => value.StartsWith(RandomRound.Small, StringComparison.Ordinal) ? "Färre än 5" : value;

    private static IEnumerable<string> Figures(RandomRound round, Report report)
    {
        var numbers = report.Answers.ToDictionary(answer => (answer.DepartmentId, answer.SectionId), answer => answer.Number);
        var names = report.Answers.ToDictionary(answer => answer.Number, answer => $"{answer.DepartmentId}/{answer.SectionId}");
        var told = report.Figures with
        {
            Flags = report.Figures.Flags.Where(flag => flag.Code is not (FlagCode.FloorBroken or FlagCode.OrphanedMeasure))
                .Select(flag => flag with { Sentence = "" }).ToList(),
        };
        return Differences("figures", JsonSerializer.SerializeToNode(told, Options),
            JsonSerializer.SerializeToNode(NaiveFigures.Of(round, numbers), Options), names);
    }

    private static IEnumerable<string> Differences(string path, JsonNode? told, JsonNode? counted, Dictionary<int, string> names)
    {
        switch (told, counted)
        {
            case (JsonObject one, JsonObject other):
                return one.SelectMany(property => Differences($"{path}.{property.Key}", property.Value, other[property.Key], names));
            case (JsonArray one, JsonArray other) when one.Count == other.Count && !IsNumbers(one):
                return one.SelectMany((item, index) => Differences($"{path}[{index}]", item, other[index], names));
            default:
                var (said, found) = (Text(told), Text(counted));
                return said == found ? [] : [$"{path}: the report has {said}, counted naively it is {found}"];
        }

        string Text(JsonNode? node) => node is JsonArray array && IsNumbers(array)
            ? $"[{string.Join(", ", array.Select(Name))}]"
            : node?.ToJsonString() ?? "null";

        string Name(JsonNode? number) => names.GetValueOrDefault(number!.GetValue<int>(), "an answer that is not there");
    }

    private static bool IsNumbers(JsonArray array) => array.All(item => item?.GetValueKind() == JsonValueKind.Number);

    /// <summary>Figures that are impossible or name a missing answer.</summary>
    private static IEnumerable<string> Numbers(Report report, string json)
    {
        var known = report.Answers.Select(answer => answer.Number).ToHashSet();
        return Check("report", JsonNode.Parse(json));

        IEnumerable<string> Check(string path, JsonNode? node) => node switch
        {
            JsonObject figure => [
                .. figure["basis"] is JsonValue basis && figure["count"] is JsonValue count
                    && !(count.GetValue<int>() >= 0 && count.GetValue<int>() <= basis.GetValue<int>())
                    ? (string[])[$"{path} is {count} of {basis}"] : [],
                .. figure["answer"] is JsonValue answer && answer.GetValueKind() == JsonValueKind.Number
                    && !known.Contains(answer.GetValue<int>()) ? (string[])[$"{path} names answer {answer}"] : [],
                .. figure["answers"] is JsonArray answers && IsNumbers(answers)
                    ? answers.Where(number => !known.Contains(number!.GetValue<int>())).Select(number => $"{path} names answer {number}")
                    : [],
                .. figure.SelectMany(property => Check($"{path}.{property.Key}", property.Value)),
            ],
            JsonArray array => array.SelectMany((item, index) => Check($"{path}[{index}]", item)),
            _ => [],
        };
    }

    private static IEnumerable<string> Tables(Report report) =>
    [
        .. report.Tables.Where(table => table.Rows.Any(row => row.Count != table.Header.Count))
            .Select(table => $"a row of table {table.Id} is not as long as its header"),
        .. report.Tables.GroupBy(table => table.Id).Where(same => same.Count() > 1).Select(same => $"there are several tables {same.Key}"),
        .. Chapters(report.Chapters).GroupBy(chapter => chapter.Id).Where(same => same.Count() > 1)
            .Select(same => $"there are several chapters {same.Key}"),
    ];

    /// <summary>Silly sentences of the report's own; departments may write what they like.</summary>
    private static IEnumerable<string> Told(Report report) =>
        new[] { report.Title, report.Subtitle }.Concat(Chapters(report.Chapters)
            .SelectMany(chapter => chapter.Blocks.SelectMany(Texts).Prepend(chapter.Title)))
            .Where(text => Silly().IsMatch(text)).Select(text => $"it says ”{text}”");

    private static IEnumerable<string> Texts(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        Statements statements => statements.Items.Select(statement => statement.Text),
        Quotes quotes => [quotes.Caption, .. quotes.Items.Select(quote => quote.About ?? "-")],
        Table table => [table.Caption, .. table.Header, .. table.Rows.SelectMany(row => row.Select(cell => cell.Text))],
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static IEnumerable<Chapter> Chapters(IEnumerable<Chapter> chapters) =>
        chapters.SelectMany(chapter => Chapters(chapter.Chapters).Prepend(chapter));

    [GeneratedRegex(@"NaN|Infinity|∞|(?<!\d)0\sav\s0(?!\d)|(?<!\d)1\s(enheter|åtgärder)|\s\s|\.\.|^\s*$|\s[.,:;]|”“|\(\)")]
    private static partial Regex Silly();

    private static IEnumerable<string> Secrets(string json) =>
        new[] { RandomRound.Draft, RandomRound.Replaced, RandomRound.Small }.Where(json.Contains)
            .Select(secret => $"the report holds {secret}");

    private static string Json(Report report)
    {
        var json = new ArrayBufferWriter<byte>();
        JsonReportWriter.Write(report, 1, new Dictionary<string, string>(), json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>A department that has answered nothing is only one more that does not say: it makes no "yes" and no "no".</summary>
    private static IEnumerable<string> Blank(RandomRound round, Report report)
    {
        if (round.Own.Departments.FirstOrDefault(work => work.Exemption == null) is not { } known)
        {
            return [];
        }
        var blank = known with
        {
            Department = known.Department with { Id = "blank", Name = "Ö" },
            Answers = new Dictionary<string, IReadOnlyList<SubmittedAnswer>>(),
            Drafts = new Dictionary<string, AnswerValues>(),
            Submissions = [],
            Returns = [],
        };
        var more = Compile(round with { Own = round.Own with { Departments = [.. round.Own.Departments, blank] } });
        return Compare("figures", JsonSerializer.SerializeToNode(report.Figures, Options),
            JsonSerializer.SerializeToNode(more.Figures, Options));

        static IEnumerable<string> Compare(string path, JsonNode? before, JsonNode? after) => (before, after) switch
        {
            (JsonObject one, JsonObject other) when one["basis"] is { } basis =>
                (int)one["count"]! == (int)other["count"]! && (int)basis == (int)other["basis"]!
                    && (int)one["notStated"]! <= (int)other["notStated"]! ? [] : [$"{path}: a blank makes {other} of {one}"],
            // Of departments, which are all known.
            (JsonObject one, JsonObject other) => one.Where(property => property.Key is not ("responseRate" or "timely" or "complete"
                    or "departments" or "history" or "answered"))
                .SelectMany(property => Compare($"{path}.{property.Key}", property.Value, other[property.Key])),
            (JsonArray one, JsonArray other) => one.Zip(other).SelectMany((pair, index) =>
                Compare($"{path}[{index}]", pair.First, pair.Second)),
            _ => [],
        };
    }

    private static IEnumerable<string> Order(RandomRound round, string json) =>
        Json(Compile(round.Shuffled())) == json ? [] : ["the same rows in another order make another report"];
}
