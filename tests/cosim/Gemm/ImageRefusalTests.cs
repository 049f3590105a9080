using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>What the hardware does with a weight image or an activation stream that is wrong: one bit of STATUS, and the next good one is as if
/// nothing had been. Wrong headers are in the checks of <c>hwgen verify</c>.</summary>
public sealed class ImageRefusalTests
{
    private const uint Format = 1, Hash = 2, WeightLast = 8, ActivationLast = 16, Errors = 0x7F;

    public static TheoryData<string> Arrays() => [.. SmallArrays.All.Select(configuration => configuration.Name)];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Arrays))]
    public void An_image_that_ends_early_at_any_beat_is_forgotten(string name)
    {
        var c = SmallArrays.Named(name);
        var gemm = Draw(c);
        var image = gemm.Job.Image!;
        var beat = c.WeightStreamBits / 8;
        Board.Run(c, async board =>
        {
            for (var length = beat; length < image.Length; length += beat)
            {
                await board.Weights.Send(image.AsMemory(0, length));
                await board.Clock.Cycles(40);
                await board.Expect(RegisterMap.Status, WeightLast);
                await board.Write(RegisterMap.Status, WeightLast);
                await board.Expect(RegisterMap.Status, 0);
                await board.RunWhole(gemm);
                await board.Expect(RegisterMap.Status, 0, Errors);
            }
        });
    }

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Arrays))]
    public void A_job_that_waits_on_an_image_that_ended_early_is_served_by_the_image_sent_again(string name)
    {
        var c = SmallArrays.Named(name);
        var gemm = Draw(c);
        var image = gemm.Job.Image!;
        var beat = c.WeightStreamBits / 8;
        Board.Run(c, async board =>
        {
            foreach (var length in gemm.Image.Layout.All.Select(section => section.Offset).Append(image.Length - beat).Where(length => length > 0).Distinct())
            {
                board.Activations.Queue(gemm.Job.Activations);
                await board.Submit(gemm.Job);
                await board.Weights.Send(image.AsMemory(0, length));
                await board.Clock.Cycles(100);
                await board.Expect(RegisterMap.Status, WeightLast);
                await board.Write(RegisterMap.Status, WeightLast);
                board.Weights.Queue(image);
                await board.ExpectOutput(gemm);
                await board.Expect(RegisterMap.Status, 0, Errors);
            }
        });
    }

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Arrays))]
    public void Activations_that_end_early_set_their_bit_once_and_the_rest_completes_the_job(string name)
    {
        var c = SmallArrays.Named(name);
        var gemm = Draw(c);
        var activations = gemm.Job.Activations;
        var beat = c.ActivationStreamBits / 8;
        Board.Run(c, async board =>
        {
            await board.Write(RegisterMap.Gier, 1);
            await board.Write(RegisterMap.Ier, 2);
            for (var length = beat; length < activations.Length; length += beat)
            {
                board.Weights.Queue(gemm.Job.Image);
                await board.Submit(gemm.Job);
                await board.Activations.Send(activations.AsMemory(0, length));
                await board.Clock.Cycles(60);
                await board.Expect(RegisterMap.Status, ActivationLast, Errors);
                board.Require(board.Irq, $"irq is low though activations ended after {length} bytes");
                await board.Write(RegisterMap.Status, ActivationLast);
                await board.Write(RegisterMap.Isr, 2);
                await board.Clock.Cycles(2);
                board.Require(!board.Irq, "irq is high after the error was cleared");
                board.Activations.Queue(activations.AsMemory(length));
                await board.ExpectOutput(gemm);
                await board.Expect(RegisterMap.Status, 0, Errors);
            }
        });
    }

    [NeedsToolFact("verilator")]
    public void Several_errors_stay_until_each_is_cleared() => Board.Run(SmallArrays.Bitmask, async board =>
    {
        var image = Draw(SmallArrays.Bitmask).Job.Image!;
        var wrongMagic = image.ToArray();
        wrongMagic[0] ^= 1;
        var wrongHash = image.ToArray();
        wrongHash[8] ^= 1;
        await board.Weights.Send(wrongMagic);
        await board.Weights.Send(wrongHash);
        await board.Weights.Send(image.AsMemory(0, 48));
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.Status, Format | Hash | WeightLast);
        await board.Write(RegisterMap.Status, Hash);
        await board.Expect(RegisterMap.Status, Format | WeightLast);
        await board.Expect(RegisterMap.Isr, 0);  // not enabled
    });

    // Two M-tiles, two N-tiles, five blocks, with block lists.
    private static PreparedGemm Draw(ArrayConfiguration c, ulong seed = 7) =>
        PreparedGemm.DrawWithLists(c, seed, new GemmShape(c.MTile + 1, c.NTile + 1, (4 * c.Block) + 1));
}
