namespace HwGen.Verify.Simulation;

/// <summary>Stands for <see cref="Simulator.Run"/> among those who wait for the test: it reports the test's errors itself.</summary>
internal sealed class EndOfRun : SimTask
{
    internal override void Resume()
    {
    }
}
