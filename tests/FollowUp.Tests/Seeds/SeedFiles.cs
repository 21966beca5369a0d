using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Plans;

namespace FollowUp.Tests.Seeds;

/// <summary>The seeds as the app reads them.</summary>
internal static class SeedFiles
{
    /// <summary>Each plan that can be imported, with its register, after the plans that it refers to.</summary>
    public static readonly (string Plan, string Register)[] All =
    [
        ("sodertalje-2024-2027", "sodertalje"),
        ("flen-2021-2023", "flen"),
        ("linkoping-2018", "linkoping"),
        ("linkoping-2022-aktivitetsplan", "linkoping"),
        ("linkoping-inriktningar-2024", "linkoping"),
        ("linkoping-atgardsplan-2024", "linkoping"),
        ("alingsas-2022", "alingsas"),
    ];

    public static DepartmentRegister Register(string name) => DepartmentReader.Read(Upload($"departments/{name}.yaml")).Register!;

    public static ActionPlan Plan(string name) => Read(name).Plan!;

    /// <summary>Reads a plan; the other plans that can be imported are known to the reader.</summary>
    public static PlanReading Read(string name)
    {
        var register = Register(All.FirstOrDefault(seed => seed.Plan == name).Register ?? "sodertalje");
        var known = All.TakeWhile(seed => seed.Plan != name)
            .Select(seed => PlanReader.Read(Upload($"plans/{seed.Plan}.yaml"), Register(seed.Register), []).Plan!).ToList();
        return PlanReader.Read(Upload($"plans/{name}.yaml"), register, known);
    }

    public static Upload Upload(string file) => new(Path.GetFileName(file),
        File.ReadAllBytes(Path.Combine(Repository.Root, "seeds", file)));
}
