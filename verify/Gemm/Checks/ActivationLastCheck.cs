using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>Activations that end early set their bit once, and the rest completes the job.</summary>
public sealed class ActivationLastCheck : IAcceleratorCheck
{
    private const uint ActivationLast = 16, Errors = 0x7F;
    private const int MostCuts = 12;

    /// <inheritdoc/>
    public string Name => "early TLAST of activations";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        var gemm = CheckGemms.Draw(configuration, seed);
        var beat = configuration.ActivationStreamBits / 8;
        var beats = gemm.Job.Activations.Length / beat;
        var random = SimRandom.For(seed, "cuts");
        foreach (var cut in Enumerable.Range(0, MostCuts).Select(_ => random.Next(1, Math.Max(1, beats - 1))).Prepend(beats - 1).Prepend(1)
            .Where(cut => cut > 0 && cut < beats).Distinct())
        {
            board.Weights.Queue(gemm.Job.Image);
            await board.Submit(gemm.Job);
            await board.Activations.Send(gemm.Job.Activations.AsMemory(0, cut * beat));
            await board.Clock.Cycles(60);
            await board.Expect(RegisterMap.Status, ActivationLast, Errors);
            await board.Write(RegisterMap.Status, ActivationLast);
            await board.Expect(RegisterMap.Status, 0, Errors);
            board.Activations.Queue(gemm.Job.Activations.AsMemory(cut * beat));
            await board.ExpectOutput(gemm);
            await board.Expect(RegisterMap.Status, 0, Errors);
        }
    }
}
