using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Accesses in the words that CMSIS-SVD, IP-XACT and Vivado share.</summary>
internal static class AccessWords
{
    /// <summary>Who may do what: <c>read-only</c>, <c>write-only</c> or <c>read-write</c>.</summary>
    public static string Of(RegisterAccess access) => access switch
    {
        RegisterAccess.ReadOnly or RegisterAccess.ReadClears => "read-only",
        RegisterAccess.WriteOnly => "write-only",
        _ => "read-write",
    };

    /// <summary>What writing 1 does beside storing it, null for nothing.</summary>
    public static string? WriteAction(RegisterAccess access) => access switch
    {
        RegisterAccess.WriteOneSets => "oneToSet",
        RegisterAccess.WriteOneToggles => "oneToToggle",
        RegisterAccess.WriteOneClears => "oneToClear",
        _ => null,
    };

    /// <summary>What reading does beside giving the value, null for nothing.</summary>
    public static string? ReadAction(RegisterAccess access) => access == RegisterAccess.ReadClears ? "clear" : null;
}
