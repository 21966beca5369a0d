using System.Globalization;
using FollowUp.Inputs;

namespace FollowUp.Questionnaires;

/// <summary>What an answer may hold, what it must hold before a section can be submitted, and what of it counts.</summary>
public static class AnswerRules
{
    /// <summary>In UTF-16 code units; well inside one 64 KiB table property.</summary>
    public const int MaxText = 5_000;

    public const int MaxLine = 300;

    /// <summary>Counts below it may reveal single persons; nought reveals nobody.</summary>
    public const int SmallestSafeCount = 5;

    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    /// <param name="Key">The question at which the message belongs.</param>
    public sealed record Fault(string SectionId, string Key, string Message);

    /// <summary>What cannot be saved at all, not even as a draft.</summary>
    public static IEnumerable<Fault> Faults(Section section, AnswerValues values)
    {
        foreach (var question in section.Questions)
        {
            var given = values.Many(question.Key);
            var message = question.Kind switch
            {
                QuestionKind.AnyOf when given.Length > 1 && given.Contains(AnswerWords.None) => Texts.Form.NoneAndSome,
                QuestionKind.AnyOf => given.Distinct().Count() < given.Length ? Texts.Form.TwoValues : null,
                _ => given.Length > 1 ? Texts.Form.TwoValues : null,
            } ?? given.Select(value => Wrong(question, value)).FirstOrDefault(wrong => wrong != null);
            if (message != null)
            {
                yield return new Fault(section.Id, question.Key, message);
            }
        }
    }

    private static string? Wrong(Question question, string value) => question.Kind switch
    {
        QuestionKind.FreeText => InputCheck.Paragraph(value, MaxText),
        QuestionKind.Line => InputCheck.Line(value, MaxLine),
        QuestionKind.Number => InputCheck.Number(value) == null ? Texts.Form.NotANumber : InputCheck.NoPersonalNumber(value),
        QuestionKind.Year => int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= FirstYear and <= LastYear
            ? null
            : Texts.Form.NotAYear(FirstYear, LastYear),
        _ => question.Choices.All(choice => choice.Value != value) ? Texts.Form.UnknownChoice : null,
    };

    /// <summary>The questions that still must be answered before the section can be submitted.</summary>
    public static IReadOnlyList<Question> Missing(Section section, AnswerValues? values) =>
        Required(section, values).Where(key => values == null || !values.ContainsKey(key))
            .Select(key => section.Questions.Single(question => question.Key == key))
            .Concat(section.Questions.Where(question => QuestionKeys.ConfirmedValue(question.Key) != null && IsPut(question.Key, values)
                && values?.ContainsKey(question.Key) != true))
            .ToList();

    /// <summary>Whether the section says something and nothing that it must say is missing: only then can it be submitted.</summary>
    public static bool IsComplete(Section section, AnswerValues? values) =>
        values != null && SaysSomething(values) && Missing(section, values).Count == 0 && Contradicting(section, values).Count == 0;

    // That something has changed says nothing yet.
    private static bool SaysSomething(AnswerValues values) => values.One(QuestionKeys.Since) == AnswerWords.Unchanged
        || values.Keys.Any(key => key != QuestionKeys.Since);

    /// <summary>
    /// What was answered again although all is said to be as it was, or to be of no concern any more: one of the two is not meant.
    /// </summary>
    public static IReadOnlyList<Question> Contradicting(Section section, AnswerValues? values) =>
        section.Questions.Where(question => values?.One(QuestionKeys.Since) switch
    {
        AnswerWords.Unchanged => question.Key != QuestionKeys.Since && !IsOfTheYear(question.Key) && values.ContainsKey(question.Key),
        AnswerWords.Irrelevant => question.Key == QuestionKeys.Status
            && values.One(QuestionKeys.Status) is not (null or AnswerWords.Dropped),
        _ => false,
    }).ToList();

    /// <summary>What was answered and does not belong to the status: it is kept, and does not count.</summary>
    public static IReadOnlyList<Question> NotCounting(Section section, AnswerValues? values) => values == null ? []
        : section.Questions.Where(question => values.ContainsKey(question.Key) && !Belongs(section, question.Key, values)).ToList();

    /// <summary>What could have been answered and was not, of what goes with the answers that are there.</summary>
    public static IReadOnlyList<Question> Unanswered(Section section, AnswerValues? values) => section.Questions
        .Where(question => values?.ContainsKey(question.Key) != true && IsPut(question.Key, values)
            && Belongs(section, question.Key, values) && question.Key != QuestionKeys.AsPlanned
            && (values?.One(QuestionKeys.Since) != AnswerWords.Unchanged || IsOfTheYear(question.Key)))
        .ToList();

    /// <summary>Whether the question belongs to what the section's status says.</summary>
    public static bool Belongs(Section section, string key, AnswerValues? values) =>
        ForSomethingDone(section, key) is not { } done || values?.One(QuestionKeys.Status) is not { } status
            || done == AnswerWords.SomethingDone(status);

    /// <summary>
    /// Whether the question belongs to a measure of which something has been done (true), or nothing (false); null for both.
    /// </summary>
    public static bool? ForSomethingDone(Section section, string key) => section.Kind != SectionKind.Responsible ? null : key switch
    {
        QuestionKeys.How or QuestionKeys.AsPlanned or QuestionKeys.Levels or QuestionKeys.Targets => true,
        QuestionKeys.Causes => false,
        _ => null,
    };

    /// <summary>Whether "as in the plan" answers the question.</summary>
    public static bool IsAsPlanned(Section section, string key) => key switch
    {
        QuestionKeys.Levels => section.PlannedLevels.Count > 0,
        QuestionKeys.Targets => section.PlannedTargets.Count > 0,
        _ => false,
    };

    /// <summary>Whether the question is put at all: that a number is small is confirmed where one is.</summary>
    public static bool IsPut(string key, AnswerValues? values) =>
        QuestionKeys.ConfirmedValue(key) is not { } value
            || IsSmall(values?.One(value));

    private static bool IsSmall(string? written) =>
        InputCheck.Number(written) is > 0 and < SmallestSafeCount and var count && decimal.IsInteger(count);

    /// <summary>Whether a number is masked where others read it: so small a count that somebody might be known again by it.</summary>
    public static bool IsSmallCount(Section section, string key, AnswerValues values) =>
        section.Questions.Any(question => QuestionKeys.ConfirmedValue(question.Key) == key && IsPut(question.Key, values))
            || (QuestionKeys.IsOwn(key) && IsSmall(values.One(key)));

    /// <summary>
    /// Whether the form begins from the earlier answer: who wants to change it has changed nothing yet, or it cannot be confirmed and
    /// nothing else has been said. What the coordinator asks is of the year: the earlier answer only stands beside it.
    /// </summary>
    public static bool BeginsFromEarlier(Section section, AnswerValues? values) => section.CanStayAsItWas
        ? values?.One(QuestionKeys.Since) == AnswerWords.Changed
            && values.Keys.All(key => key == QuestionKeys.Since || IsOfTheYear(key))
        : section.Kind != SectionKind.Own && values is null or { Count: 0 };

    /// <summary>Whether the department says it of that measure; null where it does not say.</summary>
    /// <param name="key">Of a question that lists measures.</param>
    public static bool? IsTicked(AnswerValues? values, string key, string sectionId) => values?.Many(key) is { Length: > 0 } ticked
        ? ticked.Contains(AnswerWords.Every) || ticked.Contains(sectionId) : null;

    /// <summary>
    /// What is submitted for a draft: where all is as it was, the earlier answer as this department's own of today, but for what each
    /// year must answer for itself; and the plan's levels and targets where they were reached.
    /// </summary>
    public static AnswerValues Submitted(Section section, AnswerValues draft, AnswerValues? earlier)
    {
        var values = new AnswerValues();
        if (earlier != null && draft.One(QuestionKeys.Since) == AnswerWords.Unchanged)
        {
            foreach (var (key, given) in earlier.Where(answer => !IsOfTheYear(answer.Key)))
            {
                values[key] = given;
            }
        }
        if (draft.One(QuestionKeys.Since) == AnswerWords.Irrelevant && earlier?.ContainsKey(QuestionKeys.Status) == true)
        {
            values[QuestionKeys.Status] = [AnswerWords.Dropped];
        }
        foreach (var (key, given) in draft)
        {
            values[key] = given;
        }
        if (values.Remove(QuestionKeys.AsPlanned) && Belongs(section, QuestionKeys.AsPlanned, values))
        {
            foreach (var (key, planned) in new[]
            {
                (QuestionKeys.Levels, section.PlannedLevels), (QuestionKeys.Targets, section.PlannedTargets),
            }.Where(pair => pair.Item2.Count > 0))
            {
                values[key] = [.. planned];
            }
        }
        return values;
    }

    /// <summary>Whether the section must be submitted for the department to count as done; the rest is offered.</summary>
    public static bool IsAsked(Section section) => !section.Optional;

    /// <summary>Whether it must be answered again each year: one year's account says nothing of the next year's.</summary>
    public static bool IsOfTheYear(string key) =>
        key == QuestionKeys.AccountReference || QuestionKeys.IsIndicator(key);

    /// <summary>
    /// "Unchanged" is enough. Else at most three per measure: status, what was done or why not, and how; and the page about business plan
    /// and account as a whole.
    /// </summary>
    private static IEnumerable<string> Required(Section section, AnswerValues? values) =>
        (section.Kind, values?.One(QuestionKeys.Since)) switch
        {
            (_, AnswerWords.Unchanged) => [QuestionKeys.Since],
            (SectionKind.Responsible, AnswerWords.Irrelevant) => [QuestionKeys.What],
            (SectionKind.Responsible, _) when AnswerWords.SomethingDone(values?.One(QuestionKeys.Status)) =>
                [QuestionKeys.Status, QuestionKeys.What, QuestionKeys.How],
            (SectionKind.Responsible, _) => [QuestionKeys.Status, QuestionKeys.What],
            (SectionKind.CoResponsible, AnswerWords.Irrelevant) => [QuestionKeys.Contribution],
            (SectionKind.CoResponsible, _) => [QuestionKeys.Contribution, QuestionKeys.Involved],
            (SectionKind.Accounts, _) => [QuestionKeys.PlanMeasures, QuestionKeys.AccountMeasures],
            (SectionKind.Stance, _) => [QuestionKeys.Stance],
            (SectionKind.Own, _) => section.Questions.Where(question => question.Required).Select(question => question.Key),
            _ => [],
        };
}
