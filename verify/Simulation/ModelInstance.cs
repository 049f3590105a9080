using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>One instance of a compiled model. It belongs to the thread that made it.</summary>
internal sealed unsafe class ModelInstance : IDisposable
{
    private readonly VerilatorModel model;
    private readonly ModelLibrary library;
    private readonly Action<string> print;
    private GCHandle self;
    private nint handle;

    public ModelInstance(VerilatorModel model, int seed, IReadOnlyList<string> arguments, Action<string> print, ProgressPage progress)
    {
        this.model = model;
        library = model.Library;
        this.print = print;
        Progress = progress;
        self = GCHandle.Alloc(this);
        var texts = arguments.Prepend("hwgen").Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        fixed (nint* first = texts)
            handle = library.New(texts.Length, (byte**)first, seed, &OnPrint, GCHandle.ToIntPtr(self), progress.Address);
        foreach (var text in texts)
            Marshal.FreeCoTaskMem(text);
        StopCode = library.StopCode(handle);
    }

    /// <summary>The model writes here as long as it lives.</summary>
    public ProgressPage Progress { get; }

    /// <summary>0 while the design runs, 1 after $finish, 2 after $stop, 3 after a fatal error.</summary>
    public int StopCode { get; private set; }

    /// <summary>The simulated time of the last evaluation, in picoseconds.</summary>
    public long Time => library.Time(handle);

    /// <summary>Why the design stopped.</summary>
    public string StopMessage => Marshal.PtrToStringUTF8((nint)library.Message(handle)) ?? "";

    /// <summary>What the receiver of printed text failed with, null if it did not.</summary>
    public Exception? PrintFailure { get; private set; }

    /// <summary>The table of public signals, a line each.</summary>
    public string Signals => Marshal.PtrToStringUTF8((nint)library.Signals(handle)) ?? "";

    /// <summary>The table of forceable signals, a line each.</summary>
    public string Forces => library.Forces == null ? "" : Marshal.PtrToStringUTF8((nint)library.Forces(handle)) ?? "";

    public byte* PortAddress(int index) => library.PortAddress(handle, index);

    public void SetClock(Signal clock) => library.SetClock(handle, clock.Address);

    public void Eval(long time, StagedWrite* writes, int count) => StopCode = library.Eval(handle, time, writes, count);

    public void Cycle(long rise, long fall, StagedWrite* writes, int count) =>
        StopCode = library.Cycle(handle, rise, fall, writes, count);

    public long Run(long rise, long period, long high, long cycles)
    {
        var done = library.Run(handle, rise, period, high, cycles);
        StopCode = library.StopCode(handle);
        return done;
    }

    public bool WaveOpen(string path)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(path + "\0"))
            return library.WaveOpen(handle, text) != 0;
    }

    public void WaveDump(long time) => library.WaveDump(handle, time);

    public void WaveClose() => library.WaveClose(handle);

    /// <summary>Hands what was covered so far to whoever collects it for this model, as a file that is deleted afterwards; also after the design
    /// stopped.</summary>
    public void HandOnCoverage()
    {
        if (model.CoverageSink is not { } sink)
            return;
        var file = Path.GetTempFileName();
        try
        {
            fixed (byte* text = Encoding.UTF8.GetBytes(file + "\0"))
            {
                if (library.CoverageWrite(handle, text) == 0)
                    throw new InvalidOperationException($"{file}: the coverage cannot be written");
            }

            sink(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        if (handle == 0)
            return;
        if (library.Spent != null)
            model.AddTime(library.Spent(handle));
        library.Delete(handle);
        handle = 0;
        self.Free();
    }

    [UnmanagedCallersOnly]
    private static void OnPrint(nint owner, byte* text, int length)
    {
        var instance = (ModelInstance)GCHandle.FromIntPtr(owner).Target!;
        try
        {
            instance.print(Encoding.UTF8.GetString(text, length));
        }
        catch (Exception e)
        {
            instance.PrintFailure ??= e;  // an exception must not pass through the model
        }
    }
}
