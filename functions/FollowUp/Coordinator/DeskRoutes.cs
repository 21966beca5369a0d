namespace FollowUp.Coordinator;

/// <summary>The addresses of the desk's pages.</summary>
internal static class DeskRoutes
{
    /// <summary>What all its routes begin with.</summary>
    public const string Route = "samordning";

    public const string Overview = $"/{Route}";
    public const string Plans = $"/{Route}/planer";
    // Beside the plans, whose ids may be any word.
    public const string PlanTemplateRoute = $"{Route}/planmall.xlsx";
    public const string RegisterSheetRoute = $"{Route}/register.xlsx";
    public const string RestoreRegister = $"/{Route}/register/{VersionRestore.Path}";
    public const string Departments = $"/{Route}/enheter";
    // Not among the rounds: one may be called that.
    public const string NewRound = $"/{Route}/ny-omgang";

    // Beside the departments, whose ids may be any word.
    public const string NewDepartment = $"/{Route}/ny-enhet";
    public const string Reorganisation = $"/{Route}/omorganisation";
    public const string Contacts = $"/{Route}/kontakter";

    public const string Example = $"/{Route}/exempel";
    public const string ExampleRemoval = $"/{Route}/exempel/ta-bort";

    public static string Plan(string id) => $"{Plans}/{id}";

    public static string Measure(string planId, string number) => $"{Plan(planId)}/atgarder/{number}";

    public static string PlanVersion(string planId, int version) => $"{Plan(planId)}/versioner/{version}";

    public static string RegisterVersion(int version) => $"/{Route}/register/versioner/{version}";

    public static string Department(string id) => $"{Departments}/{id}";

    public static string Round(string id) => $"/{Route}/omgangar/{id}";

    public static string Answers(string id) => $"{Round(id)}/svar";

    public static string MeasureIn(string id, string sectionId) => $"{Round(id)}/atgarder/{Uri.EscapeDataString(sectionId)}";

    public static string DepartmentIn(string id, string departmentId) => $"{Round(id)}/enheter/{departmentId}";

    public static string SubmissionOf(string id, string departmentId, int number) => $"{DepartmentIn(id, departmentId)}/inskick/{number}";

    public static string Comments(string id) => $"{Round(id)}/kommentarer";

    public static string Assessments(string id) => $"{Report(id)}/bedomningar";

    public static string Act(string id, string act) => $"{Round(id)}/gor/{act}";

    public static string Act(string id, string departmentId, string act) => $"{DepartmentIn(id, departmentId)}/gor/{act}";

    public static string Trail(string id) => $"{Round(id)}/handelser";

    public static string Letters(string id) => $"{Round(id)}/brev";

    public static string Report(string id) => $"{Round(id)}/rapport";

    public static string Draft(string id) => $"{Round(id)}/utkast";

    public static string Questions(string id) => $"{Draft(id)}/fragor";
}

/// <summary>The pages that the desk's menu leads to.</summary>
public enum DeskPlace
{
    Overview,
    Plans,
    Departments,
}
