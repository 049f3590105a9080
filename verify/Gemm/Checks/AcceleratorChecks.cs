using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>The checks that <c>hwgen verify</c> makes beside random GEMMs.</summary>
public static class AcceleratorChecks
{
    /// <summary>All of them, quick ones first.</summary>
    public static IReadOnlyList<IAcceleratorCheck> All { get; } =
    [
        new RegisterCheck(), new JobRegisterCheck(), new InterruptCheck(), new CounterCheck(), new ImageResidenceCheck(), new ImageRefusalCheck(),
        new ActivationLastCheck(), new MismatchCheck(), new ResetCheck(),
    ];

    /// <summary>Makes a check on an accelerator of its own.</summary>
    /// <exception cref="SimulationException">something is wrong; the message says what</exception>
    /// <exception cref="CheckFailedException">the same</exception>
    public static void Run(this IAcceleratorCheck check, VerilatorModel model, ArrayConfiguration configuration, ulong seed) =>
        AcceleratorBoard.Run(model, configuration, board => check.Run(board, configuration, seed), seed, check.Traffic);

    /// <summary>What a check failed with, null if it did not.</summary>
    /// <exception cref="SimulationHangException">an evaluation does not end, and will not in any other check</exception>
    public static string? Failure(this IAcceleratorCheck check, VerilatorModel model, ArrayConfiguration configuration, ulong seed)
    {
        try
        {
            check.Run(model, configuration, seed);
            return null;
        }
        catch (Exception exception) when (exception is (SimulationException and not SimulationHangException { IsSlow: true }) or CheckFailedException or InputException)
        {
            return exception.Message;
        }
    }
}
