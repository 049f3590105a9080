using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Onnx;

namespace HwGen.Pruner.Graph;

/// <summary>A float network of one input and one output; operations in an order in which each finds its inputs ready.</summary>
/// <param name="Name">of the network: that of its file</param>
/// <param name="Input">name of the input activation</param>
/// <param name="InputShape">of one sample</param>
/// <param name="Output">name of the output activation</param>
/// <param name="Operations">in order</param>
public sealed record NetworkGraph(string Name, string Input, int[] InputShape, string Output, IReadOnlyList<Operation> Operations)
{
    /// <summary>Most numbers that an activation of a sample may have.</summary>
    public const int MostNumbers = 1 << 26;

    /// <summary>The file that it was read from; null if it came from none.</summary>
    public ModelProto? Model { get; init; }

    /// <summary>What the file says that the integers of an activation stand for (QDQ), signed; without those that it says nothing of.</summary>
    public IReadOnlyDictionary<string, TensorQuantization> Stated { get; init; } = new Dictionary<string, TensorQuantization>();

    /// <summary>Operations that run on the array, in order.</summary>
    public IEnumerable<GemmOperation> Gemms => Operations.OfType<GemmOperation>();

    /// <summary>Shape of every activation of one sample.</summary>
    /// <param name="refuse">called with the operation that does not fit and the reason; its output is then unknown and what depends on it is left out</param>
    public IReadOnlyDictionary<string, int[]> Shapes(Action<Operation, string>? refuse = null)
    {
        var shapes = new Dictionary<string, int[]>(StringComparer.Ordinal) { [Input] = InputShape };
        foreach (var operation in Operations)
        {
            if (!operation.Inputs.All(shapes.ContainsKey))
                continue;
            try
            {
                var shape = operation.InferShape([.. operation.Inputs.Select(i => shapes[i])]);
                if (shape.Aggregate(1L, (count, d) => Math.Min(count, MostNumbers + 1L) * d) is < 1 or > MostNumbers)
                    throw new ShapeException($"gives a sample of {Tensor<float>.Describe(shape)}, must be 1 to {MostNumbers} numbers");
                shapes[operation.Output] = shape;
            }
            catch (ShapeException e) when (refuse is not null)
            {
                refuse(operation, e.Message);
            }
        }

        return shapes;
    }

    /// <summary>Samples that are evaluated together.</summary>
    public int SamplesPerBatch()
    {
        var shapes = Shapes();
        return BatchSize.For(Operations.Max(o => o.NumbersPerSample(shapes[o.Inputs[0]])));
    }

    /// <summary>Most numbers of one sample that are held at once when the operations are done one after the other.</summary>
    public long LiveNumbers()
    {
        var shapes = Shapes();
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Operations.Count; i++)
            foreach (var input in Operations[i].Inputs)
                last[input] = i;
        var (live, most) = (Count(shapes[Input]), 0L);
        for (var i = 0; i < Operations.Count; i++)
        {
            live += Count(shapes[Operations[i].Output]);
            most = Math.Max(most, live);
            live -= Operations[i].Inputs.Distinct().Where(input => last[input] == i).Sum(input => Count(shapes[input]));
        }

        return most;
    }

    private static long Count(int[] shape) => shape.Aggregate(1L, (count, d) => count * d);

    /// <summary>How many operations read an activation; the network's output counts as one reader.</summary>
    public int ReadersOf(string activation) =>
        Operations.Sum(o => o.Inputs.Count(i => i == activation)) + (activation == Output ? 1 : 0);

    /// <summary>The network with some operations replaced by others of the same name.</summary>
    public NetworkGraph With(IReadOnlyDictionary<string, Operation> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        return this with { Operations = [.. Operations.Select(o => replacements.GetValueOrDefault(o.Name, o))] };
    }
}
