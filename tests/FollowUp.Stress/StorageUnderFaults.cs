using System.Collections.Concurrent;
using Azure.Data.Tables;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Trail;
using Microsoft.Extensions.Logging.Abstractions;

namespace FollowUp.Stress;

/// <summary>The app's tables.</summary>
internal sealed class AppTables
{
    private AppTables(FollowUpTables tables)
    {
        Tables = tables;
        (Plans, Rounds, Answers, Mails, Links, Trail) =
            (new PlanTable(tables), new RoundTable(tables), new AssignmentTable(tables), new MailTable(tables), new LinkTable(tables),
                new TrailTable(tables));
    }

    public FollowUpTables Tables { get; }
    public PlanTable Plans { get; }
    public RoundTable Rounds { get; }
    public AssignmentTable Answers { get; }
    public MailTable Mails { get; }
    public LinkTable Links { get; }
    public TrailTable Trail { get; }

    public static AppTables Open(string storage, string prefix, TableClientOptions? options) =>
        new(new FollowUpTables(new StorageSettings(storage, prefix), NullLogger<FollowUpTables>.Instance, options));
}

/// <summary>Coordinators who draft the same rounds and change the same round.</summary>
internal sealed class RoundsUnderFaults(AppTables faulty, AppTables direct, Round sample, CampaignLog log) : IUnderFaults
{
    private readonly Chain _changes = new("The round", log);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool?>> _drafted = [];
    private int _drafts;

    public async Task StepAsync(string operation, Random random)
    {
        if (random.Next(3) == 0)
        {
            // Two steps in a row draft the same round.
            var id = $"drafted-{Interlocked.Increment(ref _drafts) / 2}";
            var told = await log.WriteAsync(() => faulty.Rounds.AddAsync(sample with { Id = id, Title = operation }, Entry(operation),
                default));
            _drafted.GetOrAdd(id, _ => [])[operation] = told;
            return;
        }
        if (await CampaignLog.InsistAsync(() => faulty.Rounds.FindAsync(sample.Id, default)) is { } stored)
        {
            var told = await log.WriteAsync(() => faulty.Rounds.ChangeAsync(stored,
                stored.Round with { Title = operation, Run = stored.Round.Run + 1 }, Entry(operation), default));
            _changes.Tried(operation, stored.Round.Title, told);
        }
        else
        {
            _changes.Tried(operation, null, await log.WriteAsync(() =>
                faulty.Rounds.AddAsync(sample with { Title = operation, Run = 1 }, Entry(operation), default)));
        }
    }

    public async Task CheckAsync()
    {
        var rounds = (await direct.Rounds.ListAsync(default)).ToDictionary(stored => stored.Round.Id, stored => stored.Round);
        foreach (var (id, tried) in _drafted)
        {
            var title = rounds.GetValueOrDefault(id)?.Title;
            log.Require(tried.Count(draft => draft.Value == true) <= 1, $"{id} was drafted twice");
            log.Require(tried.All(draft => draft.Value == null || draft.Value == (draft.Key == title)),
                $"{id} was drafted by {title}, and others were told otherwise: {string.Join(", ", tried)}");
            var trail = title == null ? [] : await direct.Trail.ListAsync(id, default);
            log.Require(trail.Select(entry => entry.Key).SequenceEqual(title == null ? [] : [title]),
                $"{id}'s trail tells of {string.Join(", ", trail.Select(entry => entry.Key))}");
        }
        var round = rounds.GetValueOrDefault(sample.Id);
        var applied = _changes.Check(round?.Title);
        log.Require(round == null || round.Run == applied.Count, $"The round's number is {round?.Run} after {applied.Count} changes");
        var told = (await direct.Trail.ListAsync(sample.Id, default)).Where(entry => entry.DepartmentId == null).Select(entry => entry.Key);
        log.Require(told.ToHashSet().SetEquals(applied), $"The round's trail does not tell of what was changed");
    }

    private static TrailEntry Entry(string operation) =>
        new(operation, DateTimeOffset.UnixEpoch.AddYears(56), operation, TrailEvent.RoundDrafted, null, "");
}

/// <summary>Clients who save, submit and decide mails in the same departments, one department after the other.</summary>
internal sealed class DepartmentsUnderFaults(
    AppTables faulty, AppTables direct, string roundId, IReadOnlyList<AskedDepartment> departments, CampaignLog log) : IUnderFaults
{
    private const int Run = 1;
    private const int StepsInEach = 60;

    private readonly ConcurrentDictionary<(string Department, string Section), Chain> _drafts = [];
    private readonly ConcurrentDictionary<string, (string Department, bool? Told)> _saves = [];
    private readonly ConcurrentDictionary<string, (string Department, Submission Submission, string Answers, bool? Told)> _submissions = [];
    private readonly ConcurrentDictionary<string, (string Department, string Notice, bool? Told)> _notices = [];
    private readonly ConcurrentDictionary<string, bool> _sent = [];
    private int _steps;

    public async Task StepAsync(string operation, Random random)
    {
        var asked = departments[Interlocked.Increment(ref _steps) / StepsInEach % departments.Count];
        var department = asked.Department;
        if (await CampaignLog.InsistAsync(() => faulty.Answers.FindAsync(roundId, department.Id, Run, default)) is not { } stored)
        {
            await CampaignLog.InsistAsync(async () =>
            {
                await faulty.Answers.AskAsync(roundId, asked, Entry("asked", department.Id), default);
                return true;
            });
            return;
        }
        CheckRead(stored.Work);
        switch (random.Next(4))
        {
            case 0 when stored.Work.Drafts.Count > 0:
                await SubmitAsync(stored, operation);
                break;
            case 1:
                await DecideAsync(stored, operation);
                break;
            default:
                await SaveAsync(stored, operation, random);
                break;
        }
    }

    public async Task CheckAsync()
    {
        var trails = (await direct.Trail.ListAsync(roundId, default)).ToLookup(entry => entry.DepartmentId);
        foreach (var asked in departments)
        {
            var department = asked.Department;
            if (await direct.Answers.FindAsync(roundId, department.Id, Run, default) is not { } stored)
            {
                continue;
            }
            var work = stored.Work;
            log.Require(work.Earlier.Keys.ToHashSet().SetEquals(asked.Earlier.Keys), $"{department.Id} has lost what it answered before");
            CheckRead(work);
            var happened = new HashSet<string> { "asked" };
            foreach (var ((_, section), chain) in _drafts.Where(draft => draft.Key.Department == department.Id))
            {
                happened.UnionWith(chain.Check(work.Drafts.GetValueOrDefault(section)?.One(QuestionKeys.What)));
            }
            foreach (var (operation, (_, told)) in _saves.Where(save => save.Value.Department == department.Id))
            {
                log.Require(told == null || told == happened.Contains(operation),
                    $"{department.Id}: the drafts of {operation} are not what it was told");
            }

            log.Require(work.Submissions.Select(submission => submission.Number).SequenceEqual(Enumerable.Range(1, work.Submissions.Count)),
                $"{department.Id}: the submissions' numbers have gaps");
            log.Require(work.Submissions.DistinctBy(submission => submission.Name).Count() == work.Submissions.Count,
                $"{department.Id}: something was submitted twice");
            happened.UnionWith(work.Submissions.Select(submission => submission.Name));
            foreach (var (operation, (_, _, _, told)) in _submissions.Where(submission => submission.Value.Department == department.Id))
            {
                log.Require(told == null || told == happened.Contains(operation),
                    $"{department.Id}: the submission {operation} is not what it was told");
            }

            foreach (var notice in _notices.Values.Where(tried => tried.Department == department.Id).Select(tried => tried.Notice)
                .Distinct())
            {
                var mails = work.Mails.Where(mail => mail.NoticeId == notice).ToList();
                var deciders = _notices.Where(tried => tried.Value.Department == department.Id && tried.Value.Notice == notice).ToList();
                log.Require(mails.Count == (work.NoticesDecided.Contains(notice) ? 1 : 0),
                    $"{department.Id}: {notice} has {mails.Count} mails");
                foreach (var (operation, (_, _, told)) in deciders)
                {
                    var decided = mails.SingleOrDefault(mail => mail.RecipientId == operation);
                    log.Require(told == null || told == (decided != null),
                        $"{department.Id}: the mails of {operation} are not what it was told");
                    log.Require(!_sent.TryGetValue(operation, out var sent) || !sent || decided?.Sent != null,
                        $"{department.Id}: the mail of {operation} was sent, and that is lost");
                }
                happened.UnionWith(mails.Select(mail => mail.RecipientId));
                happened.UnionWith(mails.Where(mail => mail.Sent != null).Select(mail => $"{mail.RecipientId}|sent"));
            }
            var trail = trails[department.Id].Select(entry => entry.Key).ToHashSet();
            var (surplus, missing) = (string.Join(", ", trail.Except(happened)), string.Join(", ", happened.Except(trail)));
            log.Require(trail.SetEquals(happened), $"{department.Id}: the trail tells of {surplus} and not of {missing}");
        }
    }

    /// <summary>Each submission reads as its writer meant it.</summary>
    private void CheckRead(Assignment work)
    {
        foreach (var submission in work.Submissions)
        {
            log.Require(
                _submissions.TryGetValue(submission.Name, out var meant) && meant.Told != false
                    && meant.Submission.Number == submission.Number
                    && meant.Answers == Written(submission.Sections.Select(section =>
                        (section, work.Answers[section].Single(answer => answer.Submission == submission.Number).Values))),
                $"{work.Department.Id}: submission {submission.Number} of {submission.Name} reads otherwise than it was written");
        }
    }

    private async Task SaveAsync(StoredAssignment stored, string operation, Random random)
    {
        var department = stored.Work.Department.Id;
        var section = stored.Work.Questionnaire.Sections[random.Next(stored.Work.Questionnaire.Sections.Count)].Id;
        var told = await log.WriteAsync(() => faulty.Answers.SaveDraftAsync(stored, section,
            new AnswerValues { [QuestionKeys.What] = [operation] }, Entry(operation, department), default));
        _saves[operation] = (department, told);
        _drafts.GetOrAdd((department, section), key => new Chain($"{key.Department} {key.Section}", log))
            .Tried(operation, stored.Work.Drafts.GetValueOrDefault(section)?.One(QuestionKeys.What), told);
    }

    private async Task SubmitAsync(StoredAssignment stored, string operation)
    {
        var department = stored.Work.Department.Id;
        var submission = new Submission(stored.Work.Submissions.Count + 1, Run, "contact", operation, "test",
            DateTimeOffset.UnixEpoch.AddYears(56), [.. stored.Work.Drafts.Keys]);
        var answers = Written(stored.Work.Drafts.Select(draft => (draft.Key, draft.Value)));
        // Others may read it before its writer has a reply.
        _submissions[operation] = (department, submission, answers, null);
        var told = await log.WriteAsync(() => faulty.Answers.SubmitAsync(stored, submission, Entry(operation, department), default));
        _submissions[operation] = (department, submission, answers, told);
    }

    private async Task DecideAsync(StoredAssignment stored, string operation)
    {
        var department = stored.Work.Department.Id;
        var notice = $"notice{stored.Work.NoticesDecided.Count:D4}";
        var mail = new QueuedMail(RoundIds.MailKey(roundId, Run, department, notice, operation), notice, operation, LargeTown.MailboxOf(0),
            DateTimeOffset.UnixEpoch.AddYears(56), Sent: null);
        var told = await log.WriteAsync(() => faulty.Mails.DecideAsync(stored, notice, mail.Decided, skipped: false, [mail],
            [Entry(operation, department)], default));
        _notices[operation] = (department, notice, told);
        if (told == true)
        {
            var sent = await log.WriteAsync(() => faulty.Mails.RecordAsync(
                stored, mail with { Sent = mail.Decided }, Entry($"{operation}|sent", department), default));
            _sent[operation] = sent == true;
        }
    }

    private static string Written(IEnumerable<(string Section, AnswerValues Values)> answers) =>
        string.Join(' ', answers.OrderBy(answer => answer.Section, StringComparer.Ordinal)
            .Select(answer => $"{answer.Section}={answer.Values.One(QuestionKeys.What)}"));

    private static TrailEntry Entry(string operation, string department) =>
        new(operation, DateTimeOffset.UnixEpoch.AddYears(56), operation, TrailEvent.DraftSaved, department, "");
}

/// <summary>Coordinators who import versions of the same plan, one plan after the other.</summary>
internal sealed class PlansUnderFaults(AppTables faulty, AppTables direct, ActionPlan plan, CampaignLog log) : IUnderFaults
{
    private const int StepsOnEach = 60;

    private readonly ConcurrentDictionary<string, (string Plan, int? Version, bool? Told)> _taken = [];
    private int _steps;

    public async Task StepAsync(string operation, Random random)
    {
        var id = $"{plan.Id}-{Interlocked.Increment(ref _steps) / StepsOnEach}";
        if (random.Next(3) == 0 && await CampaignLog.InsistAsync(() => faulty.Plans.NewestAsync(id, default)) is var (newest, content))
        {
            log.Require(!_taken.TryGetValue(content.Plan.Title, out var taken) || taken.Version is null || taken.Version == newest,
                $"Version {newest} of {id} reads as {content.Plan.Title}, which was told to be {taken.Version}");
            return;
        }
        int? version = null;
        var told = await log.WriteAsync(async () =>
        {
            version = await faulty.Plans.AddAsync(new StoredPlan(plan with { Id = id, Title = operation }, []),
                new VersionOrigin(DateTimeOffset.UnixEpoch, operation, "plan.yaml", 0), default);
            return true;
        });
        _taken[operation] = (id, version, told);
    }

    public async Task CheckAsync()
    {
        foreach (var of in _taken.GroupBy(taken => taken.Value.Plan))
        {
            await CheckAsync(of.Key, of.ToDictionary(taken => taken.Key, taken => (taken.Value.Version, taken.Value.Told)));
        }
    }

    private async Task CheckAsync(string id, Dictionary<string, (int? Version, bool? Told)> taken)
    {
        var newest = (await direct.Plans.NewestAsync(id, default))?.Version ?? 0;
        var titles = new List<string>();
        for (var version = 1; version <= newest; version++)
        {
            try
            {
                titles.Add((await direct.Plans.GetAsync(id, version, default)).Title);
            }
            catch (InvalidDataException gap)
            {
                log.Require(false, $"{gap.Message}");
                titles.Add("");
            }
        }
        log.Require(titles.Distinct().Count() == titles.Count, $"A version of {id} was taken in twice");
        foreach (var (operation, (version, told)) in taken)
        {
            log.Require(told == null || (version is { } number && titles.ElementAtOrDefault(number - 1) == operation),
                $"The plan {operation} is not the version {version} that it was told to be");
        }
    }
}

/// <summary>Links that are added more than once.</summary>
internal sealed class LinksUnderFaults(AppTables faulty, AppTables direct, CampaignLog log) : IUnderFaults
{
    private readonly ConcurrentDictionary<Link, bool?> _links = [];

    public async Task StepAsync(string operation, Random random)
    {
        var link = new Link($"hash{random.Next(1000):D4}", LargeTown.RoundId, LargeTown.IdOf(0), "contact");
        var known = _links.GetValueOrDefault(link);
        var found = await CampaignLog.InsistAsync(() => faulty.Links.FindAsync(link.Hash, default));
        log.Require(found == null ? known != true : found == link, $"The link {link.Hash} reads as {found}");
        var told = await log.WriteAsync(() => faulty.Links.AddAsync(link, default));
        _links[link] = known == true ? true : told;
    }

    public async Task CheckAsync()
    {
        foreach (var (link, told) in _links)
        {
            log.Require(told == null || await direct.Links.FindAsync(link.Hash, default) == link,
                $"The link {link.Hash} was told to be added and is lost");
        }
    }
}
