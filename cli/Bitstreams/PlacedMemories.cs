using System.Collections.Immutable;
using HwGen.Core.Errors;
using HwGen.Core.MemoryFiles;

namespace HwGen.Cli.Bitstreams;

/// <summary>Where the bits of memories stand in a finished iCE40 design, found by what it was synthesized with.</summary>
/// <remarks>Strict where icebram is silent: every bit of every memory is found in exactly one place, or nothing is changed.</remarks>
public sealed class PlacedMemories
{
    private readonly AscFile design;
    private readonly ImmutableArray<MemoryWords> contents;
    private readonly Dictionary<(int Block, int Bit), MemoryColumn> columns = [];

    private PlacedMemories(AscFile design, ImmutableArray<MemoryWords> contents) => (this.design, this.contents) = (design, contents);

    /// <summary>Block RAMs that hold bits of one memory.</summary>
    public int BlocksOf(int memory) => columns.Where(column => column.Value.Memory == memory).Select(column => column.Key.Block).Distinct().Count();

    /// <summary>Finds the memories.</summary>
    /// <param name="design">the finished design</param>
    /// <param name="contents">what the memories were synthesized with</param>
    /// <param name="where">what messages call the design</param>
    /// <param name="whence">what messages call the contents</param>
    /// <exception cref="InputException">the contents do not tell one place from another, or bits of them are not in the design or more than once</exception>
    public static PlacedMemories Find(AscFile design, IReadOnlyList<MemoryWords> contents, string where, string whence)
    {
        var placed = new PlacedMemories(design, [.. contents]);
        Dictionary<ColumnBits, MemoryColumn> known = Index(contents, whence);
        for (int block = 0; block < design.Blocks.Length; block++)
        {
            for (int bit = 0; bit < RamBlock.Width; bit++)
            {
                if (known.TryGetValue(design.Blocks[block].Column(bit), out MemoryColumn? column))
                    placed.columns.Add((block, bit), column);
            }
        }

        InputError[] errors = [.. contents.Select((words, memory) => placed.Uncovered(memory)).OfType<string>().Select(fault => new InputError(where, fault))];
        if (errors.Length == 0)
            return placed;
        throw new InputException(placed.columns.Count > 0 ? errors
            : [new InputError(where, $"holds none of the memories of {whence}; must be a design that was synthesized with them and with memory.preload")]);
    }

    /// <summary>The design with other contents of the same shapes.</summary>
    public AscFile Replace(IReadOnlyList<MemoryWords> replacements) => design.With([.. design.Blocks.Select((block, number) => block.With(
        Enumerable.Range(0, RamBlock.Width).Where(bit => columns.ContainsKey((number, bit)))
            .ToDictionary(bit => bit, bit => columns[(number, bit)].Read(replacements[columns[(number, bit)].Memory]))))]);

    private static Dictionary<ColumnBits, MemoryColumn> Index(IReadOnlyList<MemoryWords> contents, string whence)
    {
        var known = new Dictionary<ColumnBits, MemoryColumn>();
        for (int memory = 0; memory < contents.Count; memory++)
        {
            foreach (MemoryColumn column in MemoryColumn.Of(memory, contents[memory].Shape))
            {
                ColumnBits bits = column.Read(contents[memory]);
                if (bits == default || !known.TryAdd(bits, column))
                    throw new InputException(whence, $"bit {column.Bit} of the words of {contents[memory].Shape.Name} from {column.First} on is "
                        + $"{(bits == default ? "0 everywhere" : $"as in {contents[known[bits].Memory].Shape.Name}, bit {known[bits].Bit}")}, must be like no other: "
                        + "give the contents that the design was first synthesized with, as hwgen generate and hwgen synth write them");
            }
        }

        return known;
    }

    private string? Uncovered(int memory)
    {
        MemoryShape shape = contents[memory].Shape;
        int[,] times = new int[shape.Width, shape.Depth];
        foreach (MemoryColumn column in columns.Values.Where(column => column.Memory == memory))
        {
            foreach (int address in column.Addresses(shape.Depth))
                times[column.Bit, address]++;
        }

        int missing = times.Cast<int>().Count(count => count == 0);
        int doubled = times.Cast<int>().Count(count => count > 1);
        return missing + doubled == 0 ? null
            : $"{shape.Name}: of {times.Length} bits {missing} are not in the design and {doubled} more than once, must be in it once each";
    }
}
