using System.IO.MemoryMappedFiles;

namespace HwGen.Verify.Simulation;

/// <summary>How far a simulation is, readable from another thread or process, also when the model never returns or the process
/// has died.</summary>
/// <remarks>Words of 64 bits: 0 the simulated time of the last evaluation, in ps; 1 calls into the model begun and ended, odd while
/// one runs; 2 set to give the run up; 3 the seed; 4 how many simulations were begun; 5 the limit of the real time in ms. The model
/// writes the first two, and looks at the third when it prints.</remarks>
internal sealed unsafe class ProgressPage
{
    /// <summary>The variable that names the file into which a process writes how far its simulations are.</summary>
    public const string FileVariable = "HWGEN_PROGRESS_FILE";

    private const int Words = 8;

    private ProgressPage(object memory, ulong* address)
    {
        Memory = memory;
        Address = address;
    }

    /// <summary>Keeps the words where they are.</summary>
    public object Memory { get; }

    public ulong* Address { get; }

    /// <summary>Whether another process looks, and ends this one if need be.</summary>
    public bool IsShared => Memory is not ulong[];

    /// <summary>The simulated time of the last evaluation.</summary>
    public SimTime Time => new((long)Volatile.Read(ref Address[0]));

    /// <summary>Changes with each call into the model, and with simulated time.</summary>
    public ulong Moves => Volatile.Read(ref Address[1]) + Volatile.Read(ref Address[0]);

    /// <summary>Whether the model evaluates.</summary>
    public bool IsInModel => Volatile.Read(ref Address[1]) % 2 == 1;

    /// <summary>The seed of the last simulation begun, null before the first.</summary>
    public ulong? Seed => Volatile.Read(ref Address[4]) == 0 ? null : Volatile.Read(ref Address[3]);

    /// <summary>The real time the simulation may take.</summary>
    public TimeSpan WallClockLimit => TimeSpan.FromMilliseconds(Volatile.Read(ref Address[5]));

    /// <summary>A page for a simulation of this process: in the file that the environment names, otherwise in memory.</summary>
    public static ProgressPage ForThisProcess()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
            return InFile(file);
        var words = GC.AllocateArray<ulong>(Words, pinned: true);
        fixed (ulong* first = words)
            return new ProgressPage(words, first);
    }

    /// <summary>A page that processes share.</summary>
    public static ProgressPage InFile(string file)
    {
        var map = MemoryMappedFile.CreateFromFile(file, FileMode.OpenOrCreate, null, Words * sizeof(ulong));
        var view = map.CreateViewAccessor();
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        return new ProgressPage((map, view), (ulong*)first);
    }

    /// <summary>Notes that a simulation begins.</summary>
    public void Begin(ulong seed, TimeSpan wallClockLimit)
    {
        Address[0] = Address[1] = Address[2] = 0;
        Address[3] = seed;
        Address[5] = (ulong)Math.Clamp(wallClockLimit.TotalMilliseconds, 0, int.MaxValue);
        Volatile.Write(ref Address[4], Address[4] + 1);
    }

    /// <summary>Asks the model to be left at the next line it prints.</summary>
    public void GiveUp() => Volatile.Write(ref Address[2], 1);
}
