namespace HwGen.Pruner.Budget;

/// <summary>A choice for each part of a network.</summary>
public sealed class AllotmentPoint
{
    private readonly AllotmentPoint? _before;
    private readonly DensityChoice? _last;

    private AllotmentPoint(AllotmentPoint? before, DensityChoice? last, long cost, double error) => (_before, _last, Cost, Error) = (before, last, cost, error);

    /// <summary>Sum of the costs.</summary>
    public long Cost { get; }

    /// <summary>Sum of the errors.</summary>
    public double Error { get; }

    /// <summary>In the order of the parts.</summary>
    public IReadOnlyList<DensityChoice> Choices
    {
        get
        {
            var choices = new List<DensityChoice>();
            for (var point = this; point._last is not null; point = point._before!)
                choices.Add(point._last);
            choices.Reverse();
            return choices;
        }
    }

    internal static AllotmentPoint Empty { get; } = new(null, null, 0, 0);

    internal AllotmentPoint With(DensityChoice choice) => new(this, choice, Cost + choice.Cost, Error + choice.Error);
}
