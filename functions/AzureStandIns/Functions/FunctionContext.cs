namespace Microsoft.Azure.Functions.Worker;

/// <summary>The real one has further abstract members: what subclasses this will not compile with the real packages.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }
    public abstract string FunctionId { get; }
    public abstract IServiceProvider InstanceServices { get; set; }
    public abstract IDictionary<object, object> Items { get; set; }
    public virtual CancellationToken CancellationToken { get; }
}
