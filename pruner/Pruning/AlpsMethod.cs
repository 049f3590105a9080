using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Finds the support by alternating directions (ADMM): a dense and a pruned copy of the weights are driven together; then an
/// exact refit.</summary>
/// <remarks>Source: Meng et al., ALPS, NeurIPS 2024.</remarks>
public sealed class AlpsMethod : IPruningMethod
{
    private const int MostRounds = 300;

    private const int RoundsPerCheck = 3;

    private const double FirstPenalty = 0.1;

    private const double MostPenalty = 1e6;

    public string Name => "alps";

    public bool NeedsStatistics => true;

    public bool Improves => true;

    public Tensor<double> Prune(LayerProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return LeastSquares.Refit(problem, Support(problem));
    }

    public Tensor<double> Improve(LayerProblem problem, Tensor<double> pruned) => LeastSquares.Refit(problem, pruned);

    /// <summary>1 where a weight stays, 0 elsewhere.</summary>
    internal static Tensor<double> Support(LayerProblem problem)
    {
        var rounds = new AlpsRounds(problem);
        var penalty = FirstPenalty;
        var hasSettled = false;
        for (var round = 1; round <= MostRounds; round++)
        {
            rounds.Step(penalty);
            if (round % RoundsPerCheck != 0)
                continue;
            var change = rounds.TakeChange();
            if (change == 0 && hasSettled)
                break;
            if (change > 0.005)
                hasSettled = true;
            else if (change > 0 && !hasSettled)
                rounds.Restart();
            penalty = Math.Min(MostPenalty, penalty * Factor(change, hasSettled));
        }

        return rounds.Support();
    }

    // The faster the support still moves, the faster the copies are pulled together; a support that stands still from the
    // beginning was pulled too hard.
    private static double Factor(double change, bool hasSettled) =>
        change > 0.10 ? 1.3 : change > 0.005 ? 1.2 : hasSettled ? 1.1 : 0.2;
}
