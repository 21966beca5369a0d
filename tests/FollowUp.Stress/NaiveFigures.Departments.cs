using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

internal sealed partial class NaiveFigures
{
    private static bool Complete(Assignment work) =>
        work.Questionnaire.Sections.All(section => section.Optional || Newest(work, section) != null);

    /// <summary>
    /// A submission after the deadline is late, unless it answers questions that the coordinator asked after the deadline. The deadline is
    /// that of the run in which it came: reopening the round does not excuse it.
    /// </summary>
    private bool Late(Assignment work) => work.Submissions.Any(submission => AfterDeadline(submission) && !AskedFor(work, submission));

    private bool AfterDeadline(Submission submission) => submission.Received >= (submission.Deadline ?? _deadline);

    private bool AskedFor(Assignment work, Submission submission)
    {
        foreach (var section in submission.Sections)
        {
            var answersQuestion = false;
            foreach (var question in work.Returns)
            {
                if (question.SectionId == section && question.Asked >= (submission.Deadline ?? _deadline))
                {
                    // A question is answered by the first submission of its section after it.
                    var first = work.Submissions.Where(other => other.Number > question.After && other.Sections.Contains(section))
                        .Min(other => (int?)other.Number);
                    answersQuestion |= first == submission.Number;
                }
            }
            if (!answersQuestion)
            {
                return false;
            }
        }
        return true;
    }

    private Figure Departments(Func<Assignment, bool> counts) =>
        new(_works.Count(counts), _works.Count, 0, Numbers(All().Where(asked => asked.Answered && counts(asked.Work))));

    private DepartmentFigures Department(Assignment work)
    {
        var own = All().Where(asked => asked.Work == work).ToList();
        var duties = own.Where(asked => asked.Section.Kind == SectionKind.Responsible).ToList();
        var must = own.Where(asked => !asked.Section.Optional).ToList();
        var last = work.Submissions.Where(submission => !AfterDeadline(submission) || !AskedFor(work, submission))
            .MaxBy(submission => submission.Number);
        return new DepartmentFigures(work.Department.Id, work.Department.Name,
            work.Submissions.Count == 0 ? AssignmentState.Missing : Complete(work) ? AssignmentState.Submitted
                : AssignmentState.PartlySubmitted,
            Late(work),
            Count(must.Where(asked => _round.Kind == RoundKind.Consultation || asked.Section.IsMeasure), _ => true,
                asked => asked.Answered),
            last?.Received,
            last == null ? null : $"{last.Name}, {last.Role}",
            Count(duties, duty => duty.One("status") != null, duty => duty.Done),
            _asksAccount ? Count(duties.Where(duty => !duty.NothingDone), duty => duty.SaysSystematic, duty => duty.Systematic) : null,
            _asksAccount ? Listing(duties, "business-plan-measures", true) : null,
            _asksAccount ? Listing(duties, "account-measures", true) : null,
            Count(must.Where(asked => asked.Answered && asked.Section.Questions.Any(question => question.Key == "since")), _ => true,
                asked => asked.One("since") == "unchanged"));
    }
}
