using System.Runtime.InteropServices;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>The writes of the running phase, applied after the evaluation that follows it.</summary>
/// <remarks>A signal has one entry however often it is written in a phase, so the table cannot overflow.</remarks>
internal sealed unsafe class WriteStage : IDisposable
{
    private int capacity;

    public StagedWrite* Writes { get; private set; }

    public int Count { get; private set; }

    /// <summary>Grows by one each time the writes were applied; tells a signal whether its staged value is current.</summary>
    public long Phase { get; private set; } = 1;

    /// <summary>Whether writing is forbidden now.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Makes room for one more signal.</summary>
    public void Reserve()
    {
        capacity++;
        Writes = (StagedWrite*)NativeMemory.Realloc(Writes, (nuint)(capacity * sizeof(StagedWrite)));
    }

    public void Add(byte* target, byte* source, int size)
    {
        if (IsReadOnly)
            throw new InvalidOperationException("signals cannot be written in the read-only phase");
        Writes[Count++] = new StagedWrite { Target = target, Source = source, Size = size };
    }

    /// <summary>Whether a value was changed since the last evaluation.</summary>
    public bool Changed { get; set; }

    /// <summary>Notes a change made outside of the staged writes.</summary>
    public void MarkChanged() => Changed = true;

    /// <summary>Forgets the writes: they were applied.</summary>
    public void Clear()
    {
        Count = 0;
        Phase++;
    }

    /// <summary>Applies the writes here, without an evaluation.</summary>
    /// <returns>whether there were any</returns>
    public bool Apply()
    {
        if (Count == 0)
            return false;
        for (var i = 0; i < Count; i++)
            Buffer.MemoryCopy(Writes[i].Source, Writes[i].Target, Writes[i].Size, Writes[i].Size);
        Clear();
        return true;
    }

    public void Dispose()
    {
        NativeMemory.Free(Writes);
        Writes = null;
        Count = 0;
    }
}
