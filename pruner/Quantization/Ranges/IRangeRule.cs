namespace HwGen.Pruner.Quantization.Ranges;

/// <summary>Which numbers of an activation get an integer of their own; those beyond are cut off. A new rule is a new class, listed in
/// <see cref="RangeRules"/>.</summary>
public interface IRangeRule
{
    /// <summary>Word on the command line.</summary>
    string Name { get; }

    /// <summary>True if the smallest and largest number are not enough.</summary>
    bool NeedsHistogram { get; }

    /// <param name="histogram">of the activation over the calibration samples; without counts if they are not needed</param>
    /// <param name="steps">integers less one: 255 for 8 bits</param>
    (double Low, double High) Choose(Histogram histogram, int steps);
}
