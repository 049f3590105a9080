using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.Image;
using HwGen.Core.Registers;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>What goes wrong comes back as the code that names it, and never as a hang or a byte out of place.</summary>
public sealed class DriverErrorTests
{
    private static readonly ArrayConfiguration Array = Accelerators.Configuration("int8-2of4-1x4x1_4x4");
    private static readonly Lazy<DraftNetwork> Draft = new(() => SampleNetworks.Images(Array, seed: 1));

    [NeedsToolTheory("gcc")]
    [InlineData("MAGIC", 0u, DriverResult.Magic)]
    [InlineData("VERSION", 0x101u, DriverResult.Version)]
    [InlineData("CONFIGURATION_HASH", 1u, DriverResult.Hash)]
    [InlineData("STATUS", 0x10025u, DriverResult.Ok)]
    internal void Another_accelerator_is_named_by_what_differs(string register, uint value, DriverResult expected) => With(port =>
    {
        port[Named(register)] = value;
        using var driver = new DriverSession(Array, port);
        Assert.Equal(expected, driver.Identify());
        Assert.Equal(expected == DriverResult.Ok, port.Writes.Contains((RegisterMap.Status.Offset, 0x25u)));
    });

    [NeedsToolTheory("gcc")]
    [InlineData("IMAGE_FORMAT", DriverResult.ImageFormat)]
    [InlineData("IMAGE_HASH", DriverResult.ImageHash)]
    [InlineData("IMAGE_SIZE", DriverResult.ImageSize)]
    [InlineData("WEIGHT_LAST", DriverResult.WeightLast)]
    [InlineData("ACTIVATION_LAST", DriverResult.ActivationLast)]
    [InlineData("JOB", DriverResult.Job)]
    [InlineData("MISMATCH", DriverResult.Mismatch)]
    internal void Each_error_bit_of_the_accelerator_ends_a_run_with_its_code(string bit, DriverResult expected) => With(port =>
    {
        using DriverSession driver = Opened(port);
        port[RegisterMap.Status] = RegisterMap.Status.Field(bit).Mask | 0x10300;
        Assert.Equal(expected, driver.Run(new byte[driver.InputBytes], out _));
        Assert.Equal(RegisterMap.Status.Field(bit).Mask | 0x10300, driver.Status);
    });

    [NeedsToolTheory("gcc")]
    [InlineData(0, 0, DriverResult.Ok)]     // a job can never be queued
    [InlineData(4, 8, DriverResult.Ok)]     // outputs never come
    [InlineData(7, 8, DriverResult.Timeout)]
    internal void What_never_ends_is_a_timeout(int busy, uint control, DriverResult loaded) => With(port =>
    {
        using DriverSession driver = Opened(port, pollLimit: 50);
        (port.Busy, port[RegisterMap.Ctrl]) = (busy, control);
        Assert.Equal(DriverResult.Timeout, driver.Run(new byte[driver.InputBytes], out _));
        Assert.InRange(port.Polls, 50, 60);
        Assert.Equal(loaded, driver.LoadImage(ImageSerializer.ToBytes(Draft.Value.Images.Values.First())));
    });

    [NeedsToolFact("gcc")]
    public void A_failure_of_the_port_ends_a_run() => With(port =>
    {
        using DriverSession driver = Opened(port);
        port.StartResult = -5;
        Assert.Equal(DriverResult.Port, driver.Run(new byte[driver.InputBytes], out _));
        (port.StartResult, port.Busy) = (0, -1);
        Assert.Equal(DriverResult.Port, driver.Run(new byte[driver.InputBytes], out _));
    });

    [NeedsToolFact("gcc")]
    public void A_port_that_waits_has_its_interrupts_enabled_and_may_fail_or_wake_for_nothing()
    {
        var port = new FakePort(Array) { CanWait = true };
        using DriverSession driver = Opened(port, pollLimit: 50);
        Assert.Contains((RegisterMap.Ier.Offset, 3u), port.Writes);
        Assert.Equal((RegisterMap.Gier.Offset, 1u), port.Writes[^1]);
        port.Busy = 4;
        Assert.Equal(DriverResult.Timeout, driver.Run(new byte[driver.InputBytes], out _));
        port.WaitResult = -1;
        Assert.Equal(DriverResult.Port, driver.Run(new byte[driver.InputBytes], out _));
        var polling = new FakePort(Array);
        Opened(polling).Dispose();
        Assert.DoesNotContain(polling.Writes, write => write.Offset == RegisterMap.Gier.Offset);
    }

    [NeedsToolTheory("gcc")]
    [InlineData(0, DriverResult.BadPlan)]
    [InlineData(4, DriverResult.PlanVersion)]
    [InlineData(8, DriverResult.BadPlan)]
    [InlineData(12, DriverResult.PlanChecksum)]
    [InlineData(200, DriverResult.PlanChecksum)]
    internal void A_damaged_plan_is_refused(int offset, DriverResult expected) => With(port =>
    {
        byte[] plan = [.. Draft.Value.Plan(new DriverOptions()).Bytes];
        plan[offset] ^= 4;
        using var driver = new DriverSession(Array, port);
        Assert.Equal(DriverResult.Ok, driver.Identify());
        Assert.Equal(expected, driver.Open(plan));
        Assert.Equal(DriverResult.BadPlan, driver.Open(plan[..100]));
    });

    [NeedsToolFact("gcc")]
    public void A_plan_for_another_array_is_refused() => With(port =>
    {
        ArrayConfiguration other = Accelerators.Configuration("int8-4of8-1x8x1_8x8");
        using var driver = new DriverSession(Array, port);
        Assert.Equal(DriverResult.PlanHash, driver.Open(SampleNetworks.Images(other, seed: 1).Plan(new DriverOptions()).Bytes));
    });

    [NeedsToolTheory("gcc")]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    public void Bytes_that_are_no_image_are_not_sent(int offset) => With(port =>
    {
        byte[] image = ImageSerializer.ToBytes(Draft.Value.Images.Values.First());
        using var driver = new DriverSession(Array, port);
        Assert.Equal(DriverResult.Ok, driver.Identify());
        Assert.Equal(DriverResult.Ok, driver.LoadImage(image));
        Assert.Equal(DriverResult.BadImage, driver.LoadImage(image[..^4]));
        image[offset] ^= 1;
        Assert.Equal(DriverResult.BadImage, driver.LoadImage(image));
    });

    [NeedsToolFact("gcc")]
    public void Vectors_of_another_plan_and_wrong_outputs_are_told_apart() => With(port =>
    {
        DriverPlan plan = Draft.Value.Plan(new DriverOptions());
        byte[] vectors = SelfTestVectors.Write(plan, Draft.Value.Network, Draft.Value.Inputs(2));
        using DriverSession driver = Opened(port);
        Assert.Equal(DriverResult.SelfTest, driver.SelfTest(vectors, out uint[] place));  // the fake array gives zeros
        Assert.True(place[0] == 0 && place[1] < plan.OutputBytes);
        Assert.Equal(DriverResult.BadVectors, driver.SelfTest(vectors[..^1], out _));
        Assert.Equal(DriverResult.BadVectors, driver.SelfTest(SelfTestVectors.Write(Draft.Value.Plan(new DriverOptions(2)), Draft.Value.Network, Draft.Value.Inputs(2)), out _));
        vectors[^1] ^= 1;
        Assert.Equal(DriverResult.BadVectors, driver.SelfTest(vectors, out _));
    });

    [NeedsToolFact("gcc")]
    public void Floats_become_the_integers_that_the_network_takes() => With(port =>
    {
        using DriverSession driver = Opened(port);
        var quantization = Draft.Value.Network.Plan.Input.Quantization;
        double[] reals = [0, 0.125, 0.375, -0.125, -0.375, 0.124999, 31, 30.99, 31.2, -32.75, -32.9, 1e9, -1e9, 1e300, double.PositiveInfinity, double.NegativeInfinity];
        Assert.All(reals, real => Assert.Equal(quantization.Quantize(real), driver.Quantize(real)));
    });

    [NeedsToolFact("gcc")]
    public void Every_result_has_a_text_of_its_own()
    {
        DriverLibrary library = DriverLibrary.For(Array);
        string[] texts = [.. Enum.GetValues<DriverResult>().Select(result => library.Text((int)result))];
        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.Equal(("good", "unknown result", "unknown result"), (texts[0], library.Text(22), library.Text(-1)));
    }

    [Fact]
    public void The_results_are_those_of_the_header()
    {
        string header = File.ReadAllText(RepositoryFolder.At("drivers/c/hwgen.h"));
        Assert.All(Enum.GetValues<DriverResult>().Skip(1), result =>
            Assert.Matches($@"HWGEN_ERROR_{string.Concat(result.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"))} = {(int)result}\b", header));
    }

    private static DriverSession Opened(FakePort port, uint pollLimit = 1000)
    {
        var driver = new DriverSession(Array, port);
        Assert.Equal(DriverResult.Ok, driver.Identify(pollLimit));
        Assert.Equal(DriverResult.Ok, driver.Open(Draft.Value.Plan(new DriverOptions()).Bytes));
        return driver;
    }

    private static void With(Action<FakePort> test) => test(new FakePort(Array));

    private static Register Named(string name) => RegisterMap.All.Single(register => register.Name == name);
}
