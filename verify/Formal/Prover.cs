using System.Globalization;
using HwGen.Verify.Processes;

namespace HwGen.Verify.Formal;

/// <summary>Proves properties of Verilog modules with Yosys, z3 and ABC.</summary>
/// <param name="rtlFolders">the modules, in this order where two have a name</param>
/// <param name="propertyFolder">for a module <c>NAME.vh</c>: its properties, which are put before its <c>endmodule</c></param>
/// <param name="workFolder">an empty folder for what the tools write</param>
/// <remarks>Modules stay free of macros and of what only a proof needs; a property sees all that is inside its module.</remarks>
public sealed class Prover(IReadOnlyList<string> rtlFolders, string propertyFolder, string workFolder)
{
    private const string Read = "prep -flatten; async2sync; dffunmap; opt_clean; write_smt2 -wires proof.smt2";

    // Every output would count as a property: they are deleted.
    private const string ReadGates = "prep -flatten; memory_map; async2sync; dffunmap; opt -full; chformal -cover -remove; setundef -anyseq; "
        + "opt -keepdc; formalff -setundef -clk2ff -ff2anyinit; techmap; dffunmap; abc -g AND -fast; opt_clean; delete -output; "
        + "write_aiger -zinit -I -B proof.aig";

    private static readonly ExternalTool Yosys = new("yosys", "scripts/install-tools yosys");
    private static readonly ExternalTool Smt = new("yosys-smtbmc", "scripts/install-tools yosys z3");
    private static readonly ExternalTool Abc = new("yosys-abc", "scripts/install-tools yosys");

    /// <summary>Tries a proof.</summary>
    /// <returns>null if it holds; otherwise what fails</returns>
    /// <exception cref="ProofException">a tool refused the module or its properties</exception>
    public string? Refute(Proof proof)
    {
        WriteModule(proof.Module);
        return proof.Method == ProofMethod.Induction ? RefuteByInduction(proof) : RefuteBounded(proof);
    }

    private void WriteModule(string module)
    {
        var text = File.ReadAllText(Files().Single(file => Path.GetFileNameWithoutExtension(file) == module));
        var end = text.LastIndexOf("endmodule", StringComparison.Ordinal);
        var properties = File.ReadAllText(Path.Combine(propertyFolder, $"{module}.vh"));
        File.WriteAllText(Path.Combine(workFolder, $"{module}.v"), text.Insert(end, properties));
    }

    private string? RefuteByInduction(Proof proof)
    {
        Elaborate(proof, Read);
        var depth = proof.Depth.ToString(CultureInfo.InvariantCulture);
        return RunSmt("-i", "-t", depth) ?? RunSmt("-t", (proof.Depth + 1).ToString(CultureInfo.InvariantCulture));
    }

    private string? RunSmt(params string[] arguments)
    {
        var ran = Smt.Run(workFolder, ["-s", "z3", .. arguments, "proof.smt2"]);
        if (ran.Output.Contains("Status: PASSED", StringComparison.Ordinal))
            return null;
        var failed = ran.Output.Split('\n').Where(line => line.Contains("Assert failed", StringComparison.Ordinal))
            .Select(line => line[(line.LastIndexOf(' ') + 1)..]).ToList();
        return failed.Count > 0 ? string.Join(", ", failed) : throw new ProofException($"yosys-smtbmc: {ran.Output}{ran.Error}");
    }

    private string? RefuteBounded(Proof proof)
    {
        Elaborate(proof, ReadGates);
        var ran = Abc.Run(workFolder, ["-c", $"read_aiger proof.aig; fold; strash; bmc3 -F {proof.Depth}"]);
        if (ran.Output.Contains($"No output asserted in {proof.Depth} frames", StringComparison.Ordinal))
            return null;
        var failed = ran.Output.Split('\n').FirstOrDefault(line => line.Contains("was asserted in frame", StringComparison.Ordinal));
        return failed ?? throw new ProofException($"yosys-abc: {ran.Output}{ran.Error}");
    }

    private void Elaborate(Proof proof, string steps)
    {
        var others = Files().Where(file => Path.GetFileNameWithoutExtension(file) != proof.Module);
        var parameters = proof.Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => $"-chparam {parameter.Replace('=', ' ')}");
        var script = $"read_verilog -formal {proof.Module}.v; read_verilog -defer {string.Join(' ', others)}; "
            + $"hierarchy -top {proof.Module} {string.Join(' ', parameters)}; {steps}";
        var ran = Yosys.Run(workFolder, ["-q", "-p", script]);
        // A misspelt name is a wire without driver to Yosys, and its property then says nothing.
        if (ran.ExitCode != 0 || ran.Error.Contains("no driver", StringComparison.Ordinal) || ran.Output.Contains("no driver", StringComparison.Ordinal))
            throw new ProofException($"yosys on {proof}:\n{ran.Output}{ran.Error}");
    }

    private IEnumerable<string> Files() => rtlFolders
        .SelectMany(folder => Directory.GetFiles(folder, "*.v").Order(StringComparer.Ordinal))
        .DistinctBy(Path.GetFileName);
}
