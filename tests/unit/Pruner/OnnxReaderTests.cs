using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

public sealed class OnnxReaderTests
{
    private static readonly Tensor<float> Weights = new([1, 2, 3, 4, 5, 6], 2, 3);

    [Fact]
    public void Gemm_with_alpha_beta_and_transposed_weights_is_read()
    {
        var model = OneGemm();
        model.Graph.Node[0].Attribute.Add(OnnxModelBuilder.Real("alpha", 2));
        model.Graph.Node[0].Attribute.Add(OnnxModelBuilder.Real("beta", 10));
        var network = OnnxReader.Read(model, "a.onnx");
        // 2 * (1*1 + 2*0 + 3*-1) + 10 * 1 and 2 * (4 - 6) + 10 * -1
        Assert.Equal([6, -14], FloatInterpreter.Run(network, new Tensor<float>([1, 0, -1], 1, 3)).Values);
    }

    [Fact]
    public void A_constant_added_after_MatMul_becomes_the_bias_and_Relu_the_limit()
    {
        var network = OnnxReader.Read(MatMulAddRelu(), "a.onnx");
        var layer = Assert.IsType<Linear>(Assert.Single(network.Operations));
        Assert.Equal([0.5f, -1], layer.Bias);
        Assert.Equal(Bounds.Relu, layer.Bounds);
        // [1, 1] * [[1, -2], [3, 1]] + [0.5, -1] = [4.5, -2]
        Assert.Equal([4.5f, 0], FloatInterpreter.Run(network, new Tensor<float>([1, 1], 1, 2)).Values);
    }

    [Fact]
    public void Typed_fields_are_read_like_raw_bytes()
    {
        var model = OneGemm();
        var weights = model.Graph.Initializer[0];
        weights.RawData = Google.Protobuf.ByteString.Empty;
        weights.FloatData.AddRange(Weights.Values);
        Assert.Equal([1f, 4, 2, 5, 3, 6], OnnxReader.Read(model, "a.onnx").Gemms.Single().Weights.Values);
    }

    [Theory]
    [InlineData(new long[] { -1, 3 })]
    [InlineData(new long[] { 0, -1 })]
    [InlineData(new long[] { 1, 3 })]
    public void Reshape_keeps_the_batch(long[] target)
    {
        var model = Reshaped(target);
        Assert.Equal([2, 2], FloatInterpreter.Run(OnnxReader.Read(model, "a.onnx"), new Tensor<float>([1, 0, 0, 0, 1, 0], 2, 1, 3)).Shape);
    }

    [Fact]
    public void A_written_model_reads_back()
    {
        using var folder = new ScratchFolder();
        OnnxFile.Save(folder.At("a.onnx"), OneGemm());
        Assert.Equal([3], NetworkAt(folder.At("a.onnx")).InputShape);
    }

    [Fact]
    public void All_nodes_that_are_not_supported_are_listed_at_once()
    {
        var model = new OnnxModelBuilder("bad", 3)
            .Node("spin", "RotaryEmbedding", new Dictionary<string, Tensor<float>>())
            .Node("fc", "Gemm", new Dictionary<string, Tensor<float>> { ["w"] = Weights }, OnnxModelBuilder.Integer("transA", 1), OnnxModelBuilder.Integer("axis", 3))
            .Node("loop", "Loop", new Dictionary<string, Tensor<float>>())
            .Build(2);
        Assert.Equal(
            [
                "a.onnx: node 'spin' (RotaryEmbedding): operator not supported",
                "a.onnx: node 'fc' (Gemm): attribute transA is 1, must be 0",
                "a.onnx: node 'fc' (Gemm): attribute axis is not supported",
                "a.onnx: node 'loop' (Loop): operator not supported: which nodes run is unknown beforehand",
                $"a.onnx: operators that are supported: {string.Join(", ", OnnxOperators.Names)}",
            ],
            Assert.Throws<InputException>(() => OnnxReader.Read(model, "a.onnx")).Errors.Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("first", 4)]
    [InlineData("second", 2)]
    public void One_of_several_outputs_is_chosen_and_the_others_do_not_matter(string name, int channels)
    {
        var sketch = new OnnxSketch(20, 3);
        var hidden = sketch.Node("Gelu", [sketch.Node("MatMul", [OnnxSketch.Input, sketch.Constant(new Tensor<float>(3, 5))])]);
        var first = sketch.Node("MatMul", [hidden, sketch.Constant(new Tensor<float>(5, 4))]);
        var second = sketch.Node("MatMul", [hidden, sketch.Constant(new Tensor<float>(5, 2))]);
        var model = sketch.Build(first, second, sketch.Node("TopK", [second]));
        var output = name == "first" ? first : second;
        var network = OnnxReader.Read(model, "a.onnx", output);
        Assert.Equal([channels], network.Shapes()[network.Output]);
        Assert.Equal(2, network.Gemms.Count());
        Assert.Equal($"--network-output: third, must be one of {first}, {second}, topk4.output", Assert.Throws<InputException>(() => OnnxReader.Read(model, "a.onnx", "third")).Message);
    }

    [Fact]
    public void Open_dimensions_are_what_the_user_says()
    {
        var sketch = new OnnxSketch(13, 3, 1, 1);
        foreach (var (place, name) in new[] { (2, "height"), (3, "width") })
            sketch.Dimensions[place].DimParam = name;
        var model = sketch.Build(sketch.Node("Flatten", [sketch.Node("Conv", [OnnxSketch.Input, sketch.Constant(new Tensor<float>(2, 3, 3, 3))])]));
        Assert.Equal([3, 8, 5], OnnxReader.Read(model, "a.onnx", sampleShape: [3, 8, 5]).InputShape);
        string Refusal(params int[] shape) => Assert.Throws<InputException>(() => OnnxReader.Read(model, "a.onnx", sampleShape: shape)).Errors[0].ToString();
        const string Misfit = "does not fit it: one number for each dimension behind the batch, the same where the file has one";
        Assert.Equal($"a.onnx: input 'x' has the shape [batch, 3, height, width], and --input-shape 4,8,5 {Misfit}", Refusal(4, 8, 5));
        Assert.Equal($"a.onnx: input 'x' has the shape [batch, 3, height, width], and --input-shape 8,5 {Misfit}", Refusal(8, 5));
        Assert.StartsWith("a.onnx: node 'conv0': ", Refusal(3, 8, 2), StringComparison.Ordinal);

        model.Graph.Input[0].Type.TensorType.Shape = null;
        Assert.Equal([3, 3, 4], OnnxReader.Read(model, "a.onnx", sampleShape: [3, 3, 4]).InputShape);
    }

    [Theory]
    [InlineData("3,224")]
    [InlineData("7")]
    public void An_input_shape_is_numbers_with_commas(string text) => Assert.Equal(text, string.Join(',', InputShape.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData("3x224x224")]
    [InlineData("3,0")]
    [InlineData("3,,4")]
    [InlineData("3,99999999999")]
    public void Other_input_shapes_are_refused(string text) => Assert.Equal(
        $"--input-shape: {text}, must be the dimensions of a sample without the batch, whole numbers with commas between them, such as 3,224,224",
        Assert.Throws<InputException>(() => InputShape.Parse(text)).Message);

    /// <summary>What cannot run on an array, and why.</summary>
    public static TheoryData<Func<OnnxSketch, string, string>, string> Unsupported => new()
    {
        {
            (s, x) => s.Node("MatMul", [x, s.Node("Transpose", [x], OnnxModelBuilder.Integers("perm", 0, 2, 1))]),
            "matmul2' (MatMul): both 'matmul0.output' and 'transpose1.output' are computed, one must be a constant: the array multiplies by weights, not activations by each other as attention does"
        },
        {
            (s, x) => s.Node("Div", [x, s.Node("Sqrt", [s.Node("Exp", [x])])]),
            "div3' (Div): divides by 'sqrt2.output', which is computed, must be a constant; so LayerNormalization, which divides by a deviation, is not supported"
        },
        { (s, x) => s.Node("LSTM", [x]), "lstm1' (LSTM): operator not supported: each step reads what the one before gave, and only networks without such loops run" },
        { (s, x) => s.Node("LayerNormalization", [x]), "layernormalization1' (LayerNormalization): operator not supported: mean and deviation of each sample are unknown beforehand; BatchNormalization can be folded" },
        { (s, x) => s.Node("Softmax", [s.Node("Relu", [s.Node("Softmax", [x])])]), "softmax1' (Softmax): its output is not that of the network, must stand at the end" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void What_the_array_cannot_do_says_why(Func<OnnxSketch, string, string> build, string message)
    {
        var sketch = new OnnxSketch(17, 4, 4);
        var output = build(sketch, sketch.Same(OnnxSketch.Input, 4));
        Assert.Equal($"sketch.onnx: node '{message}", Assert.Throws<InputException>(() => sketch.Read(output)).Errors[0].ToString());
    }

    [Fact]
    public void Products_of_activations_are_told_behind_other_problems_too()
    {
        var sketch = new OnnxSketch(17, 4, 4);
        var turned = sketch.Node("Transpose", [OnnxSketch.Input], OnnxModelBuilder.Integers("perm", 1, 0, 2));
        var product = sketch.Node("MatMul", [turned, turned]);
        var weighed = sketch.Node("MatMul", [product, sketch.Constant(new Tensor<float>(4, 4))]);
        Assert.Equal(
            [
                "a.onnx: node 'transpose0' (Transpose): attribute perm is 1, 0, 2, must name each dimension once and begin with 0: the batch stays in front",
                "a.onnx: node 'matmul1' (MatMul): both 'transpose0.output' and 'transpose0.output' are computed, one must be a constant: the array multiplies by weights, not activations by each other as attention does",
            ],
            Assert.Throws<InputException>(() => OnnxReader.Read(sketch.Build(weighed), "a.onnx")).Errors.Select(e => e.ToString()));
    }

    public static TheoryData<string, Action<ModelProto>, string> BadModels => new()
    {
        { "opset", m => m.OpsetImport[0].Version = 6, "a.onnx: opset 6, must be 7 to 25" },
        { "new opset", m => m.OpsetImport[0].Version = 26, "a.onnx: opset 26, must be 7 to 25" },
        { "second output", m => m.Graph.Output.Add(m.Graph.Output[0].Clone()), "a.onnx: 2 outputs (output, output), must be 1, or chosen by --network-output NAME" },
        { "no input", m => m.Graph.Input.Clear(), "a.onnx: 0 inputs (), must be 1" },
        { "integer input", m => m.Graph.Input[0].Type.TensorType.ElemType = 3, "a.onnx: input 'input' has element type Int8, must be Float, Float16 or Double" },
        { "unknown input size", m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimParam = "width", "a.onnx: input 'input' has the shape [batch, width], must be a batch and known dimensions; those that are open can be said by --input-shape, such as 3,224,224" },
        { "output of nobody", m => m.Graph.Output[0].Name = "nothing", "a.onnx: output 'nothing' is not computed by any node" },
        { "input of nobody", m => m.Graph.Node[0].Input[0] = "ghost", "a.onnx: node 'fc' (Gemm): reads 'ghost', which nothing before it gives" },
        { "short data", m => m.Graph.Initializer[0].Dims[0] = 5, "a.onnx: initializer 'fc.weight': 6 numbers, must be 5 x 3" },
        { "element type", m => m.Graph.Initializer[0].DataType = 8, "a.onnx: initializer 'fc.weight': element type String, must be Float, Float16, Double, Int8, Uint8, Int32, Int64 or Bool" },
        { "external data", m => m.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External, "a.onnx: initializer 'fc.weight': its data is in another file, must be inside the model" },
        { "wrong K", m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 4, "a.onnx: node 'fc': input of a sample is 4, last dimension must be 3 (weights 3 x 2)" },
        { "wrong bias", m => m.Graph.Initializer[1] = OnnxModelBuilder.Initializer("fc.bias", new Tensor<float>([1, 2, 3], 3)), "a.onnx: node 'fc' (Gemm): bias is 3, must be one number or 2" },
        { "computed weights", m => m.Graph.Node[0].Input[1] = "input", "a.onnx: node 'fc' (Gemm): input 1 ('input') is computed, must be a constant" },
    };

    [Theory]
    [MemberData(nameof(BadModels))]
    public void A_bad_model_is_refused(string what, Action<ModelProto> damage, string message)
    {
        _ = what;
        var model = OneGemm();
        damage(model);
        Assert.Contains(message, Assert.Throws<InputException>(() => OnnxReader.Read(model, "a.onnx")).Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.At("a.onnx"), "not a model");
        Assert.StartsWith($"{folder.At("a.onnx")}: not an ONNX model (", Assert.Throws<InputException>(() => NetworkAt(folder.At("a.onnx"))).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.At("b.onnx"), "");
        Assert.Equal($"{folder.At("b.onnx")}: no nodes, must be an ONNX model with a graph", Assert.Throws<InputException>(() => NetworkAt(folder.At("b.onnx"))).Message);
    }

    [Fact]
    public void Flattening_the_batch_is_refused()
    {
        var model = new OnnxModelBuilder("bad", 2, 3)
            .Node("flat", "Flatten", new Dictionary<string, Tensor<float>>(), OnnxModelBuilder.Integer("axis", 0))
            .Gemm("fc", Weights, new Tensor<float>(2)).Build(2);
        Assert.Equal("a.onnx: node 'flat': attribute axis is 0, must be 1: the batch stays by itself", Assert.Throws<InputException>(() => OnnxReader.Read(model, "a.onnx")).Message);
    }

    [Fact]
    public void A_reshape_that_does_not_hold_the_sample_is_refused() =>
        Assert.Equal(
            "a.onnx: node 'shape': target shape [-1, 4] of a sample of 1 x 3, the first entry must be the batch and the others 3 numbers",
            Assert.Throws<InputException>(() => OnnxReader.Read(Reshaped([-1, 4]), "a.onnx")).Message);

    private static NetworkGraph NetworkAt(string path) => OnnxReader.Read(path);

    private static ModelProto OneGemm() => new OnnxModelBuilder("one", 3).Gemm("fc", Weights, new Tensor<float>([1, -1], 2)).Build(2);

    private static ModelProto MatMulAddRelu() => new OnnxModelBuilder("three", 2)
        .Node("mul", "MatMul", new Dictionary<string, Tensor<float>> { ["w"] = new([1, -2, 3, 1], 2, 2) })
        .Node("add", "Add", new Dictionary<string, Tensor<float>> { ["b"] = new([0.5f, -1], 2) })
        .Relu("relu").Build(2);

    private static ModelProto Reshaped(long[] target)
    {
        var model = new OnnxModelBuilder("reshaped", 1, 3)
            .Node("shape", "Reshape", new Dictionary<string, Tensor<float>> { ["target"] = new(1) })
            .Gemm("fc", Weights, new Tensor<float>(2)).Build(2);
        var constant = new TensorProto { Name = "target", DataType = (int)TensorProto.Types.DataType.Int64 };
        constant.Dims.Add(target.Length);
        constant.Int64Data.AddRange(target);
        model.Graph.Initializer[0] = constant;
        return model;
    }
}
