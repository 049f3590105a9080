namespace HwGen.Pruner.Pruning;

/// <summary>Moments of a layer's inputs over calibration rows, divided by the number of rows.</summary>
/// <param name="Gram">X'X / rows, K x K: X are the inputs that arrive in the network as pruned so far</param>
/// <param name="Mean">mean of X [K]</param>
/// <param name="Cross">X'D / rows, K x K: D are the same rows in the network before pruning</param>
/// <param name="DenseGram">D'D / rows, K x K</param>
/// <param name="DenseMean">mean of D [K]</param>
public sealed record LayerStatistics(double[] Gram, double[] Mean, double[] Cross, double[] DenseGram, double[] DenseMean)
{
    /// <summary>Weight of the damping that keeps systems solvable: 0.01 of the mean power of the inputs that are ever nonzero.</summary>
    public double Damping
    {
        get
        {
            var live = Enumerable.Range(0, Mean.Length).Select(i => Gram[(i * Mean.Length) + i]).Where(power => power > 0).ToArray();
            return live.Length == 0 ? 1 : 0.01 * live.Average();
        }
    }
}
