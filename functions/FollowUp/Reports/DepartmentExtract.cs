using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>
/// What one department has followed up in a closed round, to be put into its own account. Pure; like the report it rests on what was
/// submitted and on nothing else.
/// </summary>
/// <param name="Figures">Of what it is responsible for; empty where that is nothing.</param>
/// <param name="Helping">What it is co-responsible for.</param>
internal sealed record DepartmentExtract(
    IReadOnlyList<ExtractFigure> Figures, IReadOnlyList<ExtractedAnswer> Responsible, IReadOnlyList<ExtractedAnswer> Helping)
{
    public static DepartmentExtract Of(Round round, Assignment work)
    {
        var answered = new RoundResults(round, [], [work]);
        return new DepartmentExtract(
            answered.Duties.Count == 0 ? [] : Count(QuestionSet.For(round.Kind), round.Kind, answered.Duties).ToList(),
            answered.Duties.Select(Extracted).ToList(), answered.Helping.Select(Extracted).ToList());
    }

    private static IEnumerable<ExtractFigure> Count(QuestionSet asks, RoundKind kind, IReadOnlyList<AskedDuty> duties)
    {
        yield return Counted(Texts.ReportText.Reported(kind), _ => true);
        yield return Counted(Texts.ReportText.SomethingDone, answer => answer.SomethingDone);
        if (asks.Account)
        {
            yield return Counted(Texts.ReportText.Systematic, answer => answer.IsSystematic);
            yield return Counted(Texts.ReportText.InBusinessPlan, answer => answer.IsInBusinessPlan);
            yield return Counted(Texts.ReportText.InAccount(kind), answer => answer.IsInAccount);
        }
        foreach (var level in Enum.GetValues<PreventionLevel>())
        {
            yield return Counted(Texts.Extract.OnLevel(level), answer => answer.SomethingDone
                && answer.Levels.Contains(AnswerWords.Level(level)));
        }
        foreach (var target in Enum.GetValues<MeasureTarget>())
        {
            yield return Counted(Texts.Extract.ForTarget(target), answer => answer.SomethingDone
                && answer.Targets.Contains(AnswerWords.Target(target)));
        }

        ExtractFigure Counted(string what, Func<CurrentAnswer, bool> counts) => new(what, duties.Answers().Count(counts), duties.Count);
    }

    private static ExtractedAnswer Extracted(AskedDuty duty) =>
        new(Texts.Heading(duty.Section), ReportCompiler.Status(duty.Answer != null, duty.Answer?.Status, duty.Answer?.Involved),
        duty.Answer == null ? [] : Items(duty.Answer).ToList());

    private static IEnumerable<(string What, string Text)> Items(CurrentAnswer answer)
    {
        var values = answer.Submitted.Values;
        foreach (var question in answer.Section.Questions.Where(question => answer.Many(question.Key).Length > 0))
        {
            var text = AnswerRules.IsSmallCount(answer.Section, question.Key, values) ? Texts.ReportText.Masked : question.Shown(values);
            switch (question.Key)
            {
                case QuestionKeys.What:
                    yield return (answer.SomethingDone ? Texts.Extract.Done : Texts.Extract.NotDone, text);
                    break;
                case QuestionKeys.Contribution:
                    yield return (Texts.Extract.Contribution, text);
                    break;
                case QuestionKeys.How:
                    yield return (Texts.Extract.How, text);
                    break;
                case QuestionKeys.Causes:
                    yield return (Texts.Extract.Causes, text);
                    break;
                case QuestionKeys.Levels:
                    yield return (Texts.Extract.Levels, text);
                    break;
                case QuestionKeys.Targets:
                    yield return (Texts.Extract.Targets, text);
                    break;
                case var key when QuestionKeys.IndicatorNumber(key) is { } indicator:
                    yield return (question.Text, Texts.Extract.Indicator(text,
                        new[] { QuestionKeys.IndicatorYear(indicator), QuestionKeys.IndicatorSource(indicator) }.Select(answer.One)
                        .OfType<string>().ToList()));
                    break;
            }
        }
    }
}

internal sealed record ExtractFigure(string What, int Count, int Of);

/// <param name="Status">In words.</param>
/// <param name="Items">What was answered beside it.</param>
internal sealed record ExtractedAnswer(string Heading, string Status, IReadOnlyList<(string What, string Text)> Items);
