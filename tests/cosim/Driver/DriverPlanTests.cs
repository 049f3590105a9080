using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.Errors;
using HwGen.Core.Network;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Registers;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Processes;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The bytes of a plan, read back as docs/driver.md has them, and networks that cannot be one.</summary>
public sealed class DriverPlanTests
{
    private static readonly ArrayConfiguration Array = Accelerators.Configuration("int8-2of4-1x4x1_4x4");

    [Fact]
    public void The_header_says_what_the_document_says()
    {
        DriverPlan plan = SampleNetworks.Images(Array, seed: 1).Plan(new DriverOptions(2, 4));
        int[] words = Words(plan);

        Assert.Equal("HWGP"u8, plan.Bytes.AsSpan(0, 4));
        Assert.Equal([1, plan.Bytes.Length, unchecked((int)plan.Checksum), unchecked((int)Array.Hash), 2], words[1..6]);
        Assert.Equal((plan.ScratchBytes, plan.Bytes.Length), (words[11], words[9] + words[10]));
        Assert.Equal([3, Array.ActivationMinimum, Array.ActivationMaximum], words[20..23]);
        Assert.Equal(0.25, BitConverter.ToDouble(plan.Bytes, 4 * 23));
        Assert.Equal([-1, int.MinValue, int.MaxValue], words[25..28]);
        Assert.Equal(0.5, BitConverter.ToDouble(plan.Bytes, 4 * 28));
        Assert.Equal((2 * 3 * 9 * 7, 2 * 6 * 4), (plan.InputBytes, plan.OutputBytes));
        Assert.Equal(plan.Bytes, SampleNetworks.Images(Array, seed: 1).Plan(new DriverOptions(2, 4)).Bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Activations_that_a_step_needs_together_share_no_memory_and_others_do(int batch)
    {
        DriverPlan plan = SampleNetworks.Images(Array, seed: 1).Plan(new DriverOptions(batch));
        int[] words = Words(plan);
        (int Start, int End)[] places = [.. Enumerable.Range(0, words[6]).Select(i => (words[8] / 4) + (4 * i))
            .Select(at => (words[at], words[at] + (batch * words[at + 1] * words[at + 2])))];
        var lives = new (int First, int Last)[places.Length];
        lives[words[19]].Last = words[7];
        for (int step = 0, at = words[9] / 4; step < words[7]; at += words[at + 1], step++)
        {
            lives[words[at + 2]] = (step, Math.Max(step, lives[words[at + 2]].Last));
            foreach (int input in words.AsSpan(at + 4, words[at + 3]))
                lives[input].Last = Math.Max(step, lives[input].Last);
        }

        for (int i = 0; i < places.Length; i++)
            for (int j = 0; j < i; j++)
                Assert.False(
                    lives[i].First <= lives[j].Last && lives[j].First <= lives[i].Last && places[i].Start < places[j].End && places[j].Start < places[i].End,
                    $"activations {i} and {j} share memory");
        Assert.All(places, place => Assert.True(place.Start % 64 == 0 && place.End <= words[12]));
        Assert.True(words[12] < places.Sum(place => place.End - place.Start) / 2, $"{words[12]} bytes for {places.Sum(place => place.End - place.Start)}");
    }

    [Fact]
    public void Smaller_buffers_take_less_memory_and_a_job_is_whole_tiles()
    {
        DraftNetwork draft = new DraftNetwork(Array, 1, 100, 64).Linear("fc", 10);
        int[] small = Words(draft.Plan(new DriverOptions(1, 1))), large = Words(draft.Plan(new DriverOptions(1, 64)));

        Assert.Equal(1024, small[13]);   // 16 rows of 64
        Assert.Equal(100 * 64, large[13]);
        Assert.Equal([16, 100], new[] { small, large }.Select(words => words[(words[9] / 4) + 5 + 15 + 7]));
    }

    [Fact]
    public void What_the_driver_cannot_run_is_refused_with_the_layer()
    {
        Assert.Equal("layer 'far': its window lies wholly outside the image at a place", Refusal(draft => draft.Add((from, shape) => new MaxPoolLayer
        {
            Name = "far",
            Inputs = [from],
            Output = "far",
            Shape = [2, 4, 2],
            Window = new SlidingWindow([1, 2], [1, 1], [1, 1], [1, 0, 1, 0]),
        })));
        Assert.Equal("layer 'turn': reads 9 dimensions, the driver moves at most 8", Refusal(draft => draft
            .Add((from, _) => new ReshapeLayer { Name = "deep", Inputs = [from], Output = "deep", Shape = [2, 2, 3, 1, 1, 1, 1, 1, 1] })
            .Add((from, shape) => new TransposeLayer { Name = "turn", Inputs = [from], Output = "turn", Shape = shape, Order = [0, 1, 2, 3, 4, 5, 6, 7, 8] })));
        Assert.Equal("layer 'again': reads sums, the array takes activations", Refusal(draft => draft.Linear("sums", 4, raw: true).Linear("again", 2)));
        Assert.Equal("draft: nothing is computed", Refusal(draft => draft.Add((from, shape) => new ReshapeLayer { Name = "same", Inputs = [from], Output = "same", Shape = shape })));
        Assert.Equal("draft: a batch of 400000000 needs more than 4 GiB, must be smaller", Refusal(draft => draft.Linear("fc", 4), batch: 400000000));
    }

    [NeedsToolFact("gcc")]
    public void A_program_for_another_array_does_not_compile()
    {
        using var scratch = new ScratchFolder();
        DraftNetwork draft = SampleNetworks.Images(Array, seed: 1);
        File.WriteAllText(scratch.At("hwgen_network.h"), NetworkHeader.Print(Array, draft.Network.Plan, draft.Plan(new DriverOptions()), 1));
        File.WriteAllText(scratch.At("main.c"), "#include \"hwgen_network.h\"\nconst char *const name = HWGEN_NETWORK_NAME;\n");

        CCompiler.Run(Array, scratch.Path, "-fsyntax-only", "main.c");
        File.WriteAllText(scratch.At("hwgen_regs.h"), CRegisterHeader.Print(Accelerators.Configuration("int8-4of8-1x8x1_8x8")));
        ToolResult other = new ExternalTool("gcc", "").Run(scratch.Path, ["-fsyntax-only", "main.c"]);
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains($"the network is for {Array.Name} ({Array.Hash:x8}), hwgen_regs.h for another configuration", other.Error, StringComparison.Ordinal);
    }

    private static string Refusal(Func<DraftNetwork, DraftNetwork> layers, int batch = 1) =>
        Assert.Throws<InputException>(() => layers(new DraftNetwork(Array, 1, 2, 2, 3)).Plan(new DriverOptions(batch))).Message;

    private static int[] Words(DriverPlan plan) =>
        [.. Enumerable.Range(0, plan.Bytes.Length / 4).Select(i => BinaryPrimitives.ReadInt32LittleEndian(plan.Bytes.AsSpan(4 * i)))];
}
