namespace HwGen.Verify.Simulation;

/// <summary>Whether a type of awaiter belongs to the simulation; a constant to the compiler at run time.</summary>
internal static class AwaiterKind<TAwaiter>
{
    public static readonly bool BelongsToSimulation = typeof(ISimulationAwaiter).IsAssignableFrom(typeof(TAwaiter));

    public static void Require()
    {
        if (!BelongsToSimulation)
            throw new NotSupportedException(
                $"a simulation task cannot await {typeof(TAwaiter)}: it would resume on another thread; await triggers and simulation tasks");
    }
}
