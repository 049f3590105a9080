using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx;

/// <summary>Which weights of a network may be other than 0, by the names and in the shapes of its ONNX file.</summary>
/// <remarks>On disk an .npz of one uint8 array for each pruned tensor: 1 where the weight stays. Tensors that are not named are free.</remarks>
/// <param name="Source">how messages name it</param>
/// <param name="Masks">by tensor</param>
public sealed record WeightMasks(string Source, IReadOnlyDictionary<string, Tensor<byte>> Masks)
{
    /// <summary>The masks of layers that were pruned.</summary>
    /// <param name="network">read from a file</param>
    /// <param name="kept">for each layer by name [K * N], true where the weight stays; null for one that stays dense</param>
    public static WeightMasks Of(NetworkGraph network, Func<string, bool[]?> kept)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(kept);
        var masks = new Dictionary<string, Tensor<byte>>(StringComparer.Ordinal);
        foreach (var layer in network.Gemms)
            if (kept(layer.Name) is { } mask && PrunedModel.WeightName(network, layer) is { } name)
                masks[name] = ToFile(network, layer, new Tensor<byte>(Array.ConvertAll(mask, stays => (byte)(stays ? 1 : 0)), layer.K, layer.N));
        return new WeightMasks(network.Name, masks);
    }

    public static WeightMasks Read(string path)
    {
        var masks = new Dictionary<string, Tensor<byte>>(StringComparer.Ordinal);
        foreach (var (name, array) in NpzFile.Read(path))
        {
            var numbers = array.ToInt32(0, 1);
            masks[name] = new Tensor<byte>(Array.ConvertAll(numbers.Values, v => (byte)v), numbers.Shape);
        }

        return new WeightMasks(path, masks);
    }

    public void Write(string path) => NpzFile.Write(path, Masks.ToDictionary(m => m.Key, m => NpyFile.Format(m.Value)));

    /// <summary>Refuses a network that has other tensors, or weights that are not 0 where they must be.</summary>
    /// <param name="network">read from a file</param>
    /// <exception cref="InputException">everything that does not agree, at once</exception>
    public void Require(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = network.Gemms.Where(l => l.Origin is not null).ToDictionary(l => PrunedModel.WeightName(network, l)!, StringComparer.Ordinal);
        var errors = new List<InputError>();
        foreach (var (name, mask) in Masks.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (!layers.TryGetValue(name, out var layer))
            {
                errors.Add(new InputError($"{Source}[{name}]", $"the network has no weights of this name, must be one of {string.Join(", ", layers.Keys.Order(StringComparer.Ordinal))}"));
                continue;
            }

            var weights = ToFile(network, layer, layer.Weights);
            if (!weights.Shape.AsSpan().SequenceEqual(mask.Shape))
                errors.Add(new InputError($"{Source}[{name}]", $"shape {Tensor<byte>.Describe(mask.Shape)}, must be {Tensor<byte>.Describe(weights.Shape)}"));
            else if (Outside(weights, mask) is { Count: > 0 } outside)
                errors.Add(new InputError(
                    $"{network.Name}: weights '{name}'",
                    FormattableString.Invariant($"{outside.Count} outside the mask are not 0 (the largest is {outside.Largest:g3}), multiply them with the mask before they are exported")));
        }

        if (errors.Count > 0)
            throw new InputException(errors);
    }

    /// <summary>The mask of a layer as a matrix [K * N]; null if the layer is free.</summary>
    public bool[]? Of(NetworkGraph network, GemmOperation layer)
    {
        if (PrunedModel.WeightName(network, layer) is not { } name || !Masks.TryGetValue(name, out var mask))
            return null;
        var matrix = layer is Convolution convolution ? WeightLayout.ToMatrix(mask, convolution.Groups)
            : mask.Shape[0] == layer.K && mask.Shape[1] == layer.N && !IsTransposed(network, layer) ? mask : Matrices.Transpose(mask);
        return Array.ConvertAll(matrix.Values, v => v != 0);
    }

    private static (int Count, float Largest) Outside(Tensor<float> weights, Tensor<byte> mask)
    {
        float[] outside = [.. weights.Values.Where((w, i) => w != 0 && mask.Values[i] == 0).Select(Math.Abs)];
        return (outside.Length, outside.DefaultIfEmpty().Max());
    }

    private static bool IsTransposed(NetworkGraph network, GemmOperation layer) =>
        network.Model!.Graph.Node[layer.Origin!.Node].Attribute.Any(a => a is { Name: "transB", I: not 0 });

    private static Tensor<T> ToFile<T>(NetworkGraph network, GemmOperation layer, Tensor<T> matrix)
        where T : struct => WeightLayout.ToFile(layer, network.Model!.Graph.Node[layer.Origin!.Node], matrix);
}
