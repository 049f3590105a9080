using System.Collections.Immutable;
using System.Globalization;
using HwGen.Core.Errors;

namespace HwGen.Cli.Bitstreams;

/// <summary>A placed and routed iCE40 design as text, as nextpnr-ice40 and iceunpack write it: the contents of its block RAMs can be changed.</summary>
/// <remarks>Source: Project IceStorm, "The .asc file format".</remarks>
public sealed class AscFile
{
    private const string Data = ".ram_data ";

    private readonly ImmutableArray<string> lines;
    private readonly ImmutableArray<int> starts;  // of each block: its first line of data

    private AscFile(ImmutableArray<string> lines, ImmutableArray<int> starts, ImmutableArray<RamBlock> blocks) =>
        (this.lines, this.starts, Blocks) = (lines, starts, blocks);

    /// <summary>The block RAMs that have contents.</summary>
    public ImmutableArray<RamBlock> Blocks { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="text">all of it</param>
    /// <param name="where">what messages call it</param>
    /// <exception cref="InputException">it is no such file</exception>
    public static AscFile Parse(string text, string where)
    {
        string[] lines = text.Split('\n');
        if (!lines.Any(line => line.StartsWith(".device ", StringComparison.Ordinal)))
            throw new InputException(where, "has no line \".device\", must be the .asc file of an iCE40 design");
        var starts = ImmutableArray.CreateBuilder<int>();
        var blocks = ImmutableArray.CreateBuilder<RamBlock>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Data, StringComparison.Ordinal))
                continue;
            string[] place = lines[i][Data.Length..].Split(' ');
            ushort[]? words = i + RamBlock.Lines < lines.Length ? RamBlock.Parse(lines.AsSpan(i + 1, RamBlock.Lines)) : null;
            if (words is null || place.Length != 2 || !Number(place[0], out int x) || !Number(place[1], out int y))
                throw new InputException($"{where}:{i + 1}", $"\"{lines[i]}\", must be \".ram_data X Y\" and {RamBlock.Lines} lines of 64 hexadecimal digits");
            starts.Add(i + 1);
            blocks.Add(new RamBlock(x, y, words));
        }

        return new AscFile([.. lines], starts.ToImmutable(), blocks.ToImmutable());
    }

    /// <summary>The same design with other contents.</summary>
    /// <param name="blocks">as many as <see cref="Blocks"/>, in the same order</param>
    public AscFile With(ImmutableArray<RamBlock> blocks)
    {
        string[] changed = [.. lines];
        for (int block = 0; block < blocks.Length; block++)
            blocks[block].Print().ToArray().CopyTo(changed, starts[block]);
        return new AscFile([.. changed], starts, blocks);
    }

    /// <summary>The text of the file.</summary>
    public override string ToString() => string.Join('\n', lines);

    private static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
