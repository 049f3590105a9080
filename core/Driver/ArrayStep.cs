using HwGen.Core.Configuration;
using HwGen.Core.Jobs;
using HwGen.Core.Network;

namespace HwGen.Core.Driver;

/// <summary>A layer on the array as the driver runs it: rows cut into jobs that fit the buffers, and the memory that takes.</summary>
internal sealed class ArrayStep
{
    private readonly ArrayConfiguration configuration;
    private readonly GemmLayer layer;
    private readonly int rows;

    /// <param name="configuration">the array</param>
    /// <param name="layer">with its images</param>
    /// <param name="options">batch and buffers</param>
    public ArrayStep(ArrayConfiguration configuration, GemmLayer layer, DriverOptions options)
    {
        (this.configuration, this.layer) = (configuration, layer);
        rows = checked(options.Batch * layer.RowsPerSample);
        long most = options.BufferKib * 1024L;
        RowsPerJob = configuration.MTile;
        while (RowsPerJob < rows && PanelBytesOf(RowsPerJob + configuration.MTile) <= most && ReceiveBytesOf(RowsPerJob + configuration.MTile) <= most)
            RowsPerJob += configuration.MTile;
        RowsPerJob = Math.Min(RowsPerJob, rows);
    }

    /// <summary>Whole M-tiles, unless that is all rows.</summary>
    public int RowsPerJob { get; }

    /// <summary>Of the packed activations of a job.</summary>
    public long PanelBytes => PanelBytesOf(RowsPerJob);

    /// <summary>Of the outputs of a job, whole beats.</summary>
    public long ReceiveBytes => ReceiveBytesOf(RowsPerJob);

    /// <summary>Of the sums of all rows that are kept while K is cut.</summary>
    public long SumsBytes => layer.IsCutInK ? 4L * rows * layer.Parts.Max(part => part.N) : 0;

    private long PanelBytesOf(int count) => layer.Parts.Max(part => ActivationPacker.Bytes(configuration, count, part.K));

    private long ReceiveBytesOf(int count)
    {
        int beat = configuration.OutputStreamBits / 8;
        long bytes = layer.Parts.Max(part => OutputUnpacker.Bytes(configuration, count, part.N, layer.Raw || layer.IsCutInK));
        return (bytes + beat - 1) / beat * beat;
    }
}
