using System.Globalization;
using FollowUp.Forms;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>A step of the ladder as somebody types it.</summary>
/// <param name="Kind">Null for a row that says nothing.</param>
public sealed record TypedStep(StepKind? Kind, string Days, bool After);

/// <summary>The form in which a round is drafted or its draft is changed; days as they came from the browser.</summary>
/// <param name="About">The period that was chosen, by its key; empty where it is typed.</param>
/// <param name="Period">In words; empty where those of the chosen one will do.</param>
/// <param name="Id">Empty where FollowUp is to choose one.</param>
/// <param name="Mark">Of the draft that it was made from; empty for a new one.</param>
public sealed record DraftForm(
    IReadOnlyList<string> Plans, RoundKind Kind, string Title, string About, string Period, string DiaryNumbers, string Opens,
    string Deadline, string Closes, string Contact, string Id,
    IReadOnlyList<TypedStep> Ladder, string Version)
{
    public const string PlansField = "planer";
    public const string KindField = "slag";
    public const string TitleField = "titel";
    public const string AboutField = "avser";
    public const string PeriodField = "period";
    public const string DiaryField = "dnr";
    public const string OpensField = "oppnas";
    public const string DeadlineField = "sista";
    public const string ClosesField = "stangs";
    public const string ContactField = "kontakt";
    public const string IdField = "beteckning";

    /// <summary>The button that fills in what is usual for the kind.</summary>
    public const string Suggest = "foresla";

    /// <summary>In an address: what the calendar says is due, by its key.</summary>
    public const string Plan = "plan";
    public const string Due = "forfallen";

    private const int MaxSteps = 10;
    private const int EmptySteps = 2;

    // Of weeks, for a kind of round that no plan asks for.
    private const int ToAnswer = 6;

    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <summary>Whether somebody else has changed the draft while this was typed.</summary>
    public bool ChangedMeanwhile { get; init; }

    public static string StepField(int row, string part) => $"steg-{row}-{part}";

    public static DraftForm Of(Round draft) => new(
        draft.Plans.Select(plan => plan.Id).ToList(), draft.Kind, draft.Title, DuePeriod.Of(draft)?.ToKey() ?? "",
        DuePeriod.Of(draft) is { } about && DuePeriod.Named(draft.Kind, draft.Period) == about ? "" : draft.Period,
        string.Join("\n", draft.DiaryNumbers),
        InputText.Day(draft.Opens), InputText.Day(draft.Deadline), InputText.Day(draft.Closes),
        draft.ContactEmail, draft.Id, Typed(draft.Ladder), VersionToken.Of(draft));

    public static DraftForm Of(DueRound due, string contact, string id) => new(
        due.Asked, due.Period.Kind, Texts.Calendar.RoundTitle(due.Period), due.Period.ToKey(), "", "", InputText.Day(due.Opens),
        InputText.Day(due.Deadline), InputText.Day(due.Closes), contact, id,
        Typed(Timetable.UsualLadder(due.Period.Kind)), "");

    /// <summary>What is usual for the kind and the chosen period, with the plans, the numbers and the address as they are.</summary>
    /// <param name="called">What the plans ask for in rounds of the kind.</param>
    public DraftForm WithUsual(IReadOnlyList<DueRound> called, DateOnly today)
    {
        var period = Chosen is { } chosen && called.Any(due => due.Period == chosen) ? chosen
            : called.FirstOrDefault(due => due.IsMissing && due.Deadline >= today)?.Period ?? DuePeriod.Next(Kind, today);
        // The usual days of one that is past are past too.
        var days = period?.Opens >= today ? period : null;
        var opens = days?.Opens ?? WorkingDays.Default.OnOrAfter(today.AddDays(7));
        var deadline = days?.Deadline ?? WorkingDays.Default.OnOrAfter(opens.AddDays(7 * ToAnswer));
        var closes = days?.Closes ?? WorkingDays.Default.OnOrAfter(deadline.AddDays(7));
        return this with
        {
            Title = period == null ? Texts.Capital(Texts.RoundKind(Kind)) : Texts.Calendar.RoundTitle(period),
            About = period?.ToKey() ?? "",
            Period = period == null ? $"{opens.Year}" : "",
            Opens = InputText.Day(opens),
            Deadline = InputText.Day(deadline),
            Closes = InputText.Day(closes),
            Ladder = Typed(Timetable.UsualLadder(Kind)),
            Errors = [],
        };
    }

    public static DraftForm New(string contact, IReadOnlyList<string> plans) =>
        new(plans, RoundKind.Annual, "", "", "", "", "", "", "", contact, "", [], "");

    /// <summary>The period that was chosen, where it is one of the kind.</summary>
    internal DuePeriod? Chosen => DuePeriod.TryParse(About) is { } period && period.Kind == Kind ? period : null;

    /// <summary>The form as it is shown: what no plan asks for is typed.</summary>
    /// <param name="called">What the plans ask for in rounds of the kind.</param>
    public DraftForm Shown(IReadOnlyList<DueRound> called) => Chosen is { } chosen && called.All(due => due.Period != chosen)
        ? this with { About = "", Period = Period == "" ? Texts.Calendar.Period(chosen) : Period } : this;

    /// <summary>The form as it is taken: a period that was typed is as good as chosen, and the usual title follows the choice.</summary>
    private DraftForm Settled()
    {
        var period = About == "" ? DuePeriod.Named(Kind, Period) : Chosen;
        return period == null ? this : this with
        {
            About = period.ToKey(),
            Period = DuePeriod.Named(Kind, Period) == period ? "" : Period,
            Title = DuePeriod.Titled(Kind, Title) is { } other && other != period ? Texts.Calendar.RoundTitle(period) : Title,
        };
    }

    public static DraftForm Read(IFormCollection form)
    {
        string Line(string field) => InputText.Line(form[field]);
        return new DraftForm(
            form[PlansField].OfType<string>().ToList(), Enum.TryParse<RoundKind>(Line(KindField), out var kind) && Enum.IsDefined(kind)
                ? kind : RoundKind.Annual,
            Line(TitleField), Line(AboutField), Line(PeriodField), InputText.Paragraph(form[DiaryField]), Line(OpensField),
            Line(DeadlineField), Line(ClosesField), EmailAddress.Clean(form[ContactField]), Line(IdField),
            WithRoom(Enumerable.Range(0, MaxSteps).TakeWhile(row => form.ContainsKey(StepField(row, "dagar")))
                .Select(row => new TypedStep(Enum.TryParse<StepKind>(Line(StepField(row, "slag")), out var step) && Enum.IsDefined(step)
                    ? step : null, Line(StepField(row, "dagar")), Line(StepField(row, "sida")) == "efter"))
                .Where(step => step.Kind != null || step.Days != "")),
            form[PostedForm.VersionToken].ToString()).Settled();
    }

    /// <summary>The draft, or the form with what is wrong.</summary>
    /// <param name="id">In place of one that was not chosen.</param>
    /// <param name="days">On which mails go out.</param>
    public (RoundDraft? Draft, DraftForm Form) Check(string id, WorkingDays? days)
    {
        var errors = new List<Problem>();
        if (Plans.Count == 0) { errors.Add(new Problem(PlansField, Texts.Desk.PlanMissing)); }
        if (About != "" && Chosen == null) { errors.Add(new Problem(AboutField, Texts.Desk.OtherKindsPeriod(Kind))); }
        else if (About == "" && Period == "") { errors.Add(new Problem(PeriodField, Texts.Desk.PeriodMissing)); }
        foreach (var (field, text, missing) in new[] { (TitleField, Title, Texts.Desk.TitleMissing),
            (ContactField, Contact, Texts.Desk.EmailMissingHere) })
        {
            if (text == "") { errors.Add(new Problem(field, missing)); }
        }
        DateOnly? DayOf(string field, string text, string missing)
        {
            var day = InputCheck.Day(text);
            if (day == null)
            {
                errors.Add(new Problem(field, text == "" ? missing : Texts.Desk.NotADay(text)));
            }
            return day;
        }
        var (opens, deadline, closes) = (DayOf(OpensField, Opens, Texts.Desk.OpensMissing),
            DayOf(DeadlineField, Deadline, Texts.Desk.DeadlineMissing), DayOf(ClosesField, Closes, Texts.Desk.ClosesMissing));
        var ladder = new List<LadderStep>();
        foreach (var (row, step) in Ladder.Index().Where(row => row.Item.Kind != null || row.Item.Days != ""))
        {
            if (step.Kind == null) { errors.Add(new Problem(StepField(row, "slag"), Texts.Desk.StepKindMissing)); }
            else if (!int.TryParse(step.Days, NumberStyles.None, CultureInfo.InvariantCulture,
                out var count)) { errors.Add(new Problem(StepField(row, "dagar"), Texts.Desk.StepDaysMissing)); }
            else { ladder.Add(new LadderStep(step.Kind.Value, step.After ? count : -count)); }
        }
        var draft = new RoundDraft(
            Id == "" ? id : Id, Title, Kind, Plans, Words,
            DiaryNumbers.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), opens, deadline, closes,
            Contact, ladder, days, Chosen?.Days);
        return With(draft.Problems(), errors) is { Errors.Count: > 0 } wrong ? (null, wrong) : (draft, this);
    }

    /// <summary>What it is about, in words.</summary>
    internal string Words => Period != "" ? Period : Chosen is { } chosen ? Texts.Calendar.Period(chosen) : About;

    /// <summary>The same words, with what the draft's makers say is wrong.</summary>
    internal DraftForm With(IEnumerable<Problem> problems, IReadOnlyList<Problem>? errors = null)
    {
        var all = errors?.ToList() ?? [];
        var own = all.Select(error => error.Field).ToHashSet();
        foreach (var problem in problems)
        {
            var field = FieldOf(problem.Field);
            // What has been said of the field already says more.
            if (!own.Contains(field) && !(field == StepField(0, "slag")
                && own.Any(other => other.StartsWith("steg-", StringComparison.Ordinal))))
            {
                all.Add(new Problem(field, Texts.Capital(problem.Message)));
            }
        }
        return this with { Errors = all };
    }

    private static string FieldOf(string name) => name switch
    {
        "plans" => PlansField,
        "title" => TitleField,
        "period" => PeriodField,
        "about" => AboutField,
        "diaryNumbers" => DiaryField,
        "deadline" => DeadlineField,
        "closes" => ClosesField,
        "contactEmail" => ContactField,
        "id" => IdField,
        "ladder" => StepField(0, "slag"),
        _ => OpensField,
    };

    private static List<TypedStep> Typed(IReadOnlyList<LadderStep> ladder) =>
        WithRoom(ladder.Select(step => new TypedStep(step.Kind, Math.Abs(step.DaysFromDeadline).ToString(CultureInfo.InvariantCulture),
            step.DaysFromDeadline > 0)));

    private static List<TypedStep> WithRoom(IEnumerable<TypedStep> steps)
    {
        var all = steps.ToList();
        return [.. all, .. Enumerable.Repeat(new TypedStep(null, "", false), Math.Min(EmptySteps, MaxSteps - all.Count))];
    }
}
