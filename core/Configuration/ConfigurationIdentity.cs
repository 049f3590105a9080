using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HwGen.Core.Configuration;

/// <summary>What tells one array from another: parameters, canonical text, hash, module name.</summary>
/// <remarks>Source: docs/design.md, sections 1 and 7.</remarks>
public static class ConfigurationIdentity
{
    /// <summary>The parameters of the generated top, in the order of the canonical text, then CONFIGURATION_HASH, ARITHMETIC and PRELOAD.</summary>
    public static IReadOnlyList<VerilogParameter> Parameters(ArrayConfiguration configuration) =>
    [
        .. Hardware(configuration),
        new("CONFIGURATION_HASH", Hash(configuration)),
        new("ARITHMETIC", (long)configuration.Arithmetic),
        new("PRELOAD", configuration.Preload ? 1 : 0),
    ];

    /// <summary><c>NAME=value</c> lines joined by '\n', without one at the end.</summary>
    public static string CanonicalText(ArrayConfiguration configuration) =>
        string.Join('\n', Hardware(configuration).Select(parameter => $"{parameter.Name}={parameter.Value}"));

    /// <summary>First four bytes, little-endian, of SHA-256 over the canonical text.</summary>
    public static uint Hash(ArrayConfiguration configuration) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.ASCII.GetBytes(CanonicalText(configuration))));

    /// <summary><c>hwgen_</c> and the name, other characters than [A-Za-z0-9_] replaced by '_'.</summary>
    public static string ModuleName(string name) =>
        "hwgen_" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));

    private static IEnumerable<VerilogParameter> Hardware(ArrayConfiguration configuration) =>
    [
        new("TILE_ROWS", configuration.TileRows),
        new("TILE_COLUMNS", configuration.TileColumns),
        new("MESH_ROWS", configuration.MeshRows),
        new("MESH_COLUMNS", configuration.MeshColumns),
        new("BLOCK", configuration.Block),
        new("LANES", configuration.Lanes),
        new("METADATA", (long)configuration.Metadata),
        new("ACTIVATION_W", configuration.ActivationBits),
        new("WEIGHT_W", configuration.WeightBits),
        new("ACCUMULATOR_W", configuration.AccumulatorBits),
        new("WEIGHT_DEPTH", configuration.WeightDepth),
        new("ACTIVATION_DEPTH", configuration.ActivationDepth),
        new("TILE_DEPTH", configuration.TileDepth),
        new("LIST_DEPTH", configuration.ListDepth),
        new("OUTPUT_LANES", configuration.OutputLanes),
        new("WEIGHT_STREAM_W", configuration.WeightStreamBits),
        new("ACTIVATION_STREAM_W", configuration.ActivationStreamBits),
    ];
}
