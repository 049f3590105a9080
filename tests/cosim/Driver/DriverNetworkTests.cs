using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The C driver, compiled by gcc, runs whole networks on the simulated Verilog: every output as the golden model has it.</summary>
public sealed class DriverNetworkTests
{
    [NeedsToolTheory("verilator", "gcc")]
    [InlineData("int8-2of4-1x4x1_4x4", 1, 64)]
    [InlineData("int8-2of4-1x4x1_4x4", 3, 1)]
    [InlineData("int16-2of4-1x4x1_4x4", 2, 1)]
    [InlineData("int8-dense-1x1x1_1x1", 1, 1)]
    public void Every_kind_of_layer_is_bit_exact(string name, int batch, int bufferKib)
    {
        ArrayConfiguration configuration = Accelerators.Configuration(name);
        Require(configuration, SampleNetworks.Images(configuration, seed: 5), new DriverOptions(batch, bufferKib));
    }

    [NeedsToolFact("verilator", "gcc")]
    public void The_port_for_axi_dma_moves_the_same_bytes()
    {
        ArrayConfiguration configuration = Accelerators.Configuration("int8-2of4-1x4x1_4x4");
        DraftNetwork draft = SampleNetworks.Images(configuration, seed: 9);
        DriverPlan plan = draft.Plan(new DriverOptions(1, 2));
        byte[] vectors = SelfTestVectors.Write(plan, draft.Network, draft.Inputs(2));
        SimulatedPort.Run(Accelerators.Build(configuration), port =>
        {
            using var driver = new DriverSession(configuration, port, overDma: true);
            Assert.Equal(DriverResult.Ok, driver.Identify());
            Assert.Equal(DriverResult.Ok, driver.Open(plan.Bytes));
            Assert.Equal(DriverResult.Ok, driver.SelfTest(vectors, out _));
            driver.Dma!.Errors = 0x40;  // DMADecErr
            Assert.Equal(DriverResult.Port, driver.SelfTest(vectors, out _));
            return true;
        });
    }

    public static TheoryData<string> SmallArrayNames => [.. new[] { SmallArrays.Bitmask, SmallArrays.Tall, SmallArrays.WideStreams }.Select(array => array.Name)];

    [NeedsToolTheory("verilator", "gcc")]
    [MemberData(nameof(SmallArrayNames))]
    public void Layers_that_no_memory_holds_are_cut_and_bit_exact_under_random_traffic(string name)
    {
        ArrayConfiguration configuration = new[] { SmallArrays.Bitmask, SmallArrays.Tall, SmallArrays.WideStreams }.Single(array => array.Name == name);
        int k = (configuration.Block * configuration.ActivationDepth * 2) + 5;
        DraftNetwork draft = SampleNetworks.Rows(configuration, seed: 3, k);
        GemmLayer[] layers = [.. draft.Network.Plan.Gemms];
        Assert.True(layers[0].Parts.Count > 1 && !layers[0].IsCutInK, "the first layer is not cut in N");
        Assert.True(layers[1].IsCutInK, "the second layer is not cut in K");

        int overlapped = Require(configuration, draft, new DriverOptions(4, 1), Traffic.Random(SimRandom.For(3, name)));
        Assert.True(overlapped > layers.Sum(layer => layer.Parts.Count) / 2, $"only {overlapped} jobs were queued while another ran");
    }

    [NeedsToolTheory("verilator", "gcc")]
    [InlineData(false)]
    [InlineData(true)]
    public void A_convolution_is_cut_in_K_between_any_taps_and_channels(bool tapsFastest)
    {
        DraftNetwork draft = new DraftNetwork(SmallArrays.Tall, 7, 16, 4, 5)
            .Convolution("cut", 4, new SlidingWindow([2, 2], [1, 2], [1, 1], [1, 0, 0, 1]), tapsFastest: tapsFastest);
        GemmLayer layer = draft.Network.Plan.Gemms.Single();
        Assert.True(layer.IsCutInK, "the layer is not cut in K");
        Require(SmallArrays.Tall, draft, new DriverOptions(2, 1));
    }

    private static int Require(ArrayConfiguration configuration, DraftNetwork draft, DriverOptions options, Traffic? traffic = null)
    {
        DriverPlan plan = draft.Plan(options);
        Tensor<int> inputs = draft.Inputs(2 * options.Batch);
        byte[] vectors = SelfTestVectors.Write(plan, draft.Network, inputs);
        byte[] expected = SelfTestVectors.Pack(IntegerExecutor.RunGolden(draft.Network, inputs).Values, plan.Output.ElementBytes);
        byte[] packed = SelfTestVectors.Pack(inputs.Values, plan.Input.ElementBytes);
        return SimulatedPort.Run(Accelerators.Build(configuration), port =>
        {
            using var driver = new DriverSession(configuration, port);
            Assert.Equal(DriverResult.Ok, driver.Identify());
            Assert.Equal(DriverResult.Ok, driver.Open(plan.Bytes));
            Assert.Equal(plan.ScratchBytes, driver.ScratchBytes);
            for (int run = 0; run < 2; run++)
            {
                DriverResult result = driver.Run(packed[(run * plan.InputBytes)..((run + 1) * plan.InputBytes)], out byte[] found);
                Assert.True(result == DriverResult.Ok, $"run {run}: {result}, STATUS 0x{driver.Status:x}");
                Assert.Equal(expected[(run * plan.OutputBytes)..((run + 1) * plan.OutputBytes)], found);
            }

            Assert.Equal(DriverResult.Ok, driver.SelfTest(vectors, out _));
            return port.OverlappedJobs;
        }, seed: 3, traffic);
    }
}
