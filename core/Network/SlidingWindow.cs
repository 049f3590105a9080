namespace HwGen.Core.Network;

/// <summary>How a convolution or a pool moves over an image.</summary>
/// <param name="Kernel">height, width</param>
/// <param name="Strides">down, right</param>
/// <param name="Dilations">distance of the taps, down, right</param>
/// <param name="Pads">rows and columns around the image: top, left, bottom, right</param>
public sealed record SlidingWindow(int[] Kernel, int[] Strides, int[] Dilations, int[] Pads)
{
    /// <summary>Largest pad and dilation that a plan may state.</summary>
    private const int Most = 1 << 15;

    /// <summary>Numbers of a channel under the window.</summary>
    public int Taps => Kernel[0] * Kernel[1];

    /// <summary>True if every number is under the window once and alone.</summary>
    public bool IsPoint => Taps == 1 && Strides.All(s => s == 1) && Pads.All(p => p == 0);

    /// <summary>Height and width of the output; less than 1 if the window does not fit.</summary>
    /// <param name="height">of the image</param>
    /// <param name="width">of the image</param>
    public (int Height, int Width) OutputSize(int height, int width) => (Places(0, height), Places(1, width));

    /// <summary>What is wrong with it for an image; null if nothing is.</summary>
    /// <param name="shape">of one sample: channels, height, width</param>
    public string? Problem(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Count != 3)
            return $"moves over a sample of {shape.Count} dimensions, must be 3: channels, height, width";
        if (Kernel.Length != 2 || Strides.Length != 2 || Dilations.Length != 2 || Pads.Length != 4
            || Kernel.Concat(Strides).Concat(Dilations).Any(n => n is < 1 or > Most) || Pads.Any(p => p is < 0 or > Most))
            return "needs two kernel sizes, strides and dilations of at least 1 and four pads of at least 0";
        var (height, width) = OutputSize(shape[1], shape[2]);
        return height < 1 || width < 1 ? $"window of {Kernel[0]} x {Kernel[1]} does not fit an image of {shape[1]} x {shape[2]}" : null;
    }

    /// <summary>True if a tap of the window lies inside the image.</summary>
    /// <param name="axis">0 down, 1 right</param>
    /// <param name="place">of the window</param>
    /// <param name="size">of the image</param>
    public bool Meets(int axis, int place, int size) =>
        Enumerable.Range(0, Kernel[axis]).Select(tap => (place * Strides[axis]) - Pads[axis] + (tap * Dilations[axis])).Any(at => at >= 0 && at < size);

    private int Places(int axis, int size)
    {
        var room = size + Pads[axis] + Pads[axis + 2] - (Dilations[axis] * (Kernel[axis] - 1)) - 1;
        return room < 0 ? 0 : (room / Strides[axis]) + 1;
    }
}
