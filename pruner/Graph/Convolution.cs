using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>A convolution of images, or of series, as a GEMM; k runs over tap rows, tap columns and channels, the channel fastest unless
/// kernels are blocks.</summary>
/// <remarks>In groups, the weights between channels of different groups are 0 and stay so.</remarks>
public sealed record Convolution(string Name, string Input, string Output) : GemmOperation(Name, Input, Output)
{
    public required WindowSpecification Window { get; init; }

    /// <summary>Channels of the input.</summary>
    public required int Channels { get; init; }

    /// <summary>1, or the number of groups.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>True if the taps of an input channel stand together along K: k = channel * taps + tap. Not in groups.</summary>
    public bool TapsFastest { get; init; }

    /// <inheritdoc/>
    /// <remarks>Groups, and blocks that would run over the border of a tap, are left as they are unless the user asks.</remarks>
    public override bool StaysDense(int block) => Origin is null || Groups > 1 || (!TapsFastest && Channels % block != 0);

    public override bool HasKernelBlocks => TapsFastest;

    public override bool IsInGroups => Groups > 1;

    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].Length is 2 or 3 && inputs[0][0] != Channels
            ? throw new ShapeException($"sample {Tensor<float>.Describe(inputs[0])}, must have {Channels} channels")
            : Window.OutputShape(inputs[0], N);
    }

    public override int RowsPerSample(int[] inputShape)
    {
        return Window.OutputShape(inputShape, N).Skip(1).Aggregate(1, (count, d) => count * d);
    }

    public override Tensor<float> Rows(Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ImageRows.Of(Images.Of(input), Window.Resolve(input.Shape[1..]), 0f, TapsFastest);
    }

    public override Tensor<float> Rows(Tensor<float> input, int[] picked)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ImageRows.Of(Images.Of(input), Window.Resolve(input.Shape[1..]), 0f, picked, TapsFastest);
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Groups == 1)
            return base.Evaluate(inputs);
        var shape = inputs[0].Shape[1..];
        var outputs = GroupedConvolution.Of(this, Images.Of(inputs[0]), Window.Resolve(shape));
        Bounds.Apply(outputs.Values);
        return outputs.Reshape([inputs[0].Shape[0], .. InferShape([shape])]);
    }

    public override Tensor<float> Arrange(Tensor<float> rows, int[] outputShape, int batch)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(outputShape);
        return ImageRows.ToImages(rows.Values, batch, Images.Shape(outputShape)).Reshape([batch, .. outputShape]);
    }

    public override Tensor<float> OutputRows(Tensor<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return ImageRows.OfPixels(outputs);
    }

    public override long NumbersPerSample(int[] inputShape) =>
        Groups > 1 ? Window.OutputShape(inputShape, N).Aggregate(1L, (count, d) => count * d) : base.NumbersPerSample(inputShape);

    public override IReadOnlyList<(int[] K, int[] N)> ChannelGroups =>
    [
        .. Enumerable.Range(0, Groups).Select(group => (
            Enumerable.Range(0, K).Where(k => k % Channels / (Channels / Groups) == group).ToArray(),
            Enumerable.Range(group * (N / Groups), N / Groups).ToArray())),
    ];

    protected override GemmLayer LowerGemm(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var input = lowering.ShapeOf(Inputs[0]);
        return lowering.Complete(this, new ConvolutionLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = Images.Shape(lowering.ShapeOf(Output)),
            K = K,
            N = N,
            Groups = Groups,
            RowsPerSample = RowsPerSample(input),
            Window = Window.Resolve(input),
            TapsFastest = TapsFastest,
            InputZeroPoint = 0,
            Requantize = new OutputQuantization(0, 0, 0),
            Kept = [],
            Parameters = "",
        });
    }
}
