using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>The words with which a municipality writes its own letters, and what is said of them where they are wrong.</summary>
    public static class Wording
    {
        public const string Subject = "Ämne:";
        public const string NoLetter = "Filen har inget brev. Varje brev börjar med en rad som ”=== inbjudan”.";
        public const string OutsideLetter =
            "Raden hör inte till något brev. Varje brev börjar med en rad som ”=== inbjudan”. Börja raden med # om den är en anmärkning "
            + "som inte ska läsas.";
        public const string SubjectNotFirst = "Ämnet måste stå direkt under brevets rubrik, och bara en gång.";
        public const string LoneBrace =
            "En klammer är inte stängd eller inte öppnad. { och } får bara stå runt det som fylls i, på samma rad, som i {enhet}.";

        public static string Name(bool consultation, NoticeKind letter) => $"{(consultation ? "samråd: " : "")}{Name(letter)}";

        public static string Name(NoticeKind letter) => letter switch
        {
            NoticeKind.Invitation => "inbjudan",
            NoticeKind.Reopened => "öppen igen",
            NoticeKind.Reminder => "påminnelse",
            NoticeKind.ReminderBegun => "påminnelse, påbörjad",
            NoticeKind.ReminderLastDay => "påminnelse, sista dagen",
            NoticeKind.ReminderToComplete => "påminnelse, komplettering",
            NoticeKind.Overdue => "svarstiden har gått ut",
            NoticeKind.Deputy => "till ersättaren",
            NoticeKind.Head => "till chefen",
            NoticeKind.Extended => "längre svarstid",
            NoticeKind.Link => "länken på nytt",
            NoticeKind.Exempt => "undantag",
            NoticeKind.Lifted => "undantaget hävt",
            NoticeKind.Receipt => "kvitto",
            NoticeKind.Returned => "komplettering",
            NoticeKind.Delegation => "överlämning",
            NoticeKind.DelegationCompleted => "återlämnat",
            _ => "tack",
        };

        public static string Name(Placeholder placeholder) => placeholder switch
        {
            Placeholder.Plan => "plan",
            Placeholder.Department => "enhet",
            Placeholder.Municipality => "kommun",
            Placeholder.Round => "omgång",
            Placeholder.Period => "period",
            Placeholder.DiaryNumbers => "diarienummer",
            Placeholder.Contact => "kontakt",
            Placeholder.Link => "länk",
            Placeholder.LastDay => "sista dag",
            Placeholder.TimeToAnswer => "svarstid",
            Placeholder.Closes => "stänger",
            Placeholder.Part => "er del",
            Placeholder.Minutes => "tid",
            Placeholder.EarlierAnswers => "förra svaret",
            Placeholder.Progress => "läget",
            Placeholder.Left => "kvar",
            Placeholder.ToComplete => "att komplettera",
            Placeholder.Recipients => "mottagare",
            Placeholder.EarlierLastDay => "tidigare sista dag",
            Placeholder.Reason => "motivering",
            Placeholder.Today => "dagens datum",
            Placeholder.Received => "mottaget",
            Placeholder.Submitted => "inskickat",
            Placeholder.Submitter => "avsändare",
            Placeholder.Section => "avsnitt",
            Placeholder.Question => "fråga",
            Placeholder.DelegatedBy => "överlämnat av",
            Placeholder.Colleague => "kollega",
            Placeholder.Closed => "avslutad",
            _ => "utdrag",
        };

        /// <summary>"{enhet}"</summary>
        public static string Braced(Placeholder placeholder) => $"{{{Name(placeholder)}}}";

        public static string UnknownLetter(string name, string? meant, IEnumerable<NoticeKind> known) =>
            $"Det finns inget brev som heter ”{name}”.{Import.Suggest(meant)} Breven heter: {string.Join("; ", known.Select(Name))}. Till "
                + "ett samråd: ”samråd: ” och samma namn.";

        public static string Twice(string name) => $"Brevet ”{name}” står två gånger. Ta bort det ena.";

        public static string Empty(string name) =>
            $"Brevet ”{name}” har varken ämne eller text. Skriv något av dem, eller ta bort rubriken: då gäller FollowUps egna ord.";

        public static string SubjectTooLong(int longest) => $"Ämnet är för långt. Skriv högst {longest} tecken.";

        public static string TextTooLong(int longest) => $"Brevets text är för lång. Skriv högst {longest} tecken.";

        /// <param name="elsewhere">Whether it may be used somewhere else.</param>
        public static string UnknownPlaceholder(string name, bool elsewhere, string? meant, string help) =>
            $"{{{name}}} {(elsewhere ? "kan inte stå här" : "är okänt")}.{Import.Suggest(meant)} {help}";

        public static string Offered(IEnumerable<Placeholder> offered) => $"I det här brevet fylls det här i: {Names(offered)}.";

        public static string OfferedInSubject(IEnumerable<Placeholder> offered) =>
            $"I ämnet till det här brevet fylls det här i: {Names(offered)}.";

        public static string Missing(Placeholder needed) =>
            $"Brevet saknar {Braced(needed)}. Skriv in det i "
            + $"texten{(needed == Placeholder.Link ? ", ensamt mellan två tomma rader" : "")}.";

        public static string MissingInSubject(Placeholder needed) =>
            $"Ämnet saknar {Braced(needed)}. Plan, enhet och datum ska gå att läsa redan i ämnet.";

        public static string LinkNotAlone => $"{Braced(Placeholder.Link)} ska stå en enda gång, ensamt mellan två tomma rader.";

        public static string MayBeLeftOut(Placeholder needed, Placeholder beside) =>
            $"{Braced(needed)} kan falla bort: i samma stycke står {Braced(beside)}, och när det inte finns något att säga där utelämnas "
                + $"hela stycket. Låt {Braced(needed)} stå i ett annat stycke.";

        public static string Checked(int letters) => $"Inget att rätta. {Count(letters, "brev", "brev")} får kommunens egna ord.";

        private static string Names(IEnumerable<Placeholder> placeholders) => string.Join(", ", placeholders.Select(Braced));
    }

    /// <summary>Why a mail was not taken.</summary>
    public static class Refusal
    {
        public const string NotAllowed = "Adressen finns inte bland dem som får mejl härifrån. Kontakta den som förvaltar FollowUp.";

        public static string ByMailService(int status, IEnumerable<string> errors) =>
            $"Mejltjänsten tog inte emot mejlet (svar {status}). {string.Join("; ", errors)}".TrimEnd();
    }
}
