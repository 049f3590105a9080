using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Samples;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Report;

namespace HwGen.Pruner.Budget;

/// <summary>Allots kept weights to layers and N-tiles so that the network stays within a budget and loses least.</summary>
/// <remarks>Candidates come from a dynamic program over what single layers and N-tiles change in the network's output
/// (<see cref="DensitySurvey"/>, <see cref="AllotmentFront"/>). They are then pruned as a whole with part of the calibration samples and judged
/// on the others, beside the best uniform density of the same cost. No other samples are looked at.</remarks>
/// <param name="configuration">the array, scheme nm</param>
/// <param name="options">how the network will be pruned; layers whose density it states keep it</param>
/// <param name="request">how much of what</param>
public sealed class DensityBudget(ArrayConfiguration configuration, PruneOptions options, BudgetRequest request)
{
    /// <param name="network">float network</param>
    /// <param name="calibration">samples</param>
    /// <param name="progress">told what is being done</param>
    public BudgetResult Choose(NetworkGraph network, SampleSet calibration, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        if (configuration.Scheme != SchemeKind.Nm)
            throw new InputException("--budget", $"{configuration.Name} has no densities to choose from, must have sparsity.scheme nm");
        new NetworkPruner(configuration, options).RequireLayers(network);
        var split = SampleSplit.Of(calibration);
        var objection = HeldBackTrials.Objection(network)
            ?? (split is null ? $"{calibration.Count} calibration samples, must be at least {SampleSplit.LeastSamples}, a quarter of which is held back to judge on" : null);
        if (objection is not null && request is DropRequest)
            throw new InputException("--budget", $"{request}: accuracy cannot be measured: {objection}");
        var arrangement = new NetworkPruner(Typical, options).Arrange(network, split?.Fitted ?? calibration);
        var survey = new DensitySurvey(configuration, options.KeptOfLayer).Measure(arrangement.Order.Apply(network), (split?.Fitted ?? calibration).Inputs, name => progress?.Invoke($"measuring {name}"));
        if (survey.All(layer => layer.Settled is not null))
            throw new InputException("--budget", $"{request}: no layer has a density to choose: each is settled, or {configuration.Name} takes as long whatever a block keeps");
        var densities = new NetworkDensities(configuration, request.Kind, survey);
        var trials = objection is null ? new HeldBackTrials(configuration, options, network, arrangement, split!) : null;
        var tried = request.Search(densities, trials is null ? null : allotment =>
        {
            progress?.Invoke(FormattableString.Invariant($"trying {allotment.Name} at {request.Kind.Name}={allotment.Cost / (double)densities.Dense:f3}"));
            return trials.Try(allotment);
        });
        return new BudgetResult(tried[0].Allotment.Kept, tried[0].Allotment.IsByTile ? arrangement : null, Trade.Report(request, densities, tried) with
        {
            Measure = trials is null ? null : split!.HeldBack.Labels is null ? "agreement" : "top-1",
            HeldBack = trials is null ? 0 : split!.HeldBack.Count,
            Reference = trials?.Reference,
            Objection = objection,
        });
    }

    private ArrayConfiguration Typical => configuration with { Kept = Math.Clamp((int)Math.Round(request.TypicalShare * configuration.Block), 1, configuration.Block) };
}
