using System.Text.RegularExpressions;
using FollowUp.Departments;

namespace FollowUp.Plans;

/// <summary>The names of the register's units, as they come out of a text that has been read by a machine.</summary>
internal sealed class UnitNames
{
    // Letters that have become two, and hyphens and spaces that have come or gone.
    private const int MaxDifference = 8;

    private readonly List<(string Name, Regex Pattern)> _names;

    public UnitNames(DepartmentRegister register) => _names = Enum.GetValues<PartyKind>()
        .Where(kind => kind >= PartyKind.EveryCommittee).Select(RegisterWords.Every)
        .Concat(register.Groups.Select(group => group.Name))
        .Concat(register.Departments.SelectMany(department => department.FormerNames.Prepend(department.Name)))
        .Select(name => (name, Pattern(name))).ToList();

    /// <summary>The one name that it can be: letters with rings and dots may have become others, one or two; all else must agree.</summary>
    public string? Find(string written)
    {
        var text = written.Trim().TrimEnd('.', ',', ';');
        // Running text has more lines than names, and hardly any is as long as one.
        var near = _names.Where(name => Math.Abs(name.Name.Length - text.Length) <= MaxDifference).ToList();
        // What is written as it should be is not taken for another one.
        return near.Find(name => name.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Name
            ?? (near.Where(name => name.Pattern.IsMatch(text)).Select(name => name.Name).Distinct().ToList() is [var only] ? only : null);
    }

    /// <summary>The names of a line that lists several.</summary>
    public IEnumerable<string> Split(string written) => Find(written) != null ? [written]
        : written.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => Find(part) != null ? [part]
                : part.Split(" och ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A name that the register does not know; null of text that is no name.</summary>
    public static string? Unknown(string written, bool isAmongNames) =>
        PlanTextWords.Unit().IsMatch(written) || (isAmongNames && PlanTextWords.LikeName().IsMatch(written))
            ? written.TrimEnd('.', ',', ';') : null;

    private static Regex Pattern(string name) => new($"^{string.Concat(name.Select(letter => letter switch
    {
        'å' or 'ä' or 'ö' or 'Å' or 'Ä' or 'Ö' or 'é' => ".{1,2}",
        ' ' => @"\s+",
        '-' => @"-?\s*",
        _ => Regex.Escape($"{letter}"),
    }))}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
