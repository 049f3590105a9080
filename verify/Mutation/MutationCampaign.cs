using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Verify.Processes;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Mutation;

/// <summary>Makes mutants of a design and sees which of them the tests catch.</summary>
/// <param name="configuration">the array</param>
/// <param name="design">all its Verilog files, by name</param>
/// <param name="settings">how many, which, how</param>
/// <remarks>Each mutant is tried in a process of its own with a time limit: it may loop inside an evaluation or write where it must not.
/// What a mutant comes to depends on its number only, so that any number of processors gives the same result.</remarks>
public sealed class MutationCampaign(ArrayConfiguration configuration, IReadOnlyList<(string File, string Text)> design, MutationSettings settings)
{
    private const int Patience = 20;

    private readonly MutantBuild build = new(configuration, design, settings.ToolLimit);
    private readonly ModuleEquivalence equivalence = new(configuration, design);

    /// <summary>Runs the campaign.</summary>
    /// <param name="mutated">the files to make mistakes in, by name; the generated top, which only connects, is none of them</param>
    /// <param name="progress">is told of each mutant as it is done, from several threads</param>
    /// <exception cref="CheckFailedException">a test fails on the right design</exception>
    public MutationReport Run(Func<string, bool> mutated, Action<Mutant>? progress = null)
    {
        using var folder = TemporaryFolder.Create("hwgen-mutants-");
        var right = TryRightDesign(folder.At("right"));
        var sources = design.Where(part => mutated(part.File)).Select(part => new VerilogSource(part.File, part.Text)).ToList();
        var mutants = new List<Mutant>();
        var counting = 0;
        using var order = MutationOrder.Of(sources, settings.Seed).GetEnumerator();
        var drawn = 0;
        void Work()
        {
            while (true)
            {
                int number;
                Mutation mutation;
                lock (mutants)
                {
                    if (counting >= settings.Count || !order.MoveNext())
                        return;
                    (number, mutation) = (++drawn, order.Current);
                }

                var mutant = Try(number, mutation, folder.At($"{number}"), right);
                lock (mutants)
                {
                    mutants.Add(mutant);
                    if (mutant.State is MutantState.Caught or MutantState.Survived)
                        counting++;
                }

                progress?.Invoke(mutant);
            }
        }

        Parallel.Invoke([.. Enumerable.Repeat<Action>(Work, settings.Parallel)]);
        return Report(mutants);
    }

    private (string Hash, string File, TimeSpan Limit) TryRightDesign(string folder)
    {
        var hash = build.Translate(folder, null);
        build.Compile(folder);
        var watch = Stopwatch.StartNew();
        var ran = Trial(null).Run(folder, Arguments(folder, null));
        var limit = settings.Grace + (Patience * watch.Elapsed);
        var result = TrialResult.Read(ran.Output) ?? throw new CheckFailedException($"{configuration.Name}: the tests cannot be run: {ran.Error}");
        if (result.Test is not null)
            throw new CheckFailedException($"{configuration.Name}: a test fails on the right design: {result.Test}: {result.Message}");
        var file = Path.Combine(folder, "right.json");
        File.WriteAllText(file, result.ToString());
        return (hash, file, limit);
    }

    private Mutant Try(int number, Mutation mutation, string folder, (string Hash, string File, TimeSpan Limit) right)
    {
        try
        {
            if (build.Translate(folder, mutation) == right.Hash)
                return new Mutant(number, mutation, MutantState.Equivalent) { Message = "Verilator makes the same C++ of it" };
            build.Compile(folder);
            return Judge(number, mutation, folder, right);
        }
        catch (ModelBuildException e)
        {
            return new Mutant(number, mutation, MutantState.Stillborn) { Message = e.Message };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Mutant Judge(int number, Mutation mutation, string folder, (string Hash, string File, TimeSpan Limit) right)
    {
        var ran = Trial(right.Limit).Run(folder, Arguments(folder, right.File));
        var result = ran.TimedOut ? new TrialResult("time limit", $"the tests had not ended after {right.Limit.TotalSeconds:0} s", [])
            : TrialResult.Read(ran.Output) ?? new TrialResult("crash", $"the simulation ended with code {ran.ExitCode}", []);
        var proof = result.Test is null ? equivalence.Proof(mutation, folder) : null;
        return proof is not null ? new Mutant(number, mutation, MutantState.Equivalent) { Message = proof }
            : new Mutant(number, mutation, result.Test is null ? MutantState.Survived : MutantState.Caught) { Test = result.Test, Message = result.Message };
    }

    private ExternalTool Trial(TimeSpan? limit) => new(settings.TrialCommand[0], "") { Limit = limit };

    private IEnumerable<string> Arguments(string folder, string? right) =>
        [.. settings.TrialCommand.Skip(1), Path.Combine(folder, MutantBuild.ModelFolder), .. right is null ? Array.Empty<string>() : [right]];

    // The first that count, in the order of the seed: with several at a time a few more may have been tried.
    private MutationReport Report(List<Mutant> mutants)
    {
        var left = settings.Count;
        return new MutationReport([.. mutants.OrderBy(mutant => mutant.Number).TakeWhile(mutant =>
        {
            var wanted = left > 0;
            if (mutant.State is MutantState.Caught or MutantState.Survived)
                left--;
            return wanted;
        })]);
    }
}
