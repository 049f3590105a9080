using HwGen.Core.Numerics;

namespace HwGen.Verify.Gemm;

/// <summary>One job as the accelerator sees it: registers and the bytes of its streams.</summary>
/// <remarks>Formats: docs/design.md, sections 3 to 5.</remarks>
public sealed record AcceleratorJob
{
    /// <summary>M: rows of activations and outputs, at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary>K-blocks of the activations, at least 1.</summary>
    public required int Blocks { get; init; }

    /// <summary>The activation stream.</summary>
    public required byte[] Activations { get; init; }

    /// <summary>The weight image to load for this job; null to use the one that the job before did not release.</summary>
    public byte[]? Image { get; init; }

    /// <summary>Whether the image is released when the job is done.</summary>
    public bool ReleasesImage { get; init; } = true;

    /// <summary>Zero point and clamp of the outputs; null for raw int32 sums.</summary>
    public OutputQuantization? Output { get; init; }
}
