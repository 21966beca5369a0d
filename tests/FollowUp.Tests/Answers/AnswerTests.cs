namespace FollowUp.Tests.Answers;

/// <summary>The addresses and the answer that the tests of the department's pages share.</summary>
public abstract class AnswerTests
{
    private protected const string Board = "board@town.example";
    private protected const string Deputy = "board.deputy@town.example";
    private protected const string Housing = "housing@town.example";
    private protected static readonly (string, string)[] HousingContribution = [("1:1.contribution", "Lokal."), ("1:1.involved", "yes")];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
