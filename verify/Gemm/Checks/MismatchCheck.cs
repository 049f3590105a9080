using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Jobs;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>A job that does not fit its weight image ends, with as many outputs as it should have, and sets its bit of STATUS; the next good one is as
/// if nothing had been.</summary>
public sealed class MismatchCheck : IAcceleratorCheck
{
    private const long MostBeats = 20_000;

    /// <inheritdoc/>
    public string Name => "jobs that do not fit their image";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        var gemm = CheckGemms.DrawWithLists(configuration, seed);
        var blocks = gemm.Job.Blocks;
        foreach (var other in new[] { 1, blocks - 1, blocks + 1, MostBlocks(configuration, gemm.Job.Rows) }
            .Where(other => other > 0 && other <= configuration.ActivationDepth && other != blocks).Distinct())
            await Ends(board, configuration, gemm, gemm.Job with { Blocks = other, Activations = new byte[Bytes(configuration, gemm.Job.Rows, other)] });
        await Ends(board, configuration, gemm, gemm.Job with { Image = OneBlockMore(gemm) });
        await Ends(board, configuration, gemm, gemm.Job with { Image = BlockThatIsNotThere(gemm) });
    }

    private static async SimTask Ends(AcceleratorBoard board, ArrayConfiguration configuration, PreparedGemm gemm, AcceleratorJob job)
    {
        var bit = RegisterMap.Status.Field("MISMATCH").Mask;
        board.Weights.Queue(job.Image);
        board.Activations.Queue(job.Activations);
        await board.Submit(job);
        var found = (await board.Output.Receive()).Length;
        var expected = OutputUnpacker.Bytes(configuration, gemm.Problem.M, gemm.Problem.N, gemm.Problem.Output is null);
        board.Require(found == expected, $"{found} bytes of output of a job that does not fit its image, expected {expected}");
        await board.Settle();
        await board.Expect(RegisterMap.Status, bit);
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Idle, AcceleratorBoard.Idle);
        await board.Write(RegisterMap.Status, bit);
        await board.RunWhole(gemm);
        await board.Settle();
        await board.Expect(RegisterMap.Status, 0);
    }

    // The last tile takes a block that has no weights.
    private static byte[] OneBlockMore(PreparedGemm gemm)
    {
        var image = gemm.Job.Image!.ToArray();
        var entry = image.AsSpan(gemm.Image.Layout.Tiles.Offset + (8 * (gemm.Image.Tiles.Count - 1)), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(entry) + 1));
        return image;
    }

    // A list names the block behind the last.
    private static byte[] BlockThatIsNotThere(PreparedGemm gemm)
    {
        var image = gemm.Job.Image!.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(gemm.Image.Layout.Lists.Offset), (ushort)gemm.Job.Blocks);
        return image;
    }

    // A whole bank, or as much of it as takes some ten thousand beats.
    private static int MostBlocks(ArrayConfiguration c, int rows) =>
        (int)Math.Min(c.ActivationDepth, MostBeats * c.ActivationStreamBits / BlockBits(c, rows));

    private static int Bytes(ArrayConfiguration c, int rows, int blocks)
    {
        var beats = (BlockBits(c, rows) * blocks + c.ActivationStreamBits - 1) / c.ActivationStreamBits;
        return checked((int)(beats * c.ActivationStreamBits / 8));
    }

    // Of one K-block in all M-tiles.
    private static long BlockBits(ArrayConfiguration c, int rows) => (long)((rows + c.MTile - 1) / c.MTile) * c.ActivationWordWidth;
}
