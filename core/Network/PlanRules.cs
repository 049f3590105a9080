namespace HwGen.Core.Network;

/// <summary>What a plan must obey so that it can be run.</summary>
internal static class PlanRules
{
    public static IEnumerable<string> Check(Plan plan)
    {
        var shapes = new Dictionary<string, int[]>(StringComparer.Ordinal) { [plan.Input.Name] = plan.Input.Shape };
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!(plan.Input.Quantization.Scale > 0))
            yield return $"input.quantization.scale: {plan.Input.Quantization.Scale}, must be greater than 0";
        foreach (var layer in plan.Layers)
        {
            if (!names.Add(layer.Name))
                yield return $"layer '{layer.Name}': the name is taken, must be unique";
            var missing = layer.Inputs.Where(i => !shapes.ContainsKey(i)).ToArray();
            foreach (var input in missing)
                yield return $"layer '{layer.Name}': reads '{input}', which no layer before it gives";
            if (layer.Inputs.Count == 0)
                yield return $"layer '{layer.Name}': reads nothing";
            else if (missing.Length == 0)
                foreach (var problem in CheckLayer(layer, [.. layer.Inputs.Select(i => shapes[i])]))
                    yield return $"layer '{layer.Name}': {problem}";
            shapes[layer.Output] = layer.Shape;
        }

        if (!shapes.TryGetValue(plan.Output.Name, out var output))
            yield return $"output '{plan.Output.Name}' is given by no layer";
        else if (!output.AsSpan().SequenceEqual(plan.Output.Shape))
            yield return $"output '{plan.Output.Name}' differs in shape from the layer that gives it";
    }

    private static IEnumerable<string> CheckLayer(PlanLayer layer, int[][] inputs) =>
        layer is GemmLayer gemm ? CheckGemm(gemm).Concat(layer.Check(inputs)) : layer.Check(inputs);

    private static IEnumerable<string> CheckGemm(GemmLayer layer)
    {
        if (layer.K < 1 || layer.N < 1)
            yield return $"weights are {layer.K} x {layer.N}, must be at least 1 x 1";
        if (layer.Requantize.ClampLow > layer.Requantize.ClampHigh)
            yield return $"clamp_low is {layer.Requantize.ClampLow}, must be at most clamp_high ({layer.Requantize.ClampHigh})";
        if (layer.Parts.Count != layer.Images.Count)
            yield return $"{layer.Images.Count} images and {layer.Parts.Count} parts, must be as many";
        if (layer.Parts.Any(p => p.K < 1 || p.N < 1 || p.FirstK < 0 || p.FirstN < 0 || p.FirstK + p.K > layer.K || p.FirstN + p.N > layer.N))
            yield return $"a part lies outside the weights, {layer.K} x {layer.N}";
        else if (layer.Parts.Count > 0 && layer.Parts.Sum(p => (long)p.K * p.N) != (long)layer.K * layer.N)
            yield return $"the parts do not make up the weights, {layer.K} x {layer.N}";
        foreach (var file in layer.Images.Append(layer.Parameters))
            if (Path.IsPathRooted(file) || file.Split('/', '\\').Contains(".."))
                yield return $"file '{file}' lies outside the folder of the plan";
    }
}
