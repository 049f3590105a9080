using System.Runtime.InteropServices;
using Google.Protobuf;
using HwGen.Core.IO;

namespace HwGen.Pruner.Onnx;

/// <summary>Builds a model, one layer after the other: <c>new OnnxModelBuilder("digits", 1, 16, 16).Flatten("flatten").Gemm("fc1", w, b).Relu("relu1").Build()</c>.</summary>
public sealed class OnnxModelBuilder
{
    private const int OpsetVersion = 13;
    private const int IrVersion = 7;

    private readonly GraphProto _graph;
    private string _last = "input";

    /// <param name="name">of the graph</param>
    /// <param name="sampleShape">shape of one input; the batch dimension in front is free</param>
    public OnnxModelBuilder(string name, params int[] sampleShape)
    {
        ArgumentNullException.ThrowIfNull(sampleShape);
        _graph = new GraphProto { Name = name };
        _graph.Input.Add(Value(_last, sampleShape));
    }

    public OnnxModelBuilder Flatten(string name) => Add(name, "Flatten", [], Integer("axis", 1));

    public OnnxModelBuilder Relu(string name) => Add(name, "Relu", []);

    /// <summary>A fully connected layer.</summary>
    /// <param name="name">of the node; the tensors are <c>name.weight</c> and <c>name.bias</c></param>
    /// <param name="weights">[N, K], as PyTorch holds them (transB = 1)</param>
    /// <param name="bias">[N]</param>
    public OnnxModelBuilder Gemm(string name, Tensor<float> weights, Tensor<float> bias)
    {
        _graph.Initializer.Add(Initializer($"{name}.weight", weights));
        _graph.Initializer.Add(Initializer($"{name}.bias", bias));
        return Add(name, "Gemm", [$"{name}.weight", $"{name}.bias"], Integer("transB", 1));
    }

    /// <summary>Any other node with one activation, any number of constants and integer attributes.</summary>
    public OnnxModelBuilder Node(string name, string operatorType, IReadOnlyDictionary<string, Tensor<float>> constants, params AttributeProto[] attributes)
    {
        ArgumentNullException.ThrowIfNull(constants);
        foreach (var (constant, tensor) in constants)
            _graph.Initializer.Add(Initializer(constant, tensor));
        return Add(name, operatorType, [.. constants.Keys], attributes);
    }

    /// <param name="outputShape">shape of one output</param>
    public ModelProto Build(params int[] outputShape)
    {
        var graph = _graph.Clone();
        graph.Node[^1].Output[0] = "output";
        graph.Output.Add(Value("output", outputShape));
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "hwgen", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OpsetVersion });
        return model;
    }

    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Integers(string name, params long[] values) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static AttributeProto Real(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static TensorProto Initializer(string name, Tensor<float> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var result = new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(tensor.Values)),
        };
        result.Dims.AddRange(tensor.Shape.Select(d => (long)d));
        return result;
    }

    private OnnxModelBuilder Add(string name, string operatorType, IEnumerable<string> constants, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Name = name, OpType = operatorType };
        node.Input.Add(_last);
        node.Input.AddRange(constants);
        node.Output.Add(_last = $"{name}.output");
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return this;
    }

    private static ValueInfoProto Value(string name, int[] sampleShape)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.AddRange(sampleShape.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }
}
