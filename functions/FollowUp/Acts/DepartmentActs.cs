using FollowUp.Answers;
using FollowUp.Api;
using FollowUp.Departments;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Orchestration;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Acts;

/// <summary>
/// The coordinator's acts on one department in a round, for the pages and the API alike. They never change its answers. Each act is one
/// conditional update of the department's row, so repeating it has no effect.
/// </summary>
public sealed class DepartmentActs(RoundTable rounds, AssignmentTable answers, LinkTable links, LinkTokens tokens, TimeProvider clock,
    ILogger<DepartmentActs> log)
{
    private const int MaxQuestion = 2000;
    private const int MaxName = 100;

    /// <summary>Gives the department more time than the others have.</summary>
    /// <param name="before">The deadline that they saw when they decided; null leaves open which it was.</param>
    public async Task<ActResult> ExtendAsync(
        DurableTaskClient durable, string id, string departmentId, DateOnly? deadline, string? reason, string who,
        CancellationToken cancellation, DateOnly? before = null)
    {
        if (WrongReason(reason, Texts.Acts.ExtensionReasonMissing) is { } wrong)
        {
            return wrong;
        }
        if (deadline is not { } day)
        {
            return ActResult.Invalid("deadline", Texts.Acts.DayMissing);
        }
        return await ActAsync(durable, id, departmentId, (round, work, now) =>
            round.Deadline == day ? Decision.DoneBefore
            : WhyNotExtend(round, work, now) is { } refusal ? Decision.Refuse(refusal)
            : before is { } seen && seen != round.Deadline ? Decision.Refuse(Texts.Acts.ExtendedMeanwhile(round))
            : day < round.Deadline ? Decision.Wrong("deadline", Texts.Acts.NotLater(round))
            : day <= StockholmTime.DayOf(now) ? Decision.Wrong("deadline", Texts.Acts.DeadlineNotAhead)
            : day > round.Closes ? Decision.Wrong("deadline", Texts.Acts.AfterClose(round))
            : new Decision(work with { MoreTime = new DeadlineExtension(round.Run, day, RoundActs.Trimmed(reason)!, now) },
                Entry("moretime", now, who, TrailEvent.DepartmentExtended, work,
                    Texts.Trail.Extended(round.Deadline, day, RoundActs.Trimmed(reason)!))), cancellation);
    }

    /// <summary>Releases the department from answering.</summary>
    public async Task<ActResult> ExemptAsync(DurableTaskClient durable, string id, string departmentId, string? reason, string who,
        CancellationToken cancellation)
    {
        if (WrongReason(reason, Texts.Acts.ExemptionReasonMissing) is { } wrong)
        {
            return wrong;
        }
        var said = RoundActs.Trimmed(reason)!;
        return await ActAsync(durable, id, departmentId, (round, work, now) =>
            work.Exemption?.Reason == said ? Decision.DoneBefore
            : WhyNotExempt(round, work, now) is { } refusal ? Decision.Refuse(refusal)
            : new Decision(work with { Exemption = new Exemption(said, now) },
                Entry("exempt", now, who, TrailEvent.DepartmentExempted, work, said)), cancellation);
    }

    /// <summary>The department is to answer after all, and hears of it.</summary>
    public Task<ActResult> LiftExemptionAsync(DurableTaskClient durable, string id, string departmentId, string who,
        CancellationToken cancellation) =>
        ActAsync(durable, id, departmentId, (round, work, now) =>
            work.Exemption == null ? Decision.DoneBefore
            : WhyNotLift(round, work, now) is { } refusal ? Decision.Refuse(refusal)
            : new Decision(
                work with
                {
                    Exemption = null,
                    // A department that was never told of its exemption need not hear that it has ended.
                    LettersAskedFor = work.RungsTaken.Contains(RoundIds.ExemptRung(work.Exemption.At))
                        ? [.. work.LettersAskedFor, new LetterRequest(
                            RoundIds.LiftedRung(work.LettersAskedFor.Count(letter => letter.Kind == RungKind.Lifted) + 1), round.Run,
                            RungKind.Lifted, null, now)]
                        : work.LettersAskedFor,
                },
                Entry("lifted", now, who, TrailEvent.ExemptionLifted, work, "")), cancellation);

    /// <summary>
    /// Puts somebody else in a contact's place: the old link opens nothing from here on, what was saved stays, and the new one gets a link.
    /// </summary>
    /// <param name="before">The address that the coordinator saw when they decided; null leaves open which it was.</param>
    public async Task<ActResult> ReplaceContactAsync(
        DurableTaskClient durable, string id, string departmentId, string? contactId, string? before, string? name, string? email,
        string who, CancellationToken cancellation)
    {
        (name, email) = (RoundActs.Trimmed(name), EmailAddress.Clean(email));
        if (name?.Length > MaxName || name?.Any(char.IsControl) == true)
        {
            return ActResult.Invalid("name", Texts.Acts.BadName(MaxName));
        }
        if (EmailAddress.WhyNot(email) is { } problem)
        {
            return ActResult.Invalid("email", problem);
        }
        string? revoked = null;
        var result = await ActAsync(durable, id, departmentId, async (round, work, now) =>
        {
            var contacts = work.Department.Contacts;
            if (contacts.FirstOrDefault(contact => contact.Id == contactId) is not { } contact)
            {
                return Decision.Wrong("contact", Texts.Acts.NoContact(work.Department.Name, contactId));
            }
            var next = contact with { Name = name, Email = email, Generation = contact.Generation + 1 };
            if (WithoutReplacing(round, work.Department, contact, before, next) is { } otherwise)
            {
                return otherwise;
            }
            var department = work.Department with { Contacts = contacts.Select(other => other.Id == contact.Id ? next : other).ToList() };
            var isAsked = department.Recipients.Any(recipient => recipient.Id == contact.Id);
            if (isAsked)
            {
                // Opens nothing until the department's row says so.
                var hash = LinkTokens.Hash(tokens.Token(round.Id, department, contact.Id));
                await links.AddAsync(new Link(hash, round.Id, department.Id, contact.Id, Revoked: false), cancellation);
            }
            revoked = LinkTokens.Hash(tokens.Token(round.Id, work.Department, contact.Id));
            return new Decision(
                work with
                {
                    Department = department,
                    LettersAskedFor = isAsked && work.IsInvited(round) && work.Exemption == null
                        ? [.. work.LettersAskedFor, new LetterRequest(RoundIds.LinkOfNew(contact.Id, next.Generation), round.Run,
                            RungKind.Link, contact.Id, now)]
                        : work.LettersAskedFor,
                },
                Entry("contact", now, who, TrailEvent.ContactChanged, work, Texts.Trail.ContactReplaced(contact, next)));
        }, cancellation);
        if (result.Outcome == ActOutcome.Done)
        {
            await links.RevokeAsync(revoked!, cancellation);
        }
        return result;
    }

    /// <summary>The decision where the contact is not replaced; null where it is.</summary>
    private static Decision? WithoutReplacing(Round round, Department department, Contact contact, string? before, Contact next) =>
        contact.Email == next.Email && contact.Name == next.Name ? Decision.DoneBefore
        : WhyNotReplaceContact(round) is { } refusal ? Decision.Refuse(refusal)
        : before != null && before != contact.Email ? Decision.Refuse(Texts.Acts.ContactChangedMeanwhile(contact.Email))
        : department.Contacts.Any(other => other.Id != contact.Id && Texts.Alphabet.Equals(other.Email, next.Email))
            ? Decision.Wrong("email", Texts.Acts.IsContactAlready(department.Name, next.Email))
        : null;

    /// <summary>Sends one who is asked the link once more: once a day.</summary>
    public Task<ActResult> SendLinkAsync(DurableTaskClient durable, string id, string departmentId, string? contactId, string who,
        CancellationToken cancellation) =>
        ActAsync(durable, id, departmentId, (round, work, now) =>
        {
            if (work.Department.Recipients.FirstOrDefault(contact => contact.Id == contactId) is not { } contact)
            {
                return Decision.Wrong("contact", Texts.Acts.NoContact(work.Department.Name, contactId));
            }
            var letter = new LetterRequest(RoundIds.LinkAskedFor(contact.Id, StockholmTime.DayOf(now)), round.Run, RungKind.Link,
                contact.Id, now);
            return Ask(round, work, letter, who, contact.Email);
        }, cancellation);

    /// <summary>
    /// Reminds those who are asked, unless they have submitted everything: once a day, and no oftener in a round than the ladder may.
    /// </summary>
    public Task<ActResult> RemindAsync(DurableTaskClient durable, string id, string departmentId, string who,
        CancellationToken cancellation) =>
        ActAsync(durable, id, departmentId, (round, work, now) =>
        {
            var letter = new LetterRequest(RoundIds.ReminderAskedFor(StockholmTime.DayOf(now)), round.Run, RungKind.Reminder, null, now);
            return WhyNotRemind(round, work, now) is { } reason && !IsAskedFor(work, letter) ? Decision.Refuse(reason)
                : Ask(round, work, letter, who, "");
        }, cancellation);

    /// <summary>Reminds every department that has submitted nothing.</summary>
    /// <returns>What became of it, and by department, by name.</returns>
    public async Task<(ActResult Result, IReadOnlyList<(AssignmentSummary Department, ActResult Result)> Departments)> RemindAllAsync(
        DurableTaskClient durable, string id, string who, CancellationToken cancellation)
    {
        if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
        {
            return (Unknown(id), []);
        }
        if (WhyNotRemindAll(round, clock.GetUtcNow()) is { } reason)
        {
            return (ActResult.Refused(reason), []);
        }
        var reminded = new List<(AssignmentSummary, ActResult)>();
        foreach (var status in (await answers.ListStatusesAsync(id, round.Run, cancellation)).Where(status => status.HasNothing)
            .OrderBy(status => status.Name, Texts.Alphabet))
        {
            reminded.Add((status, await RemindAsync(durable, id, status.Id, who, cancellation)));
        }
        return (ActResult.Done, reminded);
    }

    /// <summary>Why nobody in the round can be reminded now; null where somebody may.</summary>
    public static string? WhyNotRemindAll(Round round, DateTimeOffset now) => StateAt(round, now) is not RoundState.Open and var state
        ? Texts.Acts.CannotWrite(state) : null;

    /// <summary>Why the department cannot be reminded now; null where it can.</summary>
    /// <param name="round">As it is for the department.</param>
    public static string? WhyNotRemind(Round round, Assignment work, DateTimeOffset now) => WhyNotWrite(round, work, now)
        ?? (work.HasNothingLeft ? Texts.Acts.HasNothingLeft(work.Department.Name)
        : work.IsRemindedOn(StockholmTime.DayOf(now)) ? Texts.Acts.RemindedToday(work.Department.Name)
        : work.Reminders.Count >= Timetable.MaxReminders ? Texts.Acts.RemindedEnough(work.Department.Name, Timetable.MaxReminders)
        : null);

    /// <summary>
    /// Asks for more about what was submitted. The answer stays as it is and the department's own to change. The same question asked again
    /// while it is open is one question.
    /// </summary>
    public async Task<ActResult> ReturnAsync(DurableTaskClient durable, string id, string departmentId, string? sectionId, string? text,
        string who, CancellationToken cancellation)
    {
        var question = (text ?? "").ReplaceLineEndings("\n").Trim();
        if (question == "")
        {
            return ActResult.Invalid("question", Texts.Acts.QuestionMissing);
        }
        if (question.Length > MaxQuestion)
        {
            return ActResult.Invalid("question", Texts.Form.TooLong(question.Length, MaxQuestion));
        }
        if (question.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
        {
            return ActResult.Invalid("question", Texts.Acts.OddQuestion);
        }
        while (await rounds.FindAsync(id, cancellation) is { Round: var round })
        {
            if (await answers.FindAsync(id, departmentId, round.Run, cancellation) is not { } stored
                || stored.Work.Questionnaire.Find(sectionId ?? "") is not { } section)
            {
                return round.State == RoundState.Draft ? ActResult.Refused(Texts.Acts.CannotReturn(round.State))
                    : ActResult.Unknown(Texts.Acts.NotAsked(departmentId, sectionId ?? ""));
            }
            var (work, now) = (stored.Work, clock.GetUtcNow());
            if (WhyNotReturn(round, work, section, now) is { } refusal)
            {
                return ActResult.Refused(refusal);
            }
            var isOpen = work.OpenQuestions(section.Id).Any(asked => asked.Question == question);
            if (!isOpen)
            {
                var asked = new ClarificationRequest(work.Returns.Count + 1, round.Run, section.Id, question, now, work.Submissions.Count);
                var entry = new TrailEntry($"returned|{asked.Number:D4}", now, who, TrailEvent.AnswerReturned, departmentId,
                    $"{Texts.SectionName(section.Id)}: {question}");
                if (!await answers.ReturnAsync(stored, asked, entry, cancellation))
                {
                    // Something was submitted, decided or asked in between: look again.
                    continue;
                }
            }
            await RoundEngine.SignalAsync(durable, round, departmentId, log);
            return isOpen ? ActResult.DoneBefore : ActResult.Done;
        }
        return Unknown(id);
    }

    private static Decision Ask(Round round, Assignment work, LetterRequest letter, string who, string email) =>
        IsAskedFor(work, letter) ? Decision.DoneBefore
        : WhyNotWrite(round, work, letter.Asked) is { } reason ? Decision.Refuse(reason)
        : new Decision(work with { LettersAskedFor = [.. work.LettersAskedFor, letter] },
            new TrailEntry($"asked|{letter.Run}|{letter.Id}", letter.Asked, who, TrailEvent.LetterAskedFor, work.Department.Id,
                $"{Texts.Trail.Rung(letter.Kind)}{(email == "" ? "" : $": {email}")}"));

    private static bool IsAskedFor(Assignment work, LetterRequest letter) =>
        work.LettersAskedFor.Any(other => (other.Run, other.Id) == (letter.Run, letter.Id));

    // Why it cannot be done as things stand, with the round as it is for the department; null where it can.

    public static string? WhyNotExtend(Round round, Assignment work, DateTimeOffset now) =>
        WhyNotChange(round, work, now)
        ?? (work.HasNothingLeft ? Texts.Acts.HasNothingLeft(work.Department.Name)
        // There is no day left that it could be given.
        : round.Closes <= StockholmTime.DayOf(now) ? Texts.Acts.AfterClose(round)
        : null);

    public static string? WhyNotExempt(Round round, Assignment work, DateTimeOffset now) =>
        WhyNotChange(round, work, now) ?? (work.Submissions.Count > 0 ? Texts.Acts.HasSubmitted(work.Department.Name) : null);

    public static string? WhyNotLift(Round round, Assignment work, DateTimeOffset now) =>
        work.Exemption == null ? Texts.Acts.IsNotExempt(work.Department.Name) : WhyNotChange(round, work with { Exemption = null }, now);

    public static string? WhyNotReplaceContact(Round round) =>
        round.State is RoundState.Open or RoundState.Paused ? null : Texts.Acts.CannotChange(round.State);

    public static string? WhyNotReturn(Round round, Assignment work, Section section, DateTimeOffset now) =>
        StateFor(round, work, now) is not RoundState.Open and var state ? Texts.Acts.CannotReturn(state)
        : work.Current(section.Id) == null ? Texts.Acts.NothingToReturn(work.Department.Name, section)
        : null;

    public static string? WhyNotWrite(Round round, Assignment work, DateTimeOffset now) =>
        StateFor(round, work, now) is not RoundState.Open and var state ? Texts.Acts.CannotWrite(state)
        : work.Exemption != null ? Texts.Acts.IsExempt(work.Department.Name)
        : !work.IsInvited(round) ? Texts.Acts.NotInvitedYet(work.Department.Name)
        : null;

    private static string? WhyNotChange(Round round, Assignment work, DateTimeOffset now) =>
        StateFor(round, work, now) is not (RoundState.Open or RoundState.Paused) and var state ? Texts.Acts.CannotChange(state)
        : work.Exemption != null ? Texts.Acts.IsExempt(work.Department.Name)
        : null;

    /// <summary>As good as closed is a round whose last day has passed, and for the department one whose close has reached it.</summary>
    private static RoundState StateFor(Round round, Assignment work, DateTimeOffset now) =>
        work.Closed && round.State is (RoundState.Open or RoundState.Paused) ? RoundState.Closed : StateAt(round, now);

    private static RoundState StateAt(Round round, DateTimeOffset now) => round.State == RoundState.Open && now >= Timetable.ClosesAt(round)
        ? RoundState.Closed : round.State;

    private static ActResult? WrongReason(string? reason, string missing) =>
        RoundActs.Trimmed(reason) == null ? ActResult.Invalid("reason", missing)
        : !RoundActs.IsReason(reason, required: true) ? ActResult.Invalid("reason", Texts.Acts.BadReason(RoundActs.MaxReason))
        : null;

    private static TrailEntry Entry(string what, DateTimeOffset now, string who, TrailEvent kind, Assignment work, string about) =>
        new(what, now, who, kind, work.Department.Id, about);

    private Task<ActResult> ActAsync(
        DurableTaskClient durable, string id, string departmentId, Func<Round, Assignment, DateTimeOffset, Decision> decide,
        CancellationToken cancellation) =>
        ActAsync(durable, id, departmentId, (round, work, now) => Task.FromResult(decide(round, work, now)), cancellation);

    /// <param name="decide">Of the round as it is for the department, and of what the department has.</param>
    private async Task<ActResult> ActAsync(
        DurableTaskClient durable, string id, string departmentId, Func<Round, Assignment, DateTimeOffset, Task<Decision>> decide,
        CancellationToken cancellation)
    {
        while (await rounds.FindAsync(id, cancellation) is { Round: var round })
        {
            if (await answers.FindAsync(id, departmentId, round.Run, cancellation) is not { } stored)
            {
                // A draft asks nobody yet.
                return round.State == RoundState.Draft ? ActResult.Refused(Texts.Acts.CannotChange(round.State))
                    : ActResult.Unknown(Texts.Acts.DoesNotAsk(departmentId));
            }
            var decision = await decide(round.With(stored.Work.MoreTime), stored.Work, clock.GetUtcNow());
            if (decision.After is { } after
                && !await answers.DecideAsync(stored, after,
                    decision.Entry! with { Key = TrailKeys.Change(decision.Entry!.Key, stored.Version.ToString()) }, cancellation))
            {
                // Something happened to the department in between: look again.
                continue;
            }
            if (decision.Result.IsDone)
            {
                await RoundEngine.SignalAsync(durable, round, departmentId, log);
            }
            return decision.Result;
        }
        return Unknown(id);
    }

    private static ActResult Unknown(string id) => ActResult.Unknown(Texts.Drafting.Unknown(id));

    /// <param name="After">What the department has from here on; null where nothing changes.</param>
    /// <param name="Entry">Its key says what was done; what the change comes after makes that its own.</param>
    private sealed record Decision(ActResult Result, Assignment? After = null, TrailEntry? Entry = null)
    {
        public static readonly Decision DoneBefore = new(ActResult.DoneBefore);

        public Decision(Assignment after, TrailEntry entry) : this(ActResult.Done, after, entry)
        {
        }

        public static Decision Refuse(string reason) => new(ActResult.Refused(reason));

        public static Decision Wrong(string field, string reason) => new(ActResult.Invalid(field, reason));
    }
}
