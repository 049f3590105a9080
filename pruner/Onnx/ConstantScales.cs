namespace HwGen.Pruner.Onnx;

/// <summary>What one step of a constant's integers stands for: one number, or one for each entry of a dimension.</summary>
/// <param name="Values">greater than 0</param>
/// <param name="Axis">the dimension</param>
internal sealed record ConstantScales(double[] Values, int Axis)
{
    /// <summary>The same where there is one scale for all numbers; null where dimensions matter.</summary>
    public ConstantScales? OfAll => Values.Length == 1 ? this : null;

    /// <summary>The scale of each output channel.</summary>
    /// <param name="axis">dimension of the constant along which output channels lie</param>
    /// <param name="channels">how many there are</param>
    /// <returns>null where a channel has several</returns>
    public double[]? Of(int axis, int channels) =>
        Values.Length == 1 ? [.. Enumerable.Repeat(Values[0], channels)] : axis == Axis && Values.Length == channels ? [.. Values] : null;
}
