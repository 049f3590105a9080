namespace HwGen.Core.Registers;

/// <summary>What reading and writing a register or a field does.</summary>
public enum RegisterAccess
{
    /// <summary>Reads back what was written.</summary>
    ReadWrite,

    /// <summary>Writes are ignored.</summary>
    ReadOnly,

    /// <summary>Reads give 0.</summary>
    WriteOnly,

    /// <summary>Writes are ignored, reading clears.</summary>
    ReadClears,

    /// <summary>Writing 1 sets a bit, the hardware clears it.</summary>
    WriteOneSets,

    /// <summary>Writing 1 to a bit inverts it.</summary>
    WriteOneToggles,

    /// <summary>Writing 1 to a bit clears it.</summary>
    WriteOneClears,

    /// <summary>A register whose fields differ: each states its own behaviour.</summary>
    ByField,
}
