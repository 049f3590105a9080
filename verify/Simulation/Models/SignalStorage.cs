namespace HwGen.Verify.Simulation.Models;

/// <summary>How Verilator stores a packed value.</summary>
internal static class SignalStorage
{
    /// <summary>Bytes for a value of <paramref name="width"/> bits.</summary>
    public static int Bytes(int width) => width switch
    {
        <= 8 => 1,
        <= 16 => 2,
        <= 32 => 4,
        <= 64 => 8,
        _ => (width + 31) / 32 * 4,
    };
}
