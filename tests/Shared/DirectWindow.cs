namespace HwGen.Tests.Shared;

/// <summary>A window with its pads and the size of its output stated outright.</summary>
/// <param name="Kernel">height, width</param>
internal sealed record DirectWindow(params int[] Kernel)
{
    public int[] Strides { get; init; } = [1, 1];

    public int[] Dilations { get; init; } = [1, 1];

    /// <summary>Top, left, bottom, right.</summary>
    public int[] Pads { get; init; } = [0, 0, 0, 0];

    /// <summary>Height, width; null for as many places as fit.</summary>
    public int[]? Output { get; init; }

    /// <summary>The formula of the ONNX standard for pads that are stated.</summary>
    public int Places(int axis, int size) =>
        Output?[axis] ?? ((size + Pads[axis] + Pads[axis + 2] - (Dilations[axis] * (Kernel[axis] - 1)) - 1) / Strides[axis]) + 1;

    /// <summary>Where a tap lies in the image, or outside.</summary>
    public int At(int axis, int place, int tap) => (place * Strides[axis]) - Pads[axis] + (tap * Dilations[axis]);
}
