#nullable disable
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>The columns of an entity class: its public properties, renamed by <c>[DataMember(Name)]</c>, less those with <c>[IgnoreDataMember]</c>.</summary>
internal static class EntityProperties
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, PropertyInfo>> Known = new();

    /// <summary>By column name. The keys, Timestamp and ETag are not among them: those are reached through <see cref="ITableEntity"/>.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Of(Type type) => Known.GetOrAdd(type, static type => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(IgnoreDataMemberAttribute)))
        .Where(property => !EntityJson.IsSystemProperty(property.Name))
        .ToDictionary(ColumnOf));

    public static string ColumnOf(MemberInfo property) => property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;
}
