using System.Text.Json.Serialization;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>A layer whose work is a GEMM on the array.</summary>
public abstract record GemmLayer : PlanLayer
{
    /// <summary>Rows of the weight matrix.</summary>
    public required int K { get; init; }

    /// <summary>Columns of the weight matrix: output channels.</summary>
    public required int N { get; init; }

    /// <summary>Groups of channels that have weights among themselves alone: 1, or more in a convolution in groups.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Weights that there are: the others of K x N are between groups and always 0.</summary>
    [JsonIgnore]
    public long WeightCount => (long)K * N / Groups;

    /// <summary>M of one sample.</summary>
    public required int RowsPerSample { get; init; }

    /// <summary>The integer that stands for 0 in the input; it is already in the bias.</summary>
    public required int InputZeroPoint { get; init; }

    /// <summary>True where the array gives int32 sums and does not requantize.</summary>
    public bool Raw { get; init; }

    /// <summary>Output zero point and clamp of the jobs.</summary>
    public required OutputQuantization Requantize { get; init; }

    /// <summary>Weights kept of a block, for each N-tile.</summary>
    public required IReadOnlyList<int> Kept { get; init; }

    /// <summary>File of the dense numbers, relative to the plan.</summary>
    public required string Parameters { get; init; }

    /// <summary>Weight images without extension, relative to the plan, in the order of the jobs.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>What part of the weight matrix each image holds.</summary>
    public IReadOnlyList<WeightPart> Parts { get; init; } = [];

    /// <summary>True if the jobs give partial sums over K, which the host adds and requantizes.</summary>
    [JsonIgnore]
    public bool IsCutInK => Parts.Any(part => part.FirstK > 0);

    public sealed override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(engine);
        return engine.Run(this, inputs[0]);
    }

    /// <summary>The activations as the array reads them: M x K for the whole batch.</summary>
    public abstract Matrix<int> Rows(Tensor<int> input);

    /// <summary>The outputs M x N as the next layer reads them.</summary>
    public abstract Tensor<int> Arrange(Matrix<int> outputs, int batch);
}
