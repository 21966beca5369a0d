using FollowUp.Inputs;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>What became of an assessment that was written.</summary>
/// <param name="Version">Of the current assessment; 0 where there is none.</param>
/// <param name="Text">Of the current assessment.</param>
/// <param name="Meanwhile">Somebody else has written it since it was read: nothing was changed.</param>
public sealed record WrittenAssessment(ActResult Result, int Version = 0, string Text = "", bool Meanwhile = false);

/// <summary>Takes the coordinator's assessment of a chapter, whether from a page or through the API.</summary>
public sealed class AssessmentWriting(RoundTable rounds, ReportTable reports, AssessmentTable assessments, TimeProvider clock)
{
    public const int MaxText = 20_000;

    /// <summary>
    /// Of two who write about the same chapter the second is shown what the first one wrote. The same said again changes nothing.
    /// </summary>
    /// <param name="before">Version of the assessment that its writer had read; 0 where there was none.</param>
    public async Task<WrittenAssessment> WriteAsync(string id, string chapter, string written, int before, string who,
        CancellationToken cancellation)
    {
        var text = InputText.Paragraph(written);
        if (InputCheck.Paragraph(text, MaxText) is { } wrong)
        {
            return new WrittenAssessment(ActResult.Invalid("text", wrong));
        }
        if (await rounds.FindAsync(id, cancellation) == null)
        {
            return new WrittenAssessment(ActResult.Unknown(Texts.Drafting.Unknown(id)));
        }
        if ((await reports.ListAsync(id, cancellation)).LastOrDefault() is not { } newest)
        {
            return new WrittenAssessment(ActResult.Unknown(Texts.Drafting.NoReport));
        }
        var chapters = (await reports.GetAsync(id, newest.Number, cancellation)).AllChapters.Select(one => one.Id).ToList();
        while (true)
        {
            var there = (await assessments.ListAsync(id, cancellation)).FirstOrDefault(one => one.Chapter == chapter);
            // What was written of a chapter that the report has no more can still be changed and taken away.
            if (there == null && !chapters.Contains(chapter))
            {
                return new WrittenAssessment(ActResult.Unknown(Texts.Assessing.UnknownChapter(chapter, chapters)));
            }
            if ((there?.Text ?? "") == text)
            {
                return new WrittenAssessment(ActResult.DoneBefore, there?.Version ?? 0, text);
            }
            if (before != (there?.Version ?? 0))
            {
                return new WrittenAssessment(ActResult.DoneBefore, there?.Version ?? 0, there?.Text ?? "", Meanwhile: true);
            }
            var assessment = new Assessment(chapter, before + 1, text, clock.GetUtcNow(), newest.Number);
            var entry = new TrailEntry($"assessment|{chapter}|{assessment.Version:D4}", assessment.Written, who,
                TrailEvent.AssessmentWritten, null, Texts.Trail.Assessed(assessment));
            if (await assessments.AddAsync(id, assessment, entry, cancellation))
            {
                return new WrittenAssessment(ActResult.Done, assessment.Version, text);
            }
        }
    }
}
