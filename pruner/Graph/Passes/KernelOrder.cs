using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Pruner.Graph.Passes;

/// <summary>Puts the taps of each input channel together along K, so that a kernel is a block: what patterns need.</summary>
/// <remarks>Convolutions in groups, and those whose kernels have another number of taps than a block has weights, stay as they are.</remarks>
public static class KernelOrder
{
    /// <summary>The network as the scheme wants it; it computes the same.</summary>
    /// <param name="network">as read</param>
    /// <param name="configuration">scheme and block</param>
    public static NetworkGraph Apply(NetworkGraph network, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.Scheme != SchemeKind.Pattern ? network : Replace(network, layer => IsKernelBlock(layer, configuration.Block), layer => layer with
        {
            TapsFastest = true,
            Weights = new Tensor<float>(ToKernels(layer, layer.Weights.Values), layer.Weights.Shape),
        });
    }

    /// <summary>The reverse of <see cref="Apply"/>.</summary>
    public static NetworkGraph Undo(NetworkGraph network) => Replace(network, layer => layer.TapsFastest, layer => layer with
    {
        TapsFastest = false,
        Weights = new Tensor<float>(FromKernels(layer, layer.Weights.Values), layer.Weights.Shape),
    });

    /// <summary>Refuses patterns for a network that has no kernels of their size.</summary>
    /// <exception cref="InputException">no convolution has as many taps as a block has weights</exception>
    public static void Require(NetworkGraph network, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.Scheme == SchemeKind.Pattern && !network.Gemms.Any(layer => layer is Convolution convolution && IsKernelBlock(convolution, configuration.Block)))
            throw new InputException(network.Name, $"no convolution has kernels of {configuration.Block} taps (array.block), which patterns need; scheme nm keeps {configuration.Kept} of {configuration.Block} anywhere");
    }

    /// <summary>A matrix [K * N] in the order of a layer.</summary>
    /// <param name="layer">of the network that <see cref="Apply"/> gives</param>
    /// <param name="matrix">the channels of a tap together</param>
    public static T[] Arrange<T>(GemmOperation layer, T[] matrix) => layer is Convolution { TapsFastest: true } convolution ? ToKernels(convolution, matrix) : matrix;

    /// <summary>The reverse of <see cref="Arrange"/>.</summary>
    public static T[] Restore<T>(GemmOperation layer, T[] matrix) => layer is Convolution { TapsFastest: true } convolution ? FromKernels(convolution, matrix) : matrix;

    private static T[] ToKernels<T>(Convolution layer, T[] matrix) => Reorder(layer, matrix, (channels, taps, k) => ((k % taps) * channels) + (k / taps));

    private static T[] FromKernels<T>(Convolution layer, T[] matrix) => Reorder(layer, matrix, (channels, taps, k) => ((k % channels) * taps) + (k / channels));

    private static bool IsKernelBlock(Convolution layer, int block) =>
        layer is { IsInGroups: false, Origin: not null } && layer.K / layer.Channels == block;

    private static NetworkGraph Replace(NetworkGraph network, Func<Convolution, bool> isMeant, Func<Convolution, Operation> replace) =>
        network.With(network.Gemms.OfType<Convolution>().Where(isMeant).ToDictionary(layer => layer.Name, replace, StringComparer.Ordinal));

    private static T[] Reorder<T>(Convolution layer, T[] matrix, Func<int, int, int, int> source)
    {
        var result = new T[matrix.Length];
        for (var k = 0; k < layer.K; k++)
            Array.Copy(matrix, source(layer.Channels, layer.K / layer.Channels, k) * layer.N, result, k * layer.N, layer.N);
        return result;
    }
}
