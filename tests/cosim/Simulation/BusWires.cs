using System.Globalization;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Drives the wires of <c>bus_wires.v</c> by traces: clocks parted by <c>;</c>, in each the wires that change behind its edge.</summary>
/// <remarks><c>awvalid=1 awaddr=0x10; ; awready=1</c> raises a request, waits a clock and takes it. All wires begin at 0.</remarks>
internal static class BusWires
{
    /// <summary>Runs a trace before a monitor that is expected to fail.</summary>
    /// <param name="watch">makes the monitor; what it returns is awaited at the end</param>
    /// <param name="prefix">the prefix of the wires, as the trace leaves it out</param>
    /// <param name="traces">traces, run one after the other; the bus is out of reset</param>
    /// <returns>the rule that was broken</returns>
    public static ProtocolViolationException Violation(Func<Simulator, Clock, Func<SimTask>> watch, string prefix, params string[] traces)
    {
        var failure = Assert.Throws<SimulationException>(() => Run(watch, prefix, traces));
        return Assert.IsType<ProtocolViolationException>(failure.InnerException);
    }

    /// <summary>Runs a trace before a monitor.</summary>
    public static void Run(Func<Simulator, Clock, Func<SimTask>> watch, string prefix, params string[] traces)
    {
        using var sim = new Simulator(TestModels.Build("bus_wires"));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        sim.Run(async () =>
        {
            var finish = watch(sim, clock);
            sim.Dut["aresetn"].Deposit(1);
            foreach (var step in traces.SelectMany(trace => trace.Split(';')))
            {
                await clock.RisingEdge;
                foreach (var assignment in step.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    Drive(sim, prefix, assignment.Split('='));
            }

            await clock.Cycles(3);
            await finish();
        });
    }

    private static void Drive(Simulator sim, string prefix, string[] assignment)
    {
        var wire = assignment[0] == "aresetn" ? "aresetn" : $"{prefix}_{assignment[0]}";
        sim.Dut[wire].Value = assignment[1].StartsWith("0x", StringComparison.Ordinal)
            ? ulong.Parse(assignment[1].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : ulong.Parse(assignment[1], CultureInfo.InvariantCulture);
    }
}
