using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>Images stay until a job releases them, at most two are resident, and a third waits.</summary>
public sealed class ImageResidenceCheck : IAcceleratorCheck
{
    private const uint Images = 0x300, Loading = 1 << 16;

    /// <inheritdoc/>
    public string Name => "resident images";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        await Kept(board, CheckGemms.DrawWithLists(configuration, seed), configuration.MTile);
        await Three(board, [.. Enumerable.Range(1, 3).Select(i => Single(configuration, seed + (ulong)i))]);
    }

    private static async SimTask Kept(AcceleratorBoard board, PreparedGemm first, int rows)
    {
        board.Weights.Queue(first.Job.Image);
        foreach (var (gemm, isLast) in new[] { (first, false), (first.WithActivations(1), false), (first.WithActivations(rows), true) })
        {
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job with { ReleasesImage = isLast });
            await board.ExpectOutput(gemm);
            await board.Settle();
            await board.Expect(RegisterMap.Status, isLast ? 0u : 0x100);
        }
    }

    private static async SimTask Three(AcceleratorBoard board, IReadOnlyList<PreparedGemm> gemms)
    {
        var sent = board.Weights.SentPackets;
        foreach (var gemm in gemms)
            board.Weights.Queue(gemm.Job.Image);
        await board.WaitFor(RegisterMap.Status, 0x200, Images | Loading);
        await board.Clock.Cycles(100);
        await board.Expect(RegisterMap.Status, 0x200);
        board.Require(board.Weights.SentPackets == sent + 2, $"{board.Weights.SentPackets - sent} images are taken, there is room for 2");
        foreach (var gemm in gemms)
        {
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job);
            await board.ExpectOutput(gemm);
        }

        await board.Settle();
        await board.Expect(RegisterMap.Status, 0);
    }

    // One N-tile, one block: any two fit.
    private static PreparedGemm Single(ArrayConfiguration configuration, ulong seed) =>
        PreparedGemm.Draw(configuration, seed, new GemmShape(configuration.MTile, configuration.NTile, configuration.Block), kept: null);
}
