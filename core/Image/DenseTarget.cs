using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>The dense matrix while it is decoded.</summary>
internal sealed class DenseTarget(WeightImage image, ImageFaults faults)
{
    private readonly int[] _values = new int[checked(image.K * image.N)];

    public ArrayConfiguration Configuration => image.Configuration;

    public BlockTarget At(int block, int n) => new(this, block * image.Configuration.Block, n);

    public Matrix<int> ToMatrix() => Matrix<int>.Adopt(image.K, image.N, _values);

    public void Put(int k, int n, int weight, long bit)
    {
        if (k >= image.K || n >= image.N)
            Refuse(bit, $"weight[{k},{n}] is {weight}", $"0 outside {image.K} x {image.N}");
        else if (_values[(k * image.N) + n] != 0)
            Refuse(bit, $"weight[{k},{n}] a second time", "each position once in a block");
        else
            _values[(k * image.N) + n] = weight;
    }

    /// <param name="bit">offset in the weight words</param>
    /// <param name="found">what stands there</param>
    /// <param name="expected">what an encoder writes there</param>
    public void Refuse(long bit, string found, string expected) =>
        faults.Add("weights", image.Layout.Weights.Offset + (bit / 8), found, expected);
}
