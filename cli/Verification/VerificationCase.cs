namespace HwGen.Cli.Verification;

/// <summary>One thing that was checked.</summary>
/// <param name="Name">in a few words</param>
/// <param name="Failure">all it takes to see it again; null if it came out right</param>
internal sealed record VerificationCase(string Name, string? Failure);
