namespace HwGen.Core.Driver;

/// <summary>An activation in the driver's memory.</summary>
/// <param name="Elements">integers of one sample</param>
/// <param name="ElementBytes">the container of an activation, 1 or 2, or 4 for sums</param>
public sealed record DriverTensor(int Elements, int ElementBytes)
{
    /// <summary>Bytes of one sample.</summary>
    public int Bytes => checked(Elements * ElementBytes);
}
