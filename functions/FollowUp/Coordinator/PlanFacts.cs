using FollowUp.Acts;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>The form in which a plan's name, years and the like are changed; its values are by the keys of a plan's file.</summary>
internal static class PlanFacts
{
    public static string Field(string key) => $"plan-{FileReading.IdOf(key)}";

    public static IReadOnlyDictionary<string, string> Of(ActionPlan plan) => PlanEditWriter.Facts.Zip((string[])
    [
        plan.Title, InputText.Day(plan.Start), InputText.Day(plan.End), InputText.Day(plan.Decided),
        string.Join('\n', plan.FollowUps.Select(PlanWords.FollowUp)),
        plan.Statutory ? FileReading.Yes : FileReading.No, plan.Link ?? "",
    ]).ToDictionary(fact => fact.First, fact => fact.Second);

    public static IReadOnlyDictionary<string, string> Read(IFormCollection form) => PlanEditWriter.Facts.ToDictionary(key => key,
        key => string.Join('\n', form[Field(key)].Select(InputText.Line).Where(value => value != "")));

    public static IEnumerable<ActField> Fields(IReadOnlyDictionary<string, string> values) => PlanEditWriter.Facts.Select((key, place) =>
        new ActField(Field(key), Kind(place), Texts.Desk.FactLabel(place), values[key], Texts.Desk.FactHint(place))
        {
            Choices = Kind(place) switch
            {
                ActFieldKind.Several => Enum.GetValues<RoundKind>().Where(kind => kind != RoundKind.Consultation)
                    .Select(kind => (PlanWords.FollowUp(kind), Texts.Capital(Texts.Desk.HowOften(kind)))).ToList(),
                ActFieldKind.Choice => [(FileReading.Yes, Texts.Desk.IsStatutory), (FileReading.No, Texts.Desk.IsNotStatutory)],
                _ => [],
            },
        });

    public static Problem Problem(Finding error) => PlanEdit.IsTyped(error)
        ? new(Field(PlanEditWriter.Facts[error.Line - 1]), Texts.Desk.InForm(error.Message, Texts.Desk.FactLabel(error.Line - 1)))
        : new(Field(PlanEditWriter.Facts[0]), error.Message);

    public static string TokenOf(ActionPlan plan) => VersionToken.Of(Of(plan));

    private static ActFieldKind Kind(int place) => place switch
    {
        1 or 2 or 3 => ActFieldKind.Day,
        4 => ActFieldKind.Several,
        5 => ActFieldKind.Choice,
        _ => ActFieldKind.Line,
    };
}
