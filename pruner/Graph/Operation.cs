using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>One step of a float network. Tensors have the batch in front; shapes here are those of one sample, without it.</summary>
/// <param name="Name">of the ONNX node, unique in the network</param>
/// <param name="Inputs">names of the activations it reads</param>
/// <param name="Output">name of the activation it gives</param>
public abstract record Operation(string Name, IReadOnlyList<string> Inputs, string Output)
{
    /// <summary>Shape of the output of one sample.</summary>
    /// <exception cref="ShapeException">the inputs do not fit; the message says what was found and what is needed</exception>
    public abstract int[] InferShape(IReadOnlyList<int[]> inputs);

    /// <summary>The output of a batch.</summary>
    public abstract Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs);

    /// <summary>Numbers that computing a sample takes besides its inputs.</summary>
    /// <param name="inputShape">of the first input's sample</param>
    public virtual long NumbersPerSample(int[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return inputShape.Aggregate(1L, (count, d) => count * d);
    }

    /// <summary>True if the output's integers stand for the same numbers as those of the first input.</summary>
    public virtual bool KeepsScale => false;

    /// <summary>The steps of the integer network that do this operation.</summary>
    public abstract IEnumerable<PlanLayer> Lower(Lowering lowering);
}
