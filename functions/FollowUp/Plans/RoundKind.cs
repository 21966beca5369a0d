namespace FollowUp.Plans;

/// <summary>What a round is for; most kinds come back as a plan says that it is to be followed up.</summary>
public enum RoundKind
{
    /// <summary>Every year, in the departments' annual accounts.</summary>
    Annual,

    /// <summary>In the half-year account.</summary>
    HalfYear,

    /// <summary>Once in each mandate period, to every department.</summary>
    MandatePeriod,

    /// <summary>Every second year.</summary>
    Biennial,

    /// <summary>Asks for viewpoints on a draft, and follows up nothing.</summary>
    Consultation,
}
