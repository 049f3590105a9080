using System.Buffers.Binary;

namespace HwGen.Core.Driver;

/// <summary>A network as the C driver runs it: one file with layers, memory layout and weight images.</summary>
/// <param name="Bytes">the file</param>
/// <param name="Options">what it was made for</param>
/// <param name="ScratchBytes">memory that a run needs besides</param>
/// <param name="Input">integers of one input sample</param>
/// <param name="Output">integers of one output sample</param>
public sealed record DriverPlan(byte[] Bytes, DriverOptions Options, long ScratchBytes, DriverTensor Input, DriverTensor Output)
{
    /// <summary>First word of the file: HWGP in memory order.</summary>
    public const uint Magic = 0x50475748;

    /// <summary>Version of the format.</summary>
    public const uint Version = 1;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 128;

    /// <summary>What offsets of images and of memory regions are multiples of.</summary>
    public const int Alignment = 64;

    /// <summary>CRC-32 of everything behind the fourth word.</summary>
    public uint Checksum => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(12));

    /// <summary>Bytes of the input of a run.</summary>
    public int InputBytes => Options.Batch * Input.Bytes;

    /// <summary>Bytes of the output of a run.</summary>
    public int OutputBytes => Options.Batch * Output.Bytes;
}
