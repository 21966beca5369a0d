using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

internal sealed partial class NaiveFigures
{
    /// <summary>All but broken floors and orphaned measures, which depend on the calendar and the register.</summary>
    private IEnumerable<Flag> Flags(RandomRound round, List<NaiveFigures> earlier) =>
    [
        .. _works.SelectMany(work => (Flag[])[.. SubmissionFlags(round, earlier, work), .. AnswerFlags(work)]),
        .. _followsUp ? Measures().SelectMany(MeasureFlags) : [],
        .. _followsUp ? rows.Plans.SelectMany(plan => plan.FocusAreas.SelectMany(area => AreaFlags(plan, area))) : [],
        .. _followsUp ? NothingDone(FlagCode.NothingDoneOnLevel, "levels", ["universal", "selective", "indicated"]) : [],
        .. _followsUp ? NothingDone(FlagCode.NothingDoneForTarget, "targets", ["employees", "residents"]) : [],
    ];

    private IEnumerable<Flag> SubmissionFlags(RandomRound round, List<NaiveFigures> earlier, Assignment work)
    {
        var own = All().Where(asked => asked.Work == work && asked.Answered).ToList();
        if (work.Submissions.Count == 0)
        {
            yield return Raise(FlagCode.Missing, work, null, []);
            var line = Line(round, work.Department.Id);
            var before = earlier.AsEnumerable().Reverse()
                .Select(other => other._works.Where(then => line.Contains(then.Department.Id)).ToList())
                .FirstOrDefault(asked => asked.Count > 0);
            if (before != null && before.TrueForAll(then => then.Submissions.Count == 0))
            {
                yield return Raise(FlagCode.MissingAgain, work, null, []);
            }
        }
        else if (!Complete(work))
        {
            yield return Raise(FlagCode.Partial, work, null, own);
        }
        if (Late(work))
        {
            yield return Raise(FlagCode.Late, work, null,
                own.Where(answer => work.Submissions.Any(submission => submission.Number == answer.Newest!.Submission
                    && AfterDeadline(submission) && !AskedFor(work, submission))));
        }
    }

    private IEnumerable<Flag> AnswerFlags(Assignment work)
    {
        var own = All().Where(asked => asked.Work == work && asked.Answered).ToList();
        var confirmable = own.Where(answer => !answer.Section.Optional
            && answer.Section.Questions.Any(question => question.Key == "since")).ToList();
        var unchanged = confirmable.Where(answer => answer.One("since") == "unchanged").ToList();
        foreach (var (code, key) in new[] { (FlagCode.NotInBusinessPlan, "business-plan-measures"),
            (FlagCode.NotInAccount, "account-measures") })
        {
            if (Duties().Any(duty => duty.Work == work && Listed(duty, key) == false))
            {
                yield return Raise(code, work, null, [Page(work)!]);
            }
        }
        if (confirmable.Count >= 4 && 2 * unchanged.Count > confirmable.Count)
        {
            yield return Raise(FlagCode.MostlyUnchanged, work, null, unchanged);
        }
    }

    private IEnumerable<Flag> MeasureFlags(Planning measure)
    {
        var (responsible, helping) = (Responsible(measure), Helping(measure));
        var silent = responsible.Where(asked => !asked.Answered).ToList();
        if (silent.Count > 0)
        {
            yield return Raise(FlagCode.MeasureNotReported, silent.Count == 1 ? silent[0].Work : null, measure, []);
        }
        var said = responsible.Where(asked => asked.One("status") != null).ToList();
        var leftOut = helping.Where(asked => asked.One("involved") == "no").ToList();
        var takenIn = helping.Where(asked => asked.One("involved") is "yes" or "partly").ToList();
        if (said.Exists(asked => asked.Done) && leftOut.Count > 0)
        {
            yield return Raise(FlagCode.Contradiction, null, measure, said.Where(asked => asked.Done).Concat(leftOut));
        }
        if (said.Count > 0 && !said.Exists(asked => asked.Done) && takenIn.Count > 0)
        {
            yield return Raise(FlagCode.Contradiction, null, measure, said.Concat(takenIn));
        }
    }

    private IEnumerable<Flag> AreaFlags(ActionPlan plan, FocusArea area)
    {
        var answers = Measures().Where(measure => measure.Plan == plan && measure.Area == area).SelectMany(Responsible)
            .Where(asked => asked.Answered).ToList();
        if (answers.Count > 0 && !answers.Exists(answer => answer.Done))
        {
            yield return Raise(FlagCode.NothingDoneInArea, null, null, answers);
        }
        for (var index = 1; index <= area.Conditions.Count; index++)
        {
            var lacking = All().Where(asked => asked.IsAbout(plan.Id, $"{area.Number}", SectionKind.Conditions)
                && asked.One($"condition{index}") == "not-in-place").ToList();
            if (lacking.Count > 0)
            {
                yield return Raise(FlagCode.ConditionNotInPlace, null, null, lacking);
            }
        }
    }

    private IEnumerable<Flag> NothingDone(FlagCode code, string key, string[] words)
    {
        var told = Duties().Where(duty => duty.Done && duty.One(key) != null).ToList();
        foreach (var word in words)
        {
            if (told.Count > 0 && !told.Exists(duty => duty.Has(key, word)))
            {
                yield return Raise(code, null, null, told);
            }
        }
    }

    private Flag Raise(FlagCode code, Assignment? work, Planning? measure, IEnumerable<Asked> answers) =>
        new(code, work?.Department.Id, measure == null ? null : new MeasureId(measure.Plan.Id, measure.Measure.Number), "",
            Numbers(answers));
}
