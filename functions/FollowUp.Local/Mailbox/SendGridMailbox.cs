using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using MimeKit;

namespace FollowUp.Local.Mailbox;

/// <summary>SendGrid's API for sending mail, on loopback: what an app sends there lands in a folder.</summary>
internal static class SendGridMailbox
{
    /// <param name="port">0 takes a free one.</param>
    public static async Task<WebApplication> StartAsync(int port, string folder, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.Run(context => TakeAsync(context, folder));
        await app.StartAsync(cancellation);
        return app;
    }

    private static async Task TakeAsync(HttpContext context, string folder)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path != "/v3/mail/send")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            var mail = SendGridMail.Read(await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted));
            if (Path.GetFileName(mail.CustomArgs.MailKey) != mail.CustomArgs.MailKey)
            {
                throw new FormatException("The mail_key cannot be a file's name.");
            }
            await EmlFolder.WriteAsync(
                folder, mail.Letter, new MailboxAddress(mail.From.Name, mail.From.Email), mail.Headers.MessageId,
                TimeProvider.System.GetUtcNow(),
                context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { errors = new[] { new { message = unreadable.Message } } }),
                context.RequestAborted);
        }
    }
}
