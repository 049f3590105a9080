namespace HwGen.Verify.Simulation.Models;

/// <summary>A compiled model, ready for any number of simulations, also at the same time on several threads.</summary>
public sealed class VerilatorModel
{
    private VerilatorModel(ModelDescription description, ModelLibrary library, IReadOnlyList<PortInfo> ports, string warnings)
    {
        Description = description;
        Library = library;
        Ports = ports;
        Warnings = warnings;
    }

    /// <summary>What it was built from.</summary>
    public ModelDescription Description { get; }

    /// <summary>The ports of the top module.</summary>
    public IReadOnlyList<PortInfo> Ports { get; }

    /// <summary>What Verilator warned of, empty if nothing.</summary>
    public string Warnings { get; }

    /// <summary>The shared library.</summary>
    public string LibraryPath => Library.Path;

    /// <summary>The real time that the simulations which ended so far spent evaluating the design, 0 in a model built without
    /// <see cref="ModelDescription.IsTimed"/>.</summary>
    public TimeSpan TimeInModel => TimeSpan.FromTicks(Interlocked.Read(ref nanosecondsInModel) / TimeSpan.NanosecondsPerTick);
    private long nanosecondsInModel;

    internal ModelLibrary Library { get; }

    /// <summary>Gets the file with what a simulation counted, at its end; the file is gone afterwards.</summary>
    internal Action<string>? CoverageSink { get; private init; }

    /// <summary>The same model, each of whose simulations hands on what it counted.</summary>
    internal VerilatorModel WithCoverageSink(Action<string> sink) =>
        Description.Coverage == CoverageKinds.None
            ? throw new InvalidOperationException($"the model of {Description.Top} was built without coverage")
            : new(Description, Library, Ports, Warnings) { CoverageSink = sink };

    internal void AddTime(long nanoseconds) => Interlocked.Add(ref nanosecondsInModel, nanoseconds);

    internal static VerilatorModel Load(ModelDescription description, string folder) => new(
        description,
        new ModelLibrary(Directory.EnumerateFiles(folder, "*.so").Single()),
        PortReader.Read(File.ReadAllText(Path.Combine(folder, ModelCompilation.HeaderFile))),
        File.ReadAllText(Path.Combine(folder, ModelCompilation.WarningsFile)));
}
