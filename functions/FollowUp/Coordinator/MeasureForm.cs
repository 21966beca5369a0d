using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>The form in which a measure is written or changed.</summary>
/// <param name="Number">Before it is changed; null for a new measure.</param>
/// <param name="Version">Token of the measure that it was made from; "" for a new one.</param>
public sealed record MeasureForm(string? Number, TypedMeasure Typed, string Version)
{
    private const int EmptyRows = 3;

    public IReadOnlyList<Problem> Errors { get; init; } = [];

    public static string Field(MeasureField field) => field switch
    {
        MeasureField.Area => "omrade",
        MeasureField.NewArea => "nytt-omrade",
        MeasureField.Number => "nummer",
        MeasureField.Title => "titel",
        MeasureField.Wording => "lydelse",
        MeasureField.Page => "sida",
        MeasureField.Examples => "exempel",
        MeasureField.From => "fran",
        MeasureField.To => "till",
        MeasureField.Levels => "nivaer",
        MeasureField.Targets => "riktas-till",
        MeasureField.SocietyLevels => "samhallsnivaer",
        MeasureField.Groups => "malgrupper",
        _ => PartyField(0),
    };

    /// <param name="part"><c>namn</c>, <c>roll</c> or <c>del</c>.</param>
    public static string PartyField(int row, string part = "namn") => $"part-{row}-{part}";

    public static MeasureForm New(ActionPlan plan) => new(null, new TypedMeasure(plan.FocusAreas is [.., var last] ? $"{last.Number}" : "",
        "", "", "", "", "", "", "", "", [], [], [], "", WithRoom([])), "");

    public static MeasureForm Of(ActionPlan plan, Measure measure, DepartmentRegister register)
    {
        IEnumerable<TypedParty> Parties(IReadOnlyList<Responsibility> parties, bool isHelping) => parties.Select(party =>
            new TypedParty(PlanWriter.Name(party with { Qualifier = null }, register), isHelping, party.Qualifier ?? ""));
        return new MeasureForm(measure.Number, new TypedMeasure(
            $"{plan.FocusAreas.First(area => area.Measures.Contains(measure)).Number}", "", measure.Number, measure.Title,
            measure.Wording ?? "", measure.Page ?? "", measure.Examples ?? "", InputText.Day(measure.Start), InputText.Day(measure.End),
            measure.Levels.Select(level => LevelWord(plan, level)).ToList(), measure.Targets.Select(PlanWords.Target).ToList(),
            measure.SocietyLevels.Select(PlanWords.Society).ToList(), string.Join('\n', measure.TargetGroups),
            WithRoom([.. Parties(measure.Responsible, false), .. Parties(measure.CoResponsible, true)])), TokenOf(plan, measure));
    }

    public static MeasureForm Read(IFormCollection form, string? number)
    {
        string Line(MeasureField field) => InputText.Line(form[Field(field)]);
        List<string> Chosen(MeasureField field) => form[Field(field)].Select(InputText.Line).Where(word => word != "").ToList();
        var parties = Enumerable.Range(0, form.Count).TakeWhile(row => form.ContainsKey(PartyField(row)))
            .Select(row => new TypedParty(InputText.Line(form[PartyField(row)]), form[PartyField(row, "roll")] == Helping,
                InputText.Line(form[PartyField(row, "del")]))).ToList();
        return new MeasureForm(number, new TypedMeasure(Line(MeasureField.Area), Line(MeasureField.NewArea), Line(MeasureField.Number),
            Line(MeasureField.Title), InputText.Paragraph(form[Field(MeasureField.Wording)]), Line(MeasureField.Page),
            Line(MeasureField.Examples), Line(MeasureField.From), Line(MeasureField.To), Chosen(MeasureField.Levels),
            Chosen(MeasureField.Targets), Chosen(MeasureField.SocietyLevels), InputText.Paragraph(form[Field(MeasureField.Groups)]),
            parties), form[PostedForm.VersionToken].ToString());
    }

    public const string Helping = "medansvarig";

    /// <summary>Of the measure where it stands; "" for none.</summary>
    public static string TokenOf(ActionPlan plan, Measure? measure) => measure == null ? ""
        : VersionToken.Of(new { plan.FocusAreas.First(area => area.Measures.Contains(measure)).Number, measure });

    /// <summary>In the words of the plan's file.</summary>
    public static string LevelWord(ActionPlan plan, PreventionLevel level) =>
        plan.LevelWords.Count == 0 ? PlanWords.Level(level) : plan.WordFor(level);

    /// <summary>Why a new focus area is not taken where one that is there was chosen; null where none was written.</summary>
    public Problem? AreaProblem => Typed.Area == "" || Typed.NewArea == "" ? null : new Problem(Field(MeasureField.NewArea),
        InputCheck.NoPersonalNumber(Typed.NewArea) ?? Texts.Desk.NewAreaNotChosen);

    /// <summary>The form once more, with what is wrong.</summary>
    internal MeasureForm With(IReadOnlyList<Finding> errors) => With([.. AreaProblem is { } area ? [area] : (Problem[])[],
        .. errors.Select(error => new Problem(
        !PlanEdit.IsTyped(error) ? Field(MeasureField.Number)
        : error.Line is >= (int)MeasureField.Party and < (int)MeasureField.Levels ? PartyField(error.Line - (int)MeasureField.Party)
        : Field((MeasureField)error.Line), !PlanEdit.IsTyped(error) ? error.Message
            : Texts.Desk.InForm(error.Message, error.Line is >= (int)MeasureField.Party and < (int)MeasureField.Levels
                ? Texts.Desk.PartiesCaption : Texts.Desk.MeasureLabel((MeasureField)error.Line))))]);

    public MeasureForm With(params IReadOnlyList<Problem> errors) => this with
    {
        Errors = errors,
        Typed = Typed with { Parties = WithRoom(Typed.Parties) },
    };

    // Empty rows in between stay: findings name the rows.
    private static List<TypedParty> WithRoom(IReadOnlyList<TypedParty> parties)
    {
        var filled = parties.Count - parties.Reverse().TakeWhile(party => party.IsEmpty).Count();
        return [.. parties.Take(filled), .. Enumerable.Repeat(new TypedParty("", false, ""), EmptyRows)];
    }
}
