using FollowUp.Local.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Local.Tests.Demo;

public sealed class SimulatedDepartmentTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("<footer></footer>", true)]
    public async Task A_page_whose_end_did_not_come_is_not_taken_for_an_answer(string end, bool whole)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"""<form method="post"><button name="gor" value="spara"></button></form>{end}""");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var link = new Uri($"{app.Urls.Single()}/");

        var saving = new SimulatedDepartment("enhet-001", new Random(1)).SaveAsync(link);

        if (whole)
        {
            Assert.Equal(link.ToString(), await saving);
        }
        else
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => saving);
        }
    }
}
