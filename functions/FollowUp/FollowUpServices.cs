using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Accessibility;
using FollowUp.Acts;
using FollowUp.Answers;
using FollowUp.Coordinator;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Storage;
using FollowUp.Trail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FollowUp;

/// <summary>The one wiring list, called by the Azure host and by the local one.</summary>
public static class FollowUpServices
{
    /// <param name="sender">Delivers the mails; SendGrid does if left out.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    public static void AddFollowUp(this IHostApplicationBuilder app, Func<IServiceProvider, IMailSender>? sender = null)
    {
        var settings = FollowUpSettings.Read(app.Configuration);
        app.Services.AddSingleton(settings.Pages);
        app.Services.AddSingleton(settings.Accessibility);
        app.Services.AddSingleton(settings.Storage);
        app.Services.AddSingleton(settings.Links);
        app.Services.AddSingleton(settings.Mail);
        app.Services.AddSingleton(settings.Desk);
        app.Services.AddSingleton(settings.Api);
        // Each request would be logged with its address, and a link's address holds its token.
        app.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // As long as it logs anything at all it also puts the address into a scope, and so into whatever else is logged during the request.
        app.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        app.Services.AddRazorComponents();
        app.Services.AddSingleton<StyleSheet>();
        app.Services.AddSingleton<PageScript>();
        app.Services.AddSingleton<PageFonts>();
        app.Services.AddSingleton<PageIcon>();
        // Swedish letters stay letters in the pages' source.
        app.Services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        app.Services.TryAddSingleton(TimeProvider.System);

        app.Services.AddSingleton<FollowUpTables>();
        app.Services.AddHostedService(services => services.GetRequiredService<FollowUpTables>());
        app.Services.AddSingleton<PlanTable>();
        app.Services.AddSingleton<DepartmentTable>();
        app.Services.AddSingleton<RoundTable>();
        app.Services.AddSingleton<AssignmentTable>();
        app.Services.AddSingleton<MailTable>();
        app.Services.AddSingleton<MailingTable>();
        app.Services.AddSingleton<LinkTable>();
        app.Services.AddSingleton<ReportTable>();
        app.Services.AddSingleton<AssessmentTable>();
        app.Services.AddSingleton<TrailTable>();
        app.Services.AddSingleton<PreviewTable>();
        app.Services.AddSingleton<CalendarTable>();
        app.Services.AddSingleton<FeedbackTable>();

        app.Services.AddSingleton<RoundQuestionnaires>();
        app.Services.AddSingleton<RoundResultsReader>();
        app.Services.AddSingleton<RoundOpening>();
        app.Services.AddSingleton<AssessmentWriting>();
        app.Services.AddSingleton<ReportFiles>();
        app.Services.AddSingleton<ActFacts>();
        app.Services.AddSingleton<ActRunner>();
        app.Services.AddSingleton<RoundPreviews>();
        app.Services.AddSingleton<CoordinatorMail>();
        app.Services.AddSingleton<CalendarWatch>();
        app.Services.AddSingleton<ExampleMunicipality>();
        app.Services.AddSingleton<LinkTokens>();
        app.Services.AddSingleton<DepartmentLinks>();
        app.Services.AddSingleton<ISignIn, PlatformSignIn>();
        app.Services.AddSingleton<DeskAccess>();
        app.Services.AddSingleton<Letters>();
        app.Services.AddSingleton<IMailSender>(services =>
            new CheckedSender(settings.Mail, sender?.Invoke(services) ?? new SendGridSender(settings.Mail)));
    }
}
