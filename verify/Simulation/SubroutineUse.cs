namespace HwGen.Verify.Simulation;

/// <summary>Who may know a task.</summary>
internal enum SubroutineUse : byte
{
    /// <summary>Anybody may have kept it.</summary>
    Kept,

    /// <summary>Only the one caller who awaits it.</summary>
    Once,

    /// <summary>Nobody: it has ended and is spare.</summary>
    Spare,
}
