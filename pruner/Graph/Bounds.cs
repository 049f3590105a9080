namespace HwGen.Pruner.Graph;

/// <summary>Limits of an activation function that only cuts off: none, ReLU, ReLU6.</summary>
public readonly record struct Bounds(float Low, float High)
{
    public static Bounds None { get; } = new(float.NegativeInfinity, float.PositiveInfinity);

    public static Bounds Relu { get; } = new(0, float.PositiveInfinity);

    public bool AreNone => this == None;

    /// <summary>These limits after those of <paramref name="first"/>.</summary>
    public Bounds After(Bounds first) => new(Apply(first.Low), Apply(first.High));

    public float Apply(float value) => Math.Min(Math.Max(value, Low), High);

    public void Apply(Span<float> values)
    {
        if (AreNone)
            return;
        for (var i = 0; i < values.Length; i++)
            values[i] = Apply(values[i]);
    }
}
