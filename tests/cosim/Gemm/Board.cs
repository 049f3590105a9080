using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>An <see cref="AcceleratorBoard"/> with the accelerator of a configuration on it.</summary>
internal static class Board
{
    public const uint Start = AcceleratorBoard.Start, Done = AcceleratorBoard.Done, Idle = AcceleratorBoard.Idle, Ready = AcceleratorBoard.Ready;

    /// <summary>Runs a test on an accelerator fresh from reset.</summary>
    public static void Run(ArrayConfiguration configuration, Func<AcceleratorBoard, SimTask> body, ulong seed = 1, Traffic? traffic = null) =>
        AcceleratorBoard.Run(Accelerators.Build(configuration), configuration, body, seed, traffic);
}
