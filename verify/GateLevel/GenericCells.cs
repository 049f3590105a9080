namespace HwGen.Verify.GateLevel;

/// <summary>Gates of two inputs and flip-flops, which Yosys writes as expressions and <c>always</c> blocks of one bit.</summary>
public sealed record GenericCells() : CellLibrary("generic")
{
    /// <inheritdoc/>
    public override string Synthesis(string top) => $"blackbox {Memory}; synth -flatten -top {top}; check -assert";
}
