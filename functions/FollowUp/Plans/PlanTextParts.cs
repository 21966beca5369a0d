using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Imports;

namespace FollowUp.Plans;

internal sealed partial class PlanText
{
    /// <summary>What lies between the first measure and the end and was not understood, in runs of lines.</summary>
    private void TellUnread()
    {
        var first = _areas.Where(area => area.Measures.Count > 0).Select(area => area.Line).DefaultIfEmpty(int.MaxValue).Min();
        var runs = new List<(int First, int Last)>();
        foreach (var at in _unread.Where(at => at >= first && !PlanTextWords.ColumnHeading().IsMatch(_lines[at] ?? ""))
            .Distinct().Order())
        {
            if (runs.Count > 0 && Enumerable.Range(runs[^1].Last, at - runs[^1].Last).All(between => _lines[between] is null or ""))
            {
                runs[^1] = (runs[^1].First, at + 1);
            }
            else
            {
                runs.Add((at + 1, at + 1));
            }
        }
        runs.ForEach(run => _reading.Report(FindingCode.NotRead, run.First, Texts.PlanText.NotRead(run.First, run.Last)));
    }

    private string? Number(Match heading)
    {
        var (first, second) = (heading.Groups["first"].Value, heading.Groups["second"].Value);
        // A colon is easily read as a one: 1:1 becomes 111.
        return second != "" ? string.Create(CultureInfo.InvariantCulture, $"{int.Parse(first, CultureInfo.InvariantCulture)}{_separator}"
                + $"{int.Parse(second, CultureInfo.InvariantCulture)}")
            : first is [var area, '1', var number] ? $"{area}:{number}"
            : first is [var one, var other] ? $"{one}:{other}"
            : null;
    }

    private static PreventionLevel Level(string word) => char.ToLowerInvariant(word[0]) switch
    {
        'u' => PreventionLevel.Universal,
        's' => PreventionLevel.Selective,
        _ => PreventionLevel.Indicated,
    };

    /// <param name="line">1-based.</param>
    private sealed class Area(int line, int number)
    {
        private readonly List<string> _title = [];
        private bool _titleOpen;
        private bool _conditionsOpen;

        public int Line => line;

        public int Number => number;

        public List<Entry> Measures { get; } = [];

        public List<(int Line, List<string> Text)> Conditions { get; } = [];

        public string Title => Joined(_title).TrimEnd('.') is { Length: > 0 } title ? title : Texts.PlanText.AreaWithoutTitle(number);

        /// <summary>A list of the areas may come before the areas themselves: the first title counts.</summary>
        public void BeginTitle(string begun)
        {
            _titleOpen = _title.Count == 0;
            if (_titleOpen && begun != "")
            {
                _title.Add(begun);
            }
        }

        public void EndTitle() => _titleOpen &= _title.Count == 0;

        /// <summary>Takes a line between the area's heading and its first measure; false where it says nothing that is kept.</summary>
        public bool Take(int at, string text)
        {
            if (_titleOpen)
            {
                _title.Add(text);
                return true;
            }
            if (PlanTextWords.ConditionsFollow().IsMatch(text))
            {
                _conditionsOpen = true;
                return true;
            }
            if (_conditionsOpen && PlanTextWords.Item().Match(text) is { Success: true } item)
            {
                Conditions.Add((at + 1, [item.Groups["text"].Value]));
                return true;
            }
            if (_conditionsOpen && Conditions.Count > 0)
            {
                Conditions[^1].Text.Add(text);
                return true;
            }
            return false;
        }
    }

    /// <param name="line">1-based.</param>
    private sealed class Entry(int line, string number)
    {
        public int Line => line;

        public string Number => number;

        public List<string> Text { get; } = [];

        public List<(int Line, string Name)> Responsible { get; } = [];

        public List<(int Line, string Name)> CoResponsible { get; } = [];

        public List<(int Line, string Word)> Levels { get; } = [];

        /// <summary>With the line that says so.</summary>
        public (int Line, PlanSheetTime Time)? Time { get; set; }

        /// <summary>Whether the names that follow are of those who help.</summary>
        public bool Helping { get; set; }

        public bool HasNames => Responsible.Count + CoResponsible.Count > 0;

        public void Add(int at, string name) => (Helping ? CoResponsible : Responsible).Add((at, name));

        public void Add(IEnumerable<Standing> group)
        {
            foreach (var standing in group)
            {
                if (standing.Name == null)
                {
                    Helping = standing.Helping;
                }
                else
                {
                    Add(standing.Line, standing.Name);
                    Levels.AddRange(standing.Levels.Select(level => (standing.Line, level)));
                }
            }
        }
    }

    /// <summary>A name that stands apart from its measure's text, or the heading of a role.</summary>
    /// <param name="Name">Null of a heading.</param>
    /// <param name="Levels">Beside it.</param>
    private sealed record Standing(int Line, string? Name, IReadOnlyList<string> Levels)
    {
        public bool Helping { get; init; }
    }
}
