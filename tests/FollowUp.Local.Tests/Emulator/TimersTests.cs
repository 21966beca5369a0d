using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Tests.Emulator;

public class TimersTests(AzuriteFixture azurite)
{
    private readonly List<Entry> _diary = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AdvancingAYear_RunsEachOccurrenceOnceAtItsTime()
    {
        await using var emulator = await App(typeof(Weekly), typeof(Quarterly)).StartAsync();

        await emulator.AdvanceToAsync(SmallApp.NewYear.AddYears(1), Cancellation);

        var mondays = _diary.Where(entry => entry.Who == "Weekly").Select(entry => entry.At).ToList();
        var firstMonday = new DateTimeOffset(2026, 1, 5, 6, 30, 0, TimeSpan.Zero);
        Assert.Equal(Enumerable.Range(0, 52).Select(week => firstMonday.AddDays(7 * week)), mondays);
        Assert.Equal(
            ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"],
            _diary.Where(entry => entry.Who == "Quarterly").Select(entry => $"{entry.At:yyyy-MM-dd}"));
        Assert.Equal(_diary.Select(entry => entry.At).Order(), _diary.Select(entry => entry.At));
        Assert.Equal(SmallApp.NewYear.AddYears(1), emulator.Clock.GetUtcNow());
        Assert.Equal(new DateTimeOffset(2027, 1, 4, 6, 30, 0, TimeSpan.Zero), emulator.NextDue);
    }

    [Fact]
    public async Task TimerInfo_TellsWhenItLastRanAndThatItIsOnTime()
    {
        await using var emulator = await App(typeof(Quarterly)).StartAsync();

        await emulator.AdvanceToAsync(SmallApp.NewYear.AddMonths(6), Cancellation);

        Assert.Equal([(default, At(4, 1), false), (At(4, 1), At(7, 1), false)],
            _diary.Select(entry => (entry.Last, entry.Next, entry.IsPastDue)));
    }

    [Fact]
    public async Task ClockLeaptOverSeveral_RunsOnceAsPastDue()
    {
        await using var emulator = await App(typeof(Weekly)).StartAsync();
        await emulator.VirtualClock!.AdvanceToAsync(SmallApp.NewYear.AddDays(30), Cancellation);

        await emulator.SettleAsync(Cancellation);
        await emulator.SettleAsync(Cancellation);

        var entry = Assert.Single(_diary);
        Assert.Equal((SmallApp.NewYear.AddDays(30), true), (entry.At, entry.IsPastDue));
    }

    [Fact]
    public async Task RestartWithARunMissed_RunsItAtOnceAsPastDue()
    {
        var app = App(typeof(Weekly));
        await using (var before = await app.StartAsync())
        {
            await before.AdvanceToAsync(At(1, 5, 6, 30), Cancellation);
            await before.VirtualClock!.AdvanceToAsync(At(1, 13), Cancellation);
        }

        await using var after = await app.StartAsync();

        Assert.Equal([(At(1, 5, 6, 30), false), (At(1, 13), true)], _diary.Select(entry => (entry.At.UtcDateTime, entry.IsPastDue)));
        Assert.Equal(At(1, 5, 6, 30), _diary[1].Last);
    }

    [Fact]
    public async Task RestartWithNothingMissed_RunsNothingUntilTheNextTime()
    {
        var app = App(typeof(Weekly));
        await using (var before = await app.StartAsync())
        {
            await before.AdvanceToAsync(At(1, 6), Cancellation);
        }
        _diary.Clear();

        await using var after = await app.StartAsync();
        Assert.Empty(_diary);
        await after.AdvanceToAsync(At(1, 12, 6, 30), Cancellation);

        Assert.Equal((At(1, 5, 6, 30), At(1, 12, 6, 30)), (Assert.Single(_diary).Last, _diary[0].Next));
    }

    [Fact]
    public async Task ScheduleFromASetting_ChangedBetweenStarts_BeginsAnew()
    {
        var app = App(typeof(Configured));
        app.Settings["Reminders"] = "0 0 8 * * *";
        await using (var before = await app.StartAsync())
        {
            await before.AdvanceToAsync(At(1, 2), Cancellation);
            await before.VirtualClock!.AdvanceToAsync(At(1, 10), Cancellation);
        }
        app.Settings["Reminders"] = "0 0 9 * * *";

        await using var after = await app.StartAsync();
        await after.AdvanceToAsync(At(1, 11), Cancellation);

        Assert.Equal([At(1, 1, 8, 0), At(1, 10, 9, 0)], _diary.Select(entry => entry.At.UtcDateTime));
    }

    [Fact]
    public async Task RunOnStartup_RunsAtEveryStart()
    {
        var app = App(typeof(AtStartup));
        await using (await app.StartAsync()) { }
        await using (await app.StartAsync()) { }

        Assert.Equal([false, false], _diary.Select(entry => entry.IsPastDue));
    }

    [Fact]
    public async Task WithoutMonitor_NothingIsRemembered()
    {
        var app = App(typeof(Forgetful));
        await using (var before = await app.StartAsync())
        {
            await before.VirtualClock!.AdvanceToAsync(At(2, 1), Cancellation);
        }

        await using var after = await app.StartAsync();
        Assert.Empty(_diary);
        await after.AdvanceToAsync(At(2, 2), Cancellation);

        Assert.False(Assert.Single(_diary).HasStatus);
    }

    [Fact]
    public async Task FailedRun_IsLogged_AndTheScheduleGoesOn()
    {
        var log = new LogLines();
        await using var emulator = await new SmallApp(azurite, typeof(Failing))
        {
            Configure = builder =>
            builder.Logging.ClearProviders().AddProvider(log)
        }.StartAsync();

        await emulator.AdvanceToAsync(At(1, 3), Cancellation);

        Assert.Equal(
            ["The timer function Failing failed at 2026-01-02T00:00:00.0000000+00:00.: broken on purpose",
                "The timer function Failing failed at 2026-01-03T00:00:00.0000000+00:00.: broken on purpose"],
            log.Written);
    }

    [Fact]
    public async Task FailedRun_IsMadeAgain_AsOftenAsItsRetryPolicySays()
    {
        var log = new LogLines();
        await using var emulator = await new SmallApp(azurite, typeof(Retried))
        {
            Configure = builder =>
            builder.Logging.ClearProviders().AddProvider(log)
        }.StartAsync();

        await emulator.AdvanceToAsync(At(1, 2), Cancellation);

        Assert.Equal(3, log.Written.Count);
    }

    [Fact]
    public async Task DateThatNeverComes_RunsNothingAndHoldsNothingUp()
    {
        var app = App(typeof(Configured));
        app.Settings["Reminders"] = "0 0 0 30 2 *";
        await using (await app.StartAsync()) { }

        await using var emulator = await app.StartAsync();
        await emulator.AdvanceToAsync(At(12, 31), Cancellation);

        Assert.Empty(_diary);
        Assert.Equal(DateTimeOffset.MaxValue, emulator.NextDue);
    }

    [Fact]
    public async Task TheHourThatStockholmSkips_IsOneInUtc()
    {
        var app = App(typeof(Configured));
        app.Settings["Reminders"] = "0 30 2 28-30 3 *";
        await using var emulator = await app.StartAsync();

        await emulator.AdvanceToAsync(At(4, 1), Cancellation);

        Assert.Equal([At(3, 28, 2, 30), At(3, 29, 2, 30), At(3, 30, 2, 30)], _diary.Select(entry => entry.At.UtcDateTime));
    }

    [Theory]
    [InlineData(typeof(Configured), "the setting %Reminders% of '%Reminders%' is missing")]
    [InlineData(typeof(FiveFields), "FiveFields (FiveFields.Run) is refused: its schedule '0 8 * * *' cannot be read: '0 8 * * *' is")]
    [InlineData(typeof(HourTooLate), "HourTooLate (HourTooLate.Run) is refused: its schedule '0 0 24 * * *' cannot be read: 24 is higher")]
    [InlineData(typeof(TextTimer), "its parameter 'timer' (String) cannot be bound")]
    public async Task Start_WithATimerThatCouldNotRun_SaysWhich(Type type, string reason)
    {
        var error = await Assert.ThrowsAsync<InvalidFunctionException>(() => App(type).StartAsync());

        Assert.Contains(reason, error.Message);
    }

    private SmallApp App(params Type[] classes) => new(azurite, classes) { Configure = builder => builder.Services.AddSingleton(_diary) };

    private static DateTime At(int month, int day, int hour = 0, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, DateTimeKind.Utc);

    public sealed record Entry(string Who, DateTimeOffset At, bool HasStatus, DateTime Last, DateTime Next, bool IsPastDue);

    public abstract class Diarist(List<Entry> diary, TimeProvider clock)
    {
        protected void Write(TimerInfo timer) => diary.Add(new Entry(
            GetType().Name, clock.GetUtcNow(), timer.ScheduleStatus is not null,
            timer.ScheduleStatus?.Last ?? default, timer.ScheduleStatus?.Next ?? default, timer.IsPastDue));
    }

    public class Weekly(List<Entry> diary, TimeProvider clock) : Diarist(diary, clock)
    {
        [Function("Weekly")]
        public void Run([TimerTrigger("0 30 6 * * MON")] TimerInfo timer, CancellationToken cancellation) => Write(timer);
    }

    public class Quarterly(List<Entry> diary, TimeProvider clock) : Diarist(diary, clock)
    {
        [Function("Quarterly")]
        public async Task Run([TimerTrigger("0 0 0 1 1,4,7,10 *")] TimerInfo timer)
        {
            await Task.Yield();
            Write(timer);
        }
    }

    public class Configured(List<Entry> diary, TimeProvider clock) : Diarist(diary, clock)
    {
        [Function("Configured")]
        public void Run([TimerTrigger("%Reminders%")] TimerInfo timer) => Write(timer);
    }

    public class AtStartup(List<Entry> diary, TimeProvider clock) : Diarist(diary, clock)
    {
        [Function("AtStartup")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => Write(timer);
    }

    public class Forgetful(List<Entry> diary, TimeProvider clock) : Diarist(diary, clock)
    {
        [Function("Forgetful")]
        public void Run([TimerTrigger("0 0 0 * * *", UseMonitor = false)] TimerInfo timer) => Write(timer);
    }

    public class Failing
    {
        [Function("Failing")]
        public Task Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => throw new TimeZoneNotFoundException("broken on purpose");
    }

    public class Retried
    {
        [Function("Retried")]
        [FixedDelayRetry(2, "00:01:00")]
        public Task Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => throw new TimeZoneNotFoundException("broken on purpose");
    }

    public class FiveFields
    {
        [Function("FiveFields")]
        public void Run([TimerTrigger("0 8 * * *")] TimerInfo timer) { }
    }

    public class HourTooLate
    {
        [Function("HourTooLate")]
        public void Run([TimerTrigger("0 0 24 * * *")] TimerInfo timer) { }
    }

    public class TextTimer
    {
        [Function("TextTimer")]
        public void Run([TimerTrigger("0 0 8 * * *")] string timer) { }
    }
}
