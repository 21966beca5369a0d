using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FollowUp.Local.Demo;

/// <summary>Answers as somebody with a browser does: opens the link, reads the form, fills it in, posts it, checks and submits.</summary>
internal sealed class SimulatedDepartment(string name, Random random)
{
    private static readonly IConfiguration Browser = Configuration.Default.WithDefaultLoader();

    private static readonly string[] WhatWasDone =
    [
        "Vi har utbildat all berörd personal och tagit in ämnet i introduktionen för nyanställda.",
        "Arbetet drivs av en arbetsgrupp som träffas varje månad.\nUnder året har vi tagit fram material på fem språk.",
        "En kartläggning är gjord och redovisad för nämnden i november.",
        "Vi har prövat arbetssättet i två verksamheter. Resultatet var gott och vi går vidare med fler.",
        "Rutinen är reviderad och finns på intranätet. Cheferna går igenom den på arbetsplatsträffar.",
    ];

    private static readonly string[] WhyNot =
    [
        "Åtgärden har skjutits fram på grund av omorganisation och personalomsättning.",
        "Det har saknats resurser. Vi planerar att börja under hösten.",
    ];

    private static readonly string[] Viewpoints =
    [
        "Förslaget är genomarbetat. Det bör framgå tydligare vem som samordnar.",
        "Vi saknar en tidplan och en bedömning av vad det kostar.",
    ];

    private static readonly string[] Contributions =
    [
        "Vi deltog i planeringen och spred informationen i våra verksamheter.",
        "Vi har inte bidragit under året, eftersom vi inte har fått någon förfrågan.",
    ];

    /// <summary>Saves what <paramref name="share"/> says of the questions that are not yet answered, from the top of the form.</summary>
    /// <returns>The address of the page that came after.</returns>
    public async Task<string> SaveAsync(Uri link, double share = 1) => (await FillAsync(link, share)).Url;

    /// <summary>Fills in, checks the answers, and submits what is complete.</summary>
    /// <returns>The address of the receipt, or of the check page where nothing is left to submit.</returns>
    public async Task<string> SubmitAsync(Uri link, double share = 1)
    {
        await FillAsync(link, share);
        var check = await OpenAsync(new Uri($"{link}/granska"));
        if (check.Forms.Length == 0)
        {
            // All of it was submitted the last time, when only the answer did not come.
            return check.Url;
        }
        Field<IHtmlInputElement>(check, "namn").Value = $"Handläggare, {name}";
        Field<IHtmlInputElement>(check, "roll").Value = "Samordnare för planen";
        var form = check.Forms.Single();
        return Expect(await form.SubmitAsync(form.QuerySelector<IHtmlButtonElement>("button")!)).Url;
    }

    /// <returns>The overview, after the last section was saved.</returns>
    private async Task<IDocument> FillAsync(Uri link, double share)
    {
        var page = await OpenAsync(link);
        var sections = page.QuerySelectorAll<IHtmlAnchorElement>(".tasks a").Select(section => section.Href).ToList();
        foreach (var section in sections.Take((int)Math.Ceiling(sections.Count * share)))
        {
            var form = (await OpenAsync(new Uri(section))).Forms.Single();
            Fill(form);
            page = Expect(await form.SubmitAsync(form.QuerySelector<IHtmlButtonElement>("button[value=spara]")!));
        }
        return page;
    }

    private void Fill(IElement section)
    {
        var status = Choose(section, "status");
        var nothingDone = status is "not-started" or "dropped";
        if (nothingDone)
        {
            Tick(section, "causes");
        }
        else
        {
            Choose(section, "how");
            if (Tick(section, "as-planned").Count == 0)
            {
                Tick(section, "levels");
                Tick(section, "targets");
            }
        }
        Write(section, "what", nothingDone ? WhyNot : WhatWasDone);
        if (TickMeasures(section, "business-plan-measures"))
        {
            Write(section, "business-plan-reference", ["Mål 3", "Avsnitt 2.1"]);
        }
        if (TickMeasures(section, "account-measures"))
        {
            Write(section, "account-reference", ["Sidan 14", "Avsnittet om trygghet"]);
        }
        if (Choose(section, "situation") == "yes")
        {
            Write(section, "situation-reference", ["Lägesbilden, avsnitt 4"]);
        }
        if (Tick(section, "resources").Any(resource => resource is "more-needed" or "state-grant"))
        {
            Write(section, "resource-need", ["En halv tjänst till samordningen.", "Länsstyrelsens medel för kompetensutveckling.",
                "Tid för utbildning i ordinarie schema."]);
        }
        foreach (var number in section.QuerySelectorAll<IHtmlInputElement>("input[inputmode=decimal]"))
        {
            number.Value = $"{random.Next(5, 90)},5";
        }
        foreach (var year in section.QuerySelectorAll<IHtmlInputElement>("input[inputmode=numeric]"))
        {
            year.Value = "2022";
        }
        Write(section, "contribution", Contributions);
        Choose(section, "involved");
        foreach (var condition in section.QuerySelectorAll<IHtmlInputElement>("input[name*='.condition']")
            .Select(input => input.Name!.Split('.')[^1]).Distinct().ToList())
        {
            Choose(section, condition);
        }
        Choose(section, "stance");
        Write(section, "viewpoints", Viewpoints);
        Write(section, "coordination", ["En gemensam kalender för utbildningar, och en fast kontaktväg mellan kontoren."]);
    }

    /// <summary>Ticks some of the measures that the section lists, or that it is none.</summary>
    /// <returns>Whether it is some.</returns>
    private bool TickMeasures(IElement section, string key)
    {
        var choices = Inputs(section, key);
        var ticked = choices.Where(choice => choice.Value is not ("all" or "none") && random.Next(3) > 0).ToList();
        // What was saved before may be ticked.
        choices.ForEach(choice => choice.IsChecked = ticked.Count == 0 ? choice.Value == "none" : ticked.Contains(choice));
        return ticked.Count > 0;
    }

    /// <returns>What was ticked.</returns>
    private List<string> Tick(IElement section, string key)
    {
        var ticked = Inputs(section, key).Where(_ => random.Next(3) == 0).ToList();
        ticked.ForEach(choice => choice.IsChecked = true);
        return ticked.Select(choice => choice.Value).ToList();
    }

    /// <summary>Chooses one of a question's radio buttons; null where the section does not ask it.</summary>
    private string? Choose(IElement section, string key)
    {
        var choices = Inputs(section, key);
        if (choices.Count == 0)
        {
            return null;
        }
        var chosen = choices[random.Next(choices.Count)];
        chosen.IsChecked = true;
        return chosen.Value;
    }

    private void Write(IElement section, string key, string[] texts)
    {
        var text = texts[random.Next(texts.Length)];
        switch (section.QuerySelector($"[name$='.{key}']"))
        {
            case IHtmlTextAreaElement area:
                area.Value = text;
                break;
            case IHtmlInputElement line:
                line.Value = text;
                break;
        }
    }

    private static List<IHtmlInputElement> Inputs(IElement section, string key) => section.QuerySelectorAll<IHtmlInputElement>("input")
        .Where(input => input.Type is "radio" or "checkbox" && input.Name!.EndsWith($".{key}", StringComparison.Ordinal))
        .ToList();

    private static T Field<T>(IDocument page, string name) where T : class, IElement => page.QuerySelectorAll<T>($"[name={name}]").Single();

    private static async Task<IDocument> OpenAsync(Uri address) =>
        Expect(await BrowsingContext.New(Browser).OpenAsync(new Url(address.ToString())));

    // AngleSharp takes a connection that was cut for the end of the page: the footer tells that all of it came.
    private static IDocument Expect(IDocument page) => (int)page.StatusCode == 200 && page.QuerySelector("footer") != null
        ? page
        : throw new InvalidOperationException(
            $"{page.Url} answered {(int)page.StatusCode}: {page.Title}. {page.QuerySelector(".errors")?.TextContent}");
}
