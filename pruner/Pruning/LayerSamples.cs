using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>What a layer reads in the network as pruned so far, and what should come of it.</summary>
/// <param name="Rows">X, rows x K: inputs</param>
/// <param name="Wanted">rows x N: what the unpruned network has at the same places before its activation function cuts off</param>
/// <param name="Beside">rows x N: what the pruned network adds to the layer's output before the function cuts off; null for nothing</param>
/// <param name="Bounds">of the activation function</param>
public sealed record LayerSamples(Tensor<float> Rows, Tensor<float> Wanted, Tensor<float>? Beside, Bounds Bounds)
{
    /// <summary>What the layer should give, bias included, rows x N.</summary>
    /// <param name="outputs">what it gives now; a number that is cut off where the wanted one is cut off is right as it is. Null if not known</param>
    /// <remarks>Minimizing the distance to this aim lowers the distance behind the activation function, or leaves it: for an output that
    /// is wanted below the bound, the square of what stands out is a convex function whose tangent parabola this is.</remarks>
    public Tensor<float> Aim(Tensor<float>? outputs = null)
    {
        var aim = new Tensor<float>(Wanted.Shape);
        for (var i = 0; i < aim.Count; i++)
        {
            var beside = Beside?.Values[i] ?? 0;
            var wanted = Wanted.Values[i];
            if (outputs is not null && wanted <= Bounds.Low)
                wanted = Math.Min(outputs.Values[i] + beside, Bounds.Low);
            else if (outputs is not null && wanted >= Bounds.High)
                wanted = Math.Max(outputs.Values[i] + beside, Bounds.High);
            aim.Values[i] = wanted - beside;
        }

        return aim;
    }

    /// <summary>What the layer gives with these weights and this bias, rows x N.</summary>
    public Tensor<float> Outputs(Tensor<double> weights, double[] bias)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(bias);
        var (rows, k, n) = (Rows.Shape[0], weights.Shape[0], weights.Shape[1]);
        var outputs = new Tensor<float>(rows, n);
        FloatGemm.Multiply(Rows.Values, Array.ConvertAll(weights.Values, w => (float)w), outputs.Values, rows, k, n);
        for (var row = 0; row < rows; row++)
            for (var j = 0; j < n; j++)
                outputs.Values[(row * n) + j] += (float)bias[j];
        return outputs;
    }

    /// <summary>What a group of channels reads and gives.</summary>
    public LayerSamples Part((int[] K, int[] N) group) =>
        new(Columns(Rows, group.K), Columns(Wanted, group.N), Beside is null ? null : Columns(Beside, group.N), Bounds);

    private static Tensor<float> Columns(Tensor<float> matrix, int[] columns)
    {
        var part = new Tensor<float>(matrix.Shape[0], columns.Length);
        for (var row = 0; row < matrix.Shape[0]; row++)
            for (var i = 0; i < columns.Length; i++)
                part.Values[(row * columns.Length) + i] = matrix.Values[(row * matrix.Shape[1]) + columns[i]];
        return part;
    }
}
