using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>A reset in the middle of loading, computing and streaming out leaves nothing behind.</summary>
public sealed class ResetCheck : IAcceleratorCheck
{
    private static readonly int[] Moments = [0, 7, 30, 70, 150];

    /// <inheritdoc/>
    public string Name => "reset";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        var (broken, good) = (CheckGemms.DrawWithLists(configuration, seed), CheckGemms.Draw(configuration, seed + 1));
        var (weightBeat, activationBeat) = (configuration.WeightStreamBits / 8, configuration.ActivationStreamBits / 8);
        foreach (var clocks in Moments)
        {
            await board.Write(RegisterMap.Ier, 3);
            await board.Write(RegisterMap.Gier, 1);
            await board.Write(RegisterMap.Isr, 3);
            await board.Submit(broken.Job);
            var image = broken.Job.Image!.AsMemory();
            await board.Weights.Send(clocks == 0 ? FirstHalf(image, weightBeat) : image);
            await board.Activations.Send(FirstHalf(broken.Job.Activations, activationBeat));
            await board.Clock.Cycles(clocks);
            await board.Reset();
            board.Require(!board.Irq, "irq is high after a reset");
            foreach (var register in RegisterMap.All)
                await board.Expect(register, ResetValues.Of(register, configuration));
            await board.RunWhole(good);
            await board.Expect(RegisterMap.Status, 0, 0x7F);
        }
    }

    // Whole beats, one at least: a wide beat may hold all there is.
    private static ReadOnlyMemory<byte> FirstHalf(ReadOnlyMemory<byte> bytes, int beat) =>
        bytes[..Math.Max(beat, bytes.Length / 2 / beat * beat)];
}
