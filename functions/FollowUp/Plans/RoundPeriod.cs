using System.Text.Json.Serialization;

namespace FollowUp.Plans;

/// <summary>The time that a round is about, by its first and last day; its label may say it in other words.</summary>
public sealed record RoundPeriod([property: JsonRequired] DateOnly First, [property: JsonRequired] DateOnly Last);
