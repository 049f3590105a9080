using System.Runtime.CompilerServices;

namespace HwGen.Verify.Simulation;

/// <summary>As <see cref="SimTaskBox{TMachine}"/>, for a method with a value.</summary>
internal sealed class SimTaskBox<TMachine, T> : SimTask<T>
    where TMachine : IAsyncStateMachine
{
    public TMachine Machine = default!;
    private Action? resume;

    internal override bool KeepsTasks => MachineFields<TMachine>.KeepTask;

    internal override Action ResumeAction => resume ??= Resume;

    internal override void Resume() => Machine.MoveNext();

    private protected override void Recycle()
    {
        base.Recycle();
        Machine = default!;
        SpareBoxes<SimTaskBox<TMachine, T>>.Give(this);
    }
}
