using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FollowUp.Tests.AzureStandIns;

/// <summary>What a type shows to other assemblies, each member as one line of C# in the form that AzureSurface.txt is written in.</summary>
public static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] AddedToRecords = ["Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality", "<Clone>$", "Deconstruct", "PrintMembers", "get_EqualityContract"];

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char",
    };

    private static readonly Dictionary<string, string> Operators = new() { ["op_Equality"] = "==", ["op_Inequality"] = "!=" };

    /// <summary>The line of the type itself without what it inherits, and what it inherits.</summary>
    public static (string Line, IReadOnlySet<string> Inherits) Head(Type type)
    {
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return ($"{Obsolete(type)}public delegate {Return(invoke)} {Name(type)}({Parameters(invoke)}){Constraints(type.GetGenericArguments())};", new HashSet<string>());
        }
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        kind += kind is "" || kind.EndsWith(' ') ? IsRecord(type) ? "record" : "class" : "";

        var inherits = new HashSet<string>();
        if (!type.IsEnum)
        {
            var interfaces = type.GetInterfaces();
            var implied = interfaces.SelectMany(one => one.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
            inherits.UnionWith(interfaces.Except(implied).Where(one => one.IsVisible).Select(one => Name(one)));
            if (type.BaseType is { } @base && @base != typeof(object) && @base != typeof(ValueType))
            {
                inherits.Add(Name(@base));
            }
        }
        return ($"{Obsolete(type)}public {kind} {Name(type)}{Constraints(type.GetGenericArguments())}", inherits);
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (IsDelegate(type))
        {
            return [];
        }
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{Obsolete(field)}{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }
        return
        [
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field),
            .. type.GetConstructors(Declared).Where(IsShown).Where(constructor => !IsCopyConstructor(constructor)).Select(Constructor),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsShown)).Where(property => property.Name != "EqualityContract").Select(Property),
            .. type.GetEvents(Declared).Where(one => IsShown(one.AddMethod!)).Select(one => $"{Modifiers(one.AddMethod!)}event {TypeOf(one.EventHandlerType!, Annotations.Of(one))} {one.Name};"),
            .. type.GetMethods(Declared).Where(IsShown).Where(method => !IsAccessor(method) && !IsAddedToRecord(method)).Select(Method),
        ];
    }

    /// <summary>Whether the signatures say what may be null and what not.</summary>
    public static bool IsAnnotated(Type type) => type.GetMethods(Declared).Where(IsShown)
        .SelectMany(method => method.GetParameters().Append(method.ReturnParameter))
        .Any(parameter => Annotations.Of(parameter).Any);

    private static string Field(FieldInfo field)
    {
        var modifiers = field.IsLiteral ? "const " : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}";
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue(), field.FieldType)}" : "";
        return $"{Obsolete(field)}{(field.IsPublic ? "public " : "protected ")}{modifiers}{TypeOf(field.FieldType, Annotations.Of(field))} {field.Name}{value};";
    }

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Obsolete(constructor)}{Access(constructor)}{BareName(constructor.DeclaringType!)}({Parameters(constructor)});";

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsShown).ToArray();
        var main = accessors.MinBy(accessor => accessor.IsPublic ? 0 : 1)!;
        var type = TypeOf(property.PropertyType, Annotations.Of(property));
        var name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        var shown = accessors.OrderBy(accessor => accessor == property.GetMethod ? 0 : 1)
            .Select(accessor => $"{(Access(accessor) == Access(main) ? "" : Access(accessor))}{(accessor == property.GetMethod ? "get" : IsInit(accessor) ? "init" : "set")};");
        return $"{Obsolete(property)}{Modifiers(main)}{type} {name} {{ {string.Join(' ', shown)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generics = method.GetGenericArguments();
        var name = method.Name switch
        {
            "op_Implicit" or "op_Explicit" => $"{(method.Name == "op_Implicit" ? "implicit" : "explicit")} operator {Return(method)}",
            var other when Operators.TryGetValue(other, out var symbol) => $"{Return(method)} operator {symbol}",
            var other => $"{Return(method)} {other}{(generics.Length > 0 ? $"<{string.Join(", ", generics.Select(one => one.Name))}>" : "")}",
        };
        return $"{Obsolete(method)}{Modifiers(method)}{name}({Parameters(method)}){Constraints(generics)};";
    }

    private static string Modifiers(MethodInfo method) =>
        method.DeclaringType!.IsInterface ? "" : Access(method) + method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => IsOverride(method) ? "abstract override " : "abstract ",
            { IsVirtual: true, IsFinal: true } => IsOverride(method) ? "sealed override " : "",
            { IsVirtual: true } => IsOverride(method) ? "override " : "virtual ",
            _ => "",
        };

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue, type)}" : "";
        return $"{passing}{TypeOf(type, Annotations.Of(parameter))} {parameter.Name}{value}";
    }

    private static string Return(MethodInfo method) => TypeOf(method.ReturnType, Annotations.Of(method.ReturnParameter));

    private static string Literal(object? value, Type type) => value switch
    {
        null when type.IsValueType && Nullable.GetUnderlyingType(type) == null => $"default({Name(type)})",
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } @enum => $"{Name(@enum)}.{Enum.ToObject(@enum, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string TypeOf(Type type, Annotations annotations)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{TypeOf(underlying, annotations)}?";
        }
        var mayBeNull = (!type.IsValueType || type.IsGenericType) && annotations.Next() == 2 ? "?" : "";
        if (type.IsArray)
        {
            return $"{TypeOf(type.GetElementType()!, annotations)}[]{mayBeNull}";
        }
        var arguments = type.GetGenericArguments();
        return BareName(type) + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(one => TypeOf(one, annotations)))}>") + mayBeNull;
    }

    private static string Name(Type type) => TypeOf(type, Annotations.None);

    private static string BareName(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }
        var name = type.Name.Split('`')[0];
        return type is { IsNested: true, IsGenericParameter: false } ? $"{BareName(type.DeclaringType!)}.{name}" : name;
    }

    private static string Constraints(Type[] parameters) => string.Concat(parameters.Select(parameter =>
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> all = [.. parameter.GetGenericParameterConstraints().Where(one => one != typeof(ValueType)).Select(one => Name(one))];
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            all.Insert(0, "class");
        }
        if (isStruct)
        {
            all.Insert(0, "struct");
        }
        if (all.Count == 0 && IsNotNull(parameter))
        {
            all.Add("notnull");
        }
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            all.Add("new()");
        }
        return all.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
    }));

    private static bool IsNotNull(Type parameter) => Annotations.Of(parameter).Next() == 1;

    private static string Access(MethodBase method) => method.IsPublic ? "public " : method.IsFamilyOrAssembly ? "protected internal " : "protected ";

    private static string Obsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute)) ? "[Obsolete] " : "";

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) != null;

    private static bool IsAddedToRecord(MethodInfo method) => IsRecord(method.DeclaringType!) && AddedToRecords.Contains(method.Name);

    private static bool IsCopyConstructor(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!) && constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    /// <summary>
    /// The compiler's marks, one for each reference type from the outside in: 0 says nothing, 1 is not null, 2 may be null. One mark may
    /// stand for all, and a member without marks has those of the member or type around it. (NullabilityInfoContext reads the same, but
    /// answers for type parameters what they could be instead of what is written.)
    /// </summary>
    private sealed class Annotations(byte[] marks)
    {
        private int _at;

        public static Annotations None => new([0]);

        public bool Any => marks.Any(mark => mark != 0);

        public static Annotations Of(ParameterInfo parameter) => Find(parameter.GetCustomAttributesData(), parameter.Member);

        public static Annotations Of(MemberInfo member) =>
            Find(member.GetCustomAttributesData(), member is Type { DeclaringMethod: { } method } ? method : member.DeclaringType!);

        public byte Next() => marks.Length == 1 ? marks[0] : marks[_at++];

        private static Annotations Find(IEnumerable<CustomAttributeData> attributes, MemberInfo around)
        {
            var marks = Marks(attributes, nameof(NullableAttribute));
            for (var context = around; marks == null && context != null; context = context.DeclaringType)
            {
                marks = Marks(context.GetCustomAttributesData(), nameof(NullableContextAttribute));
            }
            return new Annotations(marks ?? [0]);
        }

        private static byte[]? Marks(IEnumerable<CustomAttributeData> attributes, string name) =>
            attributes.FirstOrDefault(one => one.AttributeType.Name == name)?.ConstructorArguments[0].Value switch
            {
                byte mark => [mark],
                IEnumerable<CustomAttributeTypedArgument> all => [.. all.Select(one => (byte)one.Value!)],
                _ => null,
            };
    }
}
