namespace HwGen.Verify.Simulation.Models;

/// <summary>All that decides what a compiled model is.</summary>
public sealed record ModelDescription
{
    /// <summary>The top module.</summary>
    public required string Top { get; init; }

    /// <summary>Further top modules, simulated beside the first and connected by nothing but the test. With one or more, the ports of each
    /// top are named <c>TOP.PORT</c>, and hierarchical names begin with all tops' names, <c>a_and_b.a.state</c>.</summary>
    public IReadOnlyList<TopModule> OtherTops { get; init; } = [];

    /// <summary>Verilog and SystemVerilog files, in the order Verilator shall read them.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Folders searched for <c>`include</c> files and for modules that no source declares.</summary>
    public IReadOnlyList<string> IncludeFolders { get; init; } = [];

    /// <summary>Values for parameters of the top module: integers, real numbers, strings, <see cref="ParameterValue.Bits"/>.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Parameters { get; init; } = new Dictionary<string, ParameterValue>();

    /// <summary>Preprocessor macros, an empty value for a bare definition.</summary>
    public IReadOnlyDictionary<string, string> Defines { get; init; } = new Dictionary<string, string>();

    /// <summary>C and C++ files for functions that the design imports (DPI). They find <c>svdpi.h</c> and <c>Vmodel__Dpi.h</c>.</summary>
    public IReadOnlyList<string> NativeSources { get; init; } = [];

    /// <summary>Internal signals to keep reachable.</summary>
    public IReadOnlyList<PublicSignal> PublicSignals { get; init; } = [];

    /// <summary>The wave file the model can write. It costs nothing until a file is opened.</summary>
    public WaveFormat Waves { get; init; } = WaveFormat.Vcd;

    /// <summary>What the model counts; nothing by default.</summary>
    public CoverageKinds Coverage { get; init; }

    /// <summary>The C++ compiler's -O level, 0 to 3: 1 suits tests, 2 pays after some 10 million cycles.</summary>
    public int Optimization { get; init; } = 1;

    /// <summary>Whether a simulation counts the time it spends in the model, see <see cref="VerilatorModel.TimeInModel"/>; costs some 100 ns
    /// a clock.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Whether assertions in the design are checked.</summary>
    public bool Assertions { get; init; } = true;

    /// <summary>Whether Verilator's warnings are errors.</summary>
    public bool WarningsAreErrors { get; init; }

    /// <summary>Further arguments for Verilator, passed as they are.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];
}
