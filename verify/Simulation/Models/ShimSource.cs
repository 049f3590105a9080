namespace HwGen.Verify.Simulation.Models;

/// <summary>The C++ that every model carries, from the library's resources.</summary>
internal static class ShimSource
{
    public const string PrintHeader = "hwgen_print.h";
    public const string TimedModel = "hwgen_timed.h";
    public const string Shim = "hwgen_shim.cpp";

    public static string Read(string name)
    {
        using var stream = typeof(ShimSource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"resource {name} is not in the library");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
