using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;

namespace HwGen.Cli.Synthesis;

/// <summary>What a design is synthesized for: Yosys' command, the cells it counts, the part they must fit.</summary>
/// <param name="Name">as on the command line</param>
public abstract record SynthesisTarget(string Name)
{
    private static readonly ImmutableArray<SynthesisTarget> Fixed =
        [.. Ice40Target.All, Xilinx7Target.AnyPart, Ecp5Target.AnyPart, CycloneVTarget.AnyPart];

    /// <summary>Yosys commands that turn the elaborated design into cells; <paramref name="top"/> is its top module.</summary>
    /// <param name="top">name of the top module</param>
    /// <param name="keepsHierarchy">each module for itself, so that cells can be counted by module</param>
    public abstract string Script(string top, bool keepsHierarchy);

    /// <summary>Kinds of cells to count: name of the resource, pattern of whole cell types, cells that one of them stands for.</summary>
    public abstract ImmutableArray<(string Resource, string CellTypes, double Each)> Kinds { get; }

    /// <summary>The programs that the synthesis runs.</summary>
    public virtual ImmutableArray<string> Tools => ["yosys"];

    /// <summary>What the part has, by resource; empty where no part is named.</summary>
    public abstract ImmutableDictionary<string, long> Capacity { get; }

    /// <summary>What the resources of a part are good for; null where there are no parts.</summary>
    public virtual Fabric? Fabric => null;

    /// <summary>Finds a target.</summary>
    /// <param name="text">NAME, NAME=PART or liberty=FILE</param>
    /// <exception cref="InputException">there is no such target or part</exception>
    public static SynthesisTarget Parse(string text)
    {
        string[] pieces = text.Split('=', 2);
        if (pieces[0] == LibertyTarget.Prefix)
            return LibertyTarget.Of(pieces.Length > 1 ? pieces[1] : "");
        string[] names = [.. Fixed.Select(target => target.Name), $"{LibertyTarget.Prefix}=FILE"];
        SynthesisTarget? found = Fixed.FirstOrDefault(target => target.Name == pieces[0]);
        if (found is null)
        {
            string? nearest = Nearest.Of(text, names);
            throw new InputException("--target", $"{text}, {(nearest is null ? $"must be one of {string.Join(", ", names)}" : $"did you mean {nearest}?")}");
        }

        return pieces.Length == 1 ? found : found.ForPart(pieces[1]);
    }

    /// <summary>Refuses an array that cannot be had on the target, before any work.</summary>
    /// <exception cref="InputException">it asks for preloaded memories, and there is nothing for contents to stand in</exception>
    public void Require(ArrayConfiguration configuration)
    {
        if (configuration.Preload && WhyNoContents is { } reason)
            throw new InputException(configuration.Name, $"memory.preload: true, must be false for {Name}: {reason}");
    }

    /// <summary>Why memories cannot start with contents; null if they can.</summary>
    protected virtual string? WhyNoContents => null;

    /// <summary>The same family, checked against a part.</summary>
    public virtual SynthesisTarget ForPart(string part) =>
        throw new InputException("--target", $"{Name}={part}: {Name} is one part, leave out \"={part}\"");

    /// <summary>Resources of a design from its counted cells.</summary>
    public IReadOnlyList<Resource> Count(IReadOnlyDictionary<string, long> cells) =>
    [
        .. Kinds.Select(kind => new Resource(
            kind.Resource,
            (long)Math.Ceiling(cells.Where(cell => Regex.IsMatch(cell.Key, $"^(?:{kind.CellTypes})$")).Sum(cell => cell.Value * kind.Each)),
            Capacity.TryGetValue(kind.Resource, out long available) ? available : null))
        .GroupBy(resource => resource.Name)
        .Select(group => group.First() with { Used = group.Sum(resource => resource.Used) }),
    ];

    private protected static ImmutableDictionary<string, long> Part(string family, string part, IReadOnlyDictionary<string, ImmutableDictionary<string, long>> parts) =>
        parts.TryGetValue(part, out ImmutableDictionary<string, long>? capacity)
            ? capacity
            : throw new InputException("--target", $"{family}={part}: unknown part, must be one of {string.Join(", ", parts.Keys)}");

    private protected static ImmutableDictionary<string, long> Amounts(params ReadOnlySpan<(string Resource, long Amount)> amounts)
    {
        ImmutableDictionary<string, long> all = ImmutableDictionary<string, long>.Empty;
        foreach ((string resource, long amount) in amounts)
            all = all.Add(resource, amount);
        return all;
    }
}
