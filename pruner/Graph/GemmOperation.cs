using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>An operation whose work is activation M x K times weight K x N: what runs on the array and what is pruned.</summary>
public abstract record GemmOperation(string Name, string Input, string Output) : Operation(Name, [Input], Output)
{
    /// <summary>[K, N]</summary>
    public required Tensor<float> Weights { get; init; }

    /// <summary>[N]</summary>
    public required float[] Bias { get; init; }

    /// <summary>[N], what one step of the file's integer weights stands for; null where the file has real weights.</summary>
    public double[]? WeightScales { get; init; }

    /// <summary>The activation function that follows, where it is one that only cuts off.</summary>
    public Bounds Bounds { get; init; } = Bounds.None;

    /// <summary>Where the weights stand in the file; null for those that come from no layer of it.</summary>
    public WeightOrigin? Origin { get; init; }

    /// <summary>True if nothing is pruned unless the user asks for it: constants that were not a layer's weights are never worth it.</summary>
    /// <param name="block">of the array</param>
    public virtual bool StaysDense(int block) => Origin is null;

    /// <summary>True if weights between groups of channels are 0 and no others may go.</summary>
    public virtual bool IsInGroups => false;

    /// <summary>True if a block is a kernel: the taps of one input channel.</summary>
    public virtual bool HasKernelBlocks => false;

    public int K => Weights.Shape[0];

    public int N => Weights.Shape[1];

    /// <summary>The activations as the GEMM reads them: M x K for the whole batch.</summary>
    public abstract Tensor<float> Rows(Tensor<float> input);

    /// <summary>Some of the rows that <see cref="Rows(Tensor{float})"/> gives.</summary>
    /// <param name="input">batch x input shape</param>
    /// <param name="picked">their numbers</param>
    public virtual Tensor<float> Rows(Tensor<float> input, int[] picked) => Select(Rows(input), picked);

    /// <summary>Rows of a matrix by their numbers.</summary>
    public static Tensor<float> Select(Tensor<float> rows, int[] picked)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(picked);
        var k = rows.Shape[1];
        var selected = new Tensor<float>(picked.Length, k);
        for (var i = 0; i < picked.Length; i++)
            Array.Copy(rows.Values, picked[i] * k, selected.Values, i * k, k);
        return selected;
    }

    /// <summary>M of one sample.</summary>
    public abstract int RowsPerSample(int[] inputShape);

    /// <summary>The outputs M x N in the shape of the next operation.</summary>
    public abstract Tensor<float> Arrange(Tensor<float> rows, int[] outputShape, int batch);

    /// <summary>The reverse of <see cref="Arrange"/>: outputs of a batch as M x N.</summary>
    public abstract Tensor<float> OutputRows(Tensor<float> outputs);

    /// <summary>What each group of channels reads and gives, as k and n; one group of everything if there are no groups.</summary>
    public virtual IReadOnlyList<(int[] K, int[] N)> ChannelGroups => [([.. Enumerable.Range(0, K)], [.. Enumerable.Range(0, N)])];

    /// <summary>M x N: rows times weights, and the bias, before the activation function.</summary>
    public Tensor<float> Sums(Tensor<float> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sums = new Tensor<float>(rows.Shape[0], N);
        FloatGemm.Multiply(rows.Values, Weights.Values, sums.Values, rows.Shape[0], K, N);
        for (var start = 0; start < sums.Count; start += N)
            for (var n = 0; n < N; n++)
                sums.Values[start + n] += Bias[n];
        return sums;
    }

    public override long NumbersPerSample(int[] inputShape) => (long)RowsPerSample(inputShape) * (K + N);

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var outputs = Sums(Rows(inputs[0]));
        Bounds.Apply(outputs.Values);
        return Arrange(outputs, InferShape([inputs[0].Shape[1..]]), inputs[0].Shape[0]);
    }

    public sealed override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var layer = LowerGemm(lowering);
        if (!layer.Raw)
            return Images.Around(layer, this, lowering);
        var sums = $"{Output}.sums";
        return [layer with { Output = sums }, lowering.Rescale(this, sums)];
    }

    /// <summary>The layer with its shape; <see cref="Lowering.Complete"/> adds what all GEMM layers have.</summary>
    protected abstract GemmLayer LowerGemm(Lowering lowering);
}
