namespace HwGen.Cli.Synthesis.Targets;

/// <summary>What the mapping to standard cells is to save.</summary>
public enum MappingEffort
{
    /// <summary>Area first; tried first, too.</summary>
    Area,

    /// <summary>Time first, at a tenth more area; tried where the clock was missed.</summary>
    Speed,
}
