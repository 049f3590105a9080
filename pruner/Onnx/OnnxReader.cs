using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Passes;
using HwGen.Pruner.Onnx.Folding;
using HwGen.Pruner.Onnx.Operators;

namespace HwGen.Pruner.Onnx;

/// <summary>Makes a float network of an ONNX model: constants found, biases and activation functions put into their layers.</summary>
/// <remarks>The first dimension of every activation is the batch.</remarks>
public sealed class OnnxReader
{
    public const int OldestOpset = 7;

    /// <summary>Versions 19 to 25 gave the operators that are read new types of numbers (8 bits and fewer, bfloat16) and attributes for these; a node that
    /// uses such an attribute is refused by its name.</summary>
    public const int NewestOpset = 25;

    private readonly string _source;
    private readonly ModelProto _model;
    private readonly GraphProto _graph;
    private readonly OnnxNames _names;
    private readonly List<InputError> _errors = [];
    private readonly int _opset;

    private readonly string? _output;
    private readonly int[]? _sampleShape;
    private readonly HashSet<string> _unsupported = new(StringComparer.Ordinal);

    // What the numbers of the input go into, read or not.
    private readonly HashSet<string> _computed = new(StringComparer.Ordinal);

    private OnnxReader(ModelProto model, string source, string? output, int[]? sampleShape)
    {
        _source = source;
        _model = model;
        _graph = model.Graph;
        _output = output ?? _graph.Output.FirstOrDefault()?.Name;
        _sampleShape = sampleShape;
        _names = new OnnxNames { Ends = OnnxReach.Ends(_graph, _output) };
        _opset = (int)(model.OpsetImport.FirstOrDefault(o => IsDefault(o.Domain))?.Version ?? 0);
    }

    /// <param name="path">ONNX file</param>
    /// <param name="output">which of its outputs; null if it has one</param>
    /// <param name="sampleShape">of the input without the batch, where the file leaves dimensions open; null for what the file says</param>
    public static NetworkGraph Read(string path, string? output = null, int[]? sampleShape = null) => Read(OnnxFile.Load(path), path, output, sampleShape);

    /// <param name="model">parsed file</param>
    /// <param name="source">how messages name it</param>
    /// <param name="output">which of its outputs; null if it has one</param>
    /// <param name="sampleShape">of the input without the batch, where the file leaves dimensions open; null for what the file says</param>
    /// <exception cref="InputException">every node that is not supported, at once</exception>
    public static NetworkGraph Read(ModelProto model, string source, string? output = null, int[]? sampleShape = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var outputs = string.Join(", ", model.Graph.Output.Select(o => o.Name));
        if (output is null && model.Graph.Output.Count != 1)
            throw new InputException(source, $"{model.Graph.Output.Count} outputs ({outputs}), must be 1, or chosen by --network-output NAME");
        return output is null || model.Graph.Output.Any(o => o.Name == output)
            ? new OnnxReader(model, source, output, sampleShape).Read()
            : throw new InputException("--network-output", $"{output}, must be one of {outputs}");
    }

    private NetworkGraph Read()
    {
        if (_opset is < OldestOpset or > NewestOpset)
            Refuse($"opset {_opset}, must be {OldestOpset} to {NewestOpset}");
        ReadConstants();
        var input = ReadInput();
        _names.Shapes[input.Name] = input.Shape;
        List<Operation> operations = [.. ReadNodes()];
        if (_unsupported.Count > 0)
            Refuse($"operators that are supported: {string.Join(", ", OnnxOperators.Names)}");
        if (!_names.Activations.Contains(_output!))
            Refuse($"output '{_output}' is not computed by any node");
        Stop();
        var whole = new NetworkGraph(Path.GetFileNameWithoutExtension(_source), input.Name, input.Shape, _names.Resolve(_output!), operations) { Model = _model, Stated = _names.Integers.ToDictionary(i => i.Key, i => i.Value.ToSigned(), StringComparer.Ordinal) };
        RequireInputs(whole);
        Stop();
        var network = DeadBranches.Remove(whole);
        network.Shapes((operation, reason) => Refuse($"node '{operation.Name}': {reason}"));
        if (!network.Gemms.Any())
            Refuse("no Conv, Gemm or MatMul, so there is nothing for an array to do");
        Stop();
        var folded = ScaleFolding.Apply(FunctionFusion.Apply(network), (operation, reason) => Refuse($"node '{operation.Name}': {reason}"));
        foreach (var layer in folded.Gemms.Where(l => l.Weights.Values.Concat(l.Bias).Any(v => !float.IsFinite(v))))
            Refuse($"node '{layer.Name}': weights or bias hold NaN or infinity, must be finite numbers");
        Stop();
        return ClampFusion.Apply(folded);
    }

    // Second outputs, such as the mask of a Dropout, are names that nothing computes.
    private void RequireInputs(NetworkGraph network)
    {
        var computed = network.Operations.Select(o => o.Output).Append(network.Input).ToHashSet(StringComparer.Ordinal);
        foreach (var operation in network.Operations)
            foreach (var input in operation.Inputs.Where(i => !computed.Contains(i)).Distinct())
                Refuse($"node '{operation.Name}': reads '{input}', an output that is not supported");
        if (!computed.Contains(network.Output))
            Refuse($"output '{network.Output}' is a constant or an output that is not supported, must be computed from the input");
    }

    private void ReadConstants()
    {
        foreach (var tensor in _graph.Initializer)
        {
            var constant = OnnxTensors.Read(tensor, out var problem);
            if (constant is null)
                Refuse($"initializer '{tensor.Name}': {problem}");
            _names.Constants[tensor.Name] = constant ?? new OnnxConstant([], [0]);
        }
    }

    private (string Name, int[] Shape) ReadInput()
    {
        ValueInfoProto[] inputs = [.. _graph.Input.Where(i => !_names.Constants.ContainsKey(i.Name))];
        _names.Activations.UnionWith(inputs.Select(i => i.Name));
        _computed.UnionWith(_names.Activations);
        if (inputs.Length != 1)
        {
            Refuse($"{inputs.Length} inputs ({string.Join(", ", inputs.Select(i => i.Name))}), must be 1");
            return ("", []);
        }

        var type = inputs[0].Type?.TensorType;
        if ((TensorProto.Types.DataType)(type?.ElemType ?? 0) is not (TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Double))
            Refuse($"input '{inputs[0].Name}' has element type {(TensorProto.Types.DataType)(type?.ElemType ?? 0)}, must be Float, Float16 or Double");
        var shape = InputShape.Of(type?.Shape, _sampleShape, out var problem);
        if (problem is not null)
            Refuse($"input '{inputs[0].Name}' {problem}");
        return (inputs[0].Name, shape);
    }

    private IEnumerable<Operation> ReadNodes()
    {
        var readers = OnnxOperators.All.SelectMany(o => o.Types.Select(t => (t, o))).ToDictionary(p => p.t, p => p.o, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var needed = OnnxReach.Needed(_graph, _output!);
        for (var i = 0; i < _graph.Node.Count; i++)
        {
            var node = _graph.Node[i];
            if (!needed.Contains(node))
                continue;
            var name = node.Name.Length > 0 ? node.Name : $"{node.OpType}_{i}";
            while (!used.Add(name))
                name += "_";
            var missing = node.Input.Where(n => n.Length > 0 && !_names.IsKnown(n)).ToArray();
            foreach (var unknown in missing)
                Refuse($"node '{name}' ({node.OpType}): reads '{unknown}', which nothing before it gives");
            foreach (var output in node.Output.Where(o => o.Length > 0 && _names.IsKnown(o)))
                Refuse($"node '{name}' ({node.OpType}): gives '{output}', which is given already");
            _names.Activations.UnionWith(node.Output);
            if (node.OpType != "Shape" && node.Input.Any(_computed.Contains))
                _computed.UnionWith(node.Output);
            var read = new OnnxNode(node, i, name, _opset, _names);
            if (node.Output.Count == 0)
                Refuse($"node '{name}' ({node.OpType}): no output");
            else if (IsDefault(node.Domain) && ConstantFoldings.For(read) is { } folding)
                Fold(read, folding);
            else if (!IsDefault(node.Domain) || !(readers.TryGetValue(node.OpType, out var reader) || (ConstantFoldings.Has(node.OpType) && IsBlocked(node))))
                Refuse($"node '{name}' ({(IsDefault(node.Domain) ? "" : node.Domain + ".")}{node.OpType}): {Unsupported(node.OpType)}");
            else if (reader is null || IsBlocked(node))
                Block(node, name);
            else if (missing.Length == 0)
                foreach (var operation in ReadNode(read, reader))
                    yield return operation;
        }
    }

    // A problem before the node hides what it reads, but not that it cannot run anyhow.
    private void Block(NodeProto node, string name)
    {
        _names.Unknown.UnionWith(node.Output);
        if (node.OpType == "MatMul" && node.Input.Count == 2 && node.Input.All(_computed.Contains))
            Refuse($"node '{name}' (MatMul): {MatMulOperator.BothComputed(node.Input[0], node.Input[1])}");
    }

    private bool IsBlocked(NodeProto node) => node.Input.Any(_names.Unknown.Contains);

    private string Unsupported(string type)
    {
        if (ConstantFoldings.Has(type))
            return "works on an activation, must work on constants and shapes alone";
        _unsupported.Add(type);
        return UnsupportedOperators.Message(type);
    }

    private List<Operation> ReadNode(OnnxNode node, IOnnxOperator reader)
    {
        Operation? last = null;
        IntegerFlow.Follow(node);
        try
        {
            last = reader.Read(node);
        }
        catch (ShapeException e)
        {
            node.Refuse(e.Message);
        }

        if (node.IsBlocked)
        {
            for (var i = 0; i < node.OutputCount; i++)
                _names.Unknown.Add(node.OutputAt(i));
            return [];
        }

        Report(node);
        List<Operation> operations = last is null ? [.. node.Before] : [.. node.Before, last];
        foreach (var operation in operations)
            Learn(operation);
        return operations;
    }

    private void Fold(OnnxNode node, IConstantFolding folding)
    {
        try
        {
            if (folding.Fold(node, node.Constants) is { } constant)
                node.SetConstant(constant);
        }
        catch (ShapeException e)
        {
            node.Refuse(e.Message);
        }

        if (node.Problems.Count > 0)
            _names.Unknown.Add(node.Output);
        Report(node);
    }

    private void Report(OnnxNode node)
    {
        node.RefuseUnreadAttributes();
        foreach (var problem in node.Problems)
            Refuse($"node '{node.Name}' ({node.OperatorType}): {problem}");
    }

    // What does not fit is reported with all shapes, once the network is whole.
    private void Learn(Operation operation)
    {
        if (!operation.Inputs.All(_names.Shapes.ContainsKey))
            return;
        try
        {
            _names.Shapes[operation.Output] = operation.InferShape([.. operation.Inputs.Select(i => _names.Shapes[i])]);
        }
        catch (ShapeException)
        {
            _names.Shapes.Remove(operation.Output);
        }
    }

    private static bool IsDefault(string domain) => domain is "" or "ai.onnx";

    private void Refuse(string message) => _errors.Add(new InputError(_source, message));

    private void Stop()
    {
        if (_errors.Count > 0)
            throw new InputException(_errors);
    }
}
