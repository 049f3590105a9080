namespace HwGen.Core.Driver;

/// <summary>Kinds of steps in a driver plan; the numbers are part of the format.</summary>
/// <remarks>Source: docs/driver.md, "The plan file"; <c>kinds</c> in drivers/c/hwgen_plan.c.</remarks>
public enum StepKind
{
    /// <summary>A layer on the array.</summary>
    Gemm = 1,

    /// <summary>Two activations added.</summary>
    Add = 2,

    /// <summary>Means under a window.</summary>
    AveragePool = 3,

    /// <summary>The largest under a window.</summary>
    MaxPool = 4,

    /// <summary>Activations one after the other.</summary>
    Concat = 5,

    /// <summary>Another scale below zero.</summary>
    LeakyRelu = 6,

    /// <summary>Entries around an activation.</summary>
    Pad = 7,

    /// <summary>Dimensions in another order.</summary>
    Transpose = 8,

    /// <summary>Integers cut off at two limits.</summary>
    Clamp = 9,

    /// <summary>Sums brought to one scale.</summary>
    Rescale = 10,

    /// <summary>Two activations multiplied.</summary>
    Multiply = 11,

    /// <summary>Each integer replaced by its entry in a table.</summary>
    Table = 12,

    /// <summary>Entries of a dimension by their numbers.</summary>
    Take = 13,
}
