namespace HwGen.Verify.Simulation.Models;

/// <summary>A port of the top module as Verilator lays it out.</summary>
/// <param name="Name">name in Verilog</param>
/// <param name="Member">name of the C++ member that holds it</param>
/// <param name="Direction">which way it goes</param>
/// <param name="Width">bits</param>
public sealed record PortInfo(string Name, string Member, PortDirection Direction, int Width)
{
    /// <summary>Bytes of storage: 1, 2, 4 or 8 up to 64 bits, then whole 32-bit words, the lowest first.</summary>
    public int StorageBytes => SignalStorage.Bytes(Width);
}
