using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>The registers as a Markdown table.</summary>
public static class RegisterTable
{
    /// <summary>One row a register, by offset.</summary>
    public static string Print() => InstanceReadme.Table(
        ["offset", "name", "access", "what"],
        RegisterMap.All.Select(register => new[]
        {
            $"0x{register.Offset:X2}",
            register.Name,
            Access(register.Access),
            string.Join("; ", register.Fields.Select(Field).Prepend(register.Description)),
        }));

    private static string Field(RegisterField field) =>
        $"{(field.Width == 1 ? $"{field.Low}" : $"{field.High}:{field.Low}")} {field.Name} ({field.Description})";

    /// <summary>An access in the words of register documents.</summary>
    internal static string Access(RegisterAccess access) => access switch
    {
        RegisterAccess.ReadWrite => "rw",
        RegisterAccess.ReadOnly => "ro",
        RegisterAccess.WriteOnly => "wo",
        RegisterAccess.ReadClears => "ro, reading clears",
        RegisterAccess.WriteOneSets => "write 1 sets",
        RegisterAccess.WriteOneToggles => "write 1 toggles",
        RegisterAccess.WriteOneClears => "write 1 clears",
        _ => "by bit",
    };
}
