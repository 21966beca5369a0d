using FollowUp.Acts;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp;

internal static partial class Texts
{
    public static class Trail
    {
        public const string System = "FollowUp";

        public static string Asked(Questionnaire questionnaire) => Texts.Asked(questionnaire.Sections.Where(AnswerRules.IsAsked).ToList());

        public static string NotSubmitted(Assignment work) => $"inte inskickat: {Texts.Asked(work.NotSubmitted.ToList())}";

        public static string Opened(Round round) => $"inbjudningarna skickas {Moment(Timetable.OpensAt(round))}";

        public static string Reopened(DateOnly deadline, DateOnly closes, string reason) =>
            $"sista svarsdag {Day(deadline)}, stängs {Day(closes)}: {reason}";

        public const string AnswerHasCome = "svaret hann komma in";
        public const string NextNoticeHasCome = "nästa påminnelse går i stället";
        public const string RoundHasClosed = "omgången hann stängas";
        public const string NewerDigestHasCome = "ett nyare går i stället";
        public const string RoundWasCancelled = "omgången avbröts";
        public const string RoundIsOpenAgain = "omgången har öppnats igen";
        public const string IsExempt = "enheten är undantagen";
        public const string NotInvitedYet = "inbjudan har inte gått ut än";
        public const string InvitationSaidIt = "inbjudan hade redan den nya dagen";
        public const string NothingCame = "enheten har inte skickat in något";
        public const string NotCalledFor = "det gäller inte längre";
        public const string LinkIsClosed = "länken är stängd";
        public const string NextReceiptSaysIt = "nästa kvitto nämner det";
        public const string GivenUp = "mejltjänsten tog inte emot det";
        public const string ContactChanged = "kontakten har bytts ut";

        public const string RemindedToday = "enheten har redan påmints i dag";
        public const string InvitedInstead = "inbjudan går i stället";
        public const string LiftedInstead = "brevet om att undantaget är hävt går i stället";

        public static string RemindedEnough(int most) => $"enheten har redan påmints {most} gånger";

        public static string Skipped(string why) => $"skickas inte: {why}";

        public static string Extended(Round round, DateOnly deadline, DateOnly closes, string reason) =>
            (deadline == round.Deadline ? "" : $"sista svarsdag {Day(deadline)} i stället för {Day(round.Deadline)}, ")
            + $"stängs {Day(closes)}{(closes == round.Closes ? "" : $" i stället för {Day(round.Closes)}")}: {reason}";

        /// <param name="email">Of the one recipient; null where they are all who are asked.</param>
        public static string LetterAskedFor(LetterRequest letter, string? email) =>
            $"{Notice(letter.Kind)}{(letter.Subject == null ? "" : $" ”{letter.Subject}”")}{(email == null ? "" : $": {email}")}";

        public static string Mailing(LetterRequest letter, int departments) =>
            $"{LetterAskedFor(letter, null)} till {Count(departments, "enhet", "enheter")}";

        public static string Extended(DateOnly before, DateOnly deadline, string reason) =>
            $"sista svarsdag {Day(deadline)} i stället för {Day(before)}: {reason}";

        public static string ContactReplaced(Departments.Contact before, Departments.Contact after) =>
            $"{Role(before.Role)}: {after.Email} i stället för {before.Email}";

        public static string Notice(NoticeKind kind) => kind switch
        {
            NoticeKind.Invitation => "inbjudan",
            NoticeKind.Reminder => "påminnelse",
            NoticeKind.Overdue => "svarstiden har gått ut",
            NoticeKind.Deputy => "till ersättaren",
            NoticeKind.Head => "till chefen",
            NoticeKind.Receipt => "kvitto",
            NoticeKind.Delegation => "till en kollega",
            NoticeKind.DelegationCompleted => "återlämnat avsnitt",
            NoticeKind.Returned => "begäran om komplettering",
            NoticeKind.Extended => "längre svarstid",
            NoticeKind.Link => "länken till enkäten",
            NoticeKind.Message => "brev",
            NoticeKind.Exempt => "undantag",
            NoticeKind.Lifted => "undantaget hävt",
            NoticeKind.Thanks => "tack och utdrag",
            _ => "till samordnaren",
        };

        /// <summary>The same of a round's own, of which one that was opened again invites with other words.</summary>
        public static string Notice(NoticeKind kind, Round round) =>
            kind == NoticeKind.Invitation && round.ReopenedAt != null ? "öppen igen" : Notice(kind);

        public const string SectionRevoked = "avsnittet hann tas tillbaka";

        public static string Drafted(Round round) =>
            $"{round.Title}, {And(round.Plans.Select(plan => $"plan {plan.Id} version {plan.Version}").ToList())}";

        public static string QuestionsChanged(RoundQuestions questions) =>
            $"frågorna: {Count(questions.Own.Count, "egen", "egna")}, {Count(questions.LeftOut.Count, "bortvald", "bortvalda")}, "
                + Count(questions.Help.Count, "hjälptext", "hjälptexter");

        public static string Saved(int complete, int all) => $"{complete} av {all} klara att skicka in";

        public static string Delegated(Delegation delegation) => $"{SectionName(delegation.SectionId)}: {delegation.Email}";

        public static string Submitted(Submission submission) =>
            $"inskickning {submission.Number}: {string.Join(", ", submission.Sections.Select(SectionName))}";

        public static string Assessed(Assessment assessment) =>
            $"{assessment.Chapter}, version {assessment.Version}{(assessment.Text == "" ? ", borttagen" : "")}";

        public static string PlanVersion(int version) => $"version {version}";

        public static string ReportVersion(int version) => $"version {version}";

        public static string Event(TrailEvent what) => what switch
        {
            TrailEvent.RoundDrafted => "Omgången förberedd",
            TrailEvent.DraftChanged => "Den förberedda omgången ändrad",
            TrailEvent.PreviewShared => "Länk till förhandsvisningen skapad",
            TrailEvent.PreviewRevoked => "Länk till förhandsvisningen återkallad",
            TrailEvent.PreviewCommented => "Förhandsvisningen kommenterad",
            TrailEvent.RoundOpened => "Omgången öppnad",
            TrailEvent.RoundReopened => "Omgången öppnad igen",
            TrailEvent.DepartmentAsked => "Enkäten klar",
            TrailEvent.MailDecided => "Mejl ska skickas",
            TrailEvent.MailSent => "Mejl skickat",
            TrailEvent.MailRefused => "Mejl inte levererat",
            TrailEvent.MailWithdrawn => "Mejl inte skickat",
            TrailEvent.DraftSaved => "Utkast sparat",
            TrailEvent.Delegated => "Avsnitt överlämnat till en kollega",
            TrailEvent.DelegationCompleted => "Avsnitt återlämnat",
            TrailEvent.DelegationRevoked => "Överlämnat avsnitt taget tillbaka",
            TrailEvent.Submitted => "Svar inskickat",
            TrailEvent.AnswerReturned => "Komplettering begärd",
            TrailEvent.DeadlinePassed => "Svarstiden har gått ut",
            TrailEvent.Escalated => "Chefen, ersättaren eller samordnaren underrättad",
            TrailEvent.NobodyToTell => "Ingen i registret att underrätta",
            TrailEvent.ReminderSkipped => "Påminnelse inte skickad",
            TrailEvent.RoundExtended => "Svarstiden förlängd för alla",
            TrailEvent.DepartmentExtended => "Svarstiden förlängd",
            TrailEvent.DepartmentExempted => "Undantag från att svara",
            TrailEvent.ExemptionLifted => "Undantaget hävt",
            TrailEvent.ContactChanged => "Kontakten utbytt",
            TrailEvent.LinksRenewed => "Alla länkar utbytta",
            TrailEvent.LinksClosed => "Länkar stängda",
            TrailEvent.MailingAskedFor => "Mejl till flera begärt av samordnaren",
            TrailEvent.LetterAskedFor => "Mejl begärt av samordnaren",
            TrailEvent.OrchestrationRestarted => "Bevakningen startad på nytt efter ett fel",
            TrailEvent.RoundPaused => "Omgången pausad",
            TrailEvent.RoundResumed => "Omgången återupptagen",
            TrailEvent.RoundCancelled => "Omgången avbruten",
            TrailEvent.RoundClosed => "Omgången stängd",
            TrailEvent.AssessmentWritten => "Samordnarens bedömning ändrad",
            TrailEvent.PlanLooksBack => "Hur långt tillbaka planen följs upp ändrat",
            TrailEvent.PlanFollowedUpOutside => "Uppföljning utanför FollowUp registrerad",
            TrailEvent.PlanOutsideRemoved => "Registrerad uppföljning borttagen",
            TrailEvent.PlanTaskDismissed => "Uppgift avfärdad",
            TrailEvent.PlanTaskTakenUp => "Avfärdad uppgift återtagen",
            TrailEvent.PlanPutAway => "Planen undanlagd",
            TrailEvent.PlanTakenBack => "Planen tagen i bruk igen",
            TrailEvent.PlanWithdrawn => "Planen indragen",
            TrailEvent.PreviewCommentAnswered => "Kommentar på förhandsvisningen besvarad",
            _ => "Rapporten sammanställd",
        };
    }
}
