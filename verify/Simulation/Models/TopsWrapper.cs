using System.Security.Cryptography;
using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Puts several top modules into one that connects nothing: Verilator takes one top. Each port of a top becomes a port TOP.PORT.</summary>
/// <param name="folder">where the wrapper's text is kept, named by its content</param>
/// <param name="ports">the ports of a description with one top</param>
internal sealed class TopsWrapper(string folder, Func<ModelDescription, IReadOnlyList<PortInfo>> ports)
{
    /// <summary>The description with one top that stands for all.</summary>
    /// <exception cref="ModelBuildException">a top is named twice, or has a port that goes both ways</exception>
    public ModelDescription Wrap(ModelDescription description)
    {
        TopModule[] tops = [new TopModule(description.Top) { Parameters = description.Parameters }, .. description.OtherTops];
        if (tops.GroupBy(top => top.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ModelBuildException($"{twice.Key}: named twice among the tops, must be named once");
        var name = string.Join("_and_", tops.Select(top => top.Name));
        var text = Print(name, tops, [.. tops.Select(top => ports(Alone(description, top)))]);
        var path = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}.v");
        Directory.CreateDirectory(folder);
        if (!File.Exists(path))
        {
            var unfinished = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, path, overwrite: true);
        }

        return description with
        {
            Top = name,
            OtherTops = [],
            Parameters = new Dictionary<string, ParameterValue>(),
            Sources = [.. description.Sources, path],
        };
    }

    private static ModelDescription Alone(ModelDescription description, TopModule top) => description with
    {
        Top = top.Name,
        OtherTops = [],
        Parameters = top.Parameters,
        PublicSignals = [],
        Waves = WaveFormat.None,
        Coverage = CoverageKinds.None,
        Optimization = 0,
    };

    private static string Print(string name, TopModule[] tops, IReadOnlyList<PortInfo>[] ports)
    {
        var declarations = tops.SelectMany((top, i) => ports[i].Select(port => $"    {Direction(top, port)} [{port.Width - 1}:0] {Outer(top, port)}"));
        var text = new StringBuilder($"module {name} (\n{string.Join(",\n", declarations)}\n);\n");
        for (var i = 0; i < tops.Length; i++)
        {
            var top = tops[i];
            var parameters = top.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $".{p.Key}({p.Value.Literal})");
            text.Append($"    {top.Name} #({string.Join(", ", parameters)}) {top.Name} (\n");
            text.AppendJoin(",\n", ports[i].Select(port => $"        .{port.Name}({Outer(top, port)})")).Append("\n    );\n");
        }

        return text.Append("endmodule\n").ToString();
    }

    // An escaped identifier, which the blank ends.
    private static string Outer(TopModule top, PortInfo port) => $"\\{top.Name}.{port.Name} ";

    private static string Direction(TopModule top, PortInfo port) => port.Direction switch
    {
        PortDirection.Input => "input  wire",
        PortDirection.Output => "output wire",
        _ => throw new ModelBuildException($"{top.Name}.{port.Name} goes both ways, must be an input or an output where there are several tops"),
    };
}
