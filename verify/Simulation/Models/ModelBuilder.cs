using HwGen.Core.IO;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Builds models with Verilator and keeps them in a cache on disk.</summary>
/// <remarks><para>A model that was built before, by any process, is not built again. It depends on the files that Verilator and the compiler
/// read for it; of a source none of whose modules it uses only the directives and names count. Several threads and processes may
/// build at once: different models in parallel, the same model once.</para>
/// <para>The cache holds at most <c>HWGEN_CACHE_MIB</c>, 4096 by default; what was not used for the longest time goes first.</para></remarks>
public sealed class ModelBuilder
{
    /// <summary>The folder of the cache for what is being built.</summary>
    internal const string WorkFolder = "work";

    private const int Attempts = 3;

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

    /// <summary>The size of the cache in bytes above which models are removed after a new one was built.</summary>
    public long CacheLimitBytes { get; init; } = ModelEviction.LimitFromEnvironment();

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

        if (description.OtherTops.Count > 0)
            return Build(new TopsWrapper(Path.Combine(cacheFolder, "tops"), alone => Build(alone).Ports).Wrap(description));
        for (var attempt = 1; ; attempt++)
        {
            var folder = FindOrCompile(description);
            try
            {
                ModelEviction.Touch(folder);
                return VerilatorModel.Load(description, folder);
            }
            catch (Exception e) when (e is IOException or DllNotFoundException && attempt < Attempts && !Directory.Exists(folder))
            {
                // another process has just made room in the cache
            }
        }
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

    private string FindOrCompile(ModelDescription description)
    {
        var key = ModelKey.Of(description, tools.Version);
        var index = new ModelIndex(cacheFolder, key);
        if (index.Find(description) is { } known)
            return known;
        using (FolderLock.Take(Path.Combine(cacheFolder, "locks", key)))
            return index.Find(description) ?? Compile(description, key, index);
    }

    private string Compile(ModelDescription description, string key, ModelIndex index)
    {
        using var work = TemporaryFolder.At(Path.Combine(cacheFolder, WorkFolder, $"{key}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}"));
        var files = new ModelCompilation(description, tools, new RuntimeObjects(tools, cacheFolder), work.Path).Run();
        var folder = Path.Combine(cacheFolder, $"{description.Top}-{ModelKey.Of(key, files)}");
        if (!Directory.Exists(folder))
            Directory.Move(work.At(ModelCompilation.ResultFolder), folder);
        index.Add(new ModelRecord(Path.GetFileName(folder), files));
        Interlocked.Increment(ref compiled);
        new ModelEviction(cacheFolder, CacheLimitBytes).Run(keep: folder);
        return folder;
    }

    /// <summary>The cache's root where none is given.</summary>
    internal static string DefaultFolder() =>
        Environment.GetEnvironmentVariable("HWGEN_CACHE") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "hwgen", "models");
}
