using System.Collections.Immutable;
using System.Globalization;
using HwGen.Core.Configuration;

namespace HwGen.Hdlgen.Boards;

/// <summary>The Verilog of a configuration on a board.</summary>
/// <param name="Board">the board</param>
/// <param name="Megahertz">the clock that the PLL makes</param>
/// <param name="Verilog">every module, the vendor's cells left out</param>
/// <param name="Pins">pin constraints</param>
public sealed record BoardDesign(Board Board, decimal Megahertz, ImmutableArray<GeneratedFile> Verilog, GeneratedFile Pins)
{
    /// <summary>The hand-written modules between serial line and buses: name and text.</summary>
    public static ImmutableArray<RtlTemplate> Modules { get; } =
        [.. EmbeddedText.Below("boards/rtl/").Select(RtlTemplate.At)];

    /// <summary>Puts a configuration on a board.</summary>
    /// <exception cref="Core.Errors.InputException">the board cannot make the configuration's clock</exception>
    public static BoardDesign From(ArrayConfiguration configuration, Board board)
    {
        var pll = Pll.For(board.Oscillator, configuration.ClockPeriodNs);
        string top = EmbeddedText.Read($"boards/{board.Name}/{board.Name}.v")
            .Replace("@MHZ@", pll.Megahertz.ToString("0.###", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@DIVF@", $"{pll.Multiplier}", StringComparison.Ordinal)
            .Replace("@DIVQ@", $"{pll.Divider}", StringComparison.Ordinal)
            .Replace("@CLOCKS_PER_BIT@", $"{board.ClocksPerBit(pll.Megahertz)}", StringComparison.Ordinal);
        return new BoardDesign(board, pll.Megahertz,
        [
            .. Portable(configuration),
            new($"{board.Name}.v", top, "the board's clock, reset and pins"),
        ],
        new GeneratedFile($"{board.Name}.pcf", EmbeddedText.Read($"boards/{board.Name}/{board.Name}.pcf"), "pins"));
    }

    /// <summary>The Verilog below the board's own file: <c>uart_accelerator</c> and all it needs, for any simulator.</summary>
    public static ImmutableArray<GeneratedFile> Portable(ArrayConfiguration configuration) =>
    [
        .. Design.From(configuration).Verilog.Select(file => file with { Path = Path.GetFileName(file.Path) }),
        .. Modules.Select(module => new GeneratedFile($"{module.Name}.v", module.Text, module.Summary)),
        new($"{UartTopPrinter.Name}.v", UartTopPrinter.Print(configuration), "the accelerator behind a serial line"),
    ];
}
