using System.CommandLine;
using HwGen.Verify.GateLevel;

namespace HwGen.Cli.Commands;

/// <summary>The option <c>--netlist CELLS</c>.</summary>
internal static class NetlistOption
{
    private const string Liberty = "liberty=";

    public static Option<CellLibrary?> Create() => new("--netlist")
    {
        Description = "simulate what Yosys synthesizes, instead of the Verilog: cells are generic, ice40, or those of liberty=FILE",
        HelpName = "CELLS",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            CellLibrary? library = text switch
            {
                "generic" => new GenericCells(),
                "ice40" => new Ice40Cells(),
                _ when text.StartsWith(Liberty, StringComparison.Ordinal) => new LibertyCells(text[Liberty.Length..]),
                _ => null,
            };
            if (library is null)
                result.AddError($"--netlist: {text}, must be generic, ice40 or liberty=FILE");
            if (library is LibertyCells { LibertyFile: var file } && !File.Exists(file))
                result.AddError($"--netlist: {file}: no such file");
            return library;
        },
    };
}
