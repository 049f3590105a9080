namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Where an entry of a resized dimension lies in the one it is made from.</summary>
/// <remarks>Source: the ONNX standard, Resize; Upsample and opset 10 place entries as <c>asymmetric</c> and round down.</remarks>
/// <param name="Mode">coordinate_transformation_mode</param>
/// <param name="Rounding">nearest_mode</param>
internal sealed record ResizeCoordinates(string Mode, string Rounding)
{
    private static readonly string[] Modes = ["align_corners", "asymmetric", "half_pixel", "pytorch_half_pixel"];

    private static readonly string[] Roundings = ["ceil", "floor", "round_prefer_ceil", "round_prefer_floor"];

    public static ResizeCoordinates Read(OnnxNode node)
    {
        if (node.OperatorType == "Upsample" || node.Opset < 11)
            return new ResizeCoordinates("asymmetric", "floor");
        var (mode, rounding) = (node.Text("coordinate_transformation_mode", "half_pixel"), node.Text("nearest_mode", "round_prefer_floor"));
        if (!Modes.Contains(mode))
            node.Refuse($"attribute coordinate_transformation_mode is {mode}, must be one of {string.Join(", ", Modes)}");
        if (!Roundings.Contains(rounding))
            node.Refuse($"attribute nearest_mode is {rounding}, must be one of {string.Join(", ", Roundings)}");
        return new ResizeCoordinates(mode, rounding);
    }

    /// <param name="i">entry of the output</param>
    /// <param name="scale">output by input</param>
    /// <param name="from">entries of the input</param>
    /// <param name="to">entries of the output</param>
    public double Place(int i, double scale, int from, int to) => Mode switch
    {
        "asymmetric" => i / scale,
        "align_corners" => to == 1 ? 0 : i * (from - 1) / (double)(to - 1),
        "pytorch_half_pixel" when to == 1 => 0,
        _ => ((i + 0.5) / scale) - 0.5,
    };

    /// <summary>The entry of the input that is nearest.</summary>
    public int Nearest(int i, double scale, int from, int to)
    {
        var at = Place(i, scale, from, to);
        var nearest = Rounding switch
        {
            "ceil" => Math.Ceiling(at),
            "floor" => Math.Floor(at),
            "round_prefer_ceil" => Math.Floor(at + 0.5),
            _ => Math.Ceiling(at - 0.5),
        };
        return (int)Math.Clamp(nearest, 0, from - 1);
    }
}
