using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>A weight image with a wrong header, or one that ends early, sets its bit of STATUS, and the next good one is as if nothing had been.</summary>
public sealed class ImageRefusalCheck : IAcceleratorCheck
{
    private const uint Format = 1, Hash = 2, Size = 4, WeightLast = 8, Errors = 0x7F;
    private const uint Error = 2;  // of ISR and IER
    private const int MostCuts = 24;

    /// <inheritdoc/>
    public string Name => "refused images";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        var gemm = CheckGemms.DrawWithLists(configuration, seed);
        await Headers(board, configuration, gemm);
        await Cut(board, configuration, gemm, SimRandom.For(seed, "cuts"));
        await AllIsFree(board, configuration, gemm.Job.Image!);
        await CutBesideAnother(board, configuration, gemm, CheckGemms.DrawWithLists(configuration, seed + 1));
    }

    private static async SimTask Headers(AcceleratorBoard board, ArrayConfiguration c, PreparedGemm gemm)
    {
        (int Word, uint Value, uint Bit)[] wrong =
        [
            (0, 0x49475749, Format), (0, 0, Format), (1, 0, Format), (1, 2, Format), (1, 0x101, Format),
            (2, c.Hash ^ 1, Hash), (2, c.Hash ^ 0x80000000, Hash),
            (3, 0, Size), (3, (uint)c.TileDepth + 1, Size), (3, 0x80000001, Size),
            (4, (uint)c.ListDepth + 1, Size), (4, 0xFFFFFFFF, Size),
            (5, 0, Size), (5, (uint)c.WeightDepth + 1, Size), (5, 0x80000001, Size),
        ];
        await board.Write(RegisterMap.Gier, 1);
        await board.Write(RegisterMap.Ier, Error);
        foreach (var (word, value, bit) in wrong)
        {
            var image = gemm.Job.Image!.ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(4 * word), value);
            foreach (var length in new[] { image.Length, Math.Max(32, c.WeightStreamBits / 8) })
            {
                await board.Weights.Send(image.AsMemory(0, length));
                await board.Clock.Cycles(4);
                board.Require(board.Irq, $"irq is low after 0x{value:x8} in word {word} of the header of an image");
                await board.Expect(RegisterMap.Status, bit);
                await board.Write(RegisterMap.Status, ~bit);
                await board.Expect(RegisterMap.Status, bit);
                await board.Write(RegisterMap.Status, bit);
                await board.Expect(RegisterMap.Status, 0);
                await board.Write(RegisterMap.Isr, Error);
                board.Require(!board.Irq, "irq is high after the error of an image was cleared");
            }
        }

        await board.Write(RegisterMap.Gier, 0);

        await board.RunWhole(gemm);
        await board.Expect(RegisterMap.Status, 0, Errors);
    }

    // Around the ends of all sections and anywhere.
    private static async SimTask Cut(AcceleratorBoard board, ArrayConfiguration c, PreparedGemm gemm, SimRandom random)
    {
        var beat = c.WeightStreamBits / 8;
        var image = gemm.Job.Image!;
        var beats = image.Length / beat;
        var cuts = gemm.Image.Layout.All.Select(section => section.Offset / beat).SelectMany(at => new[] { at - 1, at, at + 1 }).Append(beats - 1)
            .Concat(Enumerable.Range(0, MostCuts).Select(_ => random.Next(1, Math.Max(1, beats - 1))))
            .Where(cut => cut > 0 && cut < beats).Distinct().Take(MostCuts).ToList();
        foreach (var (cut, i) in cuts.Select((cut, i) => (cut, i)))
        {
            // Every other time a job waits for the image already.
            var waits = i % 2 == 1;
            if (waits)
                await board.Submit(gemm.Job);
            await board.Weights.Send(image.AsMemory(0, cut * beat));
            await board.Clock.Cycles(60);
            await board.Expect(RegisterMap.Status, WeightLast);
            await board.Write(RegisterMap.Status, WeightLast);
            await board.Expect(RegisterMap.Status, 0);
            board.Weights.Queue(image);
            board.Activations.Queue(gemm.Job.Activations);
            if (!waits)
                await board.Submit(gemm.Job);
            await board.ExpectOutput(gemm);
            await board.Expect(RegisterMap.Status, 0, Errors);
        }
    }

    // A header that asks for every word of every memory is taken, and its image then missed: nothing is lost of what the images before had.
    private static async SimTask AllIsFree(AcceleratorBoard board, ArrayConfiguration c, byte[] image)
    {
        await board.Settle();
        var header = image[..Math.Max(32, c.WeightStreamBits / 8)];
        foreach (var (word, depth) in new[] { (3, c.TileDepth), (4, c.ListDepth), (5, c.WeightDepth) })
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 * word), depth);
        board.Weights.Queue(header);
        await board.Clock.Cycles(60);
        await board.Expect(RegisterMap.Status, WeightLast);
        await board.Write(RegisterMap.Status, WeightLast);
    }

    private static async SimTask CutBesideAnother(AcceleratorBoard board, ArrayConfiguration c, PreparedGemm gemm, PreparedGemm next)
    {
        if (gemm.Image.WeightWords + next.Image.WeightWords > c.WeightDepth || next.Job.Image!.Length <= c.WeightStreamBits / 8)
            return;
        await board.Weights.Send(gemm.Job.Image);
        await board.Submit(gemm.Job);
        board.Weights.Queue(next.Job.Image.AsMemory(0, next.Job.Image.Length - (c.WeightStreamBits / 8)));
        board.Activations.Queue(gemm.Job.Activations);
        await board.ExpectOutput(gemm);
        await board.WaitFor(RegisterMap.Status, WeightLast, Errors);
        await board.Write(RegisterMap.Status, WeightLast);
        await board.RunWhole(next);
        await board.Expect(RegisterMap.Status, 0, Errors);
    }
}
