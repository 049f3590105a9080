namespace HwGen.Cli.Synthesis;

/// <summary>One kind of thing that a part offers, such as lookup tables.</summary>
/// <param name="Name">as the vendor calls it</param>
/// <param name="Used">how many the design takes</param>
/// <param name="Available">how many the part has; null where no part is named</param>
public sealed record Resource(string Name, long Used, long? Available)
{
    /// <summary>Whether the part has enough.</summary>
    public bool Fits => Available is null || Used <= Available;
}
