namespace HwGen.Core.Driver;

/// <summary>The activations of a plan while its steps are written: numbers, sizes, and which steps need them.</summary>
internal sealed class TensorTable
{
    private readonly List<DriverTensor> tensors = [];
    private readonly List<(int First, int Last)> lives = [];
    private readonly Dictionary<string, (int Number, int[] Shape)> current = new(StringComparer.Ordinal);

    /// <summary>By number.</summary>
    public IReadOnlyList<DriverTensor> All => tensors;

    /// <summary>A new activation, written by a step.</summary>
    /// <returns>its number</returns>
    public int Add(string name, int[] shape, int elementBytes, int step)
    {
        tensors.Add(new DriverTensor(shape.Aggregate(1, (count, size) => checked(count * size)), elementBytes));
        lives.Add((step, step));
        current[name] = (tensors.Count - 1, shape);
        return tensors.Count - 1;
    }

    /// <summary>Another name and shape for the same integers.</summary>
    public void Alias(string name, int[] shape, string of) => current[name] = (current[of].Number, shape);

    public int[] ShapeOf(string name) => current[name].Shape;

    public DriverTensor TensorOf(string name) => tensors[current[name].Number];

    /// <summary>Notes that a step needs it.</summary>
    /// <returns>its number</returns>
    public int Use(string name, int step)
    {
        int number = current[name].Number;
        lives[number] = (lives[number].First, Math.Max(lives[number].Last, step));
        return number;
    }

    /// <summary>Places for a batch of all.</summary>
    public (long[] Offsets, long Bytes) Place(int batch) => ScratchLayout.Place(
        [.. tensors.Select((tensor, i) => new ScratchLayout.Life((long)batch * tensor.Bytes, lives[i].First, lives[i].Last))]);
}
