using FollowUp.Acts;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>What each act is called, does and asks for.</summary>
    public static partial class Acts
    {
        public static readonly ActWords Open = new("Öppna omgången", "Öppna", "Omgången är öppnad.");

        public static readonly ActWords RemindAll = new("Påminn alla som inte har skickat in något", "Skicka påminnelsen",
            "Påminnelserna är på väg. Hur långt de har kommit står på omgångens sida.",
            "De enheter som inte har skickat in något får en påminnelse nu. Den som redan har fått en i dag, eller har påmints så ofta som "
                + "det går, får ingen.");

        public static readonly ActWords Write = new("Skriv till enheter", "Skicka brevet",
            "Brevet är på väg. Hur långt det har kommit står på omgångens sida.",
            "De enheter du väljer får ett brev med ditt ämne och din text, och med sin länk till enkäten. Titta på brevet innan du skickar "
                + "det. Enheter som är undantagna eller inte har fått inbjudan än får inget.");

        public static readonly ActWords Extend = new("Förläng svarstiden för alla", "Förläng", "Svarstiden är förlängd för alla.",
            "Påminnelserna flyttas med till den nya sista svarsdagen. De som har något kvar att skicka in får ett mejl om den nya dagen, "
                + "med en kalenderfil som flyttar den i kalendern.",
            "Behöver bara sena svar mer tid: låt sista svarsdag stå kvar och flytta dagen då omgången stängs.");

        public static readonly ActWords Pause = new("Pausa omgången", "Pausa", "Omgången är pausad.",
            "Inga mejl går ut, inga svar tas emot och omgången stängs inte av sig själv förrän du återupptar den. Det som är sparat finns "
                + "kvar. Enheterna får inget mejl om pausen. Den som öppnar sin länk ser att omgången är pausad, och anledningen om du "
                + "skriver en.");

        public static readonly ActWords Resume = new("Återuppta omgången", "Återuppta", "Omgången är återupptagen.",
            "Svar tas emot igen, och de mejl vars tid har kommit skickas.");

        public static readonly ActWords Close = new("Stäng omgången nu", "Stäng omgången",
            "Omgången är stängd, och rapporten sammanställs.",
            "Inga fler svar tas emot, och rapporten sammanställs genast av det som är inskickat. Det som bara är sparat kommer inte med.",
            "Omgången kan öppnas igen, men rapporten som sammanställs nu finns kvar.");

        public static readonly ActWords Cancel = new("Avbryt omgången", "Avbryt omgången", "Omgången är avbruten.",
            "Omgången avslutas utan rapport: inga fler mejl och inga svar. Det går inte att ångra. Enheterna får inget mejl om "
                + "avbrottet. Den som öppnar sin länk ser att omgången är avbruten, och anledningen.");

        public static readonly ActWords Reopen = new("Öppna omgången igen", "Öppna", "Omgången är öppen igen.",
            "Länkarna tar emot svar igen. De som inte har skickat in allt får ett mejl. När omgången stängs sammanställs en ny version av "
                + "rapporten. Den gamla finns kvar.");

        public static readonly ActWords Remind = new("Påminn nu", "Skicka påminnelsen", "Påminnelsen är på väg.");

        public static readonly ActWords Link = new("Skicka länken igen", "Skicka länken", "Länken är på väg.",
            "Mottagaren får sin länk i ett nytt mejl. Det är samma länk som förut.");

        public static readonly ActWords Replace = new("Byt ut en kontakt", "Byt ut kontakten", "Kontakten är utbytt.",
            "Den gamla länken slutar fungera genast. Det som är sparat finns kvar, och den nya mottagaren får en egen länk.",
            "Bytet gäller den här omgången. I registret, som nästa omgång utgår från, ändrar du kontakten under Enheter.");

        public static readonly ActWords Extension = new("Ge enheten längre svarstid", "Förläng", "Enheten har fått längre svarstid.");

        public static readonly ActWords Return = new("Be om komplettering", "Skicka frågan", "Frågan är på väg.",
            "Enheten får frågan i ett mejl och ser den vid svaret i enkäten. Svaret räknas som det är tills enheten har skickat in ett "
                + "nytt.");

        public static readonly ActWords Exempt = new("Undanta enheten från att svara", "Undanta", "Enheten behöver inte svara.");

        public static readonly ActWords Lift = new("Häv undantaget", "Häv undantaget", "Undantaget är hävt.");

        public static readonly ActWords RenewLinks = new("Byt alla länkar", "Byt länkarna", "Länkarna är bytta.",
            "Alla länkar till omgången slutar fungera genast, också kollegers. De som har något kvar att skicka in får en ny länk i ett "
                + "mejl. Det som är sparat och inskickat finns kvar.",
            "Gör det här om länkar kan ha kommit i orätta händer. Har nyckeln läckt ska den som sköter driften först lägga in en ny nyckel "
                + "i inställningarna: de nya länkarna görs med den.");

        public static readonly ActWords CloseLinks = new("Stäng alla länkar", "Stäng länkarna", "Länkarna är stängda.",
            "Ingen länk till omgången öppnar något mer: inte enkäten, kvittona eller utdraget. I en öppen omgång kan ingen svara förrän "
                + "länkarna har bytts.",
            "Ska någon komma åt omgången igen: byt alla länkar.");

        public static readonly ActWords CloseLink = new("Stäng en länk", "Stäng länken", "Länken är stängd.",
            "Länken öppnar inget mer, och mottagaren får inga fler mejl i omgången. Det som är sparat och inskickat finns kvar hos "
                + "enheten.",
            "Behöver mottagaren komma in igen: skicka länken igen, så får den en ny.");

        public const string ConfirmRenewal = "Ja, byt alla länkar";
        public const string ConfirmLinksClosed = "Ja, stäng alla länkar";
        public const string AllLinks = "Alla i enheten";
        public const string LinksAreClosed = "Länkarna är redan stängda.";

        public static string Colleague(Delegation delegation) =>
            $"kollega med {SectionName(delegation.SectionId)}: {delegation.Name}, {delegation.Email}";

        public static string CannotRenewLinks(RoundState state) => $"Länkarna kan inte bytas: omgången är {State(state)}.";

        public static string CannotCloseLinks(RoundState state) => $"Länkarna kan inte stängas: omgången är {State(state)}.";

        public static IReadOnlyList<string> OpenLead(Round round) =>
        [
            $"Inbjudningarna skickas {Moment(Timetable.OpensAt(round))}, eller genast om den tiden har passerat. Vad varje enhet frågas om "
                + "fryses nu och ändras inte sedan, även om planen eller registret ändras.",
        ];

        /// <param name="deadline">Where it has not passed; else null.</param>
        /// <param name="unanswered">Null where it is not known.</param>
        public static IEnumerable<string> CloseLead(DateOnly? deadline, int? unanswered)
        {
            if (deadline is { } day)
            {
                yield return $"Svarstiden har inte gått ut: sista svarsdag är {LongDay(day)}.";
            }
            if (unanswered > 0)
            {
                yield return $"{Count(unanswered.Value, "enhet", "enheter")} har inte svarat på allt.";
            }
        }

        public const string CancelDraftLead =
            "Utkastet tas bort. Det går inte att ångra. Ingen enhet har fått något mejl, och ingen får något. Nyckelpersonernas länkar "
            + "öppnar det inte längre. Omgången står kvar i listan som avbruten.";

        public static string RemindLead(string department) =>
            $"{department} får påminnelsen nu. Den räknas: en enhet påminns högst {Timetable.MaxReminders} gånger i en omgång.";

        public static string ExtensionLead(string department) =>
            $"{department} får en egen sista svarsdag, och påminnelserna flyttas med. Enheten får ett mejl om den nya dagen. För de andra "
            + "ändras inget.";

        public static string ExemptLead(string department) =>
            $"{department} påminns inte mer och räknas inte med i rapporten, som nämner undantaget och anledningen. Länken tar inte emot "
            + "svar. Har enheten fått inbjudan får den ett mejl om att den inte behöver svara.";

        public static string LiftLead(string department) =>
            $"{department} ska svara ändå. Det som var sparat finns kvar. Har enheten fått veta om undantaget får den ett mejl om "
            + "att den ska svara, till när, med länken och en kalenderfil. Är svarstiden knapp: ge den längre tid.";

        public static string DoneBefore(string done) =>
            $"{done} Det var redan gjort, av dig eller någon annan, och har inte gjorts två gånger.";

        public const string DraftHasChanged =
            "Någon har ändrat omgången sedan du öppnade sidan. Gå igenom förhandsvisningen igen innan du öppnar omgången.";

        public const string NobodyToRemind =
            "Alla enheter har skickat in något. Det finns ingen att påminna här; påminn en enskild enhet på dess sida.";

        public const string ConfirmMissing = "Kryssa i rutan om du vill göra det.";
        public const string Reason = "Anledning";
        public const string PauseReasonHint = "Frivillig. Visas för enheterna.";
        public const string ReasonToDepartments = "Visas för enheterna.";
        public const string ReasonToTrail = "Visas i händelseloggen.";
        public const string ReasonInReport = "Visas för enheten och i rapporten.";
        public const string NewDeadline = "Ny sista svarsdag";
        public const string NewClose = "Omgången stängs";
        public const string CloseHint = "Till och med den dagen tas sena svar emot.";
        public const string ConfirmClose = "Ja, stäng omgången nu";
        public const string ConfirmCancel = "Ja, avbryt omgången för gott";
        public const string ConfirmOpen = "Ja, jag har gått igenom förhandsvisningen";
        public const string Contact = "Kontakt";
        public const string ContactName = "Namn på den nya kontakten";
        public const string ContactNameHint = "Frivilligt. Behövs inte för en funktionsbrevlåda.";
        public const string ContactEmail = "E-postadress";
        public const string SectionLabel = "Vilket svar gäller det?";
        public const string Question = "Frågan till enheten";
        public const string QuestionHint = "Frågan blir allmän handling. Skriv inget om enskilda personer.";

        public static string AtMost(Round round) => $"Senast {Day(round.Closes)}, då omgången stängs.";

        public const string WriteTo = "Vilka ska få brevet?";
        public const string WriteToChosen = "De enheter som är förkryssade nedan";
        public const string WriteToDepartments = "Enheter";
        public const string LetterSubject = "Ämne";
        public const string LetterText = "Brevets text";
        public const string LetterTextHint =
            "Hälsningen, länken, vem som svarar på frågor och varför brevet kommer läggs till av sig själva. Brevet blir allmän handling: "
            + "skriv inget om enskilda personer.";
        public const string ConfirmLetter = "Ja, jag har tittat på brevet";
        public const string ShowLetter = "Visa brevet";
        public const string WriteToMissing = "Välj vilka som ska få brevet.";
        public const string NobodyChosen = "Kryssa för minst en enhet.";
        public const string NobodyInGroup = "Ingen enhet hör till dem just nu. Välj några andra.";
        public const string SubjectMissing = "Skriv brevets ämne.";
        public const string TextMissing = "Skriv brevets text.";

        /// <param name="count">Null where it is not known yet.</param>
        public static string WriteToGroup(string group, int? count) => group switch
        {
            "alla" => "Alla",
            "inget" => "De som inte har skickat in något",
            "kvar" => "De som har något kvar att skicka in",
            _ => "De som har skickat in allt",
        } + (count is { } departments ? $" ({departments})" : "");

        public const string SeenDayMissing =
            "Ange den dag som gällde när du bestämde dig, så att ingen annans ändring skrivs över utan att du vet om det.";

        public const string SeenAddressMissing =
            "Ange den adress som gällde när du bestämde dig, så att ingen annans ändring skrivs över utan att du vet om det.";

        /// <summary>How far a letter to many departments has come.</summary>
        public static string Progress(Mailing mailing, Func<string, string> name)
        {
            var all = Count(mailing.Departments.Count, "enhet", "enheter");
            var skipped = mailing.Skipped?.Where(one => mailing.Departments.Contains(one.Key)).ToList() ?? [];
            return $"{Capital(Trail.LetterAskedFor(mailing.Letter, null))}, begärt av {mailing.Who} {Moment(mailing.Letter.Asked)}: "
                + (mailing.IsDone ? $"gick till {Of(mailing.Departments.Count - skipped.Count, mailing.Departments.Count)} enheter."
                    : $"{mailing.Handled} av {all} är klara.")
                + (skipped.Count == 0 ? "" : $" Fick inget: {string.Join(" ", skipped.Select(one => $"{name(one.Key)} – {one.Value}"))}");
        }
    }
}
