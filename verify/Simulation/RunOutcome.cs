namespace HwGen.Verify.Simulation;

/// <summary>Why the kernel returned.</summary>
internal enum RunOutcome
{
    Completed,
    TaskFailed,
    DesignStopped,
    NothingCanHappen,
    NoProgress,
    TimeLimit,
    WallClockLimit,
}
