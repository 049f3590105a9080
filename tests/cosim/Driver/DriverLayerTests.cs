using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The driver without a plan: single jobs and single layers, as a first program on a board runs them.</summary>
public sealed class DriverLayerTests
{
    [NeedsToolTheory("verilator", "gcc")]
    [InlineData(17, 300, 21, false, 4)]   // several images, K cut, rows cut
    [InlineData(17, 300, 21, true, 17)]
    [InlineData(5, 19, 40, false, 100)]   // several images over N
    [InlineData(1, 1, 1, true, 1)]
    public void A_layer_runs_from_its_images(int m, int k, int n, bool raw, int rowsPerJob)
    {
        ArrayConfiguration configuration = SmallArrays.Bitmask;
        DraftNetwork draft = new DraftNetwork(configuration, 4, m, k).Linear("fc", n, raw);
        var layer = (GemmLayer)draft.Network.Plan.Layers[0];
        Matrix<int> activations = Matrix<int>.Adopt(m, k, draft.Inputs(1).Values);
        Matrix<int> expected = new GoldenGemmEngine(draft.Network).Multiply(layer, activations);
        byte[] outputs = new byte[m * n * (raw ? 4 : 1)];
        var asked = new DriverLayer(
            (uint)m, (uint)k, (uint)n, raw ? 1u : 0, layer.Requantize.ZeroPoint, layer.Requantize.ClampLow, layer.Requantize.ClampHigh, 0, 0, (uint)rowsPerJob);
        int jobs = Simulate(configuration, (driver, port) =>
        {
            Assert.Equal(DriverResult.Ok, driver.RunLayer(
                asked, [.. layer.Parts.Zip(layer.Images, (part, image) => (part, ImageSerializer.ToBytes(draft.Images[image])))], SelfTestVectors.Pack(activations.Values, 1), outputs));
            Assert.Equal(DriverResult.Argument, driver.RunLayer(asked with { K = (uint)k + 1 }, [], [1], [1]));
            return port.Jobs;
        });
        Assert.Equal(SelfTestVectors.Pack(expected.Values, raw ? 4 : 1), outputs);
        Assert.Equal(layer.Parts.Count * ((m + rowsPerJob - 1) / rowsPerJob), jobs);
    }

    // The sums travel modulo 2^32: the driver must take the bias away and add it exactly.
    [NeedsToolFact("verilator", "gcc")]
    public void A_K_that_is_cut_keeps_biases_that_do_not_fit_int32_with_their_sums()
    {
        ArrayConfiguration configuration = SmallArrays.Bitmask;
        DraftNetwork draft = new DraftNetwork(configuration, 6, 9, 300).Linear("fc", 21, extremeBias: true);
        var layer = (GemmLayer)draft.Network.Plan.Layers[0];
        Matrix<int> activations = Matrix<int>.Adopt(9, 300, draft.Inputs(1).Values);
        Assert.True(layer.IsCutInK);
        var asked = new DriverLayer(9, 300, 21, 0, layer.Requantize.ZeroPoint, layer.Requantize.ClampLow, layer.Requantize.ClampHigh, 0, 0, 4);
        byte[] outputs = new byte[9 * 21];
        Assert.Equal(DriverResult.Ok, Simulate(configuration, (driver, _) => driver.RunLayer(
            asked, [.. layer.Parts.Zip(layer.Images, (part, image) => (part, ImageSerializer.ToBytes(draft.Images[image])))], SelfTestVectors.Pack(activations.Values, 1), outputs)));

        Assert.Equal(SelfTestVectors.Pack(new GoldenGemmEngine(draft.Network).Multiply(layer, activations).Values, 1), outputs);
        GemmParameters numbers = draft.Network.ParametersOf(layer);
        int wraps = Enumerable.Range(0, 9).Sum(m => Enumerable.Range(0, 21).Count(n =>
        {
            long exact = numbers.Channels[n].Bias + Enumerable.Range(0, 300).Sum(k => (long)activations[m, k] * numbers.Weights[k, n]);
            return exact is < int.MinValue or > int.MaxValue;
        }));
        Assert.InRange(wraps, 40, 9 * 21);
    }

    [NeedsToolFact("verilator", "gcc")]
    public void Instead_of_polling_it_sleeps_until_the_interrupt_line_says_that_a_job_has_ended()
    {
        const int Rows = 66, RowsPerJob = 32;
        ArrayConfiguration configuration = SmallArrays.Bitmask;
        DraftNetwork draft = new DraftNetwork(configuration, 5, Rows, 300).Linear("fc", 21);
        var layer = (GemmLayer)draft.Network.Plan.Layers[0];
        Matrix<int> activations = Matrix<int>.Adopt(Rows, 300, draft.Inputs(1).Values);
        PreparedGemm single = PreparedGemm.Draw(configuration, 2, new GemmShape(5, 3, 11));
        var asked = new DriverLayer(Rows, 300, 21, 0, layer.Requantize.ZeroPoint, layer.Requantize.ClampLow, layer.Requantize.ClampHigh, 0, 0, RowsPerJob);
        (int polls, _, int jobs) = Run(waits: false);
        (int fewer, (int byInterrupt, int byTime), int same) = Run(waits: true);

        Assert.Equal(jobs, same);
        Assert.InRange(byInterrupt, jobs / 2, 2 * jobs);
        Assert.Equal(0, byTime);
        Assert.True(2 * fewer < polls, $"{fewer} polls with interrupts, {polls} without");

        (int Polls, (int ByInterrupt, int ByTime) Waits, int Jobs) Run(bool waits) => Simulate(configuration, (driver, port) =>
        {
            byte[] outputs = new byte[Rows * 21];
            Assert.Equal(DriverResult.Ok, driver.RunLayer(
                asked, [.. layer.Parts.Zip(layer.Images, (part, image) => (part, ImageSerializer.ToBytes(draft.Images[image])))], SelfTestVectors.Pack(activations.Values, 1), outputs));
            Assert.Equal(SelfTestVectors.Pack(new GoldenGemmEngine(draft.Network).Multiply(layer, activations).Values, 1), outputs);
            Assert.Equal(DriverResult.Ok, driver.LoadImage(single.Job.Image!));
            RunAlone(configuration, driver, single, release: true);
            return (port.Polls, port.Waits, port.Jobs);
        }, waits);
    }

    [NeedsToolFact("verilator", "gcc")]
    public void An_image_stays_for_another_job_until_one_releases_it()
    {
        ArrayConfiguration configuration = SmallArrays.Bitmask;
        PreparedGemm first = PreparedGemm.Draw(configuration, 2, new GemmShape(5, 3, 11));
        PreparedGemm next = PreparedGemm.Draw(configuration, 3, new GemmShape(4, 6, 20));
        Simulate(configuration, (driver, _) =>
        {
            Assert.Equal(DriverResult.Ok, driver.LoadImage(first.Job.Image!));
            Assert.Equal(DriverResult.Ok, driver.LoadImage(next.Job.Image!));
            RunAlone(configuration, driver, first, release: false);
            RunAlone(configuration, driver, first.WithActivations(9), release: false);
            RunAlone(configuration, driver, first, release: true);
            RunAlone(configuration, driver, next, release: true);
            Assert.Equal(DriverResult.Argument, driver.RunJob(default, first.Job.Activations, new byte[16]));
            return 0;
        });
    }

    private static void RunAlone(ArrayConfiguration configuration, DriverSession driver, PreparedGemm gemm, bool release)
    {
        OutputQuantization? output = gemm.Problem.Output;
        var job = new DriverJob((uint)gemm.Problem.M, (uint)gemm.Job.Blocks, output is null ? 1u : 0, release ? 1u : 0,
            output?.ZeroPoint ?? 0, output?.ClampLow ?? 0, output?.ClampHigh ?? 0);
        var outputs = new byte[OutputUnpacker.Bytes(configuration, gemm.Problem.M, gemm.Problem.N, output is null)];
        Assert.Equal(DriverResult.Ok, driver.RunJob(job, gemm.Job.Activations, outputs));
        Assert.Null(gemm.Difference(outputs));
    }

    private static T Simulate<T>(ArrayConfiguration configuration, Func<DriverSession, SimulatedPort, T> test, bool waits = false) =>
        SimulatedPort.Run(Accelerators.Build(configuration), port =>
        {
            using var driver = new DriverSession(configuration, port);
            Assert.Equal(DriverResult.Ok, driver.Identify());
            return test(driver, port);
        }, waits: waits);
}
