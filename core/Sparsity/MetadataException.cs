namespace HwGen.Core.Sparsity;

/// <summary>Metadata bits that no encoder writes.</summary>
/// <param name="step">step of the block in which they stand</param>
/// <param name="message">what was found and what is allowed</param>
public sealed class MetadataException(int step, string message) : Exception(message)
{
    /// <summary>Step of the block, from 0.</summary>
    public int Step { get; } = step;
}
