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
            answered.Duties.Count == 0 ? [] : Count(answered).ToList(),
            answered.Duties.Select(Extracted).ToList(), answered.Helping.Select(Extracted).ToList());
    }

    private static IEnumerable<ExtractFigure> Count(RoundResults answered)
    {
        var (kind, duties) = (answered.Round.Kind, answered.Duties);
        var reported = RoundResults.Numbers(duties.Answers());
        yield return new(Texts.ReportText.Reported(kind), new Figure(reported.Count, duties.Count, NotStated: 0, reported));
        yield return new(Texts.ReportText.SomethingDone, FigureCompiler.Figure(duties, duty => duty.Answer?.IsDone));
        if (QuestionSet.For(kind).Account)
        {
            yield return new(Texts.ReportText.Systematic, FigureCompiler.Systematic(answered, duties));
            yield return new(Texts.ReportText.InBusinessPlan, FigureCompiler.Figure(duties, answered.IsInBusinessPlan));
            yield return new(Texts.ReportText.InAccount(kind), FigureCompiler.Figure(duties, answered.IsReported));
        }
        // Of those where something is done, or may be.
        var open = duties.Where(duty => duty.Answer?.IsDone != false).ToList();
        foreach (var level in Enum.GetValues<PreventionLevel>())
        {
            yield return new(Texts.Extract.OnLevel(level),
                FigureCompiler.Figure(open, duty => Chose(duty.Answer?.Levels, AnswerWords.Level(level))));
        }
        foreach (var target in Enum.GetValues<MeasureTarget>())
        {
            yield return new(Texts.Extract.ForTarget(target),
                FigureCompiler.Figure(open, duty => Chose(duty.Answer?.Targets, AnswerWords.Target(target))));
        }

        static bool? Chose(string[]? chosen, string word) => chosen is { Length: > 0 } ? chosen.Contains(word) : null;
    }

    private static ExtractedAnswer Extracted(AskedDuty duty) =>
        new(Texts.Heading(duty.Section), duty.Answer is { Status: null, Involved: { } involved }
            ? Texts.Extract.Involved(Texts.Questions.Choice(QuestionKeys.Involved, involved))
            : Texts.Extract.Status(ReportCompiler.Status(duty.Answer != null, duty.Answer?.Status, involved: null)),
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

internal sealed record ExtractFigure(string What, Figure Figure);

/// <param name="Status">In words: its own, or whether the department was involved.</param>
/// <param name="Items">What was answered beside it.</param>
internal sealed record ExtractedAnswer(string Heading, string Status, IReadOnlyList<(string What, string Text)> Items);
