namespace HwGen.Verify.Streams;

/// <summary>An AXI slave answered with an error.</summary>
/// <param name="message">which access, and the answer</param>
public sealed class AxiResponseException(string message) : Exception(message);
