using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Attributes that convolutions and pools share.</summary>
internal static class WindowAttributes
{
    /// <param name="node">whose problems are reported to it</param>
    /// <param name="kernel">from the weights, one number for series, two for images; null to read it</param>
    public static WindowSpecification Read(OnnxNode node, int[]? kernel = null)
    {
        var dimensions = kernel?.Length ?? (node.Integers("kernel_shape") is { Length: 1 } ? 1 : 2);
        var stated = Numbers(node, "kernel_shape", dimensions, 1);
        if (kernel is null && stated is null && !node.Problems.Any())
            node.Refuse("attribute kernel_shape is missing");
        if (kernel is not null && stated is not null && !kernel.AsSpan().SequenceEqual(stated))
            node.Refuse($"attribute kernel_shape is {string.Join(", ", stated)}, the weights have {string.Join(", ", kernel)}");
        var autoPad = node.Text("auto_pad", "NOTSET");
        if (autoPad is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
            node.Refuse($"attribute auto_pad is {autoPad}, must be NOTSET, VALID, SAME_UPPER or SAME_LOWER");
        return new WindowSpecification(OfImage(kernel ?? stated, 1))
        {
            Dimensions = dimensions,
            Strides = OfImage(Numbers(node, "strides", dimensions, 1), 1) ?? [1, 1],
            Dilations = OfImage(Numbers(node, "dilations", dimensions, 1), 1) ?? [1, 1],
            Pads = OfImage(Numbers(node, "pads", 2 * dimensions, 0), 0) ?? [0, 0, 0, 0],
            AutoPad = autoPad,
            IsCeiling = node.Integer("ceil_mode", 0) != 0,
        };
    }

    // A series is an image of one row: what is said for its length comes behind what holds for that row.
    private static int[]? OfImage(int[]? numbers, int other) => numbers switch
    {
        [var length] => [other, length],
        [var before, var behind] when other == 0 => [0, before, 0, behind],
        _ => numbers,
    };

    private static int[]? Numbers(OnnxNode node, string name, int count, int least)
    {
        if (node.Integers(name) is not { } found)
            return null;
        if (found.Length == count && found.All(n => n >= least && n <= 1 << 15))
            return [.. found.Select(n => (int)n)];
        node.Refuse($"attribute {name} is {string.Join(", ", found)}, must be {count} numbers of at least {least}");
        return null;
    }
}
