using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Registers;

namespace HwGen.Cli.Boards;

/// <summary>Reads every register that has one value, and writes and reads those of a job.</summary>
public static class BoardRegisterTest
{
    private static readonly Register[] Job =
        [RegisterMap.JobRows, RegisterMap.JobBlocks, RegisterMap.JobMode, RegisterMap.JobZeroPoint, RegisterMap.JobClampLow, RegisterMap.JobClampHigh];

    // Bits that every configuration has, both ways round.
    private static readonly uint[][] Patterns = [[0x155, 0x2A, 1, 0x2A, 0x55, 0x2A], [0x2AA, 0x55, 2, 0x55, 0x2A, 0x55]];

    /// <summary>Does it, after a reset.</summary>
    /// <returns>how many registers were looked at</returns>
    /// <exception cref="CheckFailedException">one does not hold what it must</exception>
    public static int Run(BoardAccelerator accelerator, ArrayConfiguration configuration)
    {
        Register[] constant = [.. RegisterMap.All.Where(register => register.Access == RegisterAccess.ReadOnly)];
        foreach (Register register in constant)
            Require(register, accelerator.Read(register, 1)[0], ResetValues.Of(register, configuration));
        foreach (uint[] pattern in Patterns)
        {
            accelerator.Write(Job[0], pattern);
            foreach ((Register register, uint found, uint written) in Job.Zip(accelerator.Read(Job[0], Job.Length), pattern))
                Require(register, found, written);
        }

        return constant.Length + Job.Length;
    }

    private static void Require(Register register, uint found, uint expected)
    {
        if (found != expected)
            throw new CheckFailedException($"{register.Name} reads 0x{found:x8}, must be 0x{expected:x8}");
    }
}
