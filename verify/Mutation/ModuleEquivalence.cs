using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Verify.Processes;

namespace HwGen.Verify.Mutation;

/// <summary>Tries to prove that a mutated module does what the right one does, with the parameters it has in a configuration.</summary>
/// <param name="configuration">the array</param>
/// <param name="design">all its Verilog files, by name</param>
/// <remarks>Yosys and its SAT solver, by induction over the registers: both begin in the same state and see the same inputs, whatever those are.
/// The instances inside are taken as they are; they must be the same. A module that differs only where its surroundings never lead it is
/// not proved.</remarks>
public sealed class ModuleEquivalence(ArrayConfiguration configuration, IReadOnlyList<(string File, string Text)> design)
{
    private static readonly ExternalTool Yosys = new("yosys", "scripts/install-tools yosys") { Limit = TimeSpan.FromSeconds(60) };

    /// <summary>Tries a proof.</summary>
    /// <param name="mutation">the difference</param>
    /// <param name="folder">a new folder for what Yosys reads</param>
    /// <returns>what was proved, null if nothing was, or Yosys is not installed</returns>
    public string? Proof(Mutation mutation, string folder)
    {
        Write(Path.Combine(folder, "gold"), null);
        Write(Path.Combine(folder, "gate"), mutation);
        try
        {
            var module = Path.GetFileNameWithoutExtension(mutation.File);
            var instances = Instances(module, folder);
            return instances.Count > 0 && instances.TrueForAll(instance => IsSame(instance, folder))
                ? $"Yosys proves {module} unchanged" : null;
        }
        catch (ToolMissingException)
        {
            return null;
        }
    }

    // The module with each set of parameters that the design gives it.
    private List<string> Instances(string module, string folder)
    {
        var ran = Yosys.Run(folder, ["-p", $"{Read("gold")} tee -q -o modules.txt ls"]);
        if (ran.ExitCode != 0)
            return [];
        return [.. File.ReadLines(Path.Combine(folder, "modules.txt")).Select(line => line.Trim())
            .Where(name => name == module || (name.StartsWith("$paramod", StringComparison.Ordinal) && name.Split('\\').Contains(module)))];
    }

    private bool IsSame(string instance, string folder)
    {
        const string settle = "proc; memory_map; opt_clean; opt_expr";
        var name = instance.StartsWith('$') ? instance : "\\" + instance;
        string Side(string from, string side) =>
            $"{Read(from)} hierarchy -top {name}; rename {name} {side}; {settle}; select {side}; write_rtlil -selected {from}.il; design -reset; ";
        var script = Side("gold", "right") + Side("gate", "wrong")
            + "read_rtlil gold.il; read_rtlil gate.il; equiv_make right wrong both; select both; "
            + "equiv_simple; equiv_struct; equiv_simple; equiv_induct -seq 2; equiv_status -assert";
        return Yosys.Run(folder, ["-q", "-p", script]).ExitCode == 0;
    }

    private string Read(string side) =>
        string.Concat(design.Select(part => $"read_verilog {side}/{part.File}; ")) + $"hierarchy -check -top {configuration.ModuleName};";

    private void Write(string folder, Mutation? mutation)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, text) in design)
            File.WriteAllText(Path.Combine(folder, file), file == mutation?.File ? mutation.Apply(text) : text);
    }
}
