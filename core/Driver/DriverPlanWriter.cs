using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Core.Driver;

/// <summary>Writes a network as one file for the C driver: header, weight images, activations, steps.</summary>
/// <remarks>Source: docs/driver.md, "The plan file". The same network gives the same bytes.</remarks>
public sealed class DriverPlanWriter
{
    private readonly ArrayConfiguration configuration;
    private readonly IReadOnlyDictionary<string, WeightImage> images;
    private readonly DriverOptions options;
    private readonly TensorTable tensors = new();
    private readonly PlanWords steps = new();
    private readonly List<byte[]> imageBytes = [];
    private readonly List<ArrayStep> arraySteps = [];
    private long imageEnd = DriverPlan.HeaderBytes;
    private int stepCount;

    private DriverPlanWriter(ArrayConfiguration configuration, IReadOnlyDictionary<string, WeightImage> images, DriverOptions options) =>
        (this.configuration, this.images, this.options) = (configuration, images, options);

    /// <summary>Writes a network.</summary>
    /// <param name="configuration">the array that the images are for</param>
    /// <param name="plan">with images</param>
    /// <param name="images">by the name that the plan states</param>
    /// <param name="options">batch and buffers</param>
    /// <exception cref="InputException">the driver has no such layer, or the file would be larger than 4 GiB</exception>
    public static DriverPlan Write(
        ArrayConfiguration configuration, Plan plan, IReadOnlyDictionary<string, WeightImage> images, DriverOptions options)
    {
        try
        {
            return new DriverPlanWriter(configuration, images, options).Write(plan);
        }
        catch (OverflowException)
        {
            throw new InputException(plan.Network, $"a batch of {options.Batch} needs more than 4 GiB, must be smaller");
        }
    }

    private DriverPlan Write(Plan plan)
    {
        int input = tensors.Add(plan.Input.Name, plan.Input.Shape, BytesOf(plan.Input.Quantization.Low, plan.Input.Quantization.High), 0);
        foreach (PlanLayer layer in plan.Layers)
            Add(layer);
        if (stepCount == 0)
            throw new InputException(plan.Network, "nothing is computed");
        int output = tensors.Use(plan.Output.Name, stepCount);
        var (offsets, end) = tensors.Place(options.Batch);
        long imagesAndTables = imageEnd + (16L * tensors.All.Count);
        PlanWords head = new PlanWords()
            .Add(configuration.Hash).Add(options.Batch, tensors.All.Count, stepCount)
            .AddSize(imageEnd).AddSize(imagesAndTables).AddSize(4L * steps.Count)
            .Add(Memory(end, out long scratch)).Add(input, output)
            .Add(Quantization(plan.Input.Quantization)).Add(Quantization(plan.Output.Quantization)).Add(0, 0);
        var body = new PlanWords();
        for (int i = 0; i < offsets.Length; i++)
            body.AddSize(offsets[i]).Add(tensors.All[i].ElementBytes, tensors.All[i].Elements, 0);
        byte[] rest = [.. head.ToBytes(), .. imageBytes.SelectMany(bytes => bytes), .. body.Add(steps).ToBytes()];
        byte[] file =
        [
            .. new PlanWords().Add(DriverPlan.Magic).Add(DriverPlan.Version).AddSize(rest.Length + 16L).Add(Crc32.Of(rest)).ToBytes(),
            .. rest,
        ];
        return new DriverPlan(file, options, scratch, tensors.All[input], tensors.All[output]);
    }

    private void Add(PlanLayer layer)
    {
        if (layer is GemmLayer { Raw: false } requantized && OutputRules.Check(requantized.Requantize, configuration).FirstOrDefault() is { } problem)
            throw new InputException($"layer '{layer.Name}'", problem);
        if (layer is ReshapeLayer)
        {
            tensors.Alias(layer.Output, layer.Shape, layer.Inputs[0]);
            return;
        }

        int[] inputs = [.. layer.Inputs.Select(name => tensors.Use(name, stepCount))];
        var (kind, words) = layer is GemmLayer gemm ? (StepKind.Gemm, Encode(gemm)) : new StepEncoder(tensors).Encode(layer);
        int output = tensors.Add(layer.Output, layer.Shape, BytesOf(layer), stepCount);
        steps.Add((int)kind, 4 + inputs.Length + words.Count, output, inputs.Length).Add(inputs).Add(words);
        stepCount++;
    }

    private PlanWords Encode(GemmLayer layer)
    {
        if (layer.Parts.Count == 0)
            throw new InputException($"layer '{layer.Name}'", "has no images");
        if (tensors.TensorOf(layer.Inputs[0]).ElementBytes * 8 != configuration.ContainerBits)
            throw new InputException($"layer '{layer.Name}'", "reads sums, the array takes activations");
        var step = new ArrayStep(configuration, layer, options);
        arraySteps.Add(step);
        return new StepEncoder(tensors).Encode(layer, step.RowsPerJob, [.. layer.Images.Select(AddImage)]);
    }

    private (long Offset, int Bytes) AddImage(string name)
    {
        byte[] bytes = ImageSerializer.ToBytes(images[name]);
        long offset = imageEnd;
        imageEnd = ScratchLayout.Align(imageEnd + bytes.Length);
        imageBytes.Add([.. bytes, .. new byte[imageEnd - offset - bytes.Length]]);
        return (offset, bytes.Length);
    }

    // All of it together, then panels, outputs and sums: offset and bytes of each.
    private PlanWords Memory(long activations, out long scratch)
    {
        long panel = arraySteps.Select(step => ScratchLayout.Align(step.PanelBytes)).DefaultIfEmpty().Max();
        long receive = arraySteps.Select(step => ScratchLayout.Align(step.ReceiveBytes)).DefaultIfEmpty().Max();
        long sums = arraySteps.Select(step => ScratchLayout.Align(step.SumsBytes)).DefaultIfEmpty().Max();
        long receives = activations + (2 * panel);
        long sumsAt = receives + (2 * receive);
        scratch = sumsAt + sums;
        return new PlanWords().AddSize(scratch).AddSize(activations).AddSize(panel).AddSize(receives).AddSize(receive).AddSize(sumsAt).AddSize(sums);
    }

    private static PlanWords Quantization(TensorQuantization quantization) =>
        new PlanWords().Add(quantization.ZeroPoint, quantization.Low, quantization.High).Add(quantization.Scale);

    private int BytesOf(PlanLayer layer) => layer switch
    {
        GemmLayer gemm => gemm.Raw ? 4 : configuration.ContainerBits / 8,
        RescaleLayer => 4,
        AdditionLayer add => BytesOf(add.Requantize),
        AveragePoolLayer pool => BytesOf(pool.Requantize),
        ConcatenationLayer concat => BytesOf(concat.Requantize),
        LeakyReluLayer leaky => BytesOf(leaky.Requantize),
        ProductLayer product => BytesOf(product.Requantize),
        TableLayer table => BytesOf(table.Outputs.Min(), table.Outputs.Max()),
        _ => tensors.TensorOf(layer.Inputs[0]).ElementBytes,
    };

    private int BytesOf(OutputQuantization output) => BytesOf(output.ClampLow, output.ClampHigh);

    private int BytesOf(int low, int high)
    {
        int reach = 1 << (configuration.ContainerBits - 1);
        return low >= -reach && high < reach ? configuration.ContainerBits / 8 : 4;
    }
}
