namespace HwGen.Core.Numerics;

/// <summary>What a layer does to all its outputs after scaling: add the zero point, then clamp.</summary>
/// <param name="ZeroPoint">int32, added after rounding</param>
/// <param name="ClampLow">smallest output</param>
/// <param name="ClampHigh">largest output, not below ClampLow</param>
public sealed record OutputQuantization(int ZeroPoint, int ClampLow, int ClampHigh);
