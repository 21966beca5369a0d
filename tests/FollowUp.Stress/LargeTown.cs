using System.Globalization;
using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;

namespace FollowUp.Stress;

/// <summary>
/// A municipality of any size, as files that a coordinator would import: for campaigns and benchmarks, which the seeds are too small for.
/// </summary>
/// <param name="Departments">How many departments answer.</param>
/// <param name="Measures">How many measures the plan has, in focus areas of ten.</param>
/// <param name="Responsible">How many departments answer for each measure; the measures are dealt out in turn.</param>
internal sealed record LargeTown(int Departments, int Measures, int Responsible)
{
    public const string RoundId = "large-town-2025";

    public static readonly DateOnly Opens = new(2026, 1, 12);
    public static readonly DateOnly Deadline = new(2026, 2, 27);
    public static readonly DateOnly Closes = new(2026, 3, 20);

    /// <summary>The address of department number <paramref name="index"/>, from 0.</summary>
    public static string MailboxOf(int index) => $"{IdOf(index)}@large-town.example";

    public static string HeadOf(int index) => $"head.{IdOf(index)}@large-town.example";

    public static string IdOf(int index) => $"enhet-{index + 1:D3}";

    public string Register()
    {
        var yaml = new StringBuilder("enheter:\n");
        for (var index = 0; index < Departments; index++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"""
                  - id: {IdOf(index)}
                    namn: {NameOf(index)}
                    slag: nämnd
                    kontakter:
                      - roll: kontaktperson
                        e-post: {MailboxOf(index)}
                      - roll: chef
                        e-post: {HeadOf(index)}
                      - roll: säkerhetsrepresentant
                        e-post: sakerhet.{IdOf(index)}@large-town.example

                """);
        }
        return yaml.ToString();
    }

    public string Plan()
    {
        var yaml = new StringBuilder("""
            plan: large-town
            titel: Trygg i hela kommunen
            kommun: Storstads kommun
            från: 2024-01-01
            till: 2027-12-31
            fokusområden:

            """);
        for (var measure = 0; measure < Measures; measure++)
        {
            var (area, number) = (measure / 10 + 1, measure % 10 + 1);
            if (number == 1)
            {
                yaml.Append(CultureInfo.InvariantCulture,
                    $"  - nummer: {area}\n    titel: Område {area}\n    förutsättningar: [Kunskapen finns]\n    åtgärder:\n");
            }
            var responsible = Enumerable.Range(0, Responsible).Select(offset => NameOf((measure * Responsible + offset) % Departments));
            yaml.Append(CultureInfo.InvariantCulture, $"""
                      - nummer: "{area}:{number}"
                        titel: Åtgärd nummer {measure + 1}
                        ansvariga: [{string.Join(", ", responsible)}]
                        nivåer: [{(measure % 2 == 0 ? "universell" : "selektiv")}]

                """);
        }
        return yaml.ToString();
    }

    /// <summary>The plan and the register as the app reads them.</summary>
    public (ActionPlan Plan, DepartmentRegister Register) Read()
    {
        var register = DepartmentReader.Read(new Upload("register.yaml", Encoding.UTF8.GetBytes(Register()))).Register!;
        return (PlanReader.Read(new Upload("plan.yaml", Encoding.UTF8.GetBytes(Plan())), register, []).Plan!, register);
    }

    public static string Round => $$"""
        {
          "id": "{{RoundId}}", "title": "Årlig uppföljning 2025", "kind": "annual", "plans": ["large-town"], "period": "2025",
          "diaryNumbers": ["KS 2025/1"], "contactEmail": "samordnaren@large-town.example",
          "opens": "{{Opens:yyyy-MM-dd}}", "deadline": "{{Deadline:yyyy-MM-dd}}", "closes": "{{Closes:yyyy-MM-dd}}",
          "ladder": [
            { "kind": "reminder", "daysFromDeadline": -14 },
            { "kind": "reminder", "daysFromDeadline": -3 },
            { "kind": "overdue", "daysFromDeadline": 1 },
            { "kind": "head", "daysFromDeadline": 8 }
          ]
        }
        """;

    private static string NameOf(int index) => $"Nämnd {index + 1:D3}";
}
