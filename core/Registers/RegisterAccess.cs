namespace HwGen.Core.Registers;

/// <summary>What reading and writing a register does.</summary>
public enum RegisterAccess
{
    /// <summary>Reads back what was written.</summary>
    ReadWrite,

    /// <summary>Writes are ignored.</summary>
    ReadOnly,

    /// <summary>Reads give 0.</summary>
    WriteOnly,

    /// <summary>The job control register: each field states its own behaviour.</summary>
    Control,

    /// <summary>Writing 1 to a bit inverts it.</summary>
    ToggleOnWriteOne,

    /// <summary>Writing 1 to a sticky bit clears it.</summary>
    ClearOnWriteOne,
}
