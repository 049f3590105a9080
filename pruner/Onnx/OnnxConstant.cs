using HwGen.Core.IO;

namespace HwGen.Pruner.Onnx;

/// <summary>A tensor that the file holds: floats, or integers such as the target of a Reshape.</summary>
public sealed record OnnxConstant(double[] Values, int[] Shape)
{
    public Tensor<float> ToFloats() => new(Array.ConvertAll(Values, v => (float)v), Shape);

    public long[] ToIntegers() => Array.ConvertAll(Values, v => (long)v);
}
