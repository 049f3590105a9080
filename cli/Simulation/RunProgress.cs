using HwGen.Core.Jobs;
using HwGen.Core.Network;

namespace HwGen.Cli.Simulation;

/// <summary>How much of a network's clocks have been simulated.</summary>
/// <param name="images">network and array</param>
/// <param name="choice">layers that are simulated</param>
/// <param name="samples">that will be simulated</param>
/// <param name="progress">told the share, 0 to 1</param>
internal sealed class RunProgress(NetworkImages images, LayerChoice choice, int samples, IProgress<double> progress)
{
    private readonly double all = images.Network.Plan.Gemms.Where(choice.Includes).Sum(layer => Clocks(images, layer, (long)layer.RowsPerSample * samples));
    private double done;

    /// <summary>A layer is done for this many rows.</summary>
    public void Add(GemmLayer layer, int rows)
    {
        done += Clocks(images, layer, rows);
        progress.Report(Math.Min(1, done / all));
    }

    private static double Clocks(NetworkImages images, GemmLayer layer, long rows) => images.ImagesOf(layer).Sum(image => CycleModel.Ideal(image, rows));
}
