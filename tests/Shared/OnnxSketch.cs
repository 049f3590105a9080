using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;

namespace HwGen.Tests.Shared;

/// <summary>An ONNX model under construction, node by node: any opset, operator, number of inputs and attributes.</summary>
public sealed class OnnxSketch
{
    /// <summary>Name of the network's input.</summary>
    public const string Input = "x";

    private readonly GraphProto graph = new() { Name = "sketch" };
    private readonly int opset;

    /// <param name="opset">version of the operators</param>
    /// <param name="sampleShape">shape of one input; the batch in front is free</param>
    public OnnxSketch(int opset, params int[] sampleShape)
    {
        this.opset = opset;
        graph.Input.Add(new ValueInfoProto
        {
            Name = Input,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = new TensorShapeProto() } },
        });
        Dimensions.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        Dimensions.AddRange(sampleShape.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
    }

    /// <summary>Of the input, the batch in front.</summary>
    public Google.Protobuf.Collections.RepeatedField<TensorShapeProto.Types.Dimension> Dimensions => graph.Input[0].Type.TensorType.Shape.Dim;

    /// <summary>An initializer.</summary>
    /// <returns>its name</returns>
    public string Constant(params float[] values) => Constant(new Tensor<float>(values, values.Length));

    /// <inheritdoc cref="Constant(float[])"/>
    public string Constant(Tensor<float> values)
    {
        string name = $"constant{graph.Initializer.Count}";
        graph.Initializer.Add(OnnxModelBuilder.Initializer(name, values));
        return name;
    }

    /// <summary>Integers in one dimension.</summary>
    /// <returns>its name</returns>
    public string Integers(params long[] values)
    {
        var tensor = new TensorProto { Name = $"constant{graph.Initializer.Count}", DataType = (int)TensorProto.Types.DataType.Int64, Dims = { values.Length }, Int64Data = { values } };
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>An initializer as it is.</summary>
    /// <returns>its name</returns>
    public string Constant(TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A node with one output.</summary>
    /// <returns>name of the output</returns>
    public string Node(string type, IEnumerable<string> inputs, params AttributeProto[] attributes) => Nodes(type, 1, inputs, attributes)[0];

    /// <summary>A node with several outputs.</summary>
    /// <returns>their names</returns>
    public IReadOnlyList<string> Nodes(string type, int outputs, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Name = $"{type.ToLowerInvariant()}{graph.Node.Count}", OpType = type };
        node.Input.AddRange(inputs);
        node.Output.AddRange(Enumerable.Range(0, outputs).Select(i => i == 0 ? $"{node.Name}.output" : $"{node.Name}.output{i}"));
        node.Attribute.AddRange(attributes);
        graph.Node.Add(node);
        return node.Output;
    }

    /// <summary>A matrix multiplication that changes nothing: work for the array in a network that has none.</summary>
    /// <param name="input">activation</param>
    /// <param name="width">its last dimension</param>
    public string Same(string input, int width)
    {
        var matrix = new Tensor<float>(width, width);
        for (int i = 0; i < width; i++)
            matrix.Values[(i * width) + i] = 1;
        return Node("MatMul", [input, Constant(matrix)]);
    }

    /// <summary>The model.</summary>
    /// <param name="outputs">activations that the network gives</param>
    public ModelProto Build(params string[] outputs)
    {
        GraphProto built = graph.Clone();
        built.Output.AddRange(outputs.Select(name => new ValueInfoProto { Name = name }));
        return new ModelProto { IrVersion = 7, Graph = built, OpsetImport = { new OperatorSetIdProto { Version = opset } } };
    }

    /// <summary>The model as HwGen reads it.</summary>
    /// <param name="output">what the network gives</param>
    public NetworkGraph Read(string output) => OnnxReader.Read(Build(output), "sketch.onnx");

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = Google.Protobuf.ByteString.CopyFromUtf8(value) };

    public static AttributeProto TensorOf(string name, TensorProto value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Tensor, T = value };
}
