using System.Runtime.InteropServices;
using HwGen.Core.IO;
using HwGen.Pruner.Onnx;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Bench.Accuracy;

/// <summary>A float network as a tool for quantization would write it (QDQ): weights int8 with a scale for each output channel, activations uint8 behind Relu, int8 elsewhere.</summary>
internal static class QuantizedCopy
{
    /// <param name="model">of Conv, Gemm, Relu, Add, GlobalAveragePool and Flatten</param>
    /// <param name="samples">that choose the scales</param>
    public static QuantizedSketch Of(ModelProto model, Tensor<float> samples)
    {
        GraphProto graph = model.Graph;
        var constants = graph.Initializer.ToDictionary(i => i.Name, i => new Tensor<float>(MemoryMarshal.Cast<byte, float>(i.RawData.Span).ToArray(), [.. i.Dims.Select(d => (int)d)]));
        var sketch = new QuantizedSketch(samples).Quantize(DataType.Int8);
        var known = new Dictionary<string, (string Name, Tensor<double> Values, double Scale)> { [graph.Input.First(i => !constants.ContainsKey(i.Name)).Name] = (sketch.Name, sketch.Values, sketch.Scale) };
        foreach (NodeProto node in graph.Node)
        {
            var input = known[node.Input[0]];
            Step(sketch.From(input.Name, input.Values, input.Scale), node, constants, known);
            bool isCutOff = graph.Node.Any(reader => reader.OpType == "Relu" && reader.Input[0] == node.Output[0]);
            if (node.OpType != "Flatten" && !isCutOff)
                sketch.Quantize(node.OpType == "Relu" ? DataType.Uint8 : DataType.Int8);
            known[node.Output[0]] = (sketch.Name, sketch.Values, sketch.Scale);
        }

        return sketch;
    }

    private static void Step(QuantizedSketch sketch, NodeProto node, Dictionary<string, Tensor<float>> constants, Dictionary<string, (string Name, Tensor<double> Values, double Scale)> known)
    {
        int[] Integers(string name) => [.. node.Attribute.Single(a => a.Name == name).Ints.Select(i => (int)i)];
        _ = node.OpType switch
        {
            "Conv" => sketch.Convolution(
                constants[node.Input[1]], constants[node.Input[2]].Values, new DirectWindow(Integers("kernel_shape")) { Pads = Integers("pads"), Strides = Integers("strides") }, isPerChannel: true),
            "Gemm" => sketch.Gemm(constants[node.Input[1]], constants[node.Input[2]].Values, isPerChannel: true),
            "Relu" => sketch.Relu(),
            "Add" => sketch.Add(known[node.Input[1]].Name, known[node.Input[1]].Values),
            "GlobalAveragePool" => sketch.GlobalAveragePool(),
            "Flatten" => sketch.Flatten(),
            _ => throw new NotSupportedException(node.OpType),
        };
    }
}
