using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;

namespace HwGen.Pruner.Onnx;

/// <summary>Which weights of a network may be other than 0, by the names and in the shapes of its ONNX file.</summary>
/// <remarks>On disk an .npz of one uint8 array for each pruned tensor: 1 where the weight stays. Tensors that are not named are free.
/// Where the array gets channels in another order than the file's, <c>NAME.order</c> states it; masks are in the order of the file.</remarks>
/// <param name="Source">how messages name it</param>
/// <param name="Masks">by tensor</param>
public sealed record WeightMasks(string Source, IReadOnlyDictionary<string, Tensor<byte>> Masks)
{
    /// <summary>By tensor: the input channel of the file that the array reads at each place; tensors that are not named keep their order.</summary>
    public IReadOnlyDictionary<string, int[]> Orders { get; init; } = new Dictionary<string, int[]>();

    /// <summary>The masks of layers that were pruned.</summary>
    /// <param name="network">read from a file, in its order</param>
    /// <param name="kept">for each layer by name [K * N], in the order of the array, true where the weight stays; null for one that stays dense</param>
    /// <param name="order">of the array</param>
    public static WeightMasks Of(NetworkGraph network, Func<string, bool[]?> kept, ChannelOrder order)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(order);
        var back = order.Inverse();
        GemmOperation[] layers = [.. network.Gemms.Where(l => kept(l.Name) is not null && PrunedModel.WeightName(network, l) is not null)];
        return new WeightMasks(network.Name, layers.ToDictionary(l => PrunedModel.WeightName(network, l)!, l => ToFile(network, l, Mask(l)), StringComparer.Ordinal))
        {
            Orders = ChannelOrderFile.Of(network, order, layers),
        };

        Tensor<byte> Mask(GemmOperation layer) => new(Array.ConvertAll(back.Arrange(layer.Name, kept(layer.Name)!), stays => (byte)(stays ? 1 : 0)), layer.K, layer.N);
    }

    public static WeightMasks Read(string path)
    {
        var masks = new Dictionary<string, Tensor<byte>>(StringComparer.Ordinal);
        var orders = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var arrays = NpzFile.Read(path);
        foreach (var (name, array) in arrays)
            if (name.EndsWith(ChannelOrderFile.Suffix, StringComparison.Ordinal) && name[..^ChannelOrderFile.Suffix.Length] is var tensor && arrays.ContainsKey(tensor))
                orders[tensor] = array.ToInt32(0, int.MaxValue).Values;
            else if (array.ToInt32(0, 1) is var numbers)
                masks[name] = new Tensor<byte>(Array.ConvertAll(numbers.Values, v => (byte)v), numbers.Shape);
        return new WeightMasks(path, masks) { Orders = orders };
    }

    public void Write(string path) => NpzFile.Write(
        path,
        Masks.Select(m => KeyValuePair.Create(m.Key, NpyFile.Format(m.Value)))
            .Concat(Orders.Select(o => KeyValuePair.Create(o.Key + ChannelOrderFile.Suffix, NpyFile.Format(new Tensor<int>(o.Value, o.Value.Length)))))
            .ToDictionary());

    /// <summary>The order that the array gets the network's channels in.</summary>
    /// <param name="network">read from a file, in its order</param>
    /// <exception cref="InputException">an order that the network's channels cannot take</exception>
    public ChannelOrder OrderOf(NetworkGraph network) => ChannelOrderFile.Read(network, Orders, Source);

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
        var matrix = layer is Convolution convolution ? WeightLayout.FromFile(convolution, network.Model!.Graph.Node[layer.Origin!.Node], mask)
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
