using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Functions of single numbers that are not made of straight pieces; in integers they become a table.</summary>
internal sealed class FunctionOperator : IOnnxOperator
{
    private static readonly Dictionary<string, Func<OnnxNode, Func<double, double>>> Functions = new(StringComparer.Ordinal)
    {
        ["Abs"] = _ => Math.Abs,
        ["Celu"] = node => Celu(node.Real("alpha", 1)),
        ["Elu"] = node => Elu(node.Real("alpha", 1), 1),
        ["Erf"] = _ => MathNet.Numerics.SpecialFunctions.Erf,
        ["Exp"] = _ => Math.Exp,
        ["Gelu"] = Gelu,
        ["HardSigmoid"] = node => HardSigmoid(node.Real("alpha", 0.2f), node.Real("beta", 0.5f)),
        ["HardSwish"] = _ => x => x * Math.Clamp((x / 6) + 0.5, 0, 1),
        ["Mish"] = _ => x => x * Math.Tanh(Softplus(x)),
        ["Neg"] = _ => x => -x,
        ["Selu"] = node => Elu(node.Real("alpha", 1.67326319f), node.Real("gamma", 1.05070102f)),
        ["Sigmoid"] = _ => x => 1 / (1 + Math.Exp(-x)),
        ["Softplus"] = _ => Softplus,
        ["Softsign"] = _ => x => x / (1 + Math.Abs(x)),
        ["Sqrt"] = _ => x => Math.Sqrt(Math.Max(0, x)),
        ["Swish"] = node => Swish(node.Real("alpha", 1)),
        ["Tanh"] = _ => Math.Tanh,
        ["ThresholdedRelu"] = node => Thresholded(node.Real("alpha", 1)),
    };

    public IReadOnlyList<string> Types => [.. Functions.Keys];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        var function = Functions[node.OperatorType](node);
        return node.Problems.Count > 0 ? null : new Function(node.Name, input, node.Output, function);
    }

    private static Func<double, double> Celu(double alpha) => x => Math.Max(0, x) + Math.Min(0, alpha * (Math.Exp(x / alpha) - 1));

    private static Func<double, double> Elu(double alpha, double gamma) => x => gamma * (x < 0 ? alpha * (Math.Exp(x) - 1) : x);

    private static Func<double, double> Gelu(OnnxNode node)
    {
        var approximate = node.Text("approximate", "none");
        if (approximate is not ("none" or "tanh"))
            node.Refuse($"attribute approximate is {approximate}, must be none or tanh");
        return approximate == "tanh"
            ? x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))
            : x => 0.5 * x * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2)));
    }

    private static Func<double, double> Swish(double alpha) => x => x / (1 + Math.Exp(-alpha * x));

    private static Func<double, double> HardSigmoid(double alpha, double beta) => x => Math.Clamp((alpha * x) + beta, 0, 1);

    private static Func<double, double> Thresholded(double alpha) => x => x > alpha ? x : 0;

    // ln(1 + e^x) without overflow.
    private static double Softplus(double x) => Math.Max(0, x) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
