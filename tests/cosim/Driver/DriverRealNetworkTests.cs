using System.Buffers.Binary;
using System.Diagnostics;
using HwGen.Cli;
using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Trained networks, pruned and exported, on the simulated Verilog by the C driver alone.</summary>
public sealed class DriverRealNetworkTests(ITestOutputHelper output) : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("verilator", "gcc")]
    public void The_digits_pass_the_self_test_that_hwgen_deploy_wrote_and_a_wrong_vector_does_not()
    {
        const string configuration = "int8-2of4-1x4x1_4x4";
        string digits = RepositoryFolder.At("examples/digits");
        Good("prune", $"{digits}/digits.onnx", "-c", configuration, "--calibration", $"{digits}/calibration.npz", "--method", "magnitude", "-o", scratch.At("network"));
        Good("deploy", scratch.At("network"), "-o", scratch.At("driver"), "--input", $"{digits}/test.npz", "--batch", "3");
        byte[] vectors = File.ReadAllBytes(scratch.At("driver/selftest.bin"));
        byte[] wrong = [.. vectors];
        wrong[^5] ^= 1;
        BinaryPrimitives.WriteUInt32LittleEndian(wrong.AsSpan(12), Crc32.Of(wrong.AsSpan(16)));

        Simulate(Accelerators.Configuration(configuration), File.ReadAllBytes(scratch.At("driver/network.plan")), driver =>
        {
            Assert.Equal(DriverResult.Ok, driver.SelfTest(vectors, out _));
            Assert.Equal(DriverResult.SelfTest, driver.SelfTest(wrong, out uint[] place));
            Assert.Equal([1u, (uint)driver.OutputBytes - 5], place);
        });
    }

    [DataTheory]
    [InlineData("fmnist_cnn", "fashion-mnist/calibration1024.npz", 1 / 255.0, null)]
    [InlineData("mlperf_ic_resnet8", "cifar10/calibration1024.npz", 1.0, "NHWC")]
    public void A_convolutional_network_is_bit_exact(string name, string samples, double scale, string? layout)
    {
        ArrayConfiguration configuration = Accelerators.Configuration("int8-4of8-1x8x1_8x8");
        var network = NetworkPruner.Read(DataFolder.At($"networks/{name}.onnx"));
        SampleSet calibration = SampleFile.Read(DataFolder.At(samples), network.InputShape, new SampleOptions(scale, 0, layout)).Take(16);
        PrunedNetwork pruned = new NetworkPruner(configuration, new PruneOptions { Method = PruningMethods.Named("magnitude") }).Prune(network, calibration);
        DriverPlan plan = DriverPlanWriter.Write(configuration, pruned.Network.Plan, pruned.Images, new DriverOptions());
        Tensor<int> inputs = pruned.Network.Quantize(calibration.Take(1).Inputs);

        Simulate(configuration, plan.Bytes, driver => Assert.Equal(DriverResult.Ok, driver.SelfTest(SelfTestVectors.Write(plan, pruned.Network, inputs), out _)));
    }

    private void Simulate(ArrayConfiguration configuration, byte[] plan, Action<DriverSession> test)
    {
        var watch = Stopwatch.StartNew();
        long clocks = SimulatedPort.Run(Accelerators.Build(configuration), port =>
        {
            using var driver = new DriverSession(configuration, port);
            Assert.Equal(DriverResult.Ok, driver.Identify());
            Assert.Equal(DriverResult.Ok, driver.Open(plan));
            test(driver);
            return port.Cycle;
        });
        output.WriteLine($"{clocks} clocks, {watch.Elapsed.TotalSeconds:f1} s");
    }

    private void Good(params string[] line)
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), line);
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
    }
}
