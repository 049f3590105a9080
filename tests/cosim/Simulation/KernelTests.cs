using HwGen.Verify.Simulation;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class KernelTests : IDisposable
{
    private readonly Simulator sim = new(TestModels.Build("counters"), new SimulationOptions { TimeLimit = SimTime.Us(100) });
    private readonly List<string> log = [];

    public void Dispose() => sim.Dispose();

    [Fact]
    public void Tasks_see_the_values_before_the_edge_and_write_after_it()
    {
        var (clock, count) = Started();
        sim.Run(async () =>
        {
            await clock.RisingEdge;
            Assert.Equal(0ul, count.Value);
            sim.Dut["enable_i"].Value = 1;
            await clock.RisingEdge;
            Assert.Equal(0ul, count.Value);
            await clock.RisingEdge;
            Assert.Equal(1ul, count.Value);
            await clock.FallingEdge;
            Assert.Equal(2ul, count.Value);
            Assert.Equal(SimTime.Ns(35), sim.Now);
        });
    }

    [Fact]
    public void A_read_only_phase_sees_settled_values_and_refuses_writing()
    {
        var (clock, count) = Started();
        sim.Run(async () =>
        {
            sim.Dut["enable_i"].Value = 1;
            await clock.RisingEdge;
            await sim.ReadOnly;
            Assert.Equal(1ul, count.Value);
            Assert.Equal(SimTime.Ns(10), sim.Now);
            var refusal = Assert.Throws<InvalidOperationException>(() => sim.Dut["enable_i"].Value = 0);
            Assert.Contains("read-only", refusal.Message, StringComparison.Ordinal);
            await sim.NextTimeStep;
            Assert.Equal(SimTime.Ns(15), sim.Now);
            sim.Dut["enable_i"].Value = 0;
            await sim.ReadWrite;
            sim.Dut["enable_i"].Value = 1;
            await clock.RisingEdge;
            await sim.ReadWrite;
            Assert.Equal(2ul, count.Value);
        });
    }

    [Fact]
    public void Two_clocks_at_the_same_moment_see_the_same_values()
    {
        var a = sim.AddClock("clk_a_i", SimTime.Ns(10));
        var b = sim.AddClock("clk_b_i", SimTime.Ns(15), phase: SimTime.Ns(5));
        Reset();
        sim.Run(async () =>
        {
            sim.Dut["enable_i"].Value = 1;
            await sim.Timer(SimTime.Ns(306));
            Assert.Equal((30L, 20L), (a.Cycle, b.Cycle));  // a rises at 10, 20, ...; b at 20, 35, 50, ...
            Assert.Equal(30ul, sim.Dut["count_a_o"].Value);
            Assert.Equal(20ul, sim.Dut["count_b_o"].Value);
            await b.RisingEdge;                            // 320 ns, where a rises too
            Assert.Equal(30ul + 1, sim.Dut["count_a_o"].Value);
            await sim.ReadOnly;
            Assert.Equal(31ul, sim.Dut["sampled_o"].Value);
            Assert.Equal(32ul, sim.Dut["count_a_o"].Value);
        });
    }

    [Fact]
    public void Timers_cycles_and_edges_keep_their_order()
    {
        var (clock, _) = Started();
        Log("timer", async () => await sim.Timer(SimTime.Ns(20)));
        Log("cycles", async () => await clock.Cycles(2));
        Log("edges", async () =>
        {
            await clock.RisingEdge;
            await clock.RisingEdge;
        });
        Log("late", async () => await sim.Timer(SimTime.Ns(21)));
        sim.Run(async () => await clock.Cycles(5));
        Assert.Equal(["timer 20 ns", "cycles 20 ns", "edges 20 ns", "late 21 ns"], log);
    }

    [Fact]
    public void The_first_of_several_wins_and_leaves_nothing_behind()
    {
        var (clock, count) = Started();
        sim.Run(async () =>
        {
            Assert.Equal(1, await sim.First(sim.Timer(SimTime.Us(50)), clock.Cycles(3), sim.Change(count)));
            Assert.Equal(SimTime.Ns(30), sim.Now);
            sim.Dut["enable_i"].Value = 1;
            Assert.Equal(2, await sim.First(sim.Timer(SimTime.Us(50)), clock.Cycles(3), sim.Change(count)));
            Assert.Equal(1ul, count.Value);
            Assert.Equal(SimTime.Ns(40), sim.Now);
            await sim.Fall(count);
            Assert.Equal(0ul, count.Value);
        });
    }

    [Fact]
    public void All_of_several_are_waited_for_and_their_values_read()
    {
        var (clock, _) = Started();
        sim.Run(async () =>
        {
            var seven = After(7, clock);
            var three = After(3, clock);
            await sim.Combine(seven, three, sim.Timer(SimTime.Ns(42)));
            Assert.Equal(SimTime.Ns(70), sim.Now);
            Assert.Equal(10, await seven + await three);
        });
    }

    [Fact]
    public void A_timeout_cancels_the_task_and_runs_its_finally()
    {
        var (clock, _) = Started();
        sim.Run(async () =>
        {
            async SimTask Inner()
            {
                try
                {
                    await After(1000, clock);
                }
                finally
                {
                    log.Add($"cleaned at {sim.Now}");
                }
            }

            try
            {
                await sim.WithTimeout(Inner(), SimTime.Ns(35));
                Assert.Fail("no timeout");
            }
            catch (TimeoutException timeout)
            {
                log.Add(timeout.Message);
            }

            Assert.Equal(4, await sim.WithTimeout(After(4, clock), SimTime.Ns(100)));
        });
        Assert.Equal(["cleaned at 35 ns", "waited 35 ns for a subroutine"], log);
    }

    [Fact]
    public void Tasks_started_and_cancelled_end_where_they_wait()
    {
        var (clock, _) = Started();
        sim.Run(async () =>
        {
            var queue = new SimQueue<int>(sim, "numbers");
            var gate = new SimEvent(sim, "gate");
            var reader = sim.Start("reader", async () => log.Add($"got {await queue.Get()}"));
            var second = sim.Start("second", async () => log.Add($"second got {await queue.Get()}"));
            var passer = sim.Start("passer", async () =>
            {
                await gate;
                log.Add("passed");
            });
            await clock.RisingEdge;
            queue.Put(5);       // promised to the reader, which does not live to take it
            reader.Cancel();
            Assert.True(reader.IsCancelled);
            await clock.RisingEdge;
            gate.Set();
            await passer.Join();
            await second.Join();
        });
        Assert.Equal(["second got 5", "passed"], log);
    }

    [Fact]
    public void A_lock_lets_one_pass_at_a_time_in_order()
    {
        var (clock, _) = Started();
        var door = new SimLock(sim, "door");
        async SimTask Pass(string name)
        {
            await door.Acquire();
            await clock.Cycles(2);
            log.Add($"{name} {sim.Now}");
            door.Release();
        }

        sim.Run(async () => await sim.Combine(Pass("a"), Pass("b"), Pass("c")));
        Assert.Equal(["a 20 ns", "b 40 ns", "c 60 ns"], log);
    }

    [Fact]
    public void A_failure_in_any_task_stops_the_run_with_task_time_and_cause()
    {
        var (clock, _) = Started();
        var failure = Assert.Throws<SimulationException>(() => sim.Run(async () =>
        {
            sim.Start("checker", async () =>
            {
                await clock.Cycles(41);
                throw new InvalidDataException("parity is wrong");
            });
            await clock.Cycles(1000);
        }));
        Assert.Equal("seed 1, at 410 ns: checker, cycle 41 of clk_a_i, cycle 41 of clk_b_i: parity is wrong", failure.Message);
        Assert.IsType<InvalidDataException>(failure.InnerException);
        Assert.Contains(nameof(KernelTests), failure.InnerException!.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_tasks_are_refused()
    {
        var failure = Assert.Throws<SimulationException>(() => sim.Run(async () => await Task.Delay(1)));
        Assert.Contains("cannot await", failure.Message, StringComparison.Ordinal);
    }

    private async SimTask<int> After(int cycles, Clock clock)
    {
        await clock.Cycles(cycles);
        return cycles;
    }

    private void Log(string name, Func<SimTask> wait) => sim.Start(name, async () =>
    {
        await wait();
        log.Add($"{name} {sim.Now}");
    });

    private (Clock Clock, Signal Count) Started()
    {
        var clock = sim.AddClock("clk_a_i", SimTime.Ns(10));
        sim.AddClock("clk_b_i", SimTime.Ns(10));
        Reset();
        return (clock, sim.Dut["count_a_o"]);
    }

    // By hand, without the kernel's clocks.
    private void Reset()
    {
        foreach (var level in (ulong[])[1, 0])
        {
            sim.Dut["rst_i"].Deposit(1);
            sim.Dut["clk_a_i"].Deposit(level);
            sim.Dut["clk_b_i"].Deposit(level);
            sim.Settle();
        }

        sim.Dut["rst_i"].Deposit(0);
    }
}
