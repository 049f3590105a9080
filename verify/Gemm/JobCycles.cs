namespace HwGen.Verify.Gemm;

/// <summary>Clocks of a job that ran alone.</summary>
/// <param name="Total">from the write that starts the job to the interrupt that ends it; loading and draining included</param>
/// <param name="Array">from the array's first step to its last, stalls in between included</param>
/// <param name="Steps">steps that were issued</param>
/// <param name="WaitActivation">clocks in which the next step waited for activations</param>
/// <param name="WaitWeight">clocks in which it waited for weights</param>
/// <param name="WaitOutput">clocks in which it waited for room behind the array</param>
public sealed record JobCycles(long Total, long Array, long Steps, long WaitActivation, long WaitWeight, long WaitOutput)
{
    /// <summary>No clocks at all.</summary>
    public static JobCycles Zero { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The sum, for jobs one after the other.</summary>
    public static JobCycles operator +(JobCycles a, JobCycles b) => new(
        a.Total + b.Total,
        a.Array + b.Array,
        a.Steps + b.Steps,
        a.WaitActivation + b.WaitActivation,
        a.WaitWeight + b.WaitWeight,
        a.WaitOutput + b.WaitOutput);
}
