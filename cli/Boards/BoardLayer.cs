namespace HwGen.Cli.Boards;

/// <summary>What a layer came to on a board.</summary>
/// <param name="Name">of the layer</param>
/// <param name="M">rows</param>
/// <param name="K">length of the sums</param>
/// <param name="N">output channels</param>
/// <param name="Jobs">jobs it takes</param>
/// <param name="Bytes">of images, activations and outputs</param>
/// <param name="Seconds">frames included</param>
/// <param name="ArrayClocks">from the first step of each job to its last</param>
/// <param name="Mismatches">outputs that differ from the golden model</param>
/// <param name="First">the first of them, null if there is none</param>
internal sealed record BoardLayer(string Name, int M, int K, int N, int Jobs, long Bytes, double Seconds, long ArrayClocks, long Mismatches, string? First);
