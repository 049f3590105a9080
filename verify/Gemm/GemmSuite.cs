using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Gemm;

/// <summary>Random and corner GEMMs over a configuration, in groups: a seed is a group, one run of one accelerator.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="configuration">its configuration</param>
public sealed class GemmSuite(VerilatorModel model, ArrayConfiguration configuration)
{
    /// <summary>GEMMs in a group.</summary>
    public const int GroupSize = 10;

    /// <summary>Folder for the waveforms of failing groups; null for none.</summary>
    public string? WaveFolder { get; init; }

    /// <summary>Clocks after which a group is given up.</summary>
    public long CycleLimit { get; init; } = 2_000_000;

    /// <summary>The real time that one evaluation of the model may take.</summary>
    public TimeSpan EvaluationLimit { get; init; } = new SimulationOptions().EvaluationLimit;

    /// <summary>Runs groups in parallel.</summary>
    /// <param name="firstSeed">seed of the first group; the others follow</param>
    /// <param name="groups">how many</param>
    /// <param name="parallel">how many at a time</param>
    /// <param name="progress">called after each group</param>
    /// <returns>a result for each group, in the order of the seeds</returns>
    /// <exception cref="AggregateException">what ended a group too soon for a result</exception>
    public IReadOnlyList<GroupResult> Run(ulong firstSeed, int groups, int parallel, Action? progress = null)
    {
        var results = new GroupResult[groups];
        Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = parallel }, i =>
        {
            results[i] = RunGroup(firstSeed + (ulong)i);
            progress?.Invoke();
        });
        return results;
    }

    /// <summary>Runs one group; if it fails, runs it again with a waveform.</summary>
    /// <exception cref="SimulationHangException">an evaluation does not end, and will not in any other group</exception>
    public GroupResult RunGroup(ulong seed)
    {
        var result = RunOnce(seed, null);
        if (result.Failure is null || WaveFolder is null)
            return result;
        var wave = Path.Combine(WaveFolder, $"{configuration.Name}-seed{seed}.vcd");
        RunOnce(seed, wave);
        return result with { WaveFile = wave };
    }

    /// <summary>The GEMMs of a group: the corners first, then random ones.</summary>
    public IReadOnlyList<GemmProblem> Problems(ulong seed)
    {
        var stimulus = new GemmStimulus(configuration, SimRandom.For(seed, "GEMMs"));
        var corner = (int)((seed - 1) % (ulong)(Corners.Count + 4));
        IReadOnlyList<GemmProblem> corners = (corner - Corners.Count) switch
        {
            0 => [stimulus.NextLarge(), stimulus.NextLarge(), stimulus.NextLarge()],
            1 => [.. Enumerable.Range(0, GroupSize / 2).Select(_ => stimulus.NextListed())],
            2 => new RingGemms(configuration, stimulus).AroundTiles(),
            3 => new RingGemms(configuration, stimulus).AroundLists(),
            _ => [stimulus.Next(stimulus.Fit(Corners[corner]))],
        };
        return [.. corners, .. Enumerable.Range(0, Math.Max(0, GroupSize - corners.Count)).Select(_ => stimulus.Next())];
    }

    /// <summary>Shapes at the edges of tiles and blocks.</summary>
    private List<GemmShape> Corners =>
    [
        new(1, 1, 1),
        new(configuration.MTile, configuration.NTile, configuration.Block),
        new(configuration.MTile + 1, configuration.NTile + 1, configuration.Block + 1),
        new(1, configuration.NTile, 1),
        new(configuration.MTile, 1, configuration.Block * Math.Min(configuration.ActivationDepth, 5)),
        new((3 * configuration.MTile) + 1, 1, 1),
        new(1, (3 * configuration.NTile) + 1, 1),
        new(2 * configuration.MTile, 2 * configuration.NTile, 1),
    ];

    private GroupResult RunOnce(ulong seed, string? wave)
    {
        var random = SimRandom.For(seed, "traffic");
        var settings = new GemmRunSettings
        {
            Seed = seed,
            Traffic = seed % 4 == 1 ? Traffic.FullRate : Traffic.Random(random),
            Overlapped = random.Chance(0.7),
            WaveFile = wave,
            CycleLimit = CycleLimit,
            EvaluationLimit = EvaluationLimit,
        };
        var problems = Problems(seed);
        try
        {
            var outcomes = new GemmRunner(model, configuration).Run(problems, settings);
            var bad = outcomes.FirstOrDefault(outcome => outcome.Mismatches > 0);
            return new GroupResult(seed, outcomes.Count, outcomes.Sum(outcome => (long)outcome.Mismatches))
            {
                Failure = bad is null ? null : $"{bad.First} ({bad.Problem})",
                Clocks = outcomes[^1].LastBeat,
            };
        }
        // InputException: the output stream has too few or too many bytes.
        catch (Exception exception) when (exception is (SimulationException and not SimulationHangException { IsSlow: true }) or CheckFailedException or InputException)
        {
            return new GroupResult(seed, problems.Count, 0) { Failure = exception.Message };
        }
    }
}
