using Azure.Core;
using Azure.Core.Pipeline;

namespace FollowUp.Stress;

/// <summary>
/// A transport that fails every request from the cut on, as if the program had ended there.
/// </summary>
internal sealed class PowerCut : HttpPipelineTransport
{
    private readonly HttpPipelineTransport _way = HttpClientTransport.Shared;
    private long _left = long.MaxValue;
    private bool _losesReply;

    public bool HasStruck => Interlocked.Read(ref _left) <= 0;

    /// <summary>Cuts at the request that is so many from now.</summary>
    /// <param name="losesReply">Whether that request is still done.</param>
    public void After(int requests, bool losesReply)
    {
        _losesReply = losesReply;
        Interlocked.Exchange(ref _left, requests);
    }

    /// <summary>Cancels a cut that has not come yet.</summary>
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
