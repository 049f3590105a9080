using System.Runtime.InteropServices;
using HwGen.Core.Configuration;
using HwGen.Core.Jobs;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The driver at work on one accelerator.</summary>
internal sealed class DriverSession : IDisposable
{
    private const uint PollLimit = 20_000;

    private readonly DriverLibrary library;
    private readonly PortCallbacks callbacks;
    private readonly NativeBytes session;
    private readonly List<IDisposable> kept = [];

    /// <param name="configuration">whose driver it is</param>
    /// <param name="port">the hardware</param>
    /// <param name="overDma">true: the six functions are those of ports/axi_dma, and the hardware stands behind two AXI DMA</param>
    public DriverSession(ArrayConfiguration configuration, IDriverPort port, bool overDma = false)
    {
        library = DriverLibrary.For(configuration);
        callbacks = new PortCallbacks(port);
        session = new NativeBytes((int)library.SessionBytes);
        if (overDma)
            Dma = new AxiDmaModel(port, library, callbacks.Address);
    }

    /// <summary>The DMA, if there are any.</summary>
    public AxiDmaModel? Dma { get; }

    public uint Status => library.Status(session.Address);

    public int ScratchBytes => (int)library.Number(session.Address, 1);

    public int InputBytes => (int)library.Number(session.Address, 2);

    public int OutputBytes => (int)library.Number(session.Address, 3);

    public DriverResult Identify(uint pollLimit = PollLimit) => (DriverResult)library.Identify(session.Address, callbacks.Address, pollLimit);

    public DriverResult LoadImage(byte[] image) => (DriverResult)library.LoadImage(session.Address, Keep(image), (uint)image.Length);

    public DriverResult Open(byte[] plan) => (DriverResult)library.Open(session.Address, Keep(plan), (uint)plan.Length);

    /// <summary>Runs the plan that is open.</summary>
    public DriverResult Run(byte[] input, out byte[] output)
    {
        using var scratch = new NativeBytes(ScratchBytes);
        using var from = new NativeBytes(input);
        using var to = new NativeBytes(OutputBytes);
        Assert.Equal(InputBytes, input.Length);
        var result = (DriverResult)library.Run(session.Address, from.Address, to.Address, scratch.Address, (uint)scratch.Count);
        scratch.RequireMargins();
        to.RequireMargins();
        output = to.ToArray();
        return result;
    }

    /// <summary>Runs the golden vectors.</summary>
    public DriverResult SelfTest(byte[] vectors, out uint[] place)
    {
        using var scratch = new NativeBytes(ScratchBytes);
        using var golden = new NativeBytes(vectors);
        place = new uint[2];
        return (DriverResult)library.SelfTest(session.Address, golden.Address, (uint)vectors.Length, scratch.Address, (uint)scratch.Count, place);
    }

    /// <summary>Runs one layer from its images.</summary>
    public DriverResult RunLayer(DriverLayer layer, IReadOnlyList<(WeightPart Part, byte[] Image)> parts, byte[] activations, byte[] outputs)
    {
        using var list = new NativeBytes(parts.Count * Marshal.SizeOf<DriverPart>());
        for (int i = 0; i < parts.Count; i++)
        {
            var (part, image) = parts[i];
            var entry = new DriverPart(Keep(image), (uint)image.Length, (uint)part.FirstK, (uint)part.K, (uint)part.FirstN, (uint)part.N);
            Marshal.StructureToPtr(entry, list.Address + (i * Marshal.SizeOf<DriverPart>()), fDeleteOld: false);
        }

        layer = layer with { Parts = list.Address, PartCount = (uint)parts.Count };
        using var scratch = new NativeBytes((int)library.LayerScratchBytes(layer));
        using var from = new NativeBytes(activations);
        using var to = new NativeBytes(outputs.Length);
        var result = (DriverResult)library.RunLayer(session.Address, layer, from.Address, to.Address, scratch.Address, (uint)scratch.Count);
        scratch.RequireMargins();
        to.RequireMargins();
        to.ToArray().CopyTo(outputs, 0);
        return result;
    }

    /// <summary>Runs one job on the image that was loaded.</summary>
    public DriverResult RunJob(DriverJob job, byte[] activations, byte[] outputs)
    {
        using var from = new NativeBytes(activations);
        using var to = new NativeBytes(outputs.Length);
        var result = (DriverResult)library.RunJob(session.Address, job, from.Address, (uint)activations.Length, to.Address, (uint)outputs.Length);
        to.RequireMargins();
        to.ToArray().CopyTo(outputs, 0);
        return result;
    }

    public int Quantize(double real) => library.Quantize(session.Address, real);

    public void Dispose()
    {
        session.RequireMargins();
        session.Dispose();
        callbacks.Dispose();
        kept.ForEach(bytes => bytes.Dispose());
    }

    // Transfers may still read them.
    private IntPtr Keep(byte[] bytes)
    {
        var memory = new NativeBytes(bytes);
        kept.Add(memory);
        return memory.Address;
    }
}
