using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>A burst that a master model was given: queued, under way or done.</summary>
public sealed class Axi4Transfer
{
    internal Axi4Transfer(bool isWrite, Axi4Request request, Memory<byte> target, ReadOnlyMemory<byte> data, ReadOnlyMemory<bool> enable)
    {
        (IsWrite, Request, Target, Data, Enable) = (isWrite, request, target, data, enable);
    }

    /// <summary>Whether it writes.</summary>
    public bool IsWrite { get; }

    /// <summary>Burst and id.</summary>
    public Axi4Request Request { get; }

    /// <summary>Whether it was answered, or cut off by a reset.</summary>
    public bool IsDone => Outcome is not null;

    /// <summary>The worst answer to its beats, <see cref="AxiResponse.Okay"/> until it is answered.</summary>
    public AxiResponse Response { get; internal set; }

    /// <summary>Null while it is open, then empty or what went wrong.</summary>
    internal string? Outcome { get; private set; }

    internal Memory<byte> Target { get; }

    internal ReadOnlyMemory<byte> Data { get; }

    internal ReadOnlyMemory<bool> Enable { get; }

    /// <summary>Beats that a read has brought.</summary>
    internal int Beat { get; set; }

    /// <summary>What it is, for messages.</summary>
    public override string ToString() => $"{(IsWrite ? "write" : "read")} of {Request}";

    internal void Answer(AxiResponse response)
    {
        Response = response > Response ? response : Response;
        Outcome = Response is AxiResponse.Okay or AxiResponse.ExOkay ? "" : $"was answered with {Response.ToString().ToUpperInvariant()}";
    }

    internal void CutOff() => Outcome = "was cut off by a reset";
}
