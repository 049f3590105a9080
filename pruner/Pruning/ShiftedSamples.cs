using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>More samples for networks with a layer that sees hardly more of them than it has inputs: copies of the images, shifted by a place.</summary>
/// <remarks>Least squares on few samples fits their noise. What a network gives for a shifted image is known, since the unpruned network
/// tells; no labels are needed. Places that a shift leaves empty repeat their neighbours.</remarks>
public static class ShiftedSamples
{
    // Rows for each k of a layer; with fewer, copies help.
    private const int EnoughRows = 4;

    // Images have places in two directions; what has fewer of them may be something else.
    private const int LeastSize = 8;

    // A gibibyte of activations in two networks: copies of large images take too long.
    private const long MostNumbers = 1L << 27;

    private static readonly (int Down, int Right)[] Shifts = [(0, 1), (1, 0), (0, -1), (-1, 0)];

    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="layers">that are fitted to them</param>
    /// <returns>the samples, followed by four shifted copies where that helps and the network is not too large</returns>
    public static Tensor<float> Of(NetworkGraph network, Tensor<float> samples, IEnumerable<GemmOperation> layers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        var shapes = network.Shapes();
        return network.InputShape is [_, >= LeastSize, >= LeastSize] shape
            && (Shifts.Length + 1) * samples.Shape[0] * network.LiveNumbers() <= MostNumbers
            && layers.Any(layer => (long)samples.Shape[0] * layer.RowsPerSample(shapes[layer.Inputs[0]]) < (long)EnoughRows * layer.K)
            ? WithCopies(samples, shape)
            : samples;
    }

    private static Tensor<float> WithCopies(Tensor<float> samples, int[] shape)
    {
        var (height, width) = (shape[1], shape[2]);
        var all = new Tensor<float>([(Shifts.Length + 1) * samples.Shape[0], .. shape]);
        samples.Values.CopyTo(all.Values, 0);
        for (var copy = 0; copy < Shifts.Length; copy++)
            for (var i = 0; i < samples.Count; i++)
            {
                var (row, column) = (i / width % height, i % width);
                var (fromRow, fromColumn) = (Math.Clamp(row - Shifts[copy].Down, 0, height - 1), Math.Clamp(column - Shifts[copy].Right, 0, width - 1));
                all.Values[((copy + 1) * samples.Count) + i] = samples.Values[i + ((fromRow - row) * width) + fromColumn - column];
            }

        return all;
    }
}
