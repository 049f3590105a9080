using System.Runtime.InteropServices;

namespace HwGen.Verify.Simulation.Models;

/// <summary>The functions of a model's shared library; what they do is said in the shim.</summary>
/// <remarks>Ordinary calls, one per clock: suppressing the transition would gain nothing and make every garbage
/// collection wait for a long evaluation. The library stays loaded as long as the process: models share it by path,
/// and the path holds the hash of the content.</remarks>
internal sealed unsafe class ModelLibrary
{
    public readonly delegate* unmanaged<int, byte**, int, delegate* unmanaged<nint, byte*, int, void>, nint, ulong*, nint> New;
    public readonly delegate* unmanaged<nint, void> Delete;
    public readonly delegate* unmanaged<nint, int, byte*> PortAddress;
    public readonly delegate* unmanaged<nint, byte*, void> SetClock;
    public readonly delegate* unmanaged<nint, long, StagedWrite*, int, int> Eval;
    public readonly delegate* unmanaged<nint, long, long, StagedWrite*, int, int> Cycle;
    public readonly delegate* unmanaged<nint, long, long, long, long, long> Run;
    public readonly delegate* unmanaged<nint, int> StopCode;
    public readonly delegate* unmanaged<nint, long> Time;
    public readonly delegate* unmanaged<nint, byte*> Message;
    public readonly delegate* unmanaged<nint, byte*, int> WaveOpen;
    public readonly delegate* unmanaged<nint, long, void> WaveDump;
    public readonly delegate* unmanaged<nint, void> WaveClose;
    public readonly delegate* unmanaged<nint, byte*> Signals;
    public readonly delegate* unmanaged<nint, byte*, int> CoverageWrite;

    /// <summary>Null in a model without forceable signals.</summary>
    public readonly delegate* unmanaged<nint, byte*> Forces;

    /// <summary>Null in a model that does not time itself.</summary>
    public readonly delegate* unmanaged<nint, long> Spent;

    public ModelLibrary(string path)
    {
        Path = path;
        var library = NativeLibrary.Load(path);
        void* Export(string name) => (void*)NativeLibrary.GetExport(library, name);
        New = (delegate* unmanaged<int, byte**, int, delegate* unmanaged<nint, byte*, int, void>, nint, ulong*, nint>)Export("hwgen_new");
        Delete = (delegate* unmanaged<nint, void>)Export("hwgen_delete");
        PortAddress = (delegate* unmanaged<nint, int, byte*>)Export("hwgen_port_address");
        SetClock = (delegate* unmanaged<nint, byte*, void>)Export("hwgen_set_clock");
        Eval = (delegate* unmanaged<nint, long, StagedWrite*, int, int>)Export("hwgen_eval");
        Cycle = (delegate* unmanaged<nint, long, long, StagedWrite*, int, int>)Export("hwgen_cycle");
        Run = (delegate* unmanaged<nint, long, long, long, long, long>)Export("hwgen_run");
        StopCode = (delegate* unmanaged<nint, int>)Export("hwgen_stop_code");
        Time = (delegate* unmanaged<nint, long>)Export("hwgen_time");
        Message = (delegate* unmanaged<nint, byte*>)Export("hwgen_message");
        WaveOpen = (delegate* unmanaged<nint, byte*, int>)Export("hwgen_wave_open");
        WaveDump = (delegate* unmanaged<nint, long, void>)Export("hwgen_wave_dump");
        WaveClose = (delegate* unmanaged<nint, void>)Export("hwgen_wave_close");
        Signals = (delegate* unmanaged<nint, byte*>)Export("hwgen_signals");
        if (NativeLibrary.TryGetExport(library, ForceTable.Function, out var forces))
            Forces = (delegate* unmanaged<nint, byte*>)forces;
        if (NativeLibrary.TryGetExport(library, "hwgen_spent", out var spent))
            Spent = (delegate* unmanaged<nint, long>)spent;
        CoverageWrite = (delegate* unmanaged<nint, byte*, int>)Export("hwgen_coverage_write");
    }

    public string Path { get; }
}
