using System.Globalization;
using System.Text.RegularExpressions;

namespace HwGen.Verify.Formal;

/// <summary>Properties to be proven of a module with certain parameters.</summary>
/// <param name="Module">the module</param>
/// <param name="Parameters">values of its parameters, <c>NAME=value</c> separated by blanks</param>
/// <param name="Method">how</param>
/// <param name="Depth">clocks: the length of the induction, or those that are looked at</param>
public sealed partial record Proof(string Module, string Parameters, ProofMethod Method, int Depth)
{
    /// <summary>The proofs that a property file asks for, in lines <c>// proof: PARAMETERS: METHOD DEPTH</c>.</summary>
    /// <param name="propertyFile">named after its module</param>
    /// <exception cref="InvalidDataException">it asks for none</exception>
    public static IReadOnlyList<Proof> Read(string propertyFile)
    {
        Proof[] proofs = [.. Line().Matches(File.ReadAllText(propertyFile)).Select(match => new Proof(
            Path.GetFileNameWithoutExtension(propertyFile),
            match.Groups["parameters"].Value,
            match.Groups["method"].Value == "induction" ? ProofMethod.Induction : ProofMethod.Bounded,
            int.Parse(match.Groups["depth"].Value, CultureInfo.InvariantCulture)))];
        return proofs.Length > 0 ? proofs : throw new InvalidDataException($"{propertyFile}: no line '// proof: PARAMETERS: METHOD DEPTH'");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Module} {Parameters}: {(Method == ProofMethod.Induction ? "induction" : "bounded")} {Depth}";

    [GeneratedRegex(@"^// proof: (?<parameters>.*): (?<method>induction|bounded) (?<depth>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
