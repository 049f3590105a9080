namespace HwGen.Verify.Simulation.Models;

/// <summary>Flags for the C++ compiler. Runtime and model must agree on all but the optimization level.</summary>
internal static class CompilerFlags
{
    /// <summary>The runtime is compiled once, so it may take longer.</summary>
    public const string RuntimeOptimization = "-O2";

    // -fno-gnu-unique lets dlclose unmap the library. VL_USER_*: the shim decides what $finish, $stop and $fatal do.
    public static IEnumerable<string> Common(WaveFormat waves, bool coverage) =>
    [
        "-std=c++17", "-fPIC", "-fvisibility=hidden", "-fno-gnu-unique", "-fcf-protection=none", "-w",
        "-DVL_USER_FINISH", "-DVL_USER_STOP", "-DVL_USER_FATAL",
        coverage ? "-DVM_COVERAGE=1" : "-DVM_COVERAGE=0", "-DVM_SC=0", "-DVM_TIMING=0",
        waves == WaveFormat.None ? "-DVM_TRACE=0" : "-DVM_TRACE=1",
        waves == WaveFormat.Vcd ? "-DVM_TRACE_VCD=1" : "-DVM_TRACE_VCD=0",
        waves == WaveFormat.Fst ? "-DVM_TRACE_FST=1" : "-DVM_TRACE_FST=0",
    ];

    /// <summary>The runtime's sources a model needs, without extension.</summary>
    public static IEnumerable<string> RuntimeUnits(WaveFormat waves, bool coverage) =>
    [
        "verilated", "verilated_threads", "verilated_dpi",
        .. waves switch
        {
            WaveFormat.Vcd => ["verilated_vcd_c"],
            WaveFormat.Fst => ["verilated_fst_c"],
            _ => Array.Empty<string>(),
        },
        .. coverage ? ["verilated_cov"] : Array.Empty<string>(),
    ];
}
