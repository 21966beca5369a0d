using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FollowUp.Local.Commands;

/// <summary><c>texts</c>: every word that users read, for a reviewer of the language.</summary>
internal static partial class TextsCommand
{
    private static readonly string App = Path.Combine(Repository.Root, "functions", "FollowUp");

    public static Command Create()
    {
        var command = new Command("texts", "Skriver ut allt som användare läser, rum för rum, med {…} där något sätts in.");
        command.SetAction((_, cancellation) => WriteAsync(Console.Out, cancellation));
        return command;
    }

    internal static async Task<int> WriteAsync(TextWriter output, CancellationToken cancellation)
    {
        foreach (var file in Directory.GetFiles(App, "Texts*.cs", SearchOption.AllDirectories).Where(file => !Built().IsMatch(file))
            .Order(StringComparer.Ordinal))
        {
            var root = await CSharpSyntaxTree.ParseText(await File.ReadAllTextAsync(file, cancellation), cancellationToken: cancellation)
                .GetRootAsync(cancellation);
            await output.WriteLineAsync($"\n# {Path.GetRelativePath(App, file)}");
            foreach (var group in root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsWhole).GroupBy(Member))
            {
                await output.WriteLineAsync($"\n{group.Key}");
                foreach (var text in group.Select(Written).Where(text => Letter().IsMatch(text)))
                {
                    await output.WriteLineAsync($"  {text}");
                }
            }
        }
        return 0;
    }

    /// <summary>A text that is no part of a longer one; not a format, and not what a text is compared with.</summary>
    private static bool IsWhole(ExpressionSyntax expression) => IsText(expression)
        && !(expression.Parent is ExpressionSyntax parent && IsText(parent))
        && expression.Parent is not (ConstantPatternSyntax or CaseSwitchLabelSyntax)
        && !(expression.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && NoText().IsMatch($"{call.Expression}"));

    private static bool IsText(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => false,
    };

    private static string Written(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText.Replace("\n", "\\n"),
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(part => part switch
        {
            InterpolatedStringTextSyntax fixedPart => fixedPart.TextToken.ValueText.Replace("\n", "\\n"),
            InterpolationSyntax { Expression: var hole } => $"{{{Name(hole)}}}",
            _ => "",
        })),
        BinaryExpressionSyntax sum when IsText(sum) => Written(sum.Left) + Written(sum.Right),
        var other => $"{{{Name(other)}}}",
    };

    /// <summary>What is put in, where it has a short name; the texts of a longer expression are printed by themselves.</summary>
    private static string Name(ExpressionSyntax expression) => ShortName().Match($"{expression}") is { Success: true } name ? name.Value
        : "…";

    private static string Member(ExpressionSyntax text) => string.Join('.', text.Ancestors().OfType<MemberDeclarationSyntax>().Reverse()
        .Select(member => member switch
        {
            ClassDeclarationSyntax type when type.Identifier.Text != nameof(Texts) => type.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            _ => null,
        }).OfType<string>());

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^[\w.]+$")]
    private static partial Regex ShortName();

    [GeneratedRegex(@"(ToString|GetCultureInfo|EndsWith|StartsWith|Contains|Split)$")]
    private static partial Regex NoText();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();
}
