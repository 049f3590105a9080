using System.Buffers.Binary;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench.Simulation;

/// <summary>An array of int8 multiply-accumulates: one coroutine drives new random operands each cycle, another reads a sum each cycle.</summary>
internal static class MacArrayBenchmark
{
    public static ModelDescription Description(int size) => new()
    {
        Top = "mac_array",
        Sources = [FifoBenchmark.Find("tests/bench/Simulation/mac_array.v")],
        Parameters = new Dictionary<string, ParameterValue> { ["N"] = size },
        Optimization = 3,
        Assertions = false,
    };

    public static void Tasks(Simulator sim, Clock clock, int cycles)
    {
        var (a, b, index, data) = (sim.Dut["a"], sim.Dut["b"], sim.Dut["read_index"], sim.Dut["read_data"]);
        var random = sim.Random("operands");
        var bytes = new byte[a.Width / 8];
        var mask = (ulong)((bytes.Length * bytes.Length) - 1);
        void Fill(Signal signal)
        {
            if (bytes.Length == 8)
            {
                signal.Value = random.NextUInt64();
                return;
            }

            for (var i = 0; i < bytes.Length; i += 8)
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), random.NextUInt64());
            signal.SetBytes(bytes);
        }

        sim.Dut["valid"].Value = 1;
        sim.Start("driver", async () =>
        {
            for (ulong cycle = 0; ; cycle++)
            {
                Fill(a);
                Fill(b);
                index.Value = cycle & mask;
                await clock.RisingEdge;
            }
        });
        var check = 0UL;
        sim.Start("monitor", async () =>
        {
            while (true)
            {
                await clock.RisingEdge;
                check = (check * 31) + data.Value;
            }
        });
        sim.Run(async () => await clock.Cycles(cycles));
    }
}
