namespace HwGen.Verify.Mutation;

/// <summary>How a campaign of mutations runs.</summary>
public sealed record MutationSettings
{
    /// <summary>Mutants that count: neither stillborn nor proved equivalent before they are run.</summary>
    public required int Count { get; init; }

    /// <summary>Which mutations are drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Mutants at a time.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>The program that tries a model in a process of its own, and its arguments; the model's folder follows, and for a mutant the
    /// file with what the right design printed.</summary>
    public required IReadOnlyList<string> TrialCommand { get; init; }

    /// <summary>The tests of a mutant may take this long more than 20 times what the right design takes: the machine may be busy with others.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest a tool may take for a mutant.</summary>
    public TimeSpan ToolLimit { get; init; } = TimeSpan.FromMinutes(2);
}
