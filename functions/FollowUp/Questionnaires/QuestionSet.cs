using FollowUp.Plans;

namespace FollowUp.Questionnaires;

/// <summary>What each kind of round chooses from the one vocabulary of questions.</summary>
/// <param name="EveryDepartment">Also asks departments that the plans bind to nothing.</param>
/// <param name="Measures">Asks about the measures; else for viewpoints on a draft.</param>
/// <param name="Account">Asks whether a measure is in the business plan and was reported in the account.</param>
/// <param name="Yearly">Asks what only a whole year can tell: resources, indicators, conditions.</param>
/// <param name="Situation">Asks how a measure answers to the situation report.</param>
internal sealed record QuestionSet(bool EveryDepartment, bool Measures, bool Account, bool Yearly, bool Situation, bool Closing)
{
    public static QuestionSet For(RoundKind kind) => kind switch
    {
        RoundKind.Annual => new(EveryDepartment: false, Measures: true, Account: true, Yearly: true, Situation: false, Closing: true),
        RoundKind.HalfYear => new(EveryDepartment: false, Measures: true, Account: true, Yearly: false, Situation: false, Closing: false),
        RoundKind.MandatePeriod => new(EveryDepartment: true, Measures: true, Account: true, Yearly: true, Situation: false, Closing: true),
        RoundKind.Biennial => new(EveryDepartment: false, Measures: true, Account: false, Yearly: false, Situation: true, Closing: true),
        _ => new(EveryDepartment: true, Measures: false, Account: false, Yearly: false, Situation: false, Closing: false),
    };
}
