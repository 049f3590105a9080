using System.Collections.Immutable;

namespace HwGen.Core.Registers;

/// <summary>One 32-bit register of the accelerator's control interface.</summary>
/// <param name="Name">UPPER_CASE, as in Verilog and C</param>
/// <param name="Offset">byte offset, a multiple of 4</param>
/// <param name="Access">what reading and writing does: that of all fields, or <see cref="RegisterAccess.ByField"/></param>
/// <param name="Description">one sentence without a full stop</param>
/// <param name="Fields">named bits from low to high; empty where the whole word is one number</param>
public sealed record Register(
    string Name, uint Offset, RegisterAccess Access, string Description, ImmutableArray<RegisterField> Fields)
{
    /// <summary>The fields; where the whole word is one number, one field VALUE, for formats that know no register without fields.</summary>
    public ImmutableArray<RegisterField> FieldsOrValue => Fields.IsEmpty ? [new RegisterField("VALUE", 31, 0, Access, Description)] : Fields;

    /// <summary>The field with this name.</summary>
    /// <exception cref="ArgumentException">the register has no such field</exception>
    public RegisterField Field(string name) =>
        Fields.FirstOrDefault(field => field.Name == name)
        ?? throw new ArgumentException($"{Name} has no field {name}", nameof(name));
}
