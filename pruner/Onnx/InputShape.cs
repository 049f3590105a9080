using HwGen.Core.Errors;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx;

/// <summary>Shape of a network's input: from the file, and from the user where the file leaves it open.</summary>
public static class InputShape
{
    /// <summary>What <c>--input-shape</c> says.</summary>
    /// <param name="text">numbers with commas between them, without the batch, such as 3,224,224</param>
    public static int[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(',');
        int[] shape = [.. parts.Select(part => int.TryParse(part, out var number) ? number : 0)];
        return shape.All(d => d > 0)
            ? shape
            : throw new InputException("--input-shape", $"{text}, must be the dimensions of a sample without the batch, whole numbers with commas between them, such as 3,224,224");
    }

    /// <param name="file">with the batch in front; null if the file says nothing</param>
    /// <param name="given">of a sample; null if the user says nothing</param>
    /// <param name="problem">why there is no shape; null if there is one</param>
    /// <returns>of a sample</returns>
    internal static int[] Of(TensorShapeProto? file, int[]? given, out string? problem)
    {
        long[] found = file is { Dim.Count: > 0 } ? [.. file.Dim.Skip(1).Select(d => d.DimValue)] : [.. given?.Select(_ => 0L) ?? []];
        var text = $"has the shape [{string.Join(", ", file?.Dim.Select(d => d.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? $"{d.DimValue}" : d.DimParam is { Length: > 0 } name ? name : "?") ?? [])}]";
        problem = null;
        if (given is not null && (given.Length != found.Length || found.Where((d, i) => d > 0 && d != given[i]).Any()))
            problem = $"{text}, and --input-shape {string.Join(',', given)} does not fit it: one number for each dimension behind the batch, the same where the file has one";
        long[] shape = given is null || problem is not null ? found : Array.ConvertAll(given, d => (long)d);
        if (problem is null && (shape.Length == 0 || shape.Any(d => d is < 1 or > NetworkGraph.MostNumbers)))
            problem = $"{text}, must be a batch and known dimensions; those that are open can be said by --input-shape, such as 3,224,224";
        else if (problem is null && shape.Aggregate(1L, (count, d) => Math.Min(count, NetworkGraph.MostNumbers) * d) > NetworkGraph.MostNumbers)
            problem = $"has samples of {string.Join(" x ", shape)}, must be at most {NetworkGraph.MostNumbers} numbers";
        return [.. shape.Select(d => (int)Math.Min(d, int.MaxValue))];
    }
}
