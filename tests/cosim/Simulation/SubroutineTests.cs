using HwGen.Verify.Simulation;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Tasks awaited where they are called serve later calls; others must not notice.</summary>
public sealed class SubroutineTests : IDisposable
{
    private readonly Simulator sim = new(TestModels.Build("counters"), new SimulationOptions { TimeLimit = SimTime.Us(100) });
    private readonly Clock clock;

    public SubroutineTests() => clock = sim.AddClock("clk_a_i", SimTime.Ns(10));

    public void Dispose() => sim.Dispose();

    [Fact]
    public void Calls_at_the_same_time_keep_their_own_values()
    {
        var results = new List<long>();
        async SimTask Caller(int edges)
        {
            for (var i = 0; i < 20; i++)
                results.Add(await Count(edges) - (100 * edges));
        }

        sim.Run(async () =>
        {
            await sim.Combine(sim.Start("one", () => Caller(1)), sim.Start("two", () => Caller(2)), sim.Start("three", () => Caller(3)));
            Assert.Equal(60, results.Count);
            Assert.All(results, result => Assert.Equal(0, result));
        });
    }

    [Fact]
    public void A_method_may_call_itself() => sim.Run(async () =>
    {
        async SimTask<int> Depth(int left)
        {
            await clock.RisingEdge;
            return left == 0 ? 0 : 1 + await Depth(left - 1);
        }

        for (var depth = 0; depth < 50; depth += 7)
            Assert.Equal(depth, await Depth(depth));
    });

    [Fact]
    public void A_task_in_a_variable_stays_what_it_was() => sim.Run(async () =>
    {
        await Count(1);
        var first = Count(2);
        Assert.Equal(200, await first);
        Assert.Equal(300, await Count(3));
        Assert.True(first.IsCompleted);
        Assert.Equal(200, await first);
        Assert.Equal(200, first.Result);
    });

    [Fact]
    public void A_task_shared_with_a_lambda_stays_what_it_was() => sim.Run(async () =>
    {
        SimTask<long>? shared = null;
        async SimTask Caller()
        {
            shared = Count(2);
            await shared;
        }

        await Caller();
        Assert.Equal(300, await Count(3));
        Assert.Equal(200, shared!.Result);
    });

    [Fact]
    public void A_failure_reaches_the_caller_and_the_next_call_works() => sim.Run(async () =>
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("no edges", await Failure());
            Assert.Equal(100, await Count(1));
        }
    });

    [Fact]
    public void A_subroutine_cancelled_with_its_caller_leaves_later_calls_alone() => sim.Run(async () =>
    {
        for (var i = 0; i < 3; i++)
        {
            var caller = sim.Start("caller", async () => await Count(1000));
            await clock.RisingEdge;
            caller.Cancel();
            Assert.True(caller.IsCancelled);
            Assert.Equal(200, await Count(2));
        }
    });

    [Fact]
    public void Awaiting_a_task_again_that_was_awaited_where_it_was_called_is_refused() => sim.Run(async () =>
    {
        var kept = new List<SimTask>();
        async SimTask Keep() => await Kept(Count(1));
        SimTask<long> Kept(SimTask<long> task)
        {
            kept.Add(task);
            return task;
        }

        await Keep();
        async SimTask Again() => await kept[0];
        string? message = null;
        try
        {
            await Again();
        }
        catch (InvalidOperationException e)
        {
            message = e.Message;
        }

        Assert.Equal("the task was awaited before, where it was called, and is gone; start it to await it again", message);
    });

    private async SimTask<string> Failure()
    {
        try
        {
            await Count(0);
            return "";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private async SimTask<long> Count(int edges)
    {
        var result = 0L;
        for (var i = 0; i < edges; i++)
        {
            await clock.RisingEdge;
            result += 100;
        }

        await clock.RisingEdge;
        return edges > 0 ? result : throw new ArgumentException("no edges");
    }
}
