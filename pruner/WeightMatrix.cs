using HwGen.Core.IO;

namespace HwGen.Pruner;

/// <summary>A weight matrix without a network around it.</summary>
/// <param name="Name">of the file</param>
/// <param name="Weights">K x N</param>
/// <param name="Bias">[N]; in steps of the sum where the weights are integers</param>
/// <param name="IsInteger">true if the weights are integers and stay as they are</param>
public sealed record WeightMatrix(string Name, Tensor<double> Weights, double[] Bias, bool IsInteger);
