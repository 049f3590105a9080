namespace HwGen.Verify.Axi4;

/// <summary>What an address channel asks for.</summary>
/// <param name="Id">AxID, 0 where the bus has none</param>
/// <param name="Burst">the burst</param>
/// <param name="IsExclusive">AxLOCK</param>
public readonly record struct Axi4Request(ulong Id, Axi4Burst Burst, bool IsExclusive = false)
{
    /// <summary>Burst and id.</summary>
    public override string ToString() => $"{Burst} with id {Id}";
}
