using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>What departments have saved and submitted in a <see cref="RandomRound"/>.</summary>
internal sealed class RandomAnswers(RandomDraws draws)
{
    // The report shows these among its own texts.
    private static readonly string[] Lines = ["SCB", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "Åtgärd \"1\"; {0}"];

    // Also what the report's own texts may not contain.
    private static readonly string[] Texts =
    [
        "Gjort.", "NaN", "0 av 0 är  klara..", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "Rad ett\nrad två\n\n\nrad fem",
        "\u202Eelag kifkat", "Smörgåsbord 🧀", "]]>\"'\\", "1 enheter, ∞ åtgärder", "- punkt\n# rubrik", "{0} ${a} {{b}}",
    ];

    public Assignment Drafting(Assignment work) => work with
    {
        Drafts = work.Questionnaire.Sections.Where(_ => draws.Happens(60))
            .ToDictionary(section => section.Id, section => Marked(Draft(section, draws.Random), RandomRound.Draft)),
    };

    /// <summary>Several submissions before and after the deadline, with the coordinator's questions in between.</summary>
    public Assignment Answering(Assignment work, IReadOnlyList<RoundRun> runs)
    {
        var all = draws.Happens(40);
        for (var run = 1; run <= runs.Count; run++)
        {
            // A department that has answered need not answer again.
            work = run == 1 ? draws.Happens(20) && runs.Count > 1 ? work : Answering(work, run, runs[0], all) : draws.Happens(60)
                ? Answering(work, run, runs[1], all) : work;
        }
        return draws.Happens(30) ? Drafting(work) : work;
    }

    private Assignment Answering(Assignment work, int number, RoundRun run, bool all)
    {
        var moment = draws.Happens(20) ? run.Deadline : run.Opened.AddDays(draws.Next(1, (run.Closed - run.Opened).Days));
        for (var go = draws.Next(1, 5); go > 0 && moment < run.Closed; go--)
        {
            var asked = work.Returned.ToList();
            // The returned sections, everything, or some.
            var sections = asked.Count > 0 && draws.Happens(60) ? asked : all ? work.Questionnaire.Sections
                : work.Questionnaire.Sections.Where(_ => draws.Happens(40)).ToList();
            work = Submitting(work, number, run, moment, sections, _ => draws.Random);
            moment = moment.AddHours(draws.Next(1, 300));
            if (work.Submissions.Count > 0 && moment < run.Closed && draws.Happens(40))
            {
                var section = draws.Pick([.. work.Answers.Keys.Order(StringComparer.Ordinal)]);
                work = work with
                {
                    Returns = [.. work.Returns,
                    new ClarificationRequest(work.Returns.Count + 1, number, section, "Hur då?", moment, work.Submissions.Count)]
                };
                moment = moment.AddHours(draws.Next(1, 100));
            }
        }
        return work;
    }

    public static Assignment Submitting(Assignment work, int runNumber, RoundRun run, DateTimeOffset received,
        IEnumerable<Section> sections, Func<Section, Random> random)
    {
        var number = work.Submissions.Count + 1;
        var answers = work.Answers.ToDictionary();
        var submitted = new List<string>();
        foreach (var section in sections)
        {
            var values = AnswerRules.Submitted(section, Draft(section, random(section)),
                work.Earlier.GetValueOrDefault(section.Id)?[0].Values);
            if (values.Count > 0)
            {
                submitted.Add(section.Id);
                answers[section.Id] = [.. answers.GetValueOrDefault(section.Id, [])
                    .Select(before => before with { Values = Marked(before.Values, RandomRound.Replaced) }),
                    new SubmittedAnswer(number, received, values)];
            }
        }
        return submitted.Count == 0 ? work : work with
        {
            Answers = answers,
            Submissions = [.. work.Submissions, new Submission(number, runNumber, "kontakt", $"Kim <{number}>", "handläggare", received,
                submitted, run.Deadline)],
        };
    }

    /// <summary>A random draft: partly or fully answered, possibly inconsistent.</summary>
    private static AnswerValues Draft(Section section, Random random)
    {
        var share = random.Next(4) switch { 0 => 100, 1 => 20, _ => 70 };
        var values = new AnswerValues();
        var since = section.CanStayAsItWas && random.Next(100) < share ? Choice(section.Questions[0]) : null;
        foreach (var question in section.Questions.Where(question => since == null || question.Key != QuestionKeys.Since))
        {
            // An unchanged section asks again only what belongs to the year.
            if (random.Next(100) < share && (since != AnswerWords.Unchanged || AnswerRules.IsOfTheYear(question.Key))
                && (since != AnswerWords.Irrelevant || question.Key != QuestionKeys.Status))
            {
                values.Put(question.Key, question.Kind switch
                {
                    QuestionKind.OneOf => [Choice(question)],
                    QuestionKind.AnyOf => Some(question),
                    QuestionKind.Number => [Number(question)],
                    QuestionKind.Year => [$"{random.Next(2020, 2026)}"],
                    QuestionKind.Line => [Lines[random.Next(Lines.Length)]],
                    _ => [Texts[random.Next(Texts.Length)]],
                });
            }
        }
        values.Put(QuestionKeys.Since, [since]);
        return values;

        string Choice(Question question) => question.Choices[random.Next(question.Choices.Count)].Value;

        string[] Some(Question question)
        {
            var some = question.Choices.Where(_ => random.Next(2) == 0).Select(choice => choice.Value).ToArray();
            return some.Length > 1 ? [.. some.Where(value => value != AnswerWords.None)] : some;
        }

        string Number(Question question) => (section.Kind == SectionKind.Own
                || section.Questions.Any(other => QuestionKeys.ConfirmedValue(other.Key) == question.Key)) && random.Next(2) == 0
            ? $"{RandomRound.Small}{random.Next(1, 5)}{(random.Next(4) == 0 ? ",0" : "")}"
            : new[] { "0", "5", "12", "1 234,5", "4,5", "-2", "3.25", "17" }[random.Next(8)];
    }

    private static AnswerValues Marked(AnswerValues values, string mark)
    {
        var marked = new AnswerValues();
        foreach (var (key, given) in values)
        {
            marked[key] = key is QuestionKeys.What or QuestionKeys.Contribution or QuestionKeys.Viewpoints or QuestionKeys.Coordination
                or QuestionKeys.Structure or QuestionKeys.ConditionsComment or QuestionKeys.ResourceNeed or "own-d"
                ? [$"{mark} {given[0]}"] : given;
        }
        return marked;
    }
}

/// <summary>A period in which a round took answers; each reopening begins another.</summary>
internal sealed record RoundRun(DateTimeOffset Opened, DateTimeOffset Deadline, DateTimeOffset Closed);
