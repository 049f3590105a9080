using HwGen.Core.Network;

namespace HwGen.Pruner.Graph;

/// <summary>A window as ONNX states it; the pads may depend on the image.</summary>
/// <remarks>A series is an image of one row.</remarks>
/// <param name="Kernel">height, width; null for the whole image</param>
public sealed record WindowSpecification(int[]? Kernel)
{
    /// <summary>1 for series, 2 for images; null for either.</summary>
    public int? Dimensions { get; init; } = Kernel is null ? null : 2;

    public int[] Strides { get; init; } = [1, 1];

    public int[] Dilations { get; init; } = [1, 1];

    /// <summary>Top, left, bottom, right.</summary>
    public int[] Pads { get; init; } = [0, 0, 0, 0];

    /// <summary>NOTSET, VALID, SAME_UPPER or SAME_LOWER.</summary>
    public string AutoPad { get; init; } = "NOTSET";

    /// <summary>True if a last window may reach over the edge.</summary>
    public bool IsCeiling { get; init; }

    /// <summary>The window for a sample of channels, height, width, or of channels, length.</summary>
    /// <exception cref="ShapeException">it does not fit</exception>
    public SlidingWindow Resolve(int[] sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (Dimensions == 1 && sample.Length != 2)
            throw new ShapeException($"sample has {sample.Length} dimensions, must have 2: channels, length");
        if (sample.Length != 3 && (Dimensions == 2 || sample.Length != 2))
            throw new ShapeException($"sample has {sample.Length} dimensions, must have 3: channels, height, width");
        var shape = Images.Shape(sample);
        var kernel = Kernel ?? shape[1..];
        int[] pads = AutoPad == "VALID" ? [0, 0, 0, 0] : [.. Pads];
        for (var axis = 0; axis < 2; axis++)
        {
            var reach = (Dilations[axis] * (kernel[axis] - 1)) + 1;
            if (AutoPad.StartsWith("SAME", StringComparison.Ordinal))
            {
                var places = (shape[axis + 1] + Strides[axis] - 1) / Strides[axis];
                var total = Math.Max(0, ((places - 1) * Strides[axis]) + reach - shape[axis + 1]);
                pads[axis] = AutoPad == "SAME_UPPER" ? total / 2 : total - (total / 2);
                pads[axis + 2] = total - pads[axis];
            }
            else if (IsCeiling)
            {
                // The last window must begin inside the image or the pad before it.
                var room = Math.Max(0, shape[axis + 1] + pads[axis] + pads[axis + 2] - reach);
                var last = (room + Strides[axis] - 1) / Strides[axis] * Strides[axis];
                if (last < shape[axis + 1] + pads[axis])
                    pads[axis + 2] += last - room;
            }
        }

        var window = new SlidingWindow(kernel, Strides, Dilations, pads);
        return window.Problem(shape) is { } problem ? throw new ShapeException(problem) : window;
    }

    /// <summary>Shape of a sample with another number of channels after the window.</summary>
    public int[] OutputShape(int[] sample, int channels)
    {
        var window = Resolve(sample);
        var shape = Images.Shape(sample);
        var (height, width) = window.OutputSize(shape[1], shape[2]);
        return sample.Length == 2 ? [channels, width] : [channels, height, width];
    }
}
