using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp;

internal static partial class Texts
{
    public static partial class Board
    {
        // Acts

        public static string Act(string act) => act switch
        {
            "paminn-alla" => "Påminn alla som inte har skickat in något",
            "forlang" => "Förläng svarstiden för alla",
            "pausa" => "Pausa omgången",
            "ateruppta" => "Återuppta omgången",
            "stang" => "Stäng omgången nu",
            "avbryt" => "Avbryt omgången",
            "oppna-igen" => "Öppna omgången igen",
            "oppna" => "Öppna omgången",
            "forlang-enhet" => "Ge enheten längre svarstid",
            "undanta" => "Undanta enheten från att svara",
            "hav-undantag" => "Häv undantaget",
            "paminn" => "Påminn nu",
            "lank" => "Skicka länken igen",
            "kontakt" => "Byt ut en kontakt",
            _ => "Be om komplettering",
        };

        public static IReadOnlyList<string> Lead(string act, Round round, string? department) => act switch
        {
            "oppna" =>
            [
                $"Inbjudningarna skickas {Texts.Moment(Timetable.OpensAt(round))}, eller genast om den tiden har passerat. Vad varje "
                    + "enhet frågas om fryses nu och ändras inte sedan, även om planen eller registret ändras.",
            ],
            "paminn-alla" =>
                ["De enheter som inte har skickat in något får en påminnelse nu. Den som redan har fått en i dag, eller har påmints så "
                + "ofta som det går, får ingen."],
            "forlang" =>
                ["Påminnelserna flyttas med till den nya sista svarsdagen. De som har något kvar att skicka in får ett mejl om den nya "
                + "dagen, med en kalenderfil som flyttar den i kalendern.",
                "Behöver bara sena svar mer tid: låt sista svarsdag stå kvar och flytta dagen då omgången stängs."],
            "pausa" => ["Inga mejl går ut, inga svar tas emot och omgången stängs inte av sig själv förrän du återupptar den. Det som är "
                + "sparat finns kvar. Enheterna får inget mejl om pausen. Den som öppnar sin länk ser att omgången är pausad, och "
                + "anledningen om du skriver en."],
            "ateruppta" => ["Svar tas emot igen, och de mejl vars tid har kommit skickas."],
            "stang" => ["Inga fler svar tas emot, och rapporten sammanställs genast av det som är inskickat. Det som bara är sparat "
                + "kommer inte med.", "Omgången kan öppnas igen, men rapporten som sammanställs nu finns kvar."],
            "avbryt" when round.State == RoundState.Draft =>
                ["Utkastet ges upp för gott. Ingen enhet har fått något mejl, och ingen får något. Nyckelpersonernas länkar öppnar det "
                + "inte längre. Omgången står kvar i listan som avbruten."],
            "avbryt" => ["Omgången ges upp för gott: inga fler mejl, inga svar och ingen rapport. Det går inte att ångra. Enheterna får "
                + "inget mejl om avbrottet. Den som öppnar sin länk ser att omgången är avbruten, och anledningen."],
            "oppna-igen" =>
                ["Länkarna tar emot svar igen. De som inte har skickat in allt får ett mejl. När omgången stängs sammanställs en ny "
                + "version av rapporten. Den gamla finns kvar."],
            "forlang-enhet" =>
                [$"{department} får en egen sista svarsdag, och påminnelserna flyttas med. Enheten får ett mejl om den nya dagen. För de "
                + "andra ändras inget."],
            "undanta" =>
                [$"{department} påminns inte mer och räknas inte med i rapporten, som nämner undantaget och anledningen. Länken tar inte "
                + "emot svar. Har enheten fått inbjudan får den ett mejl om att den inte behöver svara."],
            "hav-undantag" =>
                [$"{department} ska svara ändå. Det som var sparat finns kvar. Har enheten fått veta att den är undantagen får den ett "
                + "mejl om att den ska svara, till när, med länken och en kalenderfil. Är svarstiden knapp: ge den längre tid."],
            "paminn" => [$"{department} får påminnelsen nu. Den räknas: en enhet påminns högst {Timetable.MaxReminders} gånger i en "
                + "omgång."],
            "lank" => ["Mottagaren får sin länk i ett nytt mejl. Det är samma länk som förut."],
            "kontakt" =>
            [
                "Den gamla länken slutar fungera genast. Det som är sparat finns kvar, och den nya mottagaren får en egen länk.",
                "Bytet gäller den här omgången. I registret, som nästa omgång utgår från, ändrar du kontakten under Enheter.",
            ],
            _ => ["Enheten får frågan i ett mejl och ser den vid svaret i enkäten. Svaret räknas som det är tills enheten har skickat in "
                + "ett nytt."],
        };

        public static string Button(string act) => act switch
        {
            "paminn-alla" or "paminn" => "Skicka påminnelsen",
            "forlang" or "forlang-enhet" => "Förläng",
            "pausa" => "Pausa",
            "ateruppta" => "Återuppta",
            "stang" => "Stäng omgången",
            "avbryt" => "Avbryt omgången",
            "oppna-igen" or "oppna" => "Öppna",
            "undanta" => "Undanta",
            "hav-undantag" => "Häv undantaget",
            "lank" => "Skicka länken",
            "kontakt" => "Byt ut kontakten",
            _ => "Skicka frågan",
        };

        /// <summary>What was just done.</summary>
        public static string? Done(string? act) => act switch
        {
            "oppna" => "Omgången är öppnad.",
            "paminn-alla" => "Påminnelserna är på väg.",
            "forlang" => "Svarstiden är förlängd för alla.",
            "pausa" => "Omgången är pausad.",
            "ateruppta" => "Omgången är återupptagen.",
            "stang" => "Omgången är stängd, och rapporten sammanställs.",
            "avbryt" => "Omgången är avbruten.",
            "oppna-igen" => "Omgången är öppen igen.",
            "forlang-enhet" => "Enheten har fått längre svarstid.",
            "undanta" => "Enheten är undantagen.",
            "hav-undantag" => "Undantaget är hävt.",
            "paminn" => "Påminnelsen är på väg.",
            "lank" => "Länken är på väg.",
            "kontakt" => "Kontakten är utbytt.",
            "komplettera" => "Frågan är på väg.",
            _ => null,
        };

        public static string DoneBefore(string done) =>
            $"{done} Det var redan gjort, av dig eller någon annan, och har inte gjorts två gånger.";

        /// <param name="today">Departments that had been reminded that day.</param>
        public static string RemindedAll(int reminded, int today, int not) => string.Join(' ', (string[])
        [
            reminded == 0 ? "Ingen ny påminnelse skickades." : $"Påminnelse skickas till {Texts.Count(reminded, "enhet", "enheter")}.",
            .. today == 0 ? (string[])[] : [$"{Texts.Count(today, "enhet", "enheter")} hade redan fått en i dag."],
            .. not == 0 ? (string[])[] : [$"{Texts.Count(not, "enhet", "enheter")} kunde inte påminnas: varför står på enhetens sida."],
        ]);

        public static string LetterTo(IReadOnlyList<string> recipients) => recipients.Count == 0 ? "Ingen mottagare finns."
            : $"Till {Texts.And(recipients)}. Enhetens egen länk visas inte här.";

        public static string LetterOf(string department) =>
            $"Så här blir brevet till {department}. Breven till de andra beror på hur långt var och en har kommit.";

        public const string BeingPrepared = "Enkäterna görs i ordning. Uppdatera sidan om ett ögonblick.";
        public const string NobodyToShow = "Ingen enhet att visa här.";

        public const string DraftHasChanged =
            "Någon har ändrat omgången sedan du öppnade sidan. Gå igenom förhandsvisningen igen innan du öppnar omgången.";

        public const string NobodyToRemind =
            "Alla enheter har skickat in något. Det finns ingen att påminna här; påminn en enskild enhet på dess sida.";

        public const string Reason = "Anledning";
        public const string PauseReasonHint = "Frivillig. Visas för enheterna.";
        public const string ReasonToDepartments = "Visas för enheterna.";
        public const string ReasonToTrail = "Visas i händelseloggen.";
        public const string ReasonInReport = "Visas för enheten och i rapporten.";
        public const string Deadline = "Ny sista svarsdag";
        public const string Closes = "Omgången stängs";
        public const string ClosesHint = "Till och med den dagen tas sena svar emot.";
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

        // One department's page
    }
}
