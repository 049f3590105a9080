using Google.Protobuf;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Tests.Unit.Pruner.Operators;

public sealed class ConstantFormTests
{
    /// <summary>The numbers 2, 0, 1 in every type of element that is read, by hand in little-endian bytes.</summary>
    public static TheoryData<DataType, string> Raw => new()
    {
        { DataType.Float, "00000040 00000000 0000803f" },
        { DataType.Double, "0000000000000040 0000000000000000 000000000000f03f" },
        { DataType.Float16, "0040 0000 003c" },
        { DataType.Int64, "0200000000000000 0000000000000000 0100000000000000" },
        { DataType.Int32, "02000000 00000000 01000000" },
        { DataType.Int8, "02 00 01" },
        { DataType.Uint8, "02 00 01" },
    };

    [Theory]
    [MemberData(nameof(Raw))]
    public void Raw_bytes_are_read(DataType type, string bytes) =>
        AssertBias(s => s.Constant(Tensor(type, t => t.RawData = ByteString.CopyFrom(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))))));

    public static TheoryData<DataType, Action<TensorProto>> Typed => new()
    {
        { DataType.Float, t => t.FloatData.AddRange([2, 0, 1]) },
        { DataType.Double, t => t.DoubleData.AddRange([2, 0, 1]) },
        { DataType.Float16, t => t.Int32Data.AddRange([0x4000, 0, 0x3c00]) },
        { DataType.Int64, t => t.Int64Data.AddRange([2, 0, 1]) },
        { DataType.Int32, t => t.Int32Data.AddRange([2, 0, 1]) },
        { DataType.Int8, t => t.Int32Data.AddRange([2, 0, 1]) },
        { DataType.Uint8, t => t.Int32Data.AddRange([2, 0, 1]) },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public void Typed_fields_are_read(DataType type, Action<TensorProto> fill) => AssertBias(s => s.Constant(Tensor(type, fill)));

    public static TheoryData<AttributeProto> Nodes =>
    [
        OnnxSketch.TensorOf("value", Tensor(DataType.Float, t => t.FloatData.AddRange([2, 0, 1]))),
        new AttributeProto { Name = "value_floats", Floats = { 2, 0, 1 } },
        new AttributeProto { Name = "value_ints", Ints = { 2, 0, 1 } },
    ];

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Constant_nodes_are_read(AttributeProto value) => AssertBias(s => s.Node("Constant", [], value));

    [Fact]
    public void Constants_pass_through_Identity() =>
        AssertBias(s => s.Node("Identity", [s.Node("Constant", [], new AttributeProto { Name = "value_ints", Ints = { 2, 0, 1 } })]));

    [Theory]
    [InlineData("value_float", 4f, 0L)]
    [InlineData("value_int", 0f, 4L)]
    public void Single_numbers_are_read(string name, float real, long integer)
    {
        var sketch = new OnnxSketch(12, 3);
        var attribute = name == "value_int" ? OnnxModelBuilder.Integer(name, integer) : OnnxModelBuilder.Real(name, real);
        var network = sketch.Read(sketch.Node("Mul", [sketch.Same(OnnxSketch.Input, 3), sketch.Node("Constant", [], attribute)]));
        Assert.Equal([4f, 8, 12], FloatInterpreter.Run(network, new Tensor<float>([1, 2, 3], 1, 3)).Values);
    }

    [Fact]
    public void Numbers_in_a_file_beside_the_model_are_read()
    {
        using var folder = new ScratchFolder();
        byte[] front = [9, 9, 9, 9];
        File.WriteAllBytes(folder.At("weights.data"), [.. front, .. Convert.FromHexString("00000040000000000000803f"), 7]);
        OnnxFile.Save(folder.At("a.onnx"), External(("location", "weights.data"), ("offset", "4"), ("length", "12")));
        Assert.Equal([2f, 0, 1], NetworkPruner.Read(folder.At("a.onnx")).Gemms.Single().Bias);
    }

    [Theory]
    [InlineData("other.data", "0", "12", "its data is in 'other.data', no such file")]
    [InlineData("../weights.data", "0", "12", "its data is in '../weights.data', must be a file in the folder of the model")]
    [InlineData("/etc/hostname", "0", "12", "its data is in '/etc/hostname', must be a file in the folder of the model")]
    [InlineData("weights.data", "4", "12", "its data is bytes 4 to 16 of 'weights.data', which has 12")]
    [InlineData("weights.data", "-4", "12", "offset and length of its data must be numbers of at least 0")]
    [InlineData("weights.data", "0", "many", "offset and length of its data must be numbers of at least 0")]
    [InlineData("weights.data", "0", "8", "2 numbers, must be 3")]
    public void A_file_beside_the_model_that_does_not_fit_is_refused(string location, string offset, string length, string message)
    {
        using var folder = new ScratchFolder();
        File.WriteAllBytes(folder.At("weights.data"), new byte[12]);
        OnnxFile.Save(folder.At("a.onnx"), External(("location", location), ("offset", offset), ("length", length)));
        Assert.Equal(
            $"{folder.At("a.onnx")}: initializer 'bias': {message}",
            Assert.Throws<InputException>(() => NetworkPruner.Read(folder.At("a.onnx"))).Message);
    }

    /// <summary>How exporters state the batch: by a name, by nothing, by a number.</summary>
    [Fact]
    public void The_batch_may_be_anything()
    {
        foreach (var batch in new TensorShapeProto.Types.Dimension[] { new() { DimParam = "N" }, new(), new() { DimValue = 1 }, new() { DimValue = 32 }, new() { DimValue = -1 } })
        {
            var sketch = new OnnxSketch(13, 3);
            sketch.Dimensions[0] = batch;
            Assert.Equal([5, 3], FloatInterpreter.Run(sketch.Read(sketch.Same(OnnxSketch.Input, 3)), new Tensor<float>(5, 3)).Shape);
        }
    }

    [Fact]
    public void Initializers_may_be_listed_as_inputs_and_nodes_have_no_names()
    {
        var sketch = new OnnxSketch(8, 3);
        var model = sketch.Build(sketch.Node("Relu", [sketch.Same(OnnxSketch.Input, 3)]));
        model.Graph.Input.Insert(0, new ValueInfoProto { Name = model.Graph.Initializer[0].Name });
        foreach (var node in model.Graph.Node)
            node.Name = "";
        Assert.Equal(["MatMul_0"], OnnxReader.Read(model, "a.onnx").Operations.Select(o => o.Name));
    }

    [Fact]
    public void What_the_output_does_not_depend_on_is_left_out()
    {
        var sketch = new OnnxSketch(13, 3);
        var used = sketch.Same(OnnxSketch.Input, 3);
        sketch.Same(sketch.Node("Relu", [used]), 3);
        Assert.Equal(["matmul0"], sketch.Read(used).Operations.Select(o => o.Name));
    }

    [Fact]
    public void A_Relu_behind_a_pool_becomes_part_of_the_layer_before_it()
    {
        var sketch = new OnnxSketch(13, 2, 4, 4);
        var pooled = sketch.Node("MaxPool", [sketch.Same(OnnxSketch.Input, 4)], OnnxModelBuilder.Integers("kernel_shape", 2, 2));
        var network = sketch.Read(sketch.Node("Clip", [sketch.Node("Flatten", [pooled]), sketch.Constant(new Tensor<float>([-2f]))]));
        Assert.Equal(3, network.Operations.Count);
        Assert.Equal(-2, network.Gemms.Single().Bounds.Low);
        var samples = OperatorCheck.Samples(1, 2, 2, 4, 4);
        var expected = DirectOperators.Map(DirectOperators.Pool(OperatorCheck.Double(samples), new DirectWindow(2, 2), v => v.Max()), v => Math.Max(-2, v));
        OperatorCheck.Agrees(network, samples, expected.Reshape(2, 18));
    }

    [Fact]
    public void A_Relu_behind_a_pool_that_others_read_stays()
    {
        var sketch = new OnnxSketch(13, 2, 4, 4);
        var pooled = sketch.Node("MaxPool", [sketch.Same(OnnxSketch.Input, 4)], OnnxModelBuilder.Integers("kernel_shape", 2, 2));
        var network = sketch.Read(sketch.Node("Concat", [sketch.Node("Relu", [pooled]), pooled], OnnxModelBuilder.Integer("axis", 1)));
        Assert.True(network.Gemms.Single().Bounds.AreNone);
    }

    public static TheoryData<Func<OnnxSketch, ModelProto>, string> Bad => new()
    {
        { s => s.Build(s.Node("Add", [s.Same("x", 3), s.Constant(1, float.NaN, 0)])), "node 'matmul0': weights or bias hold NaN or infinity, must be finite numbers" },
        { s => Repeated(s), "node 'relu1' (Relu): gives 'x', which is given already" },
        { s => MaskRead(s), "node 'relu2': reads 'mask', an output that is not supported" },
        { s => s.Build(s.Node("Constant", [], OnnxModelBuilder.Real("value_float", 1))), "output 'constant0.output' is a constant or an output that is not supported, must be computed from the input" },
        { s => s.Build(s.Node("Pad", [s.Same("x", 3), s.Integers(0, 1 << 20, 0, 1 << 20)]), "more"), "2 outputs (pad1.output, more), must be 1, or chosen by --network-output NAME" },
        { s => Huge(s), "node 'pad3': gives a sample of 1048576 x 1048576, must be 1 to 67108864 numbers" },
        { s => s.Build(s.Node("Constant", [], OnnxSketch.Text("value_string", "a"))), "node 'constant0' (Constant): it has no value, value_float, value_floats, value_int or value_ints" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_network_that_cannot_be_run_is_refused(Func<OnnxSketch, ModelProto> build, string message) =>
        Assert.Equal($"a.onnx: {message}", Assert.Throws<InputException>(() => OnnxReader.Read(build(new OnnxSketch(13, 3)), "a.onnx")).Errors[0].ToString());

    [Fact]
    public void An_input_too_large_for_any_memory_is_refused() =>
        Assert.Equal(
            "sketch.onnx: input 'x' has samples of 65536 x 65536, must be at most 67108864 numbers",
            Assert.Throws<InputException>(() => new OnnxSketch(13, 65536, 65536).Read("x")).Errors[0].ToString());

    private static ModelProto Repeated(OnnxSketch sketch)
    {
        var model = sketch.Build(sketch.Node("Relu", [sketch.Same("x", 3)]));
        model.Graph.Node[1].Output[0] = "x";
        return model;
    }

    private static ModelProto MaskRead(OnnxSketch sketch)
    {
        sketch.Node("Dropout", [sketch.Same("x", 3)]);
        var model = sketch.Build(sketch.Node("Relu", ["mask"]));
        model.Graph.Node[1].Output.Add("mask");
        return model;
    }

    private static ModelProto Huge(OnnxSketch sketch)
    {
        var image = sketch.Node("Unsqueeze", [sketch.Same("x", 3), sketch.Integers(1)]);
        image = sketch.Node("Pad", [image, sketch.Integers(0, 0, (1 << 20) - 3, 0, 0, 0)]);
        return sketch.Build(sketch.Node("Pad", [image, sketch.Integers(0, (1 << 20) - 1, 0, 0, 0, 0)]));
    }

    private static ModelProto External(params (string Key, string Value)[] entries)
    {
        var sketch = new OnnxSketch(18, 3);
        var bias = Tensor(DataType.Float, t => t.DataLocation = TensorProto.Types.DataLocation.External);
        bias.ExternalData.AddRange(entries.Select(e => new StringStringEntryProto { Key = e.Key, Value = e.Value }));
        return sketch.Build(sketch.Node("Add", [sketch.Same(OnnxSketch.Input, 3), sketch.Constant(bias)]));
    }

    private static TensorProto Tensor(DataType type, Action<TensorProto> fill)
    {
        var tensor = new TensorProto { Name = "bias", DataType = (int)type, Dims = { 3 } };
        fill(tensor);
        return tensor;
    }

    private static void AssertBias(Func<OnnxSketch, string> constant)
    {
        var sketch = new OnnxSketch(13, 3);
        var network = sketch.Read(sketch.Node("Add", [sketch.Same(OnnxSketch.Input, 3), constant(sketch)]));
        Assert.Equal([2f, 0, 1], network.Gemms.Single().Bias);
    }
}
