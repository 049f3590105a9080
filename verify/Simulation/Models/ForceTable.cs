using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HwGen.Verify.Simulation.Models;

/// <summary>The C++ that tells where the forces of a model lie: for each forceable signal Verilator keeps an enable and a value.</summary>
/// <remarks>They are no public variables, so Verilator's tables do not list them; the header of its root class does.</remarks>
internal static partial class ForceTable
{
    public const string Header = "Vmodel___024root.h";
    public const string Function = "hwgen_forces";

    /// <summary>A function that writes a line each: name, address of the enable, address of the value, width.</summary>
    /// <exception cref="ModelBuildException">Verilator has made a signal not forceable</exception>
    public static string Source(ModelDescription description, string header)
    {
        var forces = Enable().Matches(header).Select(match => match.Groups).ToList();
        foreach (var signal in description.PublicSignals.Where(signal => signal.Forceable))
            if (!forces.Exists(groups => groups[3].Value.EndsWith("__DOT__" + signal.Variable, StringComparison.Ordinal)))
                throw new ModelBuildException(
                    $"{description.Top}: {signal.Variable} of {signal.Module} cannot be forced; Verilator forces signals, not memories, of modules it inlines");
        var text = new StringBuilder($"HWGEN_EXPORT const char* {Function}(HwgenHandle* h) {{\n    h->table.clear();\n");
        foreach (var groups in forces)
        {
            var member = groups[3].Value;
            var width = Math.Abs(Number(groups[1]) - Number(groups[2])) + 1;
            text.Append(CultureInfo.InvariantCulture,
                $"    h->table += \"{member.Replace("__DOT__", ".", StringComparison.Ordinal)} \" + std::to_string(reinterpret_cast<uintptr_t>(&h->model->rootp->{member}__VforceEn)) + \" \"\n");
            text.Append(CultureInfo.InvariantCulture,
                $"        + std::to_string(reinterpret_cast<uintptr_t>(&h->model->rootp->{member}__VforceVal)) + \" {width}\\n\";\n");
        }

        return text.Append("    return h->table.c_str();\n}\n").ToString();
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:CData|SData|IData|QData|VlWide<\d+>)\s*/\*(\d+):(\d+)\*/\s+(\w+)__VforceEn;", RegexOptions.Multiline)]
    private static partial Regex Enable();
}
