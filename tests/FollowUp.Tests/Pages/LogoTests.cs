using System.Text;
using AngleSharp.Html.Parser;
using FollowUp.Local;
using FollowUp.Pages;

namespace FollowUp.Tests.Pages;

public sealed class LogoTests
{
    /// <summary>An invented logo.</summary>
    public static string File { get; } = Path.Combine(Repository.Root, "tests", "FollowUp.Tests", "Pages", "logo.svg");

    [Fact]
    public void Read_Drawing_IsOneThatDecoratesAPage()
    {
        var page = new HtmlParser().ParseDocument($"<p id=innehall></p>{Logo.Read(System.IO.File.ReadAllBytes(File)).Markup}<p>efter</p>");
        var svg = page.QuerySelector("svg")!;

        Assert.Equal(("logo", "true", "false", "0 0 100 120"),
            (svg.GetAttribute("class"), svg.GetAttribute("aria-hidden"), svg.GetAttribute("focusable"), svg.GetAttribute("viewBox")));
        Assert.All(["width", "height", "role", "xmlns:xlink"], name => Assert.Null(svg.GetAttribute(name)));
        Assert.Equal("", svg.TextContent.Trim()); // no title, which would show under the pointer
        Assert.Equal("P", page.QuerySelector("#innehall")!.NodeName, ignoreCase: true);
        Assert.Equal(["logo-sky", "logo-innehall", "logo-wave"], svg.QuerySelectorAll("[id]").Select(element => element.Id));
        Assert.Equal(["#logo-wave", "#logo-wave", "#logo-wave"], svg.QuerySelectorAll("use").Select(use => use.GetAttribute("href")));
        Assert.Equal("url(#logo-innehall)", svg.QuerySelector("g")!.GetAttribute("clip-path"));
        Assert.Equal("efter", svg.NextElementSibling!.TextContent);
    }

    [Fact]
    public void Read_PrefixedNames_AreThoseOfHtml() =>
        Assert.StartsWith("<svg viewBox=\"0 0 1 1\"",
            Logo.Read(Bytes("<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><s:path d=\"M0 0h1\"/></s:svg>")).Markup);

    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("<foreignObject/>", "foreignObject")]
    [InlineData("<style>path { fill: red }</style>", "style")]
    [InlineData("<image href=\"x.png\"/>", "image")]
    [InlineData("<a href=\"#x\"/>", "element a,")]
    [InlineData("<animate attributeName=\"href\"/>", "animate")]
    [InlineData("<div xmlns=\"http://www.w3.org/1999/xhtml\"/>", "div")]
    [InlineData("<path xmlns=\"http://www.w3.org/1999/xhtml\"/>", "path")]
    [InlineData("<path style=\"fill: red\"/>", "style attributes")]
    [InlineData("<g onclick=\"alert(1)\"/>", "onclick")]
    [InlineData("<g ONLOAD=\"alert(1)\"/>", "ONLOAD")]
    [InlineData("<use href=\"https://elsewhere.example/x.svg#y\"/>", "https://elsewhere.example/x.svg#y")]
    [InlineData("<use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"data:image/svg+xml,x\"/>", "data:")]
    [InlineData("<path fill=\"url(https://elsewhere.example/x)\"/>", "elsewhere.example")]
    [InlineData("<path fill=\"URL('#x')\"/>", "only url(#…)")]
    public void Read_WhatAPageMustNotHold_IsRefusedByName(string inner, string named) =>
        Assert.Contains(named, Refusal($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{inner}</svg>"));

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>", "DOCTYPE")]
    [InlineData("<svg viewBox=\"0 0 1 1\"/>", "root")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "root")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "viewBox")]
    [InlineData("<svg", "cannot be read as XML")]
    [InlineData("", "cannot be read as XML")]
    public void Read_NoSvg_IsRefused(string text, string named) => Assert.Contains(named, Refusal(text));

    [Fact]
    public void Read_LargerThan16KB_IsRefused()
    {
        string Filled(int length) => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">" is var start
            ? $"{start}{new string(' ', length - start.Length - 6)}</svg>" : "";

        Logo.Read(Bytes(Filled(16 * 1024)));
        Assert.Contains("16 KB", Refusal(Filled((16 * 1024) + 1)));
    }

    private static string Refusal(string text) => Assert.Throws<InvalidDataException>(() => Logo.Read(Bytes(text))).Message;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
