using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>A burst that a checker follows.</summary>
/// <param name="request">what was asked for</param>
/// <param name="collects">whether its bytes are kept</param>
internal sealed class AccessRecord(Axi4Request request, bool collects)
{
    private readonly byte[] data = collects ? new byte[request.Burst.ByteCount] : [];
    private readonly bool[] enable = collects ? new bool[request.Burst.ByteCount] : [];

    public Axi4Request Request => request;

    public bool Collects => collects;

    /// <summary>Beats seen so far.</summary>
    public int Beat { get; private set; }

    /// <summary>The worst answer so far.</summary>
    public AxiResponse Response { get; private set; }

    public bool IsWhole => Beat == request.Burst.Beats;

    /// <summary>Adds the next beat.</summary>
    /// <param name="word">the data bus</param>
    /// <param name="strobe">its strobes, empty if all bytes count</param>
    public void Add(ReadOnlySpan<byte> word, ReadOnlySpan<byte> strobe)
    {
        var beat = Beat++;
        if (!collects)
            return;
        var burst = request.Burst;
        var (lane, offset, count) = ((int)(burst.AddressOf(beat) % (ulong)word.Length), burst.OffsetOf(beat), burst.BytesOf(beat));
        word.Slice(lane, count).CopyTo(data.AsSpan(offset));
        for (var i = 0; i < count; i++)
            enable[offset + i] = strobe.IsEmpty || KeepMask.IsKept(strobe, lane + i);
    }

    public void Answer(AxiResponse response) => Response = response > Response ? response : Response;

    public Axi4Access Finish(bool isWrite) => new(isWrite, request, data, enable, Response);

    /// <summary>Refuses an answer that a plain access cannot get.</summary>
    public void CheckAnswer(string bus, Signal? code)
    {
        if (code is not null && code.Value == (ulong)AxiResponse.ExOkay && !request.IsExclusive)
            throw new ProtocolViolationException(bus, "EXOKAY_UNASKED", $"{code.Name} is EXOKAY for the {request}, which is not exclusive");
    }
}
