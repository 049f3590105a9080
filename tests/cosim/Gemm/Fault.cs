using HwGen.Core.Configuration;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>A deliberate mistake in the Verilog: one text replaced by another.</summary>
/// <param name="Name">what it stands for, as a sentence</param>
/// <param name="Configuration">the array in which it matters</param>
/// <param name="Module">the module, whose file has its name</param>
/// <param name="Found">the right text, once in the file</param>
/// <param name="Replacement">the wrong one</param>
internal sealed record Fault(string Name, ArrayConfiguration Configuration, string Module, string Found, string Replacement)
{
    /// <summary>Makes the mistake in a generated folder.</summary>
    public void Apply(string folder)
    {
        var file = Directory.GetFiles(folder, Module + ".v", SearchOption.AllDirectories).Single();
        var text = File.ReadAllText(file);
        var occurrences = text.Split(Found).Length - 1;
        if (occurrences != 1)
            throw new InvalidOperationException($"{Module}.v has '{Found}' {occurrences} times, must be once, for the fault '{Name}'");
        File.WriteAllText(file, text.Replace(Found, Replacement, StringComparison.Ordinal));
    }
}
