using System.Text;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Prints the registers as SystemRDL 2.0.</summary>
/// <remarks>A register whose whole word is one number has a field VALUE.</remarks>
public static class SystemRdlFile
{
    /// <summary>The SystemRDL text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        var text = new StringBuilder($$"""
            // {{Provenance.Line(configuration)}}
            addrmap {{configuration.ModuleName}} {
                name = "{{configuration.ModuleName}}";
                desc = "Structured-sparse GEMM accelerator {{configuration.Name}}.";
                default regwidth = 32;
                default accesswidth = 32;
                addressing = regalign;
                littleendian;

            """.ReplaceLineEndings("\n"));
        foreach (Register register in RegisterMap.All)
        {
            text.Append($"\n    reg {{\n        desc = {Quoted(register.Description)};\n");
            uint reset = ResetValues.Of(register, configuration);
            foreach (RegisterField field in register.FieldsOrValue)
                Append(text, field, reset);
            text.Append($"    }} {register.Name} @ 0x{register.Offset:X2};\n");
        }

        return text.Append("};\n").ToString();
    }

    private static void Append(StringBuilder text, RegisterField field, uint reset) => text.Append(
        $"        field {{ desc = {Quoted(field.Description)}; {Access(field.Access)} }} {field.Name}[{field.High}:{field.Low}] = 0x{field.Extract(reset):X};\n");

    private static string Access(RegisterAccess access) => access switch
    {
        RegisterAccess.ReadWrite => "sw = rw; hw = r;",
        RegisterAccess.ReadOnly => "sw = r; hw = w;",
        RegisterAccess.WriteOnly => "sw = w; hw = r;",
        RegisterAccess.ReadClears => "sw = r; hw = rw; onread = rclr;",
        RegisterAccess.WriteOneSets => "sw = rw; hw = rw; onwrite = woset;",
        RegisterAccess.WriteOneToggles => "sw = rw; hw = rw; onwrite = wot;",
        RegisterAccess.WriteOneClears => "sw = rw; hw = rw; onwrite = woclr;",
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "a field has an access of its own"),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
