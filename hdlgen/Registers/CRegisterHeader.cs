using System.Text;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Prints the C header: offsets, bits and masks of the registers, and the identity of this configuration.</summary>
/// <remarks>Macros, not C bit-fields, whose order is the compiler's.</remarks>
public static class CRegisterHeader
{
    /// <summary>The C99 text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        var text = new StringBuilder();
        text.Append($$"""
            /* {{Provenance.Line(configuration)}} */
            #ifndef HWGEN_REGS_H
            #define HWGEN_REGS_H

            /* Identity: what the registers must read. */
            {{Define("HWGEN_MAGIC", Hex(RegisterMap.MagicValue))}}
            {{Define("HWGEN_VERSION", Hex(RegisterMap.VersionValue))}}

            /* Hardware parameters. */

            """.ReplaceLineEndings("\n"));
        foreach (VerilogParameter parameter in configuration.VerilogParameters)
            text.Append(Define($"HWGEN_{parameter.Name}", parameter.Name == "CONFIGURATION_HASH" ? Hex((uint)parameter.Value) : $"{parameter.Value}")).Append('\n');
        foreach (Register register in RegisterMap.All)
            Append(text, register);
        text.Append("\n#endif\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Register register)
    {
        string name = $"HWGEN_{register.Name}";
        text.Append($"\n/* {register.Description}. */\n").Append(Define($"{name}_REG_OFFSET", $"0x{register.Offset:X2}u")).Append('\n');
        foreach (RegisterField field in register.Fields)
        {
            string fieldName = $"{name}_{field.Name}";
            if (field.Width == 1)
            {
                text.Append(Define($"{fieldName}_BIT", $"{field.Low}")).Append('\n');
            }
            else
            {
                text.Append(Define($"{fieldName}_MASK", Hex(field.Mask >> field.Low))).Append('\n');
                text.Append(Define($"{fieldName}_OFFSET", $"{field.Low}")).Append('\n');
            }
        }
    }

    private static string Define(string name, string value) => $"#define {name,-48} {value}";

    private static string Hex(uint value) => $"0x{value:X8}u";
}
