using System.Buffers.Binary;
using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

/// <summary>What the host says of a far end that is silent, echoes, babbles, damages, or is another design.</summary>
public sealed class BoardLinkTests
{
    private static readonly ArrayConfiguration Icebreaker = ConfigurationFile.Read(RepositoryFolder.At("configs/icebreaker.yaml"));
    // A scripted line is silent at once: only one that babbles is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), ShortPatience = TimeSpan.FromMilliseconds(20);

    public static TheoryData<LinkFault, string, Func<byte[], byte[]>, bool> FarEnds => new()
    {
        { LinkFault.Silent, "line: no answer within 30 s, not one byte (6 attempts)", _ => [], false },
        { LinkFault.Echo, "line: the line gives back what is sent (6 attempts)", frame => frame, false },
        { LinkFault.Garbled, "line: no answer, but bytes that are none: 24 24 24 24 24 24 24 24 ... (6 attempts)", _ => [], true },
        { LinkFault.Garbled, "line: no answer, but bytes that are none: 5a 01 02 5a 01 02 5a 01 ... (6 attempts)", _ => [0x5A, 1, 2], false },
        { LinkFault.Damaged, "line: the board refuses the frame: a byte without stop bit; is the baud rate right? (6 attempts)", frame => Frame([4, frame[2], 0, 0]), false },
    };

    [Theory, MemberData(nameof(FarEnds))]
    public void A_far_end_that_does_not_answer_is_told_from_another(LinkFault fault, string message, Func<byte[], byte[]> farEnd, bool babbles)
    {
        var link = new BoardLink(new ScriptedLine(farEnd) { Babbles = babbles }, babbles ? ShortPatience : Patience);

        Assert.Equal(message, Assert.Throws<CheckFailedException>(() => new BoardAccelerator(link, Icebreaker).Identify()).Message);
        Assert.Equal(fault, link.Fault);
    }

    [Fact]
    public void A_far_end_that_falls_silent_or_mumbles_later_is_not_taken_for_another_program()
    {
        int asked = 0;
        var link = new BoardLink(new ScriptedLine(frame => asked++ == 0 ? Frame([0, frame[2], 0, 0]) : frame), Patience);

        Assert.Throws<CheckFailedException>(() => new BoardAccelerator(link, Icebreaker).Identify());
        Assert.Equal(LinkFault.Damaged, link.Fault);
    }

    [Fact]
    public void Another_design_and_another_array_are_told_apart()
    {
        ArrayConfiguration other = ConfigurationFile.Read(RepositoryFolder.At("configs/int8-dense-1x1x1_1x1.yaml"));

        Assert.Equal("the board holds another design: MAGIC and VERSION read 0xcafe0001 and 0x00000100, must be 0x4e475748 and 0x00000100", Refusal(0xCAFE0001, other.Hash));
        Assert.Equal($"the board holds another array: CONFIGURATION_HASH reads 0x{other.Hash:x8} (int8-dense-1x1x1_1x1), icebreaker has 0x{Icebreaker.Hash:x8}", Refusal(RegisterMap.MagicValue, other.Hash));
        Assert.Equal($"the board holds another array: CONFIGURATION_HASH reads 0x00000001, icebreaker has 0x{Icebreaker.Hash:x8}", Refusal(RegisterMap.MagicValue, 1));

        static string Refusal(uint magic, uint hash) => Assert.Throws<CheckFailedException>(() => Accelerator(offset => offset switch
        {
            0x40 => magic,
            0x44 => 0x100,
            _ => hash,
        }).Identify()).Message;
    }

    [Theory]
    [InlineData(0x54u, "CAP_BLOCK reads 0x01020109, must be 0x01020108")]
    [InlineData(0x90u, "COUNT_STEPS reads 0x00000001, must be 0x00000000")]
    [InlineData(0x14u, "JOB_BLOCKS reads 0x0000002b, must be 0x0000002a")]
    public void A_register_that_holds_something_else_is_named(uint faulty, string message)
    {
        Assert.Equal(24, BoardRegisterTest.Run(Accelerator(Right), Icebreaker));
        Assert.Equal(message, Assert.Throws<CheckFailedException>(() => BoardRegisterTest.Run(Accelerator(offset => Right(offset) + (offset == faulty ? 1u : 0)), Icebreaker)).Message);

        static uint Right(uint offset) => RegisterMap.All.FirstOrDefault(register => register.Offset == offset) is { } register ? ResetValues.Of(register, Icebreaker) : 0;
    }

    // A far end of registers only: those of a job (0x10 to 0x24) add what was written to what the function says.
    private static BoardAccelerator Accelerator(Func<uint, uint> register)
    {
        var written = new Dictionary<uint, uint>();
        return new BoardAccelerator(new BoardLink(new ScriptedLine(frame =>
        {
            uint[] offsets = [.. Enumerable.Range(0, frame[4]).Select(i => (uint)(frame[3] + (4 * i)))];
            if (frame[1] == (byte)BoardCommandCode.WriteRegisters)
            {
                foreach ((uint offset, int i) in offsets.Select((offset, i) => (offset, i)))
                    written[offset] = BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(5 + (4 * i)));
            }

            byte[] words = frame[1] == (byte)BoardCommandCode.ReadRegisters
                ? [.. offsets.SelectMany(offset => BitConverter.GetBytes(register(offset) + written.GetValueOrDefault(offset)))] : [];
            return Frame([0, frame[2], 0, frame[4], .. words]);
        }), Patience), Icebreaker);
    }

    private static byte[] Frame(byte[] body)
    {
        ushort crc = Crc16.Of(body);
        return [0x5A, .. body, (byte)(crc >> 8), (byte)crc];
    }
}
