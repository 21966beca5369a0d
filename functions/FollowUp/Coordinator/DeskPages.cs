using System.Security.Cryptography;
using System.Text.Json;
using FollowUp.Acts;
using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>What the desk's pages have in common.</summary>
internal static class DeskPages
{
    /// <summary>In an address: what was asked for has been done.</summary>
    public const string DoneMark = "klart";

    /// <summary>In an address: what was asked for had been done before.</summary>
    public const string DoneBeforeMark = "redan";

    private static readonly string[] Marks = [DoneMark, DoneBeforeMark, "antal", "idag", "inte"];

    public static IResult Page<T>(HttpRequest request, int status, Principal principal,
        params (string Name, object? Value)[] parameters) where T : IComponent =>
        PageResults.Page<T>(status, parameters.Append((nameof(DeskFrame.Principal), principal))
            .ToDictionary(parameter => parameter.Item1, parameter => parameter.Item2));

    /// <param name="typed">What was typed for it; it is shown back.</param>
    public static IResult Message(HttpRequest request, int status, Principal principal, string title, string text, string back,
        IReadOnlyList<string>? typed = null) =>
        Page<DeskMessagePage>(request, status, principal,
            (nameof(DeskMessagePage.Title), title), (nameof(DeskMessagePage.Text), text), (nameof(DeskMessagePage.Back), back),
            (nameof(DeskMessagePage.Typed), typed ?? []));

    /// <summary>Takes out of the address what it says was done.</summary>
    public static void ForgetNotice(HttpRequest request) => request.QueryString =
        QueryString.Create(request.Query.Where(field => !Marks.Contains(field.Key, StringComparer.OrdinalIgnoreCase)));

    /// <summary>What the address says was just done, in words; null where it says nothing.</summary>
    public static string? Notice(HttpRequest request)
    {
        string? Done(string mark) => request.Query[mark].FirstOrDefault() is { } path
            ? Act.All.FirstOrDefault(act => act.Path == path)?.Words.Done : null;
        return Done(DoneBeforeMark) is { } done ? Texts.Acts.DoneBefore(done) : Done(DoneMark);
    }

    public static bool IsDone(HttpRequest request) => request.Query.ContainsKey(DoneMark);
}
