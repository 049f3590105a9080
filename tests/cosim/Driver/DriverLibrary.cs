using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using HwGen.Core.Configuration;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The C driver, compiled for a configuration and loaded into the test.</summary>
internal sealed class DriverLibrary
{
    private static readonly ConcurrentDictionary<uint, Lazy<DriverLibrary>> Loaded = new();

    private DriverLibrary(IntPtr library)
    {
        SessionBytes = Of<SessionBytesFunction>(library, "hwgen_shared_session_bytes")();
        Identify = Of<IdentifyFunction>(library, "hwgen_shared_identify");
        Status = Of<StatusFunction>(library, "hwgen_shared_status");
        LoadImage = Of<BytesFunction>(library, "hwgen_shared_load_image");
        Open = Of<BytesFunction>(library, "hwgen_shared_open");
        Number = Of<NumberFunction>(library, "hwgen_shared_number");
        Run = Of<RunFunction>(library, "hwgen_shared_run");
        SelfTest = Of<SelfTestFunction>(library, "hwgen_shared_self_test");
        Quantize = Of<QuantizeFunction>(library, "hwgen_shared_quantize");
        TextOf = Of<TextFunction>(library, "hwgen_shared_text");
        LayerScratchBytes = Of<LayerScratchFunction>(library, "hwgen_layer_scratch_bytes");
        RunLayer = Of<RunLayerFunction>(library, "hwgen_run_layer");
        RunJob = Of<RunJobFunction>(library, "hwgen_run_job");
        StartAxiDma = Of<StartAxiDmaFunction>(library, "bench_start");
    }

    public delegate uint SessionBytesFunction();

    public delegate int IdentifyFunction(IntPtr session, IntPtr port, uint pollLimit);

    public delegate uint StatusFunction(IntPtr session);

    public delegate int BytesFunction(IntPtr session, IntPtr bytes, uint count);

    public delegate uint NumberFunction(IntPtr session, int which);

    public delegate int RunFunction(IntPtr session, IntPtr input, IntPtr output, IntPtr scratch, uint scratchBytes);

    public delegate int SelfTestFunction(IntPtr session, IntPtr vectors, uint count, IntPtr scratch, uint scratchBytes, uint[] place);

    public delegate int QuantizeFunction(IntPtr session, double real);

    public delegate IntPtr TextFunction(int result);

    public delegate uint LayerScratchFunction(in DriverLayer layer);

    public delegate int RunLayerFunction(IntPtr device, in DriverLayer layer, IntPtr activations, IntPtr outputs, IntPtr scratch, uint scratchBytes);

    public delegate int RunJobFunction(IntPtr device, in DriverJob job, IntPtr activations, uint activationBytes, IntPtr outputs, uint outputBytes);

    public delegate uint ReadFunction(UIntPtr address);

    public delegate void WriteFunction(UIntPtr address, uint value);

    public delegate int StartAxiDmaFunction(IntPtr port, IntPtr read, IntPtr write, ulong busOffset);

    public uint SessionBytes { get; }

    public IdentifyFunction Identify { get; }

    public StatusFunction Status { get; }

    public BytesFunction LoadImage { get; }

    public BytesFunction Open { get; }

    public NumberFunction Number { get; }

    public RunFunction Run { get; }

    public SelfTestFunction SelfTest { get; }

    public QuantizeFunction Quantize { get; }

    public LayerScratchFunction LayerScratchBytes { get; }

    /// <summary>A session begins with its device.</summary>
    public RunLayerFunction RunLayer { get; }

    public RunJobFunction RunJob { get; }

    /// <summary>Makes a port of the AXI DMA kind whose registers two functions answer for.</summary>
    public StartAxiDmaFunction StartAxiDma { get; }

    private TextFunction TextOf { get; }

    /// <summary>Compiled once for each configuration.</summary>
    public static DriverLibrary For(ArrayConfiguration configuration) =>
        Loaded.GetOrAdd(configuration.Hash, _ => new Lazy<DriverLibrary>(() => Build(configuration))).Value;

    public string Text(int result) => Marshal.PtrToStringAnsi(TextOf(result))!;

    private static DriverLibrary Build(ArrayConfiguration configuration)
    {
        using var scratch = new ScratchFolder();
        string[] files = [$"{CCompiler.Driver}/ports/shared/hwgen_shared.c", $"{CCompiler.Driver}/ports/axi_dma/hwgen_axi_dma.c", "tests/cosim/Driver/axi_dma_bench.c"];
        CCompiler.Run(configuration, scratch.Path,
        [
            "-O1", "-shared", "-fPIC", "-include", RepositoryFolder.At("tests/cosim/Driver/axi_dma_bench.h"),
            .. CCompiler.Sources, .. files.Select(RepositoryFolder.At), "-o", scratch.At("libhwgen.so"),
        ]);
        return new DriverLibrary(NativeLibrary.Load(scratch.At("libhwgen.so")));
    }

    private static T Of<T>(IntPtr library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
