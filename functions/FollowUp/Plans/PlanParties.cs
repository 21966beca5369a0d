using System.Text.RegularExpressions;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Plans;

/// <summary>Reads who is bound to a plan's measures, against the register and what a person has said beside the file.</summary>
internal sealed partial class PlanParties
{
    private readonly FileReading _reading;
    private readonly Dictionary<object, int> _lines;
    private readonly IReadOnlyDictionary<string, string> _chosen;
    // By the key of its name.
    private readonly Dictionary<string, (string Name, Responsibility Party, bool IsFormer)> _parties =
        new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Responsibility, int> _measuresOf = [];
    private readonly Dictionary<string, UnknownName> _unknown = [];
    private readonly HashSet<string> _answered = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _leftOut = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string To)> _bound = [];
    private readonly List<string> _nobodys = [];

    /// <param name="lines">Takes the line of each name.</param>
    public PlanParties(FileReading reading, DepartmentRegister register, ImportAnswers answers, Dictionary<object, int> lines)
    {
        (_reading, _lines, _chosen) = (reading, lines, answers.Responsible);
        foreach (var kind in Enum.GetValues<PartyKind>().Where(kind => kind >= PartyKind.EveryCommittee))
        {
            Add(RegisterWords.Every(kind), new Responsibility(kind, "", null));
        }
        foreach (var group in register.Groups)
        {
            Add(group.Name, new Responsibility(PartyKind.Group, group.Name, null));
        }
        foreach (var department in register.Departments)
        {
            var party = new Responsibility(PartyKind.Department, department.Id, null);
            Add(department.Name, party);
            foreach (var former in department.FormerNames)
            {
                Add(former, party, isFormer: true);
            }
        }

        foreach (var (written, meant) in answers.Names)
        {
            _answered.Add(InputText.Key(written));
            if (meant == ImportAnswers.LeftOut)
            {
                _leftOut.Add(InputText.Key(written));
            }
            else if (_parties.TryGetValue(InputText.Key(meant), out var party))
            {
                _parties.TryAdd(InputText.Key(written), party);
            }
        }

        void Add(string name, Responsibility party, bool isFormer = false) => _parties[InputText.Key(name)] = (name, party, isFormer);
    }

    public IReadOnlyList<UnknownName> Unknown => [.. _unknown.Values];

    public IReadOnlyList<string> Nobodys => [.. _nobodys.Where(number => number != "").Distinct()];

    public ILookup<string, string> Bound => _bound.ToLookup(one => one.Name, one => one.To, StringComparer.OrdinalIgnoreCase);

    public bool IsKnown(string name) => _parties.ContainsKey(InputText.Key(name))
        || (Qualified().Match(name) is { Success: true } qualified && _parties.ContainsKey(InputText.Key(qualified.Groups[1].Value)));

    public (List<Responsibility> Responsible, List<Responsibility> CoResponsible) Read(MapNode measure, string number)
    {
        var responsible = Parties(measure, "ansvariga", []);
        var isNobodys = measure.Child("ansvariga") is null or TextNode { Value: "" } or ListNode { Items.Count: 0 }
            || (responsible.Count == 0 && _leftOut.Count > 0);
        if (isNobodys)
        {
            _nobodys.Add(number);
            Choose(measure, number, responsible);
        }
        return (responsible, Parties(measure, "medansvariga", responsible, isNobodys));
    }

    /// <summary>Takes whom a person has said to be responsible for what the file gives nobody.</summary>
    private void Choose(MapNode measure, string number, List<Responsibility> responsible)
    {
        var at = measure.Child("ansvariga") ?? measure;
        if (_chosen.GetValueOrDefault(number) is { } name && _parties.TryGetValue(InputText.Key(name), out var chosen))
        {
            _reading.Report(FindingCode.Derived, at, Texts.Import.ResponsibleChosen(number, chosen.Name));
            Bind(chosen.Name, chosen.Party, null, at.Line, responsible);
        }
        else
        {
            _reading.Report(FindingCode.NobodyResponsible, at, Texts.Import.NobodyResponsible(number));
        }
    }

    /// <param name="isChosen">Whether a person has said who is bound already, beside the file.</param>
    private List<Responsibility> Parties(MapNode measure, string key, List<Responsibility> alreadyBound, bool isChosen = false)
    {
        var parties = new List<Responsibility>();
        foreach (var (line, written) in _reading.Strings(measure, key))
        {
            var (name, qualifier) = (written, default(string));
            if (!_parties.ContainsKey(InputText.Key(name)) && Qualified().Match(name) is { Success: true } qualified)
            {
                (name, qualifier) = (qualified.Groups[1].Value, qualified.Groups[2].Value.Trim());
            }
            var isAnswered = _answered.Contains(InputText.Key(name));
            if (isAnswered || !_parties.ContainsKey(InputText.Key(name)))
            {
                _bound.Add((InputText.Key(name), Texts.Import.BoundTo(measure.Cell("nummer"), key == "ansvariga")));
            }
            if (_leftOut.Contains(InputText.Key(name)))
            {
                _reading.Report(FindingCode.NotRead, line, Texts.Import.NameLeftOut(name));
                continue;
            }
            if (!_parties.TryGetValue(InputText.Key(name), out var known))
            {
                var near = _reading.Near(name, _parties.Values.Select(one => one.Name).Distinct(), 0.25);
                _reading.Report(FindingCode.UnknownDepartment, line, Texts.Import.UnknownDepartment(name, near.FirstOrDefault()));
                _unknown.TryAdd(InputText.Key(name), new UnknownName(name, near));
                continue;
            }
            (name, var party, var isFormer) = known;
            if (isFormer)
            {
                _reading.Report(FindingCode.FormerName, line, Texts.Import.FormerName(name));
            }
            if (parties.Concat(alreadyBound).Any(other => other with { Qualifier = null } == party))
            {
                // What a person has said of a name or of a measure may be said already by another name.
                _reading.Report(isAnswered || isChosen ? FindingCode.NotRead : FindingCode.BoundTwice, line, Texts.Import.BoundTwice(name));
                continue;
            }
            Bind(name, party, qualifier, line, parties);
        }
        return parties;
    }

    private void Bind(string name, Responsibility party, string? qualifier, int line, List<Responsibility> parties)
    {
        parties.Add(party with { Qualifier = qualifier });
        _lines.TryAdd(PlanLint.Name(name), line);
        _measuresOf[party] = _measuresOf.GetValueOrDefault(party) + 1;
        if (_measuresOf[party] == Responsibility.MaxMeasures + 1)
        {
            _reading.Report(FindingCode.TooMuch, line, Texts.Import.TooManyMeasures(name, Responsibility.MaxMeasures));
        }
    }

    [GeneratedRegex(@"\A(.*\S)\s*\(([^()]+)\)\z")]
    private static partial Regex Qualified();
}
