namespace HwGen.Verify.Simulation;

/// <summary>What a task can wait on.</summary>
internal interface IWaitSource
{
    /// <summary>The words after "waits for" in a diagnosis.</summary>
    string Describe(SimTask waiter);

    /// <summary>Whether only the doing of other tasks ends the wait, never the mere passing of time.</summary>
    bool IsPassive => false;

    /// <summary>Removes a waiting task.</summary>
    void Forget(SimTask waiter);
}
