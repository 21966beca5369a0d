using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>What somebody says at the desk of a spreadsheet that they take in: what it lacks, and who it means.</summary>
/// <param name="Fields">By the key of the field in the plan; as typed, also where it cannot be taken.</param>
/// <param name="Names">Names in the register, by what the sheet has.</param>
public sealed record WorkbookAnswers(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>More have one cause, such as another register.</summary>
    public const int MaxNames = 50;

    /// <summary>Of the part of the page with what was read.</summary>
    public const string ContentId = "last";

    public static WorkbookAnswers None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public static string Field(string key) => $"plan-{FileReading.IdOf(key)}";

    /// <summary>Holds the name that is chosen.</summary>
    public static string NameField(int place) => $"namn-{place}";

    /// <summary>Holds the name in the sheet.</summary>
    public static string WrittenField(int place) => $"okant-{place}";

    public static WorkbookAnswers Read(IFormCollection form)
    {
        var names = new Dictionary<string, string>();
        for (var place = 0; place < MaxNames * 2 && form.ContainsKey(WrittenField(place)); place++)
        {
            if (InputText.Line(form[NameField(place)]) is { Length: > 0 } meant)
            {
                names[InputText.Line(form[WrittenField(place)])] = meant;
            }
        }
        return new WorkbookAnswers(PlanSheetWords.Needed.Where(key => form.ContainsKey(Field(key))).ToDictionary(key => key,
            key => InputText.Line(form[Field(key)])), names);
    }

    /// <param name="municipality">Whose plan it is, where the sheet does not say.</param>
    internal ImportAnswers For(string municipality) => new(Fields.Where(field => IsRight(field.Key, field.Value))
        .Append(new(PlanSheetWords.Municipality, municipality)).ToDictionary(), Names);

    /// <summary>What the page shows in a field.</summary>
    internal string Value(string key, PlanReading reading) => Fields.GetValueOrDefault(key) is { } typed ? typed
        : key == PlanSheetWords.Title ? reading.Understood?.Title ?? ""
        : (key == PlanSheetWords.From ? reading.Understood?.Start : reading.Understood?.End) is { } day && day != default
            ? $"{day:yyyy-MM-dd}" : "";

    /// <summary>What stops the import, each with the field where it is put right, or else with what was read.</summary>
    internal static IReadOnlyList<Problem> Errors(ImportState state, PlanReading? reading)
    {
        var (unsaid, unknown) = (reading?.Unsaid ?? [], reading?.Unknown ?? []);
        var problems = unsaid.Select(key => (Key: key, Value: state.Answers.Value(key, reading!)))
            .Where(field => field.Value == "" || !IsRight(field.Key, field.Value))
            .Select(field => new Problem(Field(field.Key), field.Value == "" ? Texts.Desk.UnsaidMissing(field.Key)
                : Texts.Desk.NotADay(field.Value)))
            .Concat(unknown.Take(MaxNames).Select((name, place) => new Problem(NameField(place),
                Texts.Import.UnknownDepartment(name.Name, name.Near.FirstOrDefault()))))
            .ToList();
        // The page says these in its own words, where they can be put right.
        // The id is made of the title. A measure may lack a title too: the plan's own come first.
        var said = unsaid.Append(PlanSheetWords.Id).Select(Texts.Import.Missing).ToHashSet();
        var others = state.Errors.Count == 1 && state.LossUnconfirmed ? state.Errors
            : ImportState.Shown((state.Findings ?? []).Where(finding => finding.IsError && !said.Remove(finding.Message)
                && (reading == null || finding.Code != FindingCode.UnknownDepartment)).ToList(), ContentId);
        return [.. problems, .. others];
    }

    private static bool IsRight(string key, string value) => key == PlanSheetWords.Title || InputCheck.Day(value) != null;
}
