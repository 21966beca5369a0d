#nullable disable
using System.Linq.Expressions;

namespace Azure.Data.Tables;

/// <summary>
/// <c>row => row.Due &lt; now &amp;&amp; row.State != "done"</c> as an OData filter. The service knows comparisons of a
/// property with a value, and, or and not; whatever else a lambda can say is refused.
/// </summary>
internal sealed class ExpressionFilter
{
    private readonly ParameterExpression _row;

    private ExpressionFilter(ParameterExpression row) => _row = row;

    public static string Translate<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ExpressionFilter(filter.Parameters[0]).Condition(filter.Body);
    }

    private string Condition(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => $"({Condition(both.Left)}) and ({Condition(both.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse } either => $"({Condition(either.Left)}) or ({Condition(either.Right)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        BinaryExpression comparison when Operator(comparison.NodeType) is { } word => Comparison(comparison, word),
        MethodCallExpression call when StringOperands(call, nameof(string.Equals)) is var (left, right) => $"{Operand(left)} eq {Operand(right)}",
        _ when expression.Type == typeof(bool) && Column(expression) is { } flag => $"{flag} eq true",
        _ => throw Refuse(expression),
    };

    private string Comparison(BinaryExpression comparison, string word)
    {
        // string.Compare(a, b) >= 0 and a.CompareTo(b) >= 0 are how C# writes a >= b for strings.
        if (comparison.Left is MethodCallExpression call && comparison.Right is ConstantExpression { Value: 0 } &&
            (StringOperands(call, nameof(string.CompareTo)) ?? StringOperands(call, nameof(string.Compare))) is var (left, right))
        {
            return $"{Operand(left)} {word} {Operand(right)}";
        }
        return $"{Operand(comparison.Left)} {word} {Operand(comparison.Right)}";
    }

    private string Operand(Expression expression) => Column(expression) ?? QueryFilter.Literal(Value(expression));

    /// <summary>The column that a property or a TableEntity getter of the row stands for, or null when it is something else.</summary>
    private string Column(Expression expression) => expression switch
    {
        // C# compares enums as numbers, and the table has their names.
        UnaryExpression { NodeType: ExpressionType.Convert } convert when !IsEnum(convert.Operand.Type) => Column(convert.Operand),
        MemberExpression { Expression: { } inner } member when inner == _row => EntityProperties.ColumnOf(member.Member),
        MemberExpression { Member.Name: nameof(Nullable<int>.Value), Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) != null => Column(inner),
        MethodCallExpression { Object: { } inner, Arguments: [var name] } getter when inner == _row && getter.Method.Name.StartsWith("get", StringComparison.OrdinalIgnoreCase) => (string)Value(name),
        _ => null,
    };

    private object Value(Expression expression)
    {
        if (expression is ConstantExpression constant)
        {
            return constant.Value;
        }
        if (MentionsRow.In(expression, _row))
        {
            throw Refuse(expression);
        }
        return Expression.Lambda<Func<object>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();
    }

    // Overloads that take a StringComparison or a culture are not among them: the service compares ordinally, always.
    private static (Expression Left, Expression Right)? StringOperands(MethodCallExpression call, string method) =>
        call.Method.DeclaringType != typeof(string) || call.Method.Name != method ? null
        : call is { Object: { } self, Arguments: [var other] } ? (self, other)
        : call is { Object: null, Arguments: [var left, var right] } ? (left, right)
        : null;

    private static bool IsEnum(Type type) => (Nullable.GetUnderlyingType(type) ?? type).IsEnum;

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => null,
    };

    private static NotSupportedException Refuse(Expression expression) => new(
        $"'{expression}' cannot be said in a table filter: compare a property with a value, and combine with &&, || and !.");

    private sealed class MentionsRow(ParameterExpression row) : ExpressionVisitor
    {
        private bool _found;

        public static bool In(Expression expression, ParameterExpression row)
        {
            var visitor = new MentionsRow(row);
            visitor.Visit(expression);
            return visitor._found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found |= node == row;
            return node;
        }
    }
}
