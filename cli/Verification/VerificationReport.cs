namespace HwGen.Cli.Verification;

/// <summary>What a verification came to.</summary>
/// <param name="Cases">what was checked</param>
/// <param name="Result">for machines</param>
internal sealed record VerificationReport(IReadOnlyList<VerificationCase> Cases, object Result);
