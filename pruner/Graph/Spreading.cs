using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Repeats what an operation spreads, so that its integer layer finds all inputs in one shape.</summary>
/// <param name="Layers">one for each dimension that is spread</param>
/// <param name="Inputs">what the operation's layer reads</param>
internal sealed record Spreading(IReadOnlyList<PlanLayer> Layers, IReadOnlyList<string> Inputs)
{
    public static Spreading Of(Operation operation, Lowering lowering)
    {
        var shape = lowering.ShapeOf(operation.Output);
        var layers = new List<PlanLayer>();
        var inputs = new List<string>();
        for (var number = 0; number < operation.Inputs.Count; number++)
        {
            var name = operation.Inputs[number];
            int[] now = [.. lowering.ShapeOf(name)];
            for (var axis = 0; axis < shape.Length; axis++)
            {
                if (now[axis] == shape[axis])
                    continue;
                now = [.. now[..axis], shape[axis], .. now[(axis + 1)..]];
                var spread = $"{operation.Output}.spread{number}_{axis}";
                layers.Add(new TakeLayer { Name = $"{operation.Name}.spread{number}_{axis}", Inputs = [name], Output = spread, Shape = now, Axis = axis, Indices = new int[shape[axis]], Value = 0 });
                name = spread;
            }

            inputs.Add(name);
        }

        return new Spreading(layers, inputs);
    }
}
