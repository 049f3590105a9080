using HwGen.Core.Numerics;

namespace HwGen.Core.Sparsity;

/// <summary>The metadata fields of one block and output channel, one per step, at equal distances.</summary>
/// <param name="Bits">what they stand in</param>
/// <param name="Offset">first bit of the field of step 0</param>
/// <param name="Stride">bits from a step to the next</param>
/// <param name="Steps">1 or more</param>
public readonly record struct MetadataFields(PackedBits Bits, long Offset, long Stride, int Steps);
