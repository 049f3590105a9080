using HwGen.Core.Configuration;

namespace HwGen.Hdlgen.Packaging;

/// <summary>Vendor, library, name and version, by which packagers know a design.</summary>
/// <remarks>The name is the top module's, so that two configurations live side by side in a catalogue.</remarks>
public static class Vlnv
{
    public const string Vendor = "hwgen";

    public const string Library = "accel";

    /// <summary>As FuseSoC writes it: <c>hwgen:accel:NAME:0.1.0</c>.</summary>
    public static string Of(ArrayConfiguration configuration) => $"{Vendor}:{Library}:{configuration.ModuleName}:{Provenance.Version}";

    /// <summary>Version with two numbers, which Vivado and Platform Designer want.</summary>
    public static string ShortVersion { get; } = Provenance.Version[..Provenance.Version.LastIndexOf('.')];
}
