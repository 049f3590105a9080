using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>What the manifest says about an image that the hardware does not need: how its numbers stand for real ones and how rows
/// and channels were reordered.</summary>
public sealed record ImageNotes
{
    /// <summary>Nothing to say.</summary>
    public static ImageNotes None => new();

    /// <summary>Zero point and clamp of the layer; null for raw sums.</summary>
    public OutputQuantization? Output { get; init; }

    /// <summary>Real value of an activation step, 0 if not stated.</summary>
    public double ActivationScale { get; init; }

    /// <summary>Activation that stands for 0.</summary>
    public int ActivationZeroPoint { get; init; }

    /// <summary>Real value of an output step, 0 if not stated.</summary>
    public double OutputScale { get; init; }

    /// <summary>Real value of a weight step per output channel [N], empty if not stated.</summary>
    public IReadOnlyList<double> WeightScales { get; init; } = [];

    /// <summary>Row i of the image is row InputPermutation[i] of the network's matrix; empty if they are in order.</summary>
    public IReadOnlyList<int> InputPermutation { get; init; } = [];

    /// <summary>Column i of the image is column OutputPermutation[i] of the network's matrix; empty if they are in order.</summary>
    public IReadOnlyList<int> OutputPermutation { get; init; } = [];
}
