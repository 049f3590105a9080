namespace HwGen.Core.Sparsity;

/// <summary>Metadata bits that no encoder writes.</summary>
/// <param name="step">step of the block in which they stand</param>
/// <param name="found">what stands there</param>
/// <param name="expected">what an encoder writes there</param>
public sealed class MetadataException(int step, string found, string expected) : Exception($"{found}, expected {expected}")
{
    /// <summary>What stands there.</summary>
    public string Found { get; } = found;

    /// <summary>What an encoder writes there.</summary>
    public string Expected { get; } = expected;

    /// <summary>Step of the block, from 0.</summary>
    public int Step { get; } = step;
}
