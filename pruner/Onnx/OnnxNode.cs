using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx;

/// <summary>One node as an operator's reader sees it: names resolved, attributes by type, problems gathered.</summary>
public sealed class OnnxNode
{
    private readonly NodeProto _node;
    private readonly OnnxNames _names;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    internal OnnxNode(NodeProto node, int index, string name, int opset, OnnxNames names)
    {
        _node = node;
        _names = names;
        Name = name;
        Index = index;
        Opset = opset;
    }

    public string Name { get; }

    /// <summary>Place of the node in the file.</summary>
    public int Index { get; }

    public int Opset { get; }

    public string OperatorType => _node.OpType;

    public int InputCount => _node.Input.Count(i => i.Length > 0);

    public string Output => _node.Output[0];

    public int OutputCount => _node.Output.Count(o => o.Length > 0);

    /// <summary>True if nothing but the network's output is made of the node's output, by operators that leave the largest number the largest.</summary>
    public bool IsNetworkOutput => _names.Ends.Contains(Output);

    /// <summary>Everything that keeps the node from being read.</summary>
    public IReadOnlyList<string> Problems => _problems;

    private readonly List<string> _problems = [];

    /// <summary>What the node does before the operation that its reader returns.</summary>
    public IReadOnlyList<Operation> Before => _before;

    private readonly List<Operation> _before = [];

    /// <summary>True if the node cannot be read because of a problem that was reported elsewhere.</summary>
    public bool IsBlocked { get; private set; }

    public void Refuse(string problem) => _problems.Add(problem);

    /// <summary>Adds an operation of the node before the one that its reader returns.</summary>
    /// <returns>what it gives</returns>
    public string Add(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _before.Add(operation);
        return operation.Output;
    }

    public bool HasInput(int index) => index < _node.Input.Count && _node.Input[index].Length > 0;

    public bool IsConstant(int index) => HasInput(index) && _names.Constants.ContainsKey(_node.Input[index]);

    /// <summary>Name of the activation at an input; a constant there is refused.</summary>
    public string Activation(int index)
    {
        if (!HasInput(index))
            Refuse($"input {index} is missing");
        else if (IsConstant(index))
            Refuse($"input {index} ('{_node.Input[index]}') is a constant, must be an activation");
        else
            return _names.Resolve(_node.Input[index]);
        return "";
    }

    /// <summary>What the integers at an input stand for; null if it holds real numbers.</summary>
    internal QuantizedIntegers? IntegersAt(int index) => HasInput(index) ? _names.Integers.GetValueOrDefault(_node.Input[index]) : null;

    /// <summary>Says that the outputs are integers.</summary>
    internal void GiveIntegers(QuantizedIntegers integers)
    {
        foreach (var output in _node.Output)
            _names.Integers[output] = integers;
    }

    /// <summary>The constant at an input; an activation there is refused and gives null.</summary>
    public OnnxConstant? Constant(int index)
    {
        if (!HasInput(index))
            Refuse($"input {index} is missing");
        else if (!_names.Constants.TryGetValue(_node.Input[index], out var constant))
            Refuse($"input {index} ('{_node.Input[index]}') is computed, must be a constant");
        else
            return constant;
        return null;
    }

    /// <summary>Shape of one sample of the activation at an input; null, and the node is blocked, if a problem before it hides the shape.</summary>
    public int[]? SampleShape(int index)
    {
        var activation = Activation(index);
        if (_names.Shapes.TryGetValue(activation, out var shape))
            return shape;
        IsBlocked = true;
        return null;
    }

    /// <summary>True if all inputs are constants, and there are some.</summary>
    internal bool HasOnlyConstants => InputCount > 0 && Enumerable.Range(0, _node.Input.Count).All(i => !HasInput(i) || IsConstant(i));

    /// <summary>The inputs of a node that reads constants alone; null for one that is left out.</summary>
    internal IReadOnlyList<OnnxConstant?> Constants => [.. _node.Input.Select(i => i.Length > 0 ? _names.Constants[i] : null)];

    /// <summary>Name of an output.</summary>
    public string OutputAt(int index) => _node.Output[index];

    public long Integer(string name, long otherwise) => Find(name)?.I ?? otherwise;

    public float Real(string name, float otherwise) => Find(name)?.F ?? otherwise;

    public string Text(string name, string otherwise) => Find(name)?.S.ToStringUtf8() ?? otherwise;

    public long[]? Integers(string name) => Find(name) is { } attribute ? [.. attribute.Ints] : null;

    public float[]? Reals(string name) => Find(name) is { } attribute ? [.. attribute.Floats] : null;

    public TensorProto? Tensor(string name) => Find(name)?.T;

    /// <summary>Refuses an integer attribute that has another value.</summary>
    public void Require(string name, long value, long otherwise)
    {
        var found = Integer(name, otherwise);
        if (found != value)
            Refuse($"attribute {name} is {found}, must be {value}");
    }

    /// <summary>Says that an attribute is known and does not matter.</summary>
    public void Ignore(params string[] names) => _read.UnionWith(names);

    /// <summary>Lets readers of the output find the activation at input 0 instead: for operators that change nothing.</summary>
    public void PassOn()
    {
        if (IsConstant(0))
            _names.Constants[Output] = _names.Constants[_node.Input[0]];
        else
            _names.Alias(Output, Activation(0));
    }

    /// <summary>Makes the output a constant.</summary>
    public void SetConstant(OnnxConstant constant) => _names.Constants[Output] = constant;

    internal void RefuseUnreadAttributes()
    {
        foreach (var attribute in _node.Attribute.Where(a => !_read.Contains(a.Name)))
            Refuse($"attribute {attribute.Name} is not supported");
    }

    private AttributeProto? Find(string name)
    {
        _read.Add(name);
        return _node.Attribute.FirstOrDefault(a => a.Name == name);
    }
}
