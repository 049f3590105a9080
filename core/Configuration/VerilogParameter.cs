namespace HwGen.Core.Configuration;

/// <summary>One parameter of the generated top.</summary>
/// <param name="Name">Verilog name, such as TILE_ROWS</param>
/// <param name="Value">0 to 2^32-1</param>
public sealed record VerilogParameter(string Name, long Value);
