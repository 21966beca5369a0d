namespace FollowUp;

internal static partial class Texts
{
    public static class Pages
    {
        public const string Site = "FollowUp";
        public const string SkipLink = "Hoppa till innehållet";
        public const string Service = "Uppföljning av handlingsplaner";
        public const string Footer = "FollowUp – uppföljning av kommunala handlingsplaner";

        public static string Title(string title, bool error) => $"{(error ? Form.ErrorTitle : "")}{title} – {Site}";
    }

    public static class Privacy
    {
        public const string Title = "Så behandlar vi personuppgifter";
        public const string Intro = "Här står vilka personuppgifter som finns i FollowUp, varför de behövs och vilka rättigheter du har.";
        public const string WhoTitle = "Vem ansvarar";
        public const string WhatTitle = "Vilka uppgifter det gäller";
        public const string NoCases =
            "Svaren ska handla om arbetet, inte om enskilda personer. Inga beslut fattas automatiskt utifrån uppgifterna.";
        public const string WhyTitle = "Varför";
        public const string Why =
            "Uppgifterna behövs för att vi ska kunna skicka enkäten till rätt personer, påminna dem som inte har svarat och visa vem som "
            + "har svarat vad och när.";
        public const string LegalBasis =
            "Den rättsliga grunden är att behandlingen är nödvändig för att utföra en uppgift av allmänt intresse: att följa upp "
            + "kommunens handlingsplaner (artikel 6.1 e i dataskyddsförordningen).";
        public const string FromTitle = "Varifrån uppgifterna kommer";
        public const string From =
            "Namn, roll, enhet och e-postadress kommer från kommunens register över kontaktpersoner, eller från den som har lämnat över "
            + "ett avsnitt till dig. Övriga uppgifter kommer till när du använder tjänsten.";
        public const string ToTitle = "Vem som får del av dem";
        public const string To =
            "De som arbetar med uppföljningen i kommunen. Det som har skickats in är allmän handling och kan lämnas ut till den som begär "
            + "det, om inte sekretess hindrar det. I uppföljningsrapporten står namn och roll på den som har skickat in ett svar.";
        public const string Processors =
            "De företag som driver servern och skickar våra mejl behandlar uppgifterna för kommunens räkning, som personuppgiftsbiträden. "
            + "Fråga oss om du vill veta vilka de är och i vilka länder de behandlar uppgifterna.";
        public const string HowLongTitle = "Hur länge de sparas";
        public const string HowLong =
            "Så länge som kommunens plan för bevarande och gallring anger. Ingenting försvinner av sig självt ur tjänsten.";
        public const string CookiesTitle = "Kakor och spårning";
        public const string Cookies =
            "Sidorna där enheterna svarar sätter inga kakor. Den som loggar in för att samordna uppföljningen får kakor av inloggningen, "
            + "och de används bara till att hålla reda på vem som är inloggad. Tjänsten använder ingen spårning. Vi registrerar inte om "
            + "du har öppnat ett mejl eller klickat på en länk i det.";
        public const string RightsTitle = "Dina rättigheter";
        public const string Rights =
            "Du har rätt att få veta vilka uppgifter om dig som behandlas och att få en kopia av dem, att få felaktiga uppgifter rättade "
            + "och att invända mot behandlingen. I vissa fall kan du också få behandlingen begränsad eller uppgifter raderade, men "
            + "allmänna handlingar måste ofta bevaras.";
        public const string Ask = "Frågor om personuppgifter:";
        public const string Complain = "Tycker du att vi behandlar uppgifterna fel kan du klaga hos Integritetsskyddsmyndigheten (IMY).";

        public static IReadOnlyList<string> What { get; } =
        [
            "Kontaktpersoner, ersättare och chefer: namn, roll, enhet och e-postadress i arbetet.",
            "Kollegor som får ett avsnitt överlämnat: namn och e-postadress i arbetet.",
            "Den som svarar: namnet och rollen som anges när svaren skickas in, vad som har sparats och skickats in och när.",
            "Mejl som vi har skickat: till vilken adress och när.",
            "Den som kommenterar en förhandsvisning: namn, kommentarer och när de skrevs.",
            "Den som lämnar synpunkter på tillgängligheten: det som står i formuläret, när det kom in och ett avtryck av nätverksadressen, "
                + "som bara används för att ingen ensam ska kunna fylla formuläret.",
        ];

        public static string Who(string municipality) =>
            $"{municipality} ansvarar för tjänsten. Personuppgiftsansvarig är den nämnd som genomför uppföljningen.";
    }
}
