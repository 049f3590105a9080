using System.Buffers.Binary;
using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>Frames that are right, damaged, repeated, broken off, and no frames at all, at the pins of the board.</summary>
public sealed class UartBridgeTests
{
    private static readonly ArrayConfiguration Configuration = SmallArrays.EqualStreams;
    private static readonly byte[] Identity = Read(RegisterMap.Magic, 3).ToBytes(1);

    [NeedsToolFact("verilator")]
    public void Registers_are_written_and_read_in_one_frame_each() => LineBench.Run(Configuration, async line =>
    {
        byte[] words = [0x78, 0x56, 0x34, 0x12, 2, 0, 0, 0, 3, 0, 0, 0];
        Assert.Equal(Answer(0, 7, 0, 3), await line.Exchange(Write(RegisterMap.JobRows, words).ToBytes(7)));
        Assert.Equal(Answer(0, 8, 0, 3, words), await line.Exchange(Read(RegisterMap.JobRows, 3).ToBytes(8)));
        byte[] all = await line.Exchange(Read(RegisterMap.Ctrl, 39).ToBytes(9));
        Assert.Equal(7 + (4 * 39), all.Length);
        Assert.Equal(RegisterMap.MagicValue, BinaryPrimitives.ReadUInt32LittleEndian(all.AsSpan(5 + 0x40)));
        Assert.Equal(Answer(0, 10, 0, 0), await line.Exchange(Read(RegisterMap.Ctrl, 0).ToBytes(10)));
    });

    [NeedsToolFact("verilator")]
    public void A_damaged_frame_is_not_acted_on_and_said_to_be_damaged() => LineBench.Run(Configuration, async line =>
    {
        byte[] good = Write(RegisterMap.JobRows, [1, 2, 3, 4]).ToBytes(5);
        for (int place = 1; place < good.Length; place++)
        {
            byte[] bad = [.. good];
            bad[place] ^= (byte)(1 << line.Random.Next(8));
            byte[] said = await line.Exchange(bad);
            Assert.True(said.Length == 7 && said[0] == 0x5A && said[1] is >= 1 and <= 5 && said[4] == 0, $"byte {place}: {Convert.ToHexString(said)}");
        }

        Assert.Equal(Answer(0, 6, 0, 1, 0, 0, 0, 0), await line.Exchange(Read(RegisterMap.JobRows, 1).ToBytes(6)));
    });

    [NeedsToolTheory("verilator")]
    [InlineData(BoardStatus.Checksum, "A5 02 01 40 03 00 00")]
    [InlineData(BoardStatus.Command, "A5 06 01 40 03 00 00")]
    [InlineData(BoardStatus.Length, "A5 02 01 40 81 00 00")]
    [InlineData(BoardStatus.Silence, "A5 02 01 40")]
    [InlineData(BoardStatus.Silence, "A5 01 01 10 02 00 00 00 00 01")]
    public void What_is_wrong_with_a_frame_is_said(BoardStatus status, string frame) => LineBench.Run(Configuration, async line =>
    {
        byte[] said = await line.Exchange(Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal(((byte)status, 7), (said[1], said.Length));
        Assert.Equal(7 + 12, (await line.Exchange(Identity)).Length);
    });

    [NeedsToolFact("verilator")]
    public void A_byte_without_stop_bit_in_a_frame_is_said() => LineBench.Run(Configuration, async line =>
    {
        await line.Send(Identity[..3]);
        await line.Sender.Send(Identity[3], stop: false);
        byte[] said = await line.Exchange(Identity[4..]);

        Assert.Equal((byte)BoardStatus.Framing, said[1]);
        Assert.Equal(7 + 12, (await line.Exchange(Identity)).Length);
    });

    // ISR toggles on write: twice would be seen.
    [NeedsToolFact("verilator")]
    public void A_frame_with_the_tag_of_the_one_before_is_answered_and_not_acted_on() => LineBench.Run(Configuration, async line =>
    {
        byte[] toggle = Write(RegisterMap.Isr, [1, 0, 0, 0]).ToBytes(3);
        Assert.Equal(Answer(0, 3, 0, 1), await line.Exchange(toggle));
        Assert.Equal(Answer(0, 3, 0, 1), await line.Exchange(toggle));
        byte[] first = await line.Exchange(Read(RegisterMap.Isr, 1).ToBytes(4));
        Assert.Equal(Answer(0, 4, 0, 1, 1, 0, 0, 0), first);
        Assert.Equal(first, await line.Exchange(Read(RegisterMap.Isr, 1).ToBytes(4)));
        Assert.Equal(Answer(0, 5, 0, 1), await line.Exchange(Write(RegisterMap.Isr, [1, 0, 0, 0]).ToBytes(5)));
        Assert.Equal(Answer(0, 6, 0, 1, 0, 0, 0, 0), await line.Exchange(Read(RegisterMap.Isr, 1).ToBytes(6)));
    });

    [NeedsToolFact("verilator")]
    public void A_stream_that_stands_still_ends_a_burst_and_reset_frees_it() => LineBench.Run(Configuration, async line =>
    {
        // No job waits for activations: two words, a beat, are held for the stream, the next finds no room.
        var burst = new BoardRequest(BoardCommandCode.SendActivations, 0, 8, new byte[32]);
        Assert.Equal(2, (await line.Exchange(burst.ToBytes(1)))[4]);
        Assert.Equal(0, (await line.Exchange(burst.ToBytes(2)))[4]);
        Assert.Equal(Answer(0, 3, 0, 0), await line.Exchange(new BoardRequest(BoardCommandCode.TakeOutputs, 0, 8, default).ToBytes(3)));
        Assert.Equal(Answer(0, 4, 0, 0), await line.Exchange(new BoardRequest(BoardCommandCode.Reset, 0, 0, default).ToBytes(4)));
        Assert.Equal(2, (await line.Exchange(burst.ToBytes(5)))[4]);
    });

    [NeedsToolFact("verilator")]
    public void No_noise_locks_it_up() => LineBench.Run(Configuration, async line =>
    {
        for (int round = 0; round < 25; round++)
        {
            byte[] noise = new byte[line.Random.Next(1, 40)];
            line.Random.NextBytes(noise);
            if (line.Random.Chance(0.7))
                noise[line.Random.Next(noise.Length)] = 0xA5;
            await line.Exchange(noise);
            byte[] said = await line.Exchange(Read(RegisterMap.Magic, 3).ToBytes((byte)round));
            Assert.True(said.Length == 19 && said[1] == 0, $"round {round}, after {Convert.ToHexString(noise)}: {Convert.ToHexString(said)}");
        }
    });

    private static BoardRequest Write(Register register, byte[] words) =>
        new(BoardCommandCode.WriteRegisters, (byte)register.Offset, words.Length / 4, words);

    private static BoardRequest Read(Register register, int count) => new(BoardCommandCode.ReadRegisters, (byte)register.Offset, count, default);

    private static byte[] Answer(byte status, byte tag, byte last, byte count, params byte[] words)
    {
        byte[] body = [status, tag, last, count, .. words];
        ushort crc = Crc16.Of(body);
        return [0x5A, .. body, (byte)(crc >> 8), (byte)crc];
    }
}
