using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

[assembly: Regression]

namespace Spi;

public sealed class SpiMasterTests(ITestOutputHelper output) : SimulationTest(output)
{
    [Theory, Seeds(3, 1), Seeds(3, 4)]
    public void Bytes_cross_in_both_directions(ulong seed, int divide) => Simulate(Model(divide), seed, async sim =>
    {
        var clock = sim.AddClock("clk", SimTime.Ns(10));
        var random = sim.Random("bytes");
        var answers = new SimQueue<byte>(sim, "answers of the slave");
        var heard = new SimQueue<byte>(sim, "bytes the slave heard");
        sim.Start("slave", () => Slave(sim, answers, heard));

        sim.Dut["rst"].Value = 1;
        await clock.Cycles(2);
        sim.Dut["rst"].Value = 0;
        for (var i = 0; i < 50; i++)
        {
            var (sent, answer) = ((byte)random.Next(256), (byte)random.Next(256));
            answers.Put(answer);
            await clock.Cycles(random.Next(1, 5));
            var received = await sim.WithTimeout(Transfer(sim, clock, sent), SimTime.Us(5));
            Assert.Equal(answer, received);
            Assert.Equal(sent, await heard.Get());
        }
    });

    private static async SimTask<byte> Transfer(Simulator sim, Clock clock, byte data)
    {
        sim.Dut["tx_data"].Value = data;
        sim.Dut["start"].Value = 1;
        await clock.RisingEdge;
        sim.Dut["start"].Value = 0;
        do
            await clock.RisingEdge;
        while (!sim.Dut["done"].IsHigh);
        sim.Log("master", $"sent {data:x2}, received {sim.Dut["rx_data"].Value:x2}");
        return (byte)sim.Dut["rx_data"].Value;
    }

    private static async SimTask Slave(Simulator sim, SimQueue<byte> answers, SimQueue<byte> heard)
    {
        var (chosen, sclk) = (sim.Fall(sim.Dut["cs_n"]), sim.Dut["sclk"]);
        var (rise, fall) = (sim.Rise(sclk), sim.Fall(sclk));
        while (true)
        {
            await chosen;
            var answer = await answers.Get();
            var word = 0;
            for (var bit = 7; bit >= 0; bit--)
            {
                sim.Dut["miso"].Value = (ulong)(answer >> bit) & 1;
                await rise;
                word = (word << 1) | (int)sim.Dut["mosi"].Value;
                await fall;
            }

            sim.Log("slave", $"heard {word:x2}, answered {answer:x2}");
            heard.Put((byte)word);
        }
    }

    private static VerilatorModel Model(int divide) => new ModelBuilder().Build(new ModelDescription
    {
        Top = "spi_master",
        Sources = [Path.Combine(AppContext.BaseDirectory, "spi_master.v")],
        Parameters = new Dictionary<string, ParameterValue> { ["DIVIDE"] = divide },
    });
}
