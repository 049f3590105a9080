namespace HwGen.Verify.Testing.Isolation;

/// <summary>What the process of an isolated test says of one test, as xunit says it.</summary>
internal sealed record IsolatedResult
{
    /// <summary>The test's name with its parameters.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Seconds it took.</summary>
    public decimal Seconds { get; init; }

    /// <summary>What it printed.</summary>
    public string Output { get; init; } = "";

    /// <summary>Why it was skipped, null if it was not.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Its exceptions, the outermost first; none if it passed.</summary>
    public IReadOnlyList<IsolatedFailure> Failures { get; init; } = [];
}
