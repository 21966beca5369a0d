using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <param name="Version">Of the department's row. Whatever happens to the department changes that row, so that of two that read the same
/// state only
/// one comes through, and the row can tell where the department stands.</param>
/// <param name="Partition">Of its rows.</param>
/// <param name="DraftVersions">Section id → what guards the next change of its draft.</param>
/// <param name="Run">The round's, in which it was read.</param>
public sealed record StoredAssignment(Assignment Work, string Partition, ETag Version, IReadOnlyDictionary<string, ETag> DraftVersions,
    int Run);

/// <summary>What the departments were asked, have saved and have submitted: one partition each.</summary>
public sealed class AssignmentTable(FollowUpTables tables)
{
    // A transaction takes 100 operations and 4 MiB; these leave room for the rows that go with the answers.
    private const int MaxRows = 90;
    private const int MaxCharacters = 1_000_000;

    // Beside the questionnaire in the department's row: where it stands, and what the coordinator has decided about it.
    private const string StatusColumn = "Status";
    private const string ExtensionColumn = "Extension";
    private const string ExemptionColumn = "Exemption";
    private const string ContactsColumn = "Contacts";

    // In characters of its JSON: a row holds 1 MiB of UTF-16. How things stand since the last time is asked on top of that, in each
    // measure.
    private const int MaxQuestionnaire = 470_000;

    /// <summary>Whether what a department would be asked can be frozen in its row.</summary>
    public static bool HasRoomFor(Questionnaire questionnaire) =>
        questionnaire.Sections.Count(section => section.IsMeasure) <= Responsibility.MaxMeasures
        && JsonSerializer.Serialize(questionnaire, StoredJson.Options).Length <= MaxQuestionnaire;

    /// <summary>Freezes what the department is asked, and what it answered to that before. Done again, it changes nothing.</summary>
    public async Task AskAsync(string roundId, AskedDepartment asked, TrailEntry trail, CancellationToken cancellation)
    {
        var partition = TrailKeys.DepartmentPartition(roundId, asked.Department.Id);
        // The earlier answers first: the department's row makes them count, and freezes them with the questions.
        if (asked.Earlier.Count > 0 && (await tables.Rounds.GetEntityIfExistsAsync<TableEntity>(partition, RoundIds.DepartmentRow,
            ["RowKey"], cancellation)).HasValue)
        {
            return;
        }
        foreach (var chunk in Chunks(asked.Earlier.Select(answer =>
        {
            var earlier = new TableEntity(partition, RoundIds.Earlier(answer.Key));
            earlier.SetJson(answer.Value);
            return new TableTransactionAction(TableTransactionActionType.UpsertReplace, earlier);
        })))
        {
            await tables.Rounds.SubmitTransactionAsync(chunk, cancellation);
        }
        var row = new TableEntity(partition, RoundIds.DepartmentRow);
        row.SetJson(new Asked(asked.Department, asked.Questionnaire));
        row[StatusColumn] = Json(AssignmentSummary.Of(Assignment.Unanswered(asked), run: 1));
        await tables.Rounds.TryCommitAsync([new TableTransactionAction(TableTransactionActionType.Add, row),
            TrailTable.In(partition, trail)], cancellation);
    }

    /// <summary>The department's work, or null where the round does not ask it.</summary>
    public async Task<StoredAssignment?> FindAsync(string roundId, string departmentId, int run, CancellationToken cancellation)
    {
        var partition = TrailKeys.DepartmentPartition(roundId, departmentId);
        var end = TrailKeys.Rows;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {end}");
        var rows = new List<TableEntity>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            rows.Add(row);
        }
        return IsAsked(rows) ? Read(rows, run) : null;
    }

    /// <summary>The ids of the departments that the round asks.</summary>
    public async Task<IReadOnlyList<string>> ListAskedAsync(string roundId, CancellationToken cancellation)
    {
        var (first, last) = Departments(roundId);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {first} and PartitionKey lt {last} and RowKey eq {RoundIds.DepartmentRow}");
        var ids = new List<string>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellation))
        {
            ids.Add(row.PartitionKey[first.Length..]);
        }
        return ids;
    }

    /// <summary>
    /// Where every department of the round stands: a row for each, whatever it has written and however many mails it has had.
    /// </summary>
    public async Task<IReadOnlyList<AssignmentSummary>> ListStatusesAsync(string roundId, int run, CancellationToken cancellation)
    {
        var (first, last) = Departments(roundId);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {first} and PartitionKey lt {last} and RowKey eq {RoundIds.DepartmentRow}");
        var statuses = new List<AssignmentSummary>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, select: [StatusColumn, ExtensionColumn, ExemptionColumn],
            cancellationToken: cancellation))
        {
            statuses.Add(Column<AssignmentSummary>(row, StatusColumn)!.In(
                run) with
            {
                Extension = Column<DeadlineExtension>(row, ExtensionColumn),
                Exemption = Column<Exemption>(row, ExemptionColumn)
            });
        }
        return statuses;
    }

    /// <summary>Every department of the round with what it has submitted, and without what it has only saved.</summary>
    public Task<IReadOnlyList<Assignment>> ListSubmittedAsync(string roundId, int run, CancellationToken cancellation) =>
        ListAsync(roundId, run, RoundIds.DraftRows, cancellation);

    /// <summary>Every department of the round with all it has, drafts too: for counting them, never for showing them.</summary>
    public Task<IReadOnlyList<Assignment>> ListAsync(string roundId, int run, CancellationToken cancellation) =>
        ListAsync(roundId, run, RoundIds.NoticeRows, cancellation);

    private async Task<IReadOnlyList<Assignment>> ListAsync(string roundId, int run, string before, CancellationToken cancellation)
    {
        var (first, last) = Departments(roundId);
        var (notices, end) = (RoundIds.NoticeRows, TrailKeys.Rows);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {first} and PartitionKey lt {last} and (RowKey lt {before} or (RowKey ge {notices} and RowKey lt {end}))");
        var departments = new List<Assignment>();
        var rows = new List<TableEntity>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (rows.Count > 0 && rows[0].PartitionKey != row.PartitionKey)
            {
                Add();
            }
            rows.Add(row);
        }
        Add();
        return departments;

        void Add()
        {
            // Of one that is being asked at this moment only the earlier answers may be there: it is not asked yet.
            if (IsAsked(rows))
            {
                departments.Add(Read(rows, run).Work);
            }
            rows.Clear();
        }
    }

    /// <summary>Saves the section's draft over the one that <paramref name="before"/> showed.</summary>
    /// <returns>False where somebody else has changed it since: read again and compare.</returns>
    public Task<bool> SaveDraftAsync(StoredAssignment before, string sectionId, AnswerValues draft, TrailEntry trail,
        CancellationToken cancellation)
    {
        var row = new TableEntity(before.Partition, RoundIds.Draft(sectionId));
        row.SetJson(draft);
        var write = before.DraftVersions.TryGetValue(sectionId, out var version)
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, version)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
        return tables.Rounds.TryCommitAsync([StatusWrite(before, before.Work.With(sectionId, draft)), write,
            TrailTable.In(before.Partition, trail)], cancellation);
    }

    /// <summary>Makes the drafts of the named sections the department's next submission, an immutable version of its own.</summary>
    /// <returns>False where the department's state has changed since <paramref name="before"/> was read; nothing counts then.</returns>
    public async Task<bool> SubmitAsync(
        StoredAssignment before, Submission submission, TrailEntry trail, CancellationToken cancellation)
    {
        // Answers beyond one transaction are written ahead, under a key of this attempt; the submission row makes them count.
        var attempt = Guid.NewGuid().ToString("N");
        var answers = submission.Sections.Select(section =>
        {
            var row = new TableEntity(before.Partition, RoundIds.Answer(submission.Number, attempt, section));
            row.SetJson(before.Work.Saying(section)!);
            return new TableTransactionAction(TableTransactionActionType.Add, row);
        });
        var header = new TableEntity(before.Partition, RoundIds.Submission(submission.Number)) { ["Attempt"] = attempt };
        header.SetJson(submission);
        var chunks = Chunks(answers).ToList();
        foreach (var chunk in chunks.SkipLast(1))
        {
            // Keys of this attempt alone: a conflict can only be with itself.
            await tables.Rounds.TryCommitAsync(chunk, cancellation);
        }
        return await tables.Rounds.TryCommitAsync(
        [
            .. chunks[^1],
            StatusWrite(before, before.Work.With(submission)),
            TrailTable.In(before.Partition, trail),
            new TableTransactionAction(TableTransactionActionType.Add, header),
        ], cancellation);
    }

    /// <summary>Adds the delegation, or puts it in place of the one with its id.</summary>
    /// <returns>False where the department's state has changed since <paramref name="before"/> was read; nothing is written then.</returns>
    public Task<bool> PutDelegationAsync(StoredAssignment before, Delegation delegation, TrailEntry trail, CancellationToken cancellation)
    {
        var row = new TableEntity(before.Partition, RoundIds.Delegation(delegation.Id));
        row.SetJson(delegation);
        var after = before.Work with { Delegations = [.. before.Work.Delegations.Where(other => other.Id != delegation.Id), delegation] };
        return tables.Rounds.TryCommitAsync(
            [StatusWrite(before, after), new TableTransactionAction(TableTransactionActionType.UpsertReplace, row),
                TrailTable.In(before.Partition, trail)], cancellation);
    }

    /// <summary>
    /// Writes what the coordinator has decided about the department: its contacts, its time, whether it is to answer at all, the letters
    /// asked for, the questions about what was submitted, and the colleagues' links that were closed.
    /// </summary>
    /// <returns>False where the department's state has changed since <paramref name="before"/> was read; nothing is written then.</returns>
    public Task<bool> DecideAsync(StoredAssignment before, Assignment after, TrailEntry trail, CancellationToken cancellation)
    {
        var department = StatusWrite(before, after);
        var row = (TableEntity)department.Entity;
        row[ContactsColumn] = Json(after.Department.Contacts);
        row[ExtensionColumn] = Json(after.Extension);
        row[ExemptionColumn] = Json(after.Exemption);
        var letters = after.LettersAskedFor.Skip(before.Work.LettersAskedFor.Count).Select(letter =>
        {
            var asked = new TableEntity(before.Partition, RoundIds.LetterRequest(letter.Run, letter.Id));
            asked.SetJson(letter);
            return new TableTransactionAction(TableTransactionActionType.Add, asked);
        });
        var questions = after.Returns.Skip(before.Work.Returns.Count).Select(asked =>
        {
            var question = new TableEntity(before.Partition, RoundIds.Return(asked.Number));
            question.SetJson(asked);
            return new TableTransactionAction(TableTransactionActionType.Add, question);
        });
        var delegations = after.Delegations.Where(delegation => !before.Work.Delegations.Contains(delegation)).Select(delegation =>
        {
            var changed = new TableEntity(before.Partition, RoundIds.Delegation(delegation.Id));
            changed.SetJson(delegation);
            return new TableTransactionAction(TableTransactionActionType.UpsertReplace, changed);
        });
        return tables.Rounds.TryCommitAsync([department, .. letters, .. questions, .. delegations, TrailTable.In(before.Partition, trail)],
            cancellation);
    }

    /// <summary>From here on nothing is taken from the department. Done again, it changes nothing.</summary>
    public async Task CloseAsync(string roundId, string departmentId, int run, CancellationToken cancellation)
    {
        var row = new TableEntity(TrailKeys.DepartmentPartition(roundId, departmentId), RoundIds.DepartmentRow) { ["ClosedRun"] = run };
        await tables.Rounds.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellation);
    }

    /// <summary>
    /// A write of where the department stands from here on, that comes through only if nobody has changed that since it was read.
    /// </summary>
    internal static TableTransactionAction StatusWrite(StoredAssignment before, Assignment after)
    {
        var row = new TableEntity(before.Partition, RoundIds.DepartmentRow)
        {
            [StatusColumn] = Json(AssignmentSummary.Of(after, before.Run)),
        };
        return new TableTransactionAction(TableTransactionActionType.UpdateMerge, row, before.Version);
    }

    /// <summary>The range of all departments' partitions.</summary>
    private static (string First, string AfterLast) Departments(string roundId) =>
        (TrailKeys.DepartmentPartition(roundId, ""), RowKeys.AfterAll(TrailKeys.DepartmentPartition(roundId, "")));

    private static bool IsAsked(List<TableEntity> rows) => rows.Exists(row => row.RowKey == RoundIds.DepartmentRow);

    private static StoredAssignment Read(List<TableEntity> rows, int run)
    {
        var department = rows.Single(row => row.RowKey == RoundIds.DepartmentRow);
        var asked = department.GetJson<Asked>();
        var contacts = Column<IReadOnlyList<Contact>>(department, ContactsColumn);
        var drafts = rows.Where(row => row.RowKey.StartsWith(RoundIds.DraftRows, StringComparison.Ordinal)).ToList();
        var headers = rows.Where(row => row.RowKey.StartsWith(RoundIds.SubmissionRows, StringComparison.Ordinal)).ToList();
        var byKey = rows.ToDictionary(row => row.RowKey);
        var answers = new Dictionary<string, List<SubmittedAnswer>>();
        var submissions = new List<Submission>();
        foreach (var header in headers)
        {
            var submission = header.GetJson<Submission>();
            submissions.Add(submission);
            foreach (var section in submission.Sections)
            {
                var row = byKey[RoundIds.Answer(submission.Number, header.GetString("Attempt"), section)];
                if (!answers.TryGetValue(section, out var versions))
                {
                    answers[section] = versions = [];
                }
                versions.Add(new SubmittedAnswer(submission.Number, submission.Received, row.GetJson<AnswerValues>()));
            }
        }
        var notices = RoundIds.Notice(run, "");
        var mails = rows.Where(row => row.RowKey.StartsWith(RoundIds.MailRows, StringComparison.Ordinal))
            .Select(row => row.GetJson<QueuedMail>()).ToList();
        var work = new Assignment(
            contacts == null ? asked.Department : asked.Department with { Contacts = contacts },
            asked.Questionnaire,
            rows.Where(row => row.RowKey.StartsWith(RoundIds.EarlierRows, StringComparison.Ordinal))
                .ToDictionary(row => row.RowKey[RoundIds.EarlierRows.Length..], row => row.GetJson<IReadOnlyList<EarlierAnswer>>()),
            drafts.ToDictionary(row => row.RowKey[RoundIds.DraftRows.Length..], row => row.GetJson<AnswerValues>()),
            submissions,
            answers.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<SubmittedAnswer>)pair.Value),
            rows.Where(row => row.RowKey.StartsWith(RoundIds.ReturnRows, StringComparison.Ordinal))
                .Select(row => row.GetJson<ClarificationRequest>()).ToList(),
            rows.Where(row => row.RowKey.StartsWith(notices, StringComparison.Ordinal)).Select(row => row.RowKey[notices.Length..])
                .ToHashSet(),
            mails.Where(mail => mail.Refused != null && RoundIds.RunOf(mail.Key) == run).ToList(),
            Closed: department.GetInt32("ClosedRun") >= run)
        {
            Extension = Column<DeadlineExtension>(department, ExtensionColumn),
            Exemption = Column<Exemption>(department, ExemptionColumn),
            // What was decided before the rows said when was decided when they were written.
            Reminders = rows.Where(row => row.RowKey.StartsWith(notices, StringComparison.Ordinal)
                && RoundIds.IsReminder(row.RowKey[notices.Length..]) && row.GetBoolean(MailTable.SkippedColumn) != true)
                .Select(row => row.GetDateTimeOffset(MailTable.DecidedColumn) ?? row.Timestamp!.Value).ToList(),
            InvitedAt = rows.FirstOrDefault(row => row.RowKey == notices + RoundIds.InvitationNotice)?
                .GetDateTimeOffset(MailTable.DecidedColumn),
            NoticesDecidedBefore = rows.Where(row => row.RowKey.StartsWith(RoundIds.NoticeRows, StringComparison.Ordinal))
                .Select(row => row.RowKey.Split('|'))
                .Where(key => int.Parse(key[1], CultureInfo.InvariantCulture) < run).Select(key => key[2]).ToHashSet(),
            LettersAskedFor = rows.Where(row => row.RowKey.StartsWith(RoundIds.LetterRows, StringComparison.Ordinal))
                .Select(row => row.GetJson<LetterRequest>()).OrderBy(letter => letter.Asked).ToList(),
            Delegations = rows.Where(row => row.RowKey.StartsWith(RoundIds.DelegationRows, StringComparison.Ordinal))
                .Select(row => row.GetJson<Delegation>()).ToList(),
            Mails = mails,
        };
        return new StoredAssignment(work, department.PartitionKey, department.ETag,
            drafts.ToDictionary(row => row.RowKey[RoundIds.DraftRows.Length..], row => row.ETag), run);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StoredJson.Options);

    private static T? Column<T>(TableEntity row, string column) where T : class =>
        row.GetString(column) is { } json ? JsonSerializer.Deserialize<T>(json, StoredJson.Options) : null;

    private static IEnumerable<List<TableTransactionAction>> Chunks(IEnumerable<TableTransactionAction> writes)
    {
        var chunk = new List<TableTransactionAction>();
        var characters = 0;
        foreach (var write in writes)
        {
            var length = ((TableEntity)write.Entity).GetText().Length;
            if (chunk.Count > 0 && (chunk.Count == MaxRows || characters + length > MaxCharacters))
            {
                yield return chunk;
                (chunk, characters) = ([], 0);
            }
            chunk.Add(write);
            characters += length;
        }
        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private sealed record Asked(Department Department, Questionnaire Questionnaire);
}
