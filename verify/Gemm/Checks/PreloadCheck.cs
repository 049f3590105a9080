using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>An array whose memories start with <see cref="Image"/> computes with it before any image is loaded, after each reset until one is.</summary>
/// <remarks>For arrays with <c>memory.preload</c>, on a model of its own: no other check expects an image.</remarks>
public sealed class PreloadCheck : IAcceleratorCheck
{
    private const uint Resident = 0x100, WeightLast = 8, Errors = 0x7F;

    /// <inheritdoc/>
    public string Name => "preloaded image";

    /// <summary>What the memories must start with.</summary>
    public static WeightImage Image(ArrayConfiguration configuration, ulong seed) => CheckGemms.DrawWithLists(configuration, seed).Image;

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        var preloaded = CheckGemms.DrawWithLists(configuration, seed);
        var next = CheckGemms.DrawWithLists(configuration, seed + 1);
        foreach (var releases in new[] { false, true })
        {
            await board.Clock.Cycles(10);
            await board.Expect(RegisterMap.Status, Resident);
            await Alone(board, preloaded, releases: false);
            await Alone(board, preloaded.WithActivations(1), releases);
            await board.Expect(RegisterMap.Status, releases ? 0 : Resident);
            await board.Reset();
        }

        await board.Clock.Cycles(10);
        board.Weights.Queue(next.Job.Image);
        await board.Clock.Cycles(100);
        await board.Expect(RegisterMap.Status, Resident);
        await Alone(board, preloaded, releases: true);
        await Alone(board, next, releases: true);
        await board.Expect(RegisterMap.Status, 0, Errors);
        await RoomIsAsLargeAsEver(board, configuration, preloaded);
        await board.Reset();
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.Status, 0);
        await board.RunWhole(preloaded);
        await board.Expect(RegisterMap.Status, 0, Errors);
    }

    // An image that asks for every word waits for the release of any other. It ends early, and is forgotten.
    private static async SimTask RoomIsAsLargeAsEver(AcceleratorBoard board, ArrayConfiguration c, PreparedGemm gemm)
    {
        await board.Weights.Send(gemm.Job.Image);
        var header = gemm.Job.Image![..Math.Max(32, c.WeightStreamBits / 8)];
        foreach (var (word, depth) in new[] { (3, c.TileDepth), (4, c.ListDepth), (5, c.WeightDepth) })
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 * word), depth);
        board.Weights.Queue(header);
        await board.Clock.Cycles(60);
        await board.Expect(RegisterMap.Status, Resident);
        await Alone(board, gemm, releases: true);
        await board.WaitFor(RegisterMap.Status, WeightLast, Errors);
        await board.Write(RegisterMap.Status, WeightLast);
    }

    private static async SimTask Alone(AcceleratorBoard board, PreparedGemm gemm, bool releases)
    {
        board.Activations.Queue(gemm.Job.Activations);
        await board.Submit(gemm.Job with { ReleasesImage = releases });
        await board.ExpectOutput(gemm);
        await board.Settle();
    }
}
