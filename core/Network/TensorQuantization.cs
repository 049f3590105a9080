namespace HwGen.Core.Network;

/// <summary>What the integers of an activation stand for: real = scale * (integer - zero point).</summary>
/// <param name="Scale">greater than 0</param>
/// <param name="ZeroPoint">the integer that is exactly 0</param>
/// <param name="Low">smallest integer</param>
/// <param name="High">largest integer</param>
public sealed record TensorQuantization(double Scale, int ZeroPoint, int Low, int High)
{
    /// <summary>The nearest integer, halves away from zero, clamped.</summary>
    public int Quantize(double real) =>
        (int)Math.Clamp(Math.Round(real / Scale, MidpointRounding.AwayFromZero) + ZeroPoint, Low, High);

    public double Dequantize(int integer) => Scale * (integer - (double)ZeroPoint);
}
