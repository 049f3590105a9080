using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>What a line does to frames at the pins of the board: another rate, breaks, bytes too many.</summary>
public sealed class LineFaultTests
{
    private static readonly ArrayConfiguration Configuration = SmallArrays.EqualStreams;
    private static readonly byte[] Job = [0x55, 1, 0, 0, 0xAA, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0x55, 0, 0, 0];

    [NeedsToolTheory("verilator", "g++")]
    [InlineData(-0.03), InlineData(-0.02), InlineData(0.02), InlineData(0.03)]
    public void A_host_whose_rate_is_off_is_understood_and_understands(double off) => LineBench.Run(Configuration, async line =>
    {
        Assert.Equal(7, (await line.Exchange(WriteJob(1))).Length);
        byte[] said = await line.Exchange(ReadJob(2));
        Assert.Equal(Job, said[5..^2]);
        Assert.Equal(0, Crc16.Of(said.AsSpan(1)));
        said = await line.Exchange(new BoardRequest(BoardCommandCode.ReadRegisters, 0, BoardRequest.MostWords, default).ToBytes(3));
        Assert.Equal((7 + (4 * BoardRequest.MostWords), 0), (said.Length, Crc16.Of(said.AsSpan(1))));
    }, LineRate.Real, off);

    [NeedsToolFact("verilator")]
    public void A_break_between_frames_is_passed_over_and_one_within_is_said() => LineBench.Run(Configuration, async line =>
    {
        await line.Exchange(WriteJob(1));
        foreach (int bits in new[] { 10, 11, 35, 3000 })
        {
            await line.Sender.Hold(level: false, line.Bit * bits);
            await line.Wait(line.Bit);
            Assert.Equal(Job, (await line.Exchange(ReadJob(2)))[5..^2]);
        }

        byte[] other = WriteJob(3, 0x77);
        for (int place = 1; place < other.Length; place += 5)
        {
            await line.Send(other[..place]);
            await line.Sender.Hold(level: false, line.Bit * 12);
            await line.Wait(line.Bit);
            byte[] said = await line.Exchange(other[place..]);
            Assert.Equal((7, (byte)BoardStatus.Framing), (said.Length, said[1]));
        }

        Assert.Equal(Job, (await line.Exchange(ReadJob(4)))[5..^2]);
    });

    [NeedsToolFact("verilator")]
    public void A_byte_too_many_or_too_few_anywhere_in_a_frame_is_noticed_and_nothing_is_done() => LineBench.Run(Configuration, async line =>
    {
        await line.Exchange(WriteJob(1));
        byte[] other = WriteJob(2, 0x77);
        for (int place = 1; place < other.Length; place++)
        {
            byte noise = place % 2 == 0 ? (byte)0xA5 : (byte)(other[place] ^ line.Random.Next(1, 255));
            foreach (byte[] frame in new[] { [.. other[..place], noise, .. other[place..]], (byte[])[.. other[..place], .. other[(place + 1)..]] })
            {
                byte[] said = await line.Exchange(frame);
                Assert.True(said.Length == 7 && said[1] is >= 1 and <= 5, $"{Convert.ToHexString(frame)}: {Convert.ToHexString(said)}");
            }
        }

        Assert.Equal(Job, (await line.Exchange(ReadJob(3)))[5..^2]);
    });

    [NeedsToolFact("verilator")]
    public void What_follows_a_frame_too_long_is_no_frame_and_the_next_one_is_right() => LineBench.Run(Configuration, async line =>
    {
        await line.Exchange(WriteJob(1));
        foreach (byte count in new byte[] { 129, 200, 255 })
        {
            // Within the words, whole frames that would do something.
            byte[] said = await line.Exchange([0xA5, 1, 2, 0x10, count, .. Enumerable.Repeat(WriteJob(3, 0x77), 30).SelectMany(frame => frame)]);
            Assert.Equal((7, (byte)BoardStatus.Length), (said.Length, said[1]));
        }

        Assert.Equal(Job, (await line.Exchange(ReadJob(4)))[5..^2]);
        byte[] noise = [.. Enumerable.Range(0, 600).Select(_ => (byte)line.Random.Next(256))];
        byte[] first = await line.Exchange([.. ReadJob(5), .. noise]);
        Assert.Equal(Job, first[5..(5 + Job.Length)]);
        Assert.Equal(Job, (await line.Exchange(ReadJob(6)))[5..^2]);
    });

    private static byte[] WriteJob(byte tag, byte first = 0x55) =>
        new BoardRequest(BoardCommandCode.WriteRegisters, (byte)RegisterMap.JobRows.Offset, Job.Length / 4, (byte[])[first, .. Job[1..]]).ToBytes(tag);

    private static byte[] ReadJob(byte tag) =>
        new BoardRequest(BoardCommandCode.ReadRegisters, (byte)RegisterMap.JobRows.Offset, Job.Length / 4, default).ToBytes(tag);
}
