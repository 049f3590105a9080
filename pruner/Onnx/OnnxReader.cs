using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Passes;

namespace HwGen.Pruner.Onnx;

/// <summary>Makes a float network of an ONNX model: constants found, biases and activation functions put into their layers.</summary>
/// <remarks>The first dimension of every activation is the batch.</remarks>
public sealed class OnnxReader
{
    public const int OldestOpset = 7;

    public const int NewestOpset = 18;

    private readonly string _source;
    private readonly ModelProto _model;
    private readonly GraphProto _graph;
    private readonly OnnxNames _names;
    private readonly List<InputError> _errors = [];
    private readonly int _opset;

    private OnnxReader(ModelProto model, string source)
    {
        _source = source;
        _model = model;
        _graph = model.Graph;
        var output = _graph.Output.FirstOrDefault()?.Name;
        _names = new OnnxNames { NetworkOutput = _graph.Node.Any(n => n.Input.Any(i => i == output)) ? null : output };
        _opset = (int)(model.OpsetImport.FirstOrDefault(o => IsDefault(o.Domain))?.Version ?? 0);
    }

    public static NetworkGraph Read(string path) => Read(OnnxFile.Load(path), path);

    /// <param name="model">parsed file</param>
    /// <param name="source">how messages name it</param>
    /// <exception cref="InputException">every node that is not supported, at once</exception>
    public static NetworkGraph Read(ModelProto model, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new OnnxReader(model, source).Read();
    }

    private NetworkGraph Read()
    {
        if (_opset is < OldestOpset or > NewestOpset)
            Refuse($"opset {_opset}, must be {OldestOpset} to {NewestOpset}");
        ReadConstants();
        var input = ReadInput();
        List<Operation> operations = [.. ReadNodes()];
        if (_graph.Output.Count != 1)
            Refuse($"{_graph.Output.Count} outputs ({string.Join(", ", _graph.Output.Select(o => o.Name))}), must be 1");
        else if (!_names.Activations.Contains(_graph.Output[0].Name))
            Refuse($"output '{_graph.Output[0].Name}' is not computed by any node");
        Stop();
        var whole = new NetworkGraph(Path.GetFileNameWithoutExtension(_source), input.Name, input.Shape, _names.Resolve(_graph.Output[0].Name), operations) { Model = _model };
        RequireInputs(whole);
        Stop();
        var network = DeadBranches.Remove(whole);
        network.Shapes((operation, reason) => Refuse($"node '{operation.Name}': {reason}"));
        if (!network.Gemms.Any())
            Refuse("no Conv, Gemm or MatMul, so there is nothing for an array to do");
        Stop();
        var folded = ScaleFolding.Apply(network, (operation, reason) => Refuse($"node '{operation.Name}': {reason}"));
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
        foreach (var input in inputs)
            _names.Activations.Add(input.Name);
        if (inputs.Length != 1)
        {
            Refuse($"{inputs.Length} inputs ({string.Join(", ", inputs.Select(i => i.Name))}), must be 1");
            return ("", []);
        }

        var type = inputs[0].Type?.TensorType;
        if (type is null || type.ElemType != (int)TensorProto.Types.DataType.Float)
            Refuse($"input '{inputs[0].Name}' has element type {(TensorProto.Types.DataType)(type?.ElemType ?? 0)}, must be Float");
        var dimensions = type?.Shape?.Dim.Select(d => d.DimValue).ToArray() ?? [];
        if (dimensions.Length < 2 || dimensions[1..].Any(d => d is < 1 or > NetworkGraph.MostNumbers))
            Refuse($"input '{inputs[0].Name}' has the shape [{string.Join(", ", dimensions.Select(d => d == 0 ? "?" : $"{d}"))}], must be a batch and known dimensions");
        else if (dimensions[1..].Aggregate(1L, (count, d) => Math.Min(count, NetworkGraph.MostNumbers) * d) > NetworkGraph.MostNumbers)
            Refuse($"input '{inputs[0].Name}' has the shape [{string.Join(", ", dimensions)}], must be at most {NetworkGraph.MostNumbers} numbers a sample");
        return (inputs[0].Name, [.. dimensions.Skip(1).Select(d => (int)d)]);
    }

    private IEnumerable<Operation> ReadNodes()
    {
        var readers = OnnxOperators.All.SelectMany(o => o.Types.Select(t => (t, o))).ToDictionary(p => p.t, p => p.o, StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _graph.Node.Count; i++)
        {
            var node = _graph.Node[i];
            var name = node.Name.Length > 0 ? node.Name : $"{node.OpType}_{i}";
            while (!used.Add(name))
                name += "_";
            var missing = node.Input.Where(n => n.Length > 0 && !_names.IsKnown(n)).ToArray();
            foreach (var unknown in missing)
                Refuse($"node '{name}' ({node.OpType}): reads '{unknown}', which nothing before it gives");
            foreach (var output in node.Output.Where(o => o.Length > 0 && _names.IsKnown(o)))
                Refuse($"node '{name}' ({node.OpType}): gives '{output}', which is given already");
            _names.Activations.UnionWith(node.Output);
            if (node.Output.Count == 0)
                Refuse($"node '{name}' ({node.OpType}): no output");
            else if (!IsDefault(node.Domain) || !readers.TryGetValue(node.OpType, out var reader))
                Refuse($"node '{name}' ({(IsDefault(node.Domain) ? "" : node.Domain + ".")}{node.OpType}): operator not supported, must be one of {string.Join(", ", OnnxOperators.Names)}");
            else if (missing.Length == 0 && ReadNode(new OnnxNode(node, i, name, _opset, _names), reader) is { } operation)
                yield return operation;
        }
    }

    private Operation? ReadNode(OnnxNode node, IOnnxOperator reader)
    {
        var operation = reader.Read(node);
        node.RefuseUnreadAttributes();
        foreach (var problem in node.Problems)
            Refuse($"node '{node.Name}' ({node.OperatorType}): {problem}");
        return operation;
    }

    private static bool IsDefault(string domain) => domain is "" or "ai.onnx";

    private void Refuse(string message) => _errors.Add(new InputError(_source, message));

    private void Stop()
    {
        if (_errors.Count > 0)
            throw new InputException(_errors);
    }
}
