using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>A task together with the state machine of its method: made when the method first waits.</summary>
internal sealed class SimTaskBox<TMachine> : SimTask
    where TMachine : IAsyncStateMachine
{
    public TMachine Machine = default!;
    private Action? resume;

    internal override bool KeepsTasks => MachineFields<TMachine>.KeepTask;

    internal override Action ResumeAction => resume ??= Resume;

    internal override void Resume() => Machine.MoveNext();

    private protected override void Recycle()
    {
        Machine = default!;
        SpareBoxes<SimTaskBox<TMachine>>.Give(this);
    }
}
