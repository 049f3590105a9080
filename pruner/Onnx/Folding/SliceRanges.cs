namespace HwGen.Pruner.Onnx.Folding;

/// <summary>What a Slice takes: attributes until opset 9, then constants.</summary>
internal static class SliceRanges
{
    /// <param name="node">problems are reported to it</param>
    /// <param name="rank">of what is cut, for ranges that name no axes</param>
    /// <returns>null where problems were reported</returns>
    public static IReadOnlyList<(long Axis, long Start, long End, long Step)>? Read(OnnxNode node, int rank)
    {
        var isOld = !node.HasInput(1);
        var starts = isOld ? node.Integers("starts") : node.Constant(1)?.ToIntegers();
        var ends = isOld ? node.Integers("ends") : node.Constant(2)?.ToIntegers();
        var axes = isOld ? node.Integers("axes") : node.HasInput(3) ? node.Constant(3)?.ToIntegers() : null;
        var steps = node.HasInput(4) ? node.Constant(4)?.ToIntegers() : null;
        axes ??= [.. Enumerable.Range(0, Math.Min(rank, starts?.Length ?? 0)).Select(i => (long)i)];
        steps ??= [.. Enumerable.Repeat(1L, axes.Length)];
        if (node.Problems.Count == 0 && (starts is null || ends is null || starts.Length != axes.Length || ends.Length != axes.Length || steps.Length != axes.Length))
            node.Refuse("starts, ends, axes and steps must be as many");
        return node.Problems.Count > 0 ? null : [.. axes.Select((axis, i) => (axis, starts![i], ends![i], steps[i]))];
    }
}
