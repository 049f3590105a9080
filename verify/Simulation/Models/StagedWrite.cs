namespace HwGen.Verify.Simulation.Models;

/// <summary>A write that the shim applies after an evaluation; the same layout there.</summary>
internal unsafe struct StagedWrite
{
    public byte* Target;
    public byte* Source;
    public long Size;
}
