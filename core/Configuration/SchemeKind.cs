namespace HwGen.Core.Configuration;

/// <summary>Which weights the pruner may remove. The hardware runs all of them; it differs in what it can leave out.</summary>
public enum SchemeKind
{
    /// <summary>Every weight stays.</summary>
    Dense,

    /// <summary>N:M: of every <c>block</c> weights of an output channel, <c>kept</c> stay.</summary>
    Nm,

    /// <summary>Whole K-blocks stay or go, for all output channels of an N-tile together.</summary>
    Block,

    /// <summary>Whole k stay or go, for all output channels of an N-tile together (blocks of 1).</summary>
    Column,

    /// <summary>A block is a kernel, <c>kept</c> of its taps stay, in one of the few ways that the layer has.</summary>
    Pattern,

    /// <summary>Block sparsity after permuting rows and columns.</summary>
    Pivot,
}
