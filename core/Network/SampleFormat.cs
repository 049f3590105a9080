namespace HwGen.Core.Network;

/// <summary>What the integers of a sample file stand for: input = scale * (number - offset), dimensions in the order of the layout.</summary>
/// <param name="Scale">not 0</param>
/// <param name="Offset">the number that is 0</param>
/// <param name="Layout">letters N, C, H, W, one per dimension of the file, or null where the file's order is the network's</param>
public sealed record SampleFormat(double Scale, double Offset, string? Layout = null);
