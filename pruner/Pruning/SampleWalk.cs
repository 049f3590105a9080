using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Takes samples through the unpruned and the pruned network side by side, batch by batch, operation by operation.</summary>
/// <remarks>The activations of all samples are kept at the last place where they are few enough; what lies between that place and the one that
/// is looked at is computed again each time, and held for one batch. So memory does not grow with the number of samples: time does.</remarks>
/// <param name="network">unpruned</param>
/// <param name="samples">batch x input shape</param>
/// <param name="mostKept">numbers, of both networks and all samples together, that may be kept</param>
public sealed class SampleWalk(NetworkGraph network, Tensor<float> samples, long mostKept = SampleWalk.MostKept)
{
    /// <summary>What is kept if nothing else is said: a gibibyte.</summary>
    public const long MostKept = 1L << 28;

    private readonly int _batch = network.SamplesPerBatch();
    private readonly IReadOnlyDictionary<string, int[]> _shapes = network.Shapes();
    private readonly List<Operation> _passed = [];
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastReader = network.Operations.SelectMany((o, i) => o.Inputs.Select(input => (input, i))).GroupBy(r => r.input).ToDictionary(g => g.Key, g => g.Max(r => r.i));
    private readonly Dictionary<int, (SampleBatch Batch, int Place)> _kept = [];

    /// <summary>Samples that walk.</summary>
    public int Count => samples.Shape[0];

    /// <summary>Numbers that are kept now.</summary>
    public long KeptNumbers => _kept.Values.Sum(k => k.Batch.Numbers);

    /// <summary>True if the pruned network may give something else here than the unpruned one.</summary>
    public bool IsChanged(string activation) => _changed.Contains(activation);

    /// <summary>Goes past the next operation.</summary>
    /// <param name="replacement">what the pruned network does instead; the operation itself if that stays</param>
    public void Pass(Operation replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        var operation = network.Operations[_passed.Count];
        if (!ReferenceEquals(operation, replacement) || operation.Inputs.Any(_changed.Contains))
            _changed.Add(operation.Output);
        _passed.Add(replacement);
    }

    /// <summary>All samples in front of the next operation.</summary>
    public IEnumerable<SampleBatch> Batches()
    {
        var (here, keep) = (_passed.Count, PlaceToKeep());
        for (var start = 0; start < Count; start += _batch)
        {
            var (batch, place) = _kept.TryGetValue(start, out var kept) ? kept : (First(start), 0);
            if (keep > place)
            {
                (batch, place) = (Walk(batch, place, keep), keep);
                _kept[start] = (batch, place);
            }

            yield return Walk(batch, place, here);
        }
    }

    private SampleBatch First(int start)
    {
        var count = Math.Min(_batch, Count - start);
        Dictionary<string, Tensor<float>> input = new(StringComparer.Ordinal) { [network.Input] = samples.Slice(start, count) };
        return new SampleBatch(start, count, input, input);
    }

    private SampleBatch Walk(SampleBatch batch, int from, int to)
    {
        var dense = new Dictionary<string, Tensor<float>>(batch.Dense, StringComparer.Ordinal);
        var pruned = new Dictionary<string, Tensor<float>>(batch.Pruned, StringComparer.Ordinal);
        for (var i = from; i < to; i++)
        {
            var operation = network.Operations[i];
            dense[operation.Output] = operation.Evaluate([.. operation.Inputs.Select(input => dense[input])]);
            pruned[operation.Output] = IsChanged(operation.Output) ? _passed[i].Evaluate([.. operation.Inputs.Select(input => pruned[input])]) : dense[operation.Output];
            foreach (var input in operation.Inputs.Where(input => _lastReader[input] == i))
            {
                dense.Remove(input);
                pruned.Remove(input);
            }
        }

        return batch with { Dense = dense, Pruned = pruned };
    }

    // The last place passed at which the activations of all samples are few enough; 0, where the samples are, if there is none.
    private int PlaceToKeep()
    {
        for (var place = _passed.Count; place > 0; place--)
        {
            var live = network.Operations.Take(place).Select(o => o.Output).Prepend(network.Input).Where(a => _lastReader.TryGetValue(a, out var last) && last >= place);
            if (live.Sum(a => _shapes[a].Aggregate(IsChanged(a) ? 2L : 1L, (count, d) => count * d)) * Count <= mostKept)
                return place;
        }

        return 0;
    }
}
