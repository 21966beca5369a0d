using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>The forms in which a department is added, renamed, merged, split or ended.</summary>
internal static class DepartmentEdit
{
    public const string Before = "before";
    public const string NobodyField = "ingen";
    public const string FarAwayField = "langt-bort";
    private const string Renamed = "namnbyte";
    private const int FirstYear = 1950;
    private const int LastYear = 2100;
    private const int YearsAround = 2;

    public static string Field(DepartmentField field) => field switch
    {
        DepartmentField.Name => "namn",
        DepartmentField.Kind => "slag",
        DepartmentField.From => "fran",
        DepartmentField.To => "till",
        DepartmentField.Mail => "epost",
        DepartmentField.Contact => "kontakt",
        DepartmentField.Day => "dag",
        DepartmentField.Gone => "upphor",
        _ => "i-stallet",
    };

    public static TypedDepartment Of(Department department) => new(department.Name, RegisterWords.Kind(department.Kind),
        InputText.Day(department.From), InputText.Day(department.To))
    { KeepsName = true };

    public static TypedDepartment Read(IFormCollection form)
    {
        string Line(DepartmentField field) => InputText.Line(form[Field(field)]);
        return new TypedDepartment(Line(DepartmentField.Name), Line(DepartmentField.Kind), Line(DepartmentField.From),
            Line(DepartmentField.To), EmailAddress.Clean(Line(DepartmentField.Mail)), Line(DepartmentField.Contact))
        { KeepsName = form[Renamed] != FileReading.No };
    }

    public static TypedReorganisation ReadReorganisation(IFormCollection form) => new(InputText.Line(form[Field(DepartmentField.Day)]),
        Chosen(form, DepartmentField.Gone), Chosen(form, DepartmentField.Heirs), Read(form));

    private static List<string> Chosen(IFormCollection form, DepartmentField field) =>
        form[Field(field)].OfType<string>().Where(id => id != "").Distinct().ToList();

    public static ActForm Added(TypedDepartment typed, params IReadOnlyList<Problem> errors) => new(Texts.Desk.AddDepartment,
        [Texts.Desk.AddDepartmentLead],
        [
            Line(DepartmentField.Name, typed.Name), Kind(typed.Kind), Line(DepartmentField.Mail, typed.Mail, ActFieldKind.Email),
            Line(DepartmentField.Contact, typed.Contact), Line(DepartmentField.From, typed.From, ActFieldKind.Day),
        ], Texts.Desk.AddDepartment)
    { Errors = errors, NotDone = Texts.Desk.NotSaved };

    public static ActForm Changed(Department department, TypedDepartment typed, params IReadOnlyList<Problem> errors) => new(
        Texts.Desk.ChangeDepartmentTitle(department), [Texts.Desk.ChangeDepartmentLead],
        [
            Line(DepartmentField.Name, typed.Name),
            new ActField(Renamed, ActFieldKind.Choice, Texts.Desk.RenamedLabel, typed.KeepsName ? FileReading.Yes : FileReading.No)
            {
                Choices = [(FileReading.Yes, Texts.Desk.KeepsName), (FileReading.No, Texts.Desk.NameWasWrong)],
            },
            Kind(typed.Kind), Line(DepartmentField.From, typed.From, ActFieldKind.Day),
            Line(DepartmentField.To, typed.To, ActFieldKind.Day),
            new ActField(Before, ActFieldKind.Hidden, "", TokenOf(department)),
        ], Texts.Desk.SaveDepartment)
    { Errors = errors, NotDone = Texts.Desk.NotSaved };

    public static ActForm Reorganised(DepartmentRegister register, int version, TypedReorganisation typed,
        params IReadOnlyList<Problem> errors)
    {
        var choices = register.Departments.OrderBy(department => department.Name, Texts.Alphabet)
            .Select(department => (department.Id, department.Name)).ToList();
        return new ActForm(Texts.Desk.Reorganise, Texts.Desk.ReorganiseLead,
        [
            Line(DepartmentField.Day, typed.Day, ActFieldKind.Day),
            new ActField(Field(DepartmentField.Gone), ActFieldKind.Several, Texts.Desk.GoneLabel, string.Join('\n', typed.From),
                Texts.Desk.GoneHint) { Choices = choices },
            new ActField(Field(DepartmentField.Heirs), ActFieldKind.Several, Texts.Desk.HeirsLabel, string.Join('\n', typed.To),
                Texts.Desk.HeirsHint) { Choices = choices },
            Line(DepartmentField.Name, typed.New.Name) with { Label = Texts.Desk.NewHeirLabel, Hint = Texts.Desk.NewHeirHint },
            Kind(typed.New.Kind),
            Line(DepartmentField.Mail, typed.New.Mail, ActFieldKind.Email) with { Hint = Texts.Desk.HeirMailHint },
            new ActField(NobodyField, ActFieldKind.Confirm, Texts.Desk.NobodyTakesOver),
            .. errors.Any(error => error.Field == FarAwayField)
                ? [new ActField(FarAwayField, ActFieldKind.Confirm, Texts.Desk.DayIsRight)] : (ActField[])[],
            new ActField(Before, ActFieldKind.Hidden, "", $"{version}"),
        ], Texts.Desk.SaveReorganisation)
        { Errors = errors, NotDone = Texts.Desk.NotSaved };
    }

    public static IReadOnlyList<Problem> Problems(IEnumerable<Finding> findings) => findings.Where(finding => finding.IsError)
        .Select(finding => finding.Place == null
            ? new Problem(Field((DepartmentField)finding.Line),
                Texts.Desk.InForm(finding.Message, Texts.Desk.DepartmentLabel((DepartmentField)finding.Line)))
            : new Problem(Field(DepartmentField.Name), finding.Message)).Distinct().ToList();

    /// <summary>What the reader of files does not ask, or says in words of a file.</summary>
    public static IReadOnlyList<Problem> Problems(DepartmentRegister register, TypedReorganisation typed, DateOnly today, bool mayBeFarAway)
    {
        var problems = new List<Problem>();
        var day = InputCheck.Day(typed.Day);
        if (day is { Year: >= FirstYear and <= LastYear } far && !mayBeFarAway
            && (far < today.AddYears(-YearsAround) || far > today.AddYears(YearsAround)))
        {
            problems.Add(new(FarAwayField, Texts.Desk.FarAway(far)));
        }
        if (day?.Year is < FirstYear or > LastYear)
        {
            problems.Add(new(Field(DepartmentField.Day), Texts.Desk.OddYear(FirstYear, LastYear)));
        }
        if (day == null)
        {
            problems.Add(new(Field(DepartmentField.Day), typed.Day == "" ? Texts.Desk.DayMissing : Texts.Desk.NotADay(typed.Day)));
        }
        if (typed.From.Count == 0 || typed.From.Any(id => register.Find(id) == null))
        {
            problems.Add(new(Field(DepartmentField.Gone), Texts.Desk.ChooseGone));
        }
        if (register.Successions.FirstOrDefault(one => one.From.Except(one.To).Intersect(typed.From).Any()) is { } already)
        {
            problems.Add(new(Field(DepartmentField.Gone), Texts.Desk.AlreadyGone(already, register)));
        }
        if (typed.New is { Name: "", Mail: not "" })
        {
            problems.Add(new(Field(DepartmentField.Mail), InputCheck.Address(typed.New.Mail) ?? Texts.Desk.NewHeirHasNoName));
        }
        var heirs = typed.To.Count + (typed.New.Name == "" ? 0 : 1);
        if (typed.To.Any(id => register.Find(id) == null))
        {
            problems.Add(new(Field(DepartmentField.Heirs), Texts.Desk.ChooseHeirs));
        }
        else if (heirs > 1 && typed.To.Except(typed.From).Any())
        {
            problems.Add(new(Field(DepartmentField.Heirs), Texts.Desk.SplitAmongOthers));
        }
        else if (typed.From.Count > 1 && heirs > 1)
        {
            problems.Add(new(Field(DepartmentField.Heirs), Texts.Desk.ManyToMany));
        }
        else if (heirs > 0 && typed.New.Name == "" && typed.From.ToHashSet().SetEquals(typed.To))
        {
            problems.Add(new(Field(DepartmentField.Heirs), Texts.Desk.NothingReorganised));
        }
        return problems;
    }

    /// <summary>What nobody answers for any more where nobody takes over, a sentence each.</summary>
    public static IReadOnlyList<string> Duties(DepartmentRegister register, TypedReorganisation typed, IReadOnlyList<ActionPlan> plans)
    {
        if (typed.To.Count > 0 || typed.New.Name != "" || InputCheck.Day(typed.Day) is not { } day || day.Year <= FirstYear)
        {
            return [];
        }
        return (from plan in plans
                let bound = Responsibilities.In(plan, register, day.AddDays(-1))
                from id in typed.From
                where bound.Of(id).Count > 0
                select Texts.Desk.DutiesLeft(register.Find(id)!, plan, bound.Of(id))).ToList();
    }

    /// <summary>Whether the register says all of it already: posted twice, it has been done.</summary>
    public static bool IsDone(DepartmentRegister register, TypedReorganisation typed)
    {
        if (InputCheck.Day(typed.Day) is not { } day || typed.From.Count == 0)
        {
            return false;
        }
        var added = register.Departments.FirstOrDefault(department => department.Name == typed.New.Name)?.Id;
        var heirs = typed.To.Concat(added == null ? [] : [added]).ToHashSet();
        return typed.New.Name != "" && added == null ? false
            : heirs.Count == 0 ? day > DateOnly.MinValue && typed.From.All(id => register.Find(id)?.To == day.AddDays(-1))
            : register.Successions.Any(one => one.Date == day && heirs.SetEquals(one.To)
                && typed.From.ToHashSet().SetEquals(one.From.Except(heirs.Except(typed.From))));
    }

    /// <summary>What the list of versions says of it.</summary>
    public static string About(DepartmentRegister register, TypedReorganisation typed)
    {
        List<string> Names(IReadOnlyList<string> ids) => ids.Select(id => register.Find(id)?.Name ?? id).ToList();
        return Texts.Desk.Reorganised(Names(typed.From), [.. Names(typed.To), .. typed.New.Name == "" ? (string[])[] : [typed.New.Name]]);
    }

    public static string TokenOf(Department department) => VersionToken.Of(department with { Contacts = [] });

    private static ActField Line(DepartmentField field, string value, ActFieldKind kind = ActFieldKind.Line) =>
        new(Field(field), kind, Texts.Desk.DepartmentLabel(field), value, Texts.Desk.DepartmentHint(field));

    private static ActField Kind(string value) =>
        new(Field(DepartmentField.Kind), ActFieldKind.Choice, Texts.Desk.DepartmentLabel(DepartmentField.Kind), value)
        {
            Choices = Enum.GetValues<DepartmentKind>().Select(kind => (RegisterWords.Kind(kind), Texts.Capital(Texts.Kind(kind)))).ToList(),
        };
}
