using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>A burst that a monitor has seen from its request to its answer.</summary>
/// <param name="IsWrite">whether it wrote</param>
/// <param name="Request">burst and id</param>
/// <param name="Data">its bytes in the order in which they crossed the bus</param>
/// <param name="Enable">which of them were written; all true for a read</param>
/// <param name="Response">the worst answer</param>
public sealed record Axi4Access(bool IsWrite, Axi4Request Request, byte[] Data, bool[] Enable, AxiResponse Response);
