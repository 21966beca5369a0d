using FollowUp.Imports;
using FollowUp.Departments;
using FollowUp.Inputs;
using FollowUp.Plans;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>What somebody says at the desk of a spreadsheet that they take in: what it lacks, and who it means.</summary>
/// <param name="Fields">By the key of the field in the plan; as typed, also where it cannot be taken.</param>
/// <param name="Names">Names in the register, by what the sheet has.</param>
/// <param name="Responsible">Names in the register, by the number of a measure for which the sheet has nobody.</param>
/// <param name="Kinds">What departments are, by the name in the sheet.</param>
public sealed record WorkbookAnswers(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, string> Responsible, IReadOnlyDictionary<string, string> Kinds)
{
    /// <summary>More have one cause, such as another register.</summary>
    public const int MaxNames = 50;

    /// <summary>Of the part of the page with what was read.</summary>
    public const string ContentId = "last";

    /// <summary>Who a name means, who is responsible for a measure, and what a department is: each asked with what it is about.</summary>
    public const string NameField = "namn";
    public const string ResponsibleField = "ansvarig";
    public const string KindField = "slag";

    private static readonly Dictionary<string, string> Nothing = [];

    public static WorkbookAnswers None { get; } = new(Nothing, Nothing, Nothing, Nothing);

    public static string Field(string key) => $"plan-{FileReading.IdOf(key)}";

    /// <summary>Holds what is chosen.</summary>
    public static string ChoiceField(string question, int place) => $"{question}-{place}";

    /// <summary>Holds what it is chosen for.</summary>
    public static string AboutField(string question, int place) => $"{question}-om-{place}";

    public static WorkbookAnswers Read(IFormCollection form)
    {
        return new WorkbookAnswers(PlanSheetWords.Needed.Where(key => form.ContainsKey(Field(key))).ToDictionary(key => key,
            key => InputText.Line(form[Field(key)])), Chosen(NameField), Chosen(ResponsibleField), Chosen(KindField));

        Dictionary<string, string> Chosen(string question)
        {
            var chosen = new Dictionary<string, string>();
            for (var place = 0; form.ContainsKey(AboutField(question, place)); place++)
            {
                if (InputText.Line(form[ChoiceField(question, place)]) is { Length: > 0 } meant)
                {
                    chosen[InputText.Line(form[AboutField(question, place)])] = meant;
                }
            }
            return chosen;
        }
    }

    /// <param name="municipality">Whose plan it is, where the sheet does not say.</param>
    internal ImportAnswers For(string municipality) => new(Fields.Where(field => IsRight(field.Key, field.Value))
        .Append(new(PlanSheetWords.Municipality, municipality)).ToDictionary(), Names)
    { Responsible = Responsible, Kinds = Kinds };

    /// <summary>What the page shows in a field.</summary>
    internal string Value(string key, PlanReading reading) => Fields.GetValueOrDefault(key) is { } typed ? typed
        : key == PlanSheetWords.Title ? reading.Understood?.Title ?? ""
        : (key == PlanSheetWords.From ? reading.Understood?.Start : reading.Understood?.End) is { } day && day != default
            ? $"{day:yyyy-MM-dd}" : "";

    /// <summary>What stops the import, each with the field where it is put right, or else with what was read.</summary>
    internal static IReadOnlyList<Problem> Errors(ImportState state, PlanReading? plan, DepartmentReading? register)
    {
        var unsaid = plan?.Unsaid ?? [];
        var nobodys = (plan?.Nobodys ?? []).Take(MaxNames).ToList();
        var kinds = register?.UnsaidKinds.ToList() ?? [];
        var problems = unsaid.Select(key => (Key: key, Value: state.Answers.Value(key, plan!)))
            .Where(field => field.Value == "" || !IsRight(field.Key, field.Value))
            .Select(field => new Problem(Field(field.Key), field.Value == "" ? Texts.Desk.UnsaidMissing(field.Key)
                : Texts.Desk.NotADay(field.Value)))
            .Concat((plan?.Unknown ?? []).Take(MaxNames).Select((name, place) => new Problem(ChoiceField(NameField, place),
                Texts.Import.UnknownDepartment(name.Name, name.Near.FirstOrDefault()))))
            .Concat(nobodys.Select((number, place) => new Problem(ChoiceField(ResponsibleField, place),
                Texts.Desk.ChooseResponsible(number))).Where((_, place) => !state.Answers.Responsible.ContainsKey(nobodys[place])))
            .Concat(kinds.Select((asked, place) => new Problem(ChoiceField(KindField, place), Texts.Desk.ChooseKind(asked.Key)))
                .Where((_, place) => kinds[place].Value == null))
            .ToList();
        // The page says these in its own words, where they can be put right.
        // The id is made of the title. A measure may lack a title too: the plan's own come first.
        var said = unsaid.Append(PlanSheetWords.Id).Select(Texts.Import.Missing)
            .Concat(nobodys.Select(Texts.Import.NobodyResponsible))
            .Concat(kinds.Where(asked => asked.Value == null).Select(_ => Texts.Import.Missing("slag"))).ToList();
        var others = state.ChangedMeanwhile || (state.Errors.Count == 1 && state.LossUnconfirmed) ? state.Errors
            : ImportState.Shown((state.Findings ?? []).Where(finding => finding.IsError && !said.Remove(finding.Message)
                && (plan == null || finding.Code != FindingCode.UnknownDepartment)).ToList(), ContentId);
        return [.. problems, .. others];
    }

    private static bool IsRight(string key, string value) => key == PlanSheetWords.Title || InputCheck.Day(value) != null;
}
