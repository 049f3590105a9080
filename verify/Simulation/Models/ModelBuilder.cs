namespace HwGen.Verify.Simulation.Models;

/// <summary>Builds models with Verilator and keeps them in a cache on disk.</summary>
/// <remarks>A model that was built before, by any process, is not built again. Several threads and processes may
/// build at once: different models in parallel, the same model once.</remarks>
public sealed class ModelBuilder
{
    private readonly ToolChain tools;
    private readonly string cacheFolder;

    /// <summary>A builder with a cache folder.</summary>
    /// <param name="cacheFolder">where compiled models are kept; by default <c>$HWGEN_CACHE</c> or
    /// <c>~/.cache/hwgen/models</c></param>
    public ModelBuilder(string? cacheFolder = null)
    {
        this.cacheFolder = Path.GetFullPath(cacheFolder ?? DefaultFolder());
        tools = new ToolChain(this.cacheFolder);
    }

    /// <summary>How many models this builder compiled, those found in the cache not counted.</summary>
    public int Compiled => compiled;
    private int compiled;

    /// <summary>The model of a description, from the cache or newly built.</summary>
    /// <exception cref="ModelBuildException">Verilator or the compiler refused; the message holds their lines</exception>
    /// <exception cref="Core.Errors.ToolMissingException">a tool is not installed</exception>
    public VerilatorModel Build(ModelDescription description)
    {
        foreach (var source in description.Sources.Concat(description.NativeSources))
            if (!File.Exists(source))
                throw new ModelBuildException($"{source}: no such file, needed for the model of {description.Top}");
        foreach (var include in description.IncludeFolders)
            if (!Directory.Exists(include))
                throw new ModelBuildException($"{include}: no such folder, needed for the model of {description.Top}");

        var key = ModelKey.Of(description, tools.Version);
        var folder = Path.Combine(cacheFolder, $"{description.Top}-{key}");
        if (!Directory.Exists(folder))
        {
            using (FolderLock.Take(Path.Combine(cacheFolder, "locks", key)))
            {
                if (!Directory.Exists(folder))
                    Compile(description, key, folder);
            }
        }

        return VerilatorModel.Load(description, folder);
    }

    /// <summary>Builds several models at once, as many in parallel as there are processors.</summary>
    /// <returns>the models in the order of their descriptions</returns>
    public IReadOnlyList<VerilatorModel> BuildAll(IReadOnlyList<ModelDescription> descriptions)
    {
        var models = new VerilatorModel[descriptions.Count];
        Parallel.For(0, descriptions.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => models[i] = Build(descriptions[i]));
        return models;
    }

    private void Compile(ModelDescription description, string key, string folder)
    {
        var work = Path.Combine(cacheFolder, "work", $"{key}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(work);
        try
        {
            new ModelCompilation(description, tools, new RuntimeObjects(tools, cacheFolder), work).Run();
            Directory.Move(Path.Combine(work, ModelCompilation.ResultFolder), folder);
            Interlocked.Increment(ref compiled);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static string DefaultFolder() =>
        Environment.GetEnvironmentVariable("HWGEN_CACHE") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "hwgen", "models");
}
