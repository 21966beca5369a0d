namespace FollowUp.BrowserTests;

/// <summary>Uses a page by keyboard alone, and fails where the focus is not visible.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MaxStops = 200;

    /// <summary>Presses Tab until the element has the focus.</summary>
    public Task TabToAsync(ILocator target) => MoveToAsync("Tab", target, "(e, focused) => e === focused");

    /// <summary>Presses Shift+Tab until the element has the focus.</summary>
    public Task TabBackToAsync(ILocator target) => MoveToAsync("Shift+Tab", target, "(e, focused) => e === focused");

    /// <summary>Goes to the link or the button and presses Enter.</summary>
    public async Task FollowAsync(ILocator target)
    {
        await TabToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes to the field and replaces its text.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await TabToAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to the check box and sets it with Space.</summary>
    public async Task CheckAsync(ILocator box)
    {
        await TabToAsync(box);
        await page.Keyboard.PressAsync("Space");
        Assert.True(await box.IsCheckedAsync());
    }

    /// <summary>Goes to the group of the radio button and chooses it with the arrow keys.</summary>
    public async Task ChooseAsync(ILocator radio)
    {
        await MoveToAsync("Tab", radio, "(e, focused) => focused.type === 'radio' && e.form === focused.form && e.name === focused.name");
        await MoveToAsync("ArrowDown", radio, "(e, focused) => e === focused");
        if (!await radio.IsCheckedAsync())
        {
            await page.Keyboard.PressAsync("Space");
        }
        Assert.True(await radio.IsCheckedAsync());
    }

    private async Task MoveToAsync(string key, ILocator target, string isThere)
    {
        for (var stops = 0; !await target.EvaluateAsync<bool>($"e => ({isThere})(e, document.activeElement)"); stops++)
        {
            Assert.True(stops < MaxStops, $"{MaxStops} times {key} did not lead to {target}.");
            await page.Keyboard.PressAsync(key);
            await AssertSeenAsync();
        }
        await AssertSeenAsync();
    }

    private async Task AssertSeenAsync()
    {
        var unseen = await UnseenAsync();
        Assert.True(unseen == null, unseen);
    }

    /// <summary>Why the focus is not visible; null if it is visible or outside the page.</summary>
    private Task<string?> UnseenAsync() => page.EvaluateAsync<string?>("""
        () => {
            const focused = document.activeElement;
            if (!focused || focused === document.body) return null;
            const about = focused.outerHTML.slice(0, 200);
            // A link that wraps has a box for each line; of a box higher than the window only the visible part counts.
            const { left, right, top, bottom } = focused.getClientRects()[0] ?? new DOMRect();
            const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
            if (right - left < 1 || bottom - top < 1 || top >= innerHeight || bottom <= 0 || left >= innerWidth || right <= 0)
                return `The focus is at something that is not in the window: ${about}`;
            const there = document.elementFromPoint(x, y);
            if (!focused.contains(there)) return `The focus is at ${about}, which is covered by ${there?.outerHTML.slice(0, 200)}`;
            const style = getComputedStyle(focused);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 ? null : `The focus is not marked at ${about}`;
        }
        """);
}
