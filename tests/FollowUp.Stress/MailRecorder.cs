using System.Collections.Concurrent;
using FollowUp.Local.Demo;
using FollowUp.Local.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Stress;

/// <summary>
/// Takes the place of SendGrid and keeps every mail, including repeats. It waits before and after it takes a mail, so that a sender can be
/// killed in between and must send again.
/// </summary>
internal sealed class MailRecorder : IAsyncDisposable
{
    /// <summary>The longest of each of the two waits by default.</summary>
    public static readonly TimeSpan Way = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;
    private readonly TimeSpan _way;
    private readonly ConcurrentQueue<RecordedMail> _mails = new();

    private MailRecorder(TimeSpan way)
    {
        _way = way;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Called when a mail has arrived, before it is taken.</summary>
    public Action OnMail { get; set; } = () => { };

    /// <summary>The status that answers a mail; only those answered with 202 are kept.</summary>
    public Func<RecordedMail, int> Answer { get; set; } = _ => StatusCodes.Status202Accepted;

    /// <summary>In order of arrival.</summary>
    public IReadOnlyList<RecordedMail> Mails => [.. _mails];

    /// <param name="way">In place of <see cref="Way"/>.</param>
    public static async Task<MailRecorder> StartAsync(CancellationToken cancellation, TimeSpan? way = null)
    {
        var recorder = new MailRecorder(way ?? Way);
        await recorder._app.StartAsync(cancellation);
        return recorder;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        try
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
            OnMail();
            await Task.Delay(Random.Shared.NextDouble() * _way, context.RequestAborted);
            var mail = RecordedMail.Read(body);
            var status = Answer(mail);
            if (status == StatusCodes.Status202Accepted)
            {
                _mails.Enqueue(mail);
            }
            await Task.Delay(Random.Shared.NextDouble() * _way, context.RequestAborted);
            context.Response.StatusCode = status;
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            // The sender has been killed.
        }
    }
}

/// <param name="Link">The answer page; null where nothing is asked.</param>
/// <param name="Body">The whole request.</param>
internal sealed record RecordedMail(string Key, string MessageId, string To, Uri? Link, string Body)
{
    /// <summary>As <see cref="OutboxMail.Form"/>.</summary>
    public Uri? Form => OutboxMail.FormAt(Link);

    public static RecordedMail Read(string body)
    {
        var mail = SendGridMail.Read(body);
        return new RecordedMail(mail.CustomArgs.MailKey, mail.Headers.MessageId, mail.To.Email, OutboxMail.LinkIn(mail.Text), body);
    }
}
