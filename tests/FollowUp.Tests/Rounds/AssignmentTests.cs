using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Tests.Rounds;

public sealed class AssignmentTests
{
    private static readonly string Invitation = RoundIds.InvitationNotice;

    [Fact]
    public void State_EveryInvitationRefused_IsNotDelivered()
    {
        var work = SmallTown.Work("board") with { NoticesDecided = new HashSet<string> { Invitation } };
        var (contact, deputy) = (Refused(work, 0, Invitation), Refused(work, 1, Invitation));

        Assert.Equal(AssignmentState.Invited, (work with { RefusedMails = [contact] }).State(RoundState.Open));
        Assert.Equal(AssignmentState.Invited, (work with { RefusedMails = [contact, Refused(work, 1, "reminder-14")] })
            .State(RoundState.Open));
        Assert.Equal(AssignmentState.NotDelivered, (work with { RefusedMails = [contact, deputy] }).State(RoundState.Open));
    }

    [Fact]
    public void State_RefusedButAtWorkOrClosed_SaysThat()
    {
        var work = SmallTown.Work("housing") with { NoticesDecided = new HashSet<string> { Invitation } };
        work = work with { RefusedMails = [Refused(work, 0, Invitation)] };

        Assert.Equal(AssignmentState.Missing, work.State(RoundState.Closed));
        Assert.Equal(AssignmentState.Started, (work with { Drafts = new Dictionary<string, AnswerValues> { ["2:1"] = SmallTown.Done() } })
            .State(RoundState.Open));
        Assert.Equal(AssignmentState.PartlySubmitted, work.Submitting(TestWorld.Start, ("2:1", SmallTown.Done())).State(RoundState.Open));
    }

    private static QueuedMail Refused(Assignment work, int recipient, string noticeId)
    {
        var to = work.Department.Recipients.ElementAt(recipient);
        return new QueuedMail($"{noticeId}~{to.Id}", noticeId, to.Id, to.Email, TestWorld.Start, Sent: null, "no");
    }
}
