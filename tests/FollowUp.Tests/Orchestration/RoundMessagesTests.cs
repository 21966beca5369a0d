using System.Text.Json;
using FollowUp.Orchestration;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp.Tests.Orchestration;

/// <summary>
/// The golden JSON of the messages in durable histories. A round outlives deployments, so old messages must stay readable.
/// </summary>
public sealed class RoundMessagesTests
{
    private static readonly DateTime Moment = new(2026, 2, 13, 7, 0, 0, DateTimeKind.Utc);

    public static TheoryData<object, string> Golden => new()
    {
        { new RoundRun("town-2025", 1), """{"RoundId":"town-2025","Run":1,"Attempt":0}""" },
        { new DepartmentRun("town-2025", 1, "social"), """{"RoundId":"town-2025","Run":1,"DepartmentId":"social","Attempt":0}""" },
        { new WakeUpPart(new WakeUp(new RoundRun("town-2025", 1), "message_20260213_0123456789ab"), 2),
            """
            {"WakeUp":{"Round":{"RoundId":"town-2025","Run":1,"Attempt":0},"MailingId":"message_20260213_0123456789ab"},"Part":2}
            """ },
        { new RoundOutlook(false, Moment), """{"MayClose":false,"ClosesAt":"2026-02-13T07:00:00Z"}""" },
        { new DepartmentOutlook(false, Moment), """{"RoundIsOver":false,"NextAt":"2026-02-13T07:00:00Z"}""" },
        { new DepartmentOutlook(true, default), """{"RoundIsOver":true,"NextAt":"0001-01-01T00:00:00"}""" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_message_is_written_and_read_as_it_was_when_the_first_round_started(object message, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(message, message.GetType()));
        Assert.Equal(message, JsonSerializer.Deserialize(json, message.GetType(),
            new JsonSerializerOptions { PropertyNameCaseInsensitive = true }));
    }

    [Fact]
    public void Identity_does_not_change()
    {
        Assert.Equal("town-2025~1", new RoundRun("town-2025", 1).InstanceId);
        Assert.Equal("town-2025~1~~closing", new RoundRun("town-2025", 1).ClosingInstanceId);
        Assert.Equal("town-2025~1~social", new DepartmentRun("town-2025", 1, "social").InstanceId);
        Assert.Equal("town-2025~1.2~social", new DepartmentRun("town-2025", 1, "social", 2).InstanceId);
        Assert.Equal("town-2025~1~social~reminder-14~contact",
            RoundIds.MailKey("town-2025", 1, "social", RoundIds.StepNotice(StepKind.Reminder, -14), "contact"));
        Assert.Equal("overdue+1", RoundIds.StepNotice(StepKind.Overdue, 1));
        Assert.Equal("invitation", RoundIds.InvitationNotice);
        Assert.Equal("mail}", RowKeys.AfterAll("mail|"));
    }

    [Theory]
    [InlineData("town-2025", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-a", false)]
    [InlineData("Town", false)]
    [InlineData("a|b", false)]
    [InlineData("a~b", false)]
    [InlineData("a/b", false)]
    [InlineData("town\n", false)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    public void A_round_id_fits_into_keys_ids_and_addresses(string? id, bool fits) => Assert.Equal(fits, RoundIds.IsRoundId(id));
}
