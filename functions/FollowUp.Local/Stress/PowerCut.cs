using Azure.Core;
using Azure.Core.Pipeline;

namespace FollowUp.Local.Stress;

/// <summary>
/// The way to the tables of a program that ends without mercy: from the cut on nothing of it reaches them, whatever it still tries.
/// </summary>
internal sealed class PowerCut : HttpPipelineTransport
{
    private readonly HttpPipelineTransport _way = HttpClientTransport.Shared;
    private long _left = long.MaxValue;
    private bool _losesReply;

    public bool HasStruck => Interlocked.Read(ref _left) <= 0;

    /// <summary>Strikes at the request after so many more.</summary>
    /// <param name="losesReply">Whether what that one asks for is still done.</param>
    public void After(int requests, bool losesReply)
    {
        _losesReply = losesReply;
        Interlocked.Exchange(ref _left, requests);
    }

    /// <summary>Takes back what has not struck yet.</summary>
    public void Spare()
    {
        if (!HasStruck)
        {
            Interlocked.Exchange(ref _left, long.MaxValue);
        }
    }

    public override Request CreateRequest() => _way.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var left = Interlocked.Decrement(ref _left);
        if (left > 0 || (left == 0 && _losesReply))
        {
            await _way.ProcessAsync(message);
        }
        if (left <= 0)
        {
            throw new IOException("The program has been ended.");
        }
    }
}
