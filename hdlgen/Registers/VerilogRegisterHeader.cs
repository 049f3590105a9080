using System.Text;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Prints the Verilog header: register offsets and bits as localparams, to be included inside a module.</summary>
public static class VerilogRegisterHeader
{
    /// <summary>The Verilog-2005 text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        var text = new StringBuilder($"// {Provenance.Line(configuration)}\n");
        text.Append("// Include inside a module.\n");
        text.Append("// verilator lint_off UNUSED\n// No module uses all of them.\n");
        foreach (Register register in RegisterMap.All)
        {
            text.Append($"\n// {register.Description}.\n");
            text.Append($"localparam [{RegisterMap.AddressWidth - 1}:0] HWGEN_{register.Name}_OFFSET = {RegisterMap.AddressWidth}'h{register.Offset:x2};\n");
            foreach (RegisterField field in register.Fields)
                Append(text, $"HWGEN_{register.Name}_{field.Name}", field);
        }

        text.Append("\n// verilator lint_on UNUSED\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, RegisterField field)
    {
        if (field.Width == 1)
            text.Append($"localparam {name}_BIT = {field.Low};\n");
        else
            text.Append($"localparam {name}_LOW = {field.Low};\nlocalparam {name}_WIDTH = {field.Width};\n");
    }
}
