using System.Collections.Immutable;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;

namespace HwGen.Hdlgen.Boards;

/// <summary>A board with an FPGA and a serial port that open tools reach.</summary>
/// <param name="Name">as on the command line; also its folder in <c>boards</c> and its top module</param>
/// <param name="Part">its FPGA, as <c>hwgen synth</c> names it</param>
/// <param name="Oscillator">of the pin that feeds the PLL, in megahertz</param>
/// <param name="Baud">bits per second of the serial port</param>
/// <param name="Programmer">command that puts a bitstream on the board, without the file</param>
/// <param name="PortHint">which of its serial ports it is</param>
public sealed record Board(string Name, string Part, decimal Oscillator, int Baud, string Programmer, string PortHint)
{
    /// <summary>Largest error of a bit's length that the receiver is given, as a part of it.</summary>
    private const decimal WorstBit = 0.01m;

    /// <summary>All boards: the folders of <c>boards</c> with a <c>board.yaml</c>, sorted by name.</summary>
    public static ImmutableArray<Board> All { get; } = BoardFile.All();

    /// <summary>The board that is meant where none is named: the only one, or the one that the configuration is named after; null if there is none.</summary>
    /// <param name="configuration">name of the configuration</param>
    public static Board? Implied(string configuration) => All.Length == 1 ? All[0] : All.FirstOrDefault(board => board.Name == configuration);

    /// <summary>The board that is meant.</summary>
    /// <param name="name">of the board; null for <see cref="Implied"/></param>
    /// <param name="configuration">name of the configuration</param>
    /// <exception cref="InputException">there is no board of this name, or no name where one is needed</exception>
    public static Board Of(string? name, string configuration)
    {
        if ((name is null ? Implied(configuration) : All.FirstOrDefault(board => board.Name == name)) is { } found)
            return found;
        string[] names = [.. All.Select(board => board.Name)];
        throw new InputException("--board", $"{name ?? "missing"}, {(Nearest.Of(name ?? configuration, names) is { } meant ? $"did you mean {meant}?" : $"must be one of {string.Join(", ", names)}")}");
    }

    /// <summary>Clocks that a bit takes.</summary>
    /// <param name="megahertz">of the design's clock</param>
    /// <exception cref="InputException">the clock is too slow or no multiple of the bit rate</exception>
    public int ClocksPerBit(decimal megahertz)
    {
        decimal exact = megahertz * 1_000_000 / Baud;
        int whole = (int)decimal.Round(exact);
        return whole >= 8 && Math.Abs(exact - whole) <= WorstBit * exact
            ? whole
            : throw new InputException("clock.period_ns", $"{megahertz:0.###} MHz gives {exact:0.##} clocks a bit at {Baud} baud, must be a whole number of at least 8");
    }
}
