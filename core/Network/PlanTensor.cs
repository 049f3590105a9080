namespace HwGen.Core.Network;

/// <summary>An activation at the border of a network.</summary>
/// <param name="Name">unique in the plan</param>
/// <param name="Shape">of one sample</param>
/// <param name="Quantization">what its integers stand for</param>
public sealed record PlanTensor(string Name, int[] Shape, TensorQuantization Quantization);
