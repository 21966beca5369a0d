using System.Text.Json;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp.Tests.Rounds;

public sealed class RoundDraftTests
{
    [Fact]
    public void Problems_GoodDraft_None() => Assert.Empty(Read(SmallTown.Round).Problems());

    [Theory]
    [InlineData("\"town-2025\"", "\"Town 2025\"", "id:")]
    [InlineData("\"town-2025\"", "\"a|b\"", "id:")]
    [InlineData("\"Uppföljning 2025\"", "\" \"", "title:")]
    [InlineData("\"opens\": \"2026-01-12\", ", "", "opens:")]
    [InlineData("\"2026-02-27\"", "\"2026-01-01\"", "deadline:")]
    [InlineData("\"2026-03-20\"", "\"2026-02-01\"", "closes:")]
    [InlineData("\"coordinator@town.example\"", "\"coordinator\"", "contactEmail:")]
    [InlineData("\"reminder\", \"daysFromDeadline\": -14", "\"overdue\", \"daysFromDeadline\": -1", "ladder:")]
    [InlineData("\"reminder\", \"daysFromDeadline\": -14", "\"overdue\", \"daysFromDeadline\": 1", "ladder:")]
    [InlineData("\"daysFromDeadline\": -14", "\"daysFromDeadline\": 5", "ladder:")]
    [InlineData("\"daysFromDeadline\": -14", "\"daysFromDeadline\": -1400000000", "ladder:")]
    [InlineData("{ \"kind\": \"reminder\", \"daysFromDeadline\": -14 }", "null", "ladder:")]
    [InlineData("\"2026-03-20\"", "\"9999-12-31\"", "opens, closes:")]
    [InlineData("\"coordinator@town.example\"", "\"Kim <coordinator@town.example>\"", "contactEmail:")]
    [InlineData("\"Uppföljning 2025\"", "\"\\u200b\"", "title:")]
    [InlineData("\"Uppföljning 2025\"", "\"Om 850709-1232\"", "title:")]
    [InlineData("\"KS 2025/1\"", "\"\\u00ad\"", "diaryNumbers:")]
    [InlineData("\"KS 2025/1\"", "\"850709-1232\"", "diaryNumbers:")]
    [InlineData("\"town-2025\"", "\"850709-1232\"", "id:")]
    [InlineData("\"coordinator@town.example\"", "\"850709-1232@town.example\"", "contactEmail:")]
    public void Problems_OneFault_NamesTheField(string good, string bad, string field)
    {
        Assert.Contains(good, SmallTown.Round);

        Assert.StartsWith(field, Read(SmallTown.Round.Replace(good, bad)).Problems().First().ToString());
    }

    [Fact]
    public void A_kind_is_written_as_a_word() =>
        Assert.Throws<JsonException>(() => Read(SmallTown.Round.Replace("\"reminder\"", "99")));

    [Fact]
    public void The_invitation_is_no_step_of_the_ladder()
    {
        var fault = Assert.Throws<JsonException>(() => Read(SmallTown.Round.Replace("\"reminder\"", "\"invitation\"")));

        Assert.EndsWith("vid $.ladder[0].kind. Varje steg ska vara reminder, overdue, deputy, head eller coordinator. Inbjudan skickas "
            + "alltid när omgången öppnas.", Texts.Drafting.JsonFault(fault.LineNumber, fault.Path));
    }

    private static RoundDraft Read(string json) => JsonSerializer.Deserialize<RoundDraft>(json, StoredJson.Options)!;
}
