using FollowUp.Accessibility;
using FollowUp.Departments;
using FollowUp.Mail;
using FollowUp.Reports;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    public static class Accessibility
    {
        public const string Title = "Tillgänglighetsredogörelse";
        // Where it breaks on a narrow screen.
        public const string Heading = "Tillgänglighets\u00adredogörelse";
        public const string Aim = "Lagen hänvisar till standarden EN 301 549. Vårt mål är att även uppfylla WCAG 2.2 på nivå AA.";
        public const string ConformanceTitle = "Hur tillgänglig är tjänsten?";
        public const string DefectsTitle = "Brister vi känner till";
        public const string NoDefects = "Vi känner inte till några brister.";
        public const string BurdenTitle = "Oskäligt betungande anpassning";
        public const string NoBurden = "Vi åberopar inte undantaget för oskäligt betungande anpassning (12 § i lagen).";
        public const string OutsideLawTitle = "Innehåll som inte omfattas av lagen";
        public const string NothingOutsideLaw = "Tjänsten har inget innehåll som är undantaget från lagens krav (9 § i lagen).";
        public const string MethodTitle = "Hur vi har testat tjänsten";
        public const string ReportTitle = "Rapportera brister";
        public const string Report =
            "Berätta för oss om du stöter på något som inte fungerar för dig, eller om du behöver innehållet i en annan form.";
        public const string OrMail = "Du kan också mejla";
        public const string SupervisionTitle = "Tillsyn";

        // What is known of FollowUp as it is delivered; true as long as it has not been changed.
        public const string Method =
            "Bedömningen är en självskattning som utvecklarna av FollowUp har gjort. Automatiska tester prövar varje sida i alla dess "
            + "lägen med axe-core mot WCAG 2.2, nivå A och AA, och går hela vägen från mejlets länk till kvittot med enbart tangentbord, "
            + "utan skript, i ett smalt fönster och med dubbel textstorlek. Sidorna är också granskade i en webbläsare, på stor och liten "
            + "skärm och i utskrift. Ingen utomstående har granskat tjänsten.";

        public static DateOnly Assessed { get; } = new(2026, 11, 21);

        public static DateOnly Updated { get; } = new(2026, 11, 21);

        public static IReadOnlyList<Defect> KnownDefects { get; } =
        [
            new("Vi vet inte hur väl tjänsten fungerar med skärmläsare och andra hjälpmedel.",
                "Personer som använder sådana hjälpmedel har ännu inte provat den.",
                "Fungerar den inte för dig? Kontakta samordnaren, som kan ta emot dina svar på ett annat sätt."),
            new("Ord på andra språk än svenska är inte uppmärkta i texter som kommer från planerna. En skärmläsare kan läsa upp dem med "
                + "svenskt uttal.",
                "Det går inte att ange språk i planernas filer.",
                "Fråga samordnaren om något är svårt att förstå."),
        ];

        public static string Who(string municipality) =>
            $"{municipality} ansvarar för den här tjänsten, FollowUp, där kommunens enheter svarar på frågor om handlingsplaner. Alla som "
                + "behöver tjänsten ska kunna använda den. Här beskriver vi hur den uppfyller lagen (2018:1937) om tillgänglighet till "
                + "digital offentlig service, vilka brister vi känner till och hur du kan rapportera fler.";

        public static string Meets(Conformance conformance) => conformance switch
        {
            Conformance.Full => "Tjänsten är helt förenlig med lagen.",
            Conformance.Partial => "Tjänsten är delvis förenlig med lagen. Bristerna beskrivs nedan.",
            _ => "Tjänsten är inte förenlig med lagen. Bristerna beskrivs nedan.",
        };

        public static string Reason(Defect defect) => $"Orsak: {defect.Reason}";

        public static string Alternative(Defect defect) => $"Alternativ: {defect.Alternative}";

        public static string Dates(AccessibilityStatement statement) =>
            $"Bedömningen gjordes den {Day(statement.Assessed)}. Redogörelsen uppdaterades senast den {Day(statement.Updated)}.";

        public static string Supervision(string supervisor) =>
            $"{supervisor} har tillsyn över att lagen följs. Är du inte nöjd med hur vi tar hand om dina synpunkter kan du anmäla det dit:";

        public const string FeedbackTitle = "Lämna synpunkter på tillgängligheten";
        public const string FeedbackIntro =
            "Berätta vad som inte fungerar för dig, eller vad du behöver i en annan form. Du får ett ärendenummer när du har skickat "
            + "formuläret.";
        public const string TextLabel = "Din synpunkt";
        public const string TextHint =
            "Skriv gärna vilken sida det gäller, vad du försökte göra och vilken webbläsare du använder. Skriv inga känsliga "
            + "personuppgifter, till exempel om din hälsa.";
        public const string ContactLabel = "Så når vi dig (frivilligt)";
        public const string ContactHint = "Fyll i en e-postadress eller ett telefonnummer om du vill ha svar.";
        public const string PublicRecord = "Det du skickar blir allmän handling.";
        public const string Send = "Skicka";
        public const string ErrorSummary = "Något behöver rättas innan synpunkten kan skickas";
        public const string TextMissing = "Skriv din synpunkt.";
        public const string FullTitle = "Synpunkten är inte skickad";
        public const string Full =
            "I dag har det kommit in så många synpunkter att formuläret inte tar emot fler. Det du skrev står kvar här nedanför. Skicka "
            + "det i morgon, eller mejla det till";
        public const string ReceivedTitle = "Tack, vi har tagit emot din synpunkt";
        public const string Back = "Tillbaka till tillgänglighetsredogörelsen";
        public const string UnknownCaseTitle = "Ärendet finns inte";
        public const string UnknownCase = "Kontrollera ärendenumret i adressen.";

        public static string Received(FeedbackCase feedback) =>
            $"Ditt ärende har nummer {feedback.Number}. Det togs emot {Moment(feedback.Received)}.";

        public static string WhatHappens(bool canBeReached) =>
            $"Samordnaren får ärendet med mejl senast i morgon bitti{(canBeReached ? " och svarar dig" : "")}. Spara numret. Uppge det om "
                + "du vill fråga om ärendet eller lägga till något:";

        /// <param name="received">What came in on one day.</param>
        public static News News(IReadOnlyList<FeedbackCase> received) => new(
            received.Count == 1 ? $"Synpunkt på tillgängligheten, ärende {received[0].Number}"
                : $"{received.Count} synpunkter på tillgängligheten, {Day(StockholmTime.DayOf(received[0].Received))}",
            [
                .. received.SelectMany(feedback => (string[])
                [
                    $"En synpunkt på tillgängligheten i FollowUp kom in {Moment(feedback.Received)}. Ärendet har nummer "
                        + $"{feedback.Number}. Så här står det:",
                    // Marked as somebody else's words: anybody can write them.
                    string.Join("\n", feedback.Text.Split('\n').Select(line => $"> {line}")),
                    feedback.Contact == null ? "Den som skrev har inte uppgett hur vi kan svara."
                        : $"Den som skrev vill ha svar: {feedback.Contact}",
                ]),
                "Det som har kommit in är allmänna handlingar. Registrera dem och svara så snart du kan. Stämmer en synpunkt, lägg till "
                    + "bristen i tillgänglighetsredogörelsen tills den är åtgärdad.",
                "Mejlet kommer från FollowUp. Du får det som samordnare, och högst ett om dagen.",
            ]);
    }
}
