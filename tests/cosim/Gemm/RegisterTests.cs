using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The registers of docs/design.md, section 6, through the bus: what the checks of <c>hwgen verify</c> leave.</summary>
public sealed class RegisterTests
{
    private static readonly ArrayConfiguration Small = SmallArrays.Bitmask;

    [NeedsToolTheory("verilator")]
    [InlineData("int8-1of3-2x3x1_2x4")]
    [InlineData("int4-4of8-2x8x2_2x2")]
    [InlineData("int16-2of4-1x4x1_4x4")]
    [InlineData("int8-4of8-2x8x1_2x4-narrow")]
    public void Identity_and_capabilities_are_those_of_the_configuration(string name)
    {
        var c = Accelerators.Configuration(name);
        Board.Run(c, async board =>
        {
            await board.Expect(RegisterMap.Magic, 0x4E475748);
            await board.Expect(RegisterMap.Version, 0x00000100);
            await board.Expect(RegisterMap.ConfigurationHash, c.Hash);
            await board.Expect(RegisterMap.CapTile, (uint)(c.TileRows | (c.TileColumns << 8)));
            await board.Expect(RegisterMap.CapMesh, (uint)(c.MeshRows | (c.MeshColumns << 16)));
            await board.Expect(RegisterMap.CapBlock, (uint)(c.Block | (c.Lanes << 8) | ((int)c.Metadata << 16) | (c.OutputLanes << 24)));
            await board.Expect(RegisterMap.CapNumbers, (uint)(c.ActivationBits | (c.WeightBits << 8) | (c.AccumulatorBits << 16)));
            await board.Expect(RegisterMap.CapWeightDepth, (uint)c.WeightDepth);
            await board.Expect(RegisterMap.CapActivationDepth, (uint)c.ActivationDepth);
            await board.Expect(RegisterMap.CapTileDepth, (uint)c.TileDepth);
            await board.Expect(RegisterMap.CapListDepth, (uint)c.ListDepth);
            await board.Expect(RegisterMap.CapStreams, (uint)(c.WeightStreamBits | (c.ActivationStreamBits << 16)));
            foreach (var register in RegisterMap.All)
                await board.Expect(register, ResetValues.Of(register, c));
        });
    }

    [NeedsToolFact("verilator")]
    public void Unknown_addresses_read_0_and_read_only_registers_stay_as_they_are() => Board.Run(Small, async board =>
    {
        for (var offset = 0u; offset < 256; offset += 4)
        {
            var register = RegisterMap.All.FirstOrDefault(register => register.Offset == offset);
            if (register is not null && register.Access is not (RegisterAccess.ReadOnly or RegisterAccess.WriteOnly))
                continue;
            var before = await board.Control.Read(offset);
            await board.Control.Write(offset, uint.MaxValue);
            var after = await board.Control.Read(offset);
            board.Require(after == before, $"0x{offset:x2} reads 0x{after:x8} after a write, 0x{before:x8} before");
            board.Require(register is not null || before == 0, $"0x{offset:x2}, where no register is, reads 0x{before:x8}");
        }

        await board.Expect(RegisterMap.Status, 0);
        await board.Expect(RegisterMap.Ctrl, Board.Idle | Board.Ready);
    });
}
