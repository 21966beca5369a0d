namespace FollowUp.Plans;

/// <summary>The words that a plan's file is written in. They are a format: what a page calls the same thing is in Texts.</summary>
internal static class PlanWords
{
    public static string Kind(PlanKind kind) => kind == PlanKind.Measures ? "åtgärder" : "inriktningar";

    public static string FollowUp(RoundKind kind) => kind switch
    {
        RoundKind.Annual => "årlig",
        RoundKind.HalfYear => "halvår",
        RoundKind.MandatePeriod => "mandatperiod",
        RoundKind.Biennial => "vartannat år",
        _ => "samråd",
    };

    /// <summary>Where the plan does not have words of its own.</summary>
    public static string Level(PreventionLevel level) => level switch
    {
        PreventionLevel.Universal => "universell",
        PreventionLevel.Selective => "selektiv",
        _ => "indikerad",
    };

    public static string Target(MeasureTarget target) => target == MeasureTarget.Employees ? "anställda" : "invånare";

    public static string Society(SocietyLevel level) => level switch
    {
        SocietyLevel.Individual => "individ",
        SocietyLevel.Organisation => "organisation",
        _ => "samhälle",
    };
}
