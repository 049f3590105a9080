using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>The registers of docs/design.md, section 6, through the bus.</summary>
public sealed class RegisterTests
{
    private static readonly ArrayConfiguration Small = SmallArrays.Bitmask;
    private static readonly GemmShape Shape = new(5, 3, 11);

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
    public void Job_registers_read_back_what_each_byte_strobe_wrote() => Board.Run(Small, async board =>
    {
        var random = SimRandom.For(1, "register values");
        foreach (var (register, mask, isSigned) in new[]
        {
            (RegisterMap.JobRows, uint.MaxValue, false), (RegisterMap.JobBlocks, uint.MaxValue, false), (RegisterMap.JobMode, 3u, false),
            (RegisterMap.JobZeroPoint, 0xFFFFu, true), (RegisterMap.JobClampLow, 0xFFFFu, true), (RegisterMap.JobClampHigh, 0xFFFFu, true),
        })
        {
            var expected = 0u;
            for (var strobe = 0u; strobe < 64; strobe++)
            {
                var value = (uint)random.NextUInt64();
                var bytes = (uint)Enumerable.Range(0, 4).Sum(i => (strobe >> i & 1) * (0xFFL << (8 * i)));
                expected = ((expected & ~bytes) | (value & bytes)) & mask;
                await board.Control.Write(register.Offset, value, strobe & 15);
                await board.Expect(register, isSigned ? (uint)(short)expected : expected);
            }
        }
    });

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

    [NeedsToolFact("verilator")]
    public void Control_says_idle_then_busy_then_done_and_reading_clears_done() => Board.Run(Small, async board =>
    {
        var gemm = PreparedGemm.Draw(Small, 1, Shape);
        await board.Expect(RegisterMap.Ctrl, Board.Idle | Board.Ready);
        await board.Submit(gemm.Job);
        await board.Expect(RegisterMap.Ctrl, Board.Ready);  // taken, waits for its image
        board.Weights.Queue(gemm.Job.Image);
        board.Activations.Queue(gemm.Job.Activations);
        await board.ExpectOutput(gemm);
        await board.Clock.Cycles(20);
        await board.Expect(RegisterMap.Ctrl, Board.Done | Board.Idle | Board.Ready);
        await board.Expect(RegisterMap.Ctrl, Board.Idle | Board.Ready);
    });

    [NeedsToolFact("verilator")]
    public void Writes_to_control_other_than_start_do_nothing() => Board.Run(Small, async board =>
    {
        await board.Write(RegisterMap.JobRows, 1);
        await board.Write(RegisterMap.JobBlocks, 1);
        await board.Write(RegisterMap.Ctrl, ~Board.Start);
        await board.Control.Write(RegisterMap.Ctrl.Offset, Board.Start, strobe: 0b1110);
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.Ctrl, Board.Idle | Board.Ready);
    });

    [NeedsToolFact("verilator")]
    public void The_interrupt_follows_isr_ier_and_gier_and_isr_toggles() => Board.Run(Small, async board =>
    {
        await board.RunWhole(PreparedGemm.Draw(Small, 1, Shape));
        await board.Clock.Cycles(20);
        await board.Expect(RegisterMap.Isr, 0);  // not enabled
        board.Require(!board.Irq, "irq is high though nothing is enabled");

        await board.Write(RegisterMap.Ier, 1);
        await board.Expect(RegisterMap.Ier, 1);
        await board.RunWhole(PreparedGemm.Draw(Small, 2, Shape));
        await board.Clock.Cycles(20);
        await board.Expect(RegisterMap.Isr, 1);
        board.Require(!board.Irq, "irq is high without GIER");
        await board.Write(RegisterMap.Gier, 1);
        await board.Expect(RegisterMap.Gier, 1);
        board.Require(board.Irq, "irq is low though a job is done and its interrupt enabled");
        await board.Write(RegisterMap.Ier, 2);
        board.Require(!board.Irq, "irq is high for an interrupt that is not enabled any more");
        await board.Write(RegisterMap.Ier, 1);
        await board.Write(RegisterMap.Isr, 1);
        await board.Expect(RegisterMap.Isr, 0);
        await board.Clock.Cycles(2);
        board.Require(!board.Irq, "irq is high after ISR was cleared");
        await board.Write(RegisterMap.Isr, 3);
        await board.Expect(RegisterMap.Isr, 3);  // as a driver tests its interrupt
        board.Require(board.Irq, "irq is low though ISR was set by writing");
        await board.Write(RegisterMap.Isr, 3);
        await board.Expect(RegisterMap.Isr, 0);
    });

    [NeedsToolTheory("verilator")]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 33)]
    [InlineData(1, -1)]
    public void A_job_without_rows_or_blocks_or_with_too_many_blocks_is_refused(int rows, int blocks)
    {
        Assert.Equal(32, Small.ActivationDepth);
        Board.Run(Small, async board =>
        {
            var gemm = PreparedGemm.Draw(Small, 1, Shape);
            await board.Write(RegisterMap.Gier, 1);
            await board.Write(RegisterMap.Ier, 2);
            await board.Submit(gemm.Job with { Rows = rows, Blocks = blocks });
            await board.Expect(RegisterMap.Status, 1u << 5);
            await board.Expect(RegisterMap.Isr, 2);
            board.Require(board.Irq, "irq is low though a job was refused");
            await board.Expect(RegisterMap.Ctrl, Board.Idle | Board.Ready);
            await board.Write(RegisterMap.Status, 0x1F);
            await board.Expect(RegisterMap.Status, 1u << 5);
            await board.Write(RegisterMap.Status, 1u << 5);
            await board.Expect(RegisterMap.Status, 0);
            await board.Write(RegisterMap.Isr, 2);
            await board.RunWhole(gemm);
            await board.Expect(RegisterMap.Status, 0, 0x7F);
            board.Require(!board.Irq, "irq is high though only errors are enabled");
        });
    }

    [NeedsToolFact("verilator")]
    public void Counters_count_a_job_and_are_cleared() => Board.Run(Small, async board =>
    {
        var counters = new[]
        {
            RegisterMap.CountBusy, RegisterMap.CountWaitActivation, RegisterMap.CountWaitWeight, RegisterMap.CountWaitOutput,
            RegisterMap.CountSteps, RegisterMap.CountArray,
        };
        foreach (var counter in counters)
            await board.Expect(counter, 0);
        var gemm = PreparedGemm.Draw(Small, 1, Shape);
        await board.Submit(gemm.Job);
        await board.Clock.Cycles(100);
        board.Weights.Queue(gemm.Job.Image);
        await board.Clock.Cycles(200);
        board.Activations.Queue(gemm.Job.Activations);
        await board.ExpectOutput(gemm);
        await board.Clock.Cycles(20);

        await board.Expect(RegisterMap.CountSteps, (uint)gemm.IdealCycles);
        var array = await board.Read(RegisterMap.CountArray);
        board.Require(array >= gemm.IdealCycles, $"COUNT_ARRAY is {array} for {gemm.IdealCycles} steps");
        var weight = await board.Read(RegisterMap.CountWaitWeight);
        board.Require(weight >= 100, $"COUNT_WAIT_WEIGHT is {weight} after 100 clocks without an image");
        var activation = await board.Read(RegisterMap.CountWaitActivation);
        board.Require(activation is >= 100 and <= 250, $"COUNT_WAIT_ACTIVATION is {activation} after 200 clocks without activations");
        var busy = await board.Read(RegisterMap.CountBusy);
        board.Require(busy >= 300 + gemm.IdealCycles, $"COUNT_BUSY is {busy} after 300 clocks of waiting");
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.CountBusy, busy);

        await board.Write(RegisterMap.CountClear, 2);
        await board.Expect(RegisterMap.CountBusy, busy);
        await board.Write(RegisterMap.CountClear, 1);
        foreach (var counter in counters)
            await board.Expect(counter, 0);
        await board.Expect(RegisterMap.CountClear, 0);
    });

    [NeedsToolFact("verilator")]
    public void Jobs_are_queued_and_the_job_registers_keep_still_while_one_waits() => Board.Run(Small, async board =>
    {
        var gemms = Enumerable.Range(1, 4).Select(seed => PreparedGemm.Draw(Small, (ulong)seed, Shape)).ToList();
        await board.Submit(gemms[0].Job);
        await board.Submit(gemms[1].Job);
        await board.Expect(RegisterMap.Ctrl, Board.Ready);
        await board.Submit(gemms[2].Job);
        await board.Expect(RegisterMap.Ctrl, Board.Start);  // waits: two are taken
        await board.Write(RegisterMap.JobRows, 77);
        await board.Write(RegisterMap.JobBlocks, 1);
        await board.Write(RegisterMap.JobMode, 0);
        await board.Write(RegisterMap.JobZeroPoint, 77);
        await board.Expect(RegisterMap.JobRows, (uint)Shape.M);
        foreach (var gemm in gemms)
        {
            board.Weights.Queue(gemm.Job.Image);
            board.Activations.Queue(gemm.Job.Activations);
        }

        await board.ExpectOutput(gemms[0]);
        await board.WaitFor(RegisterMap.Ctrl, Board.Ready, Board.Ready);
        await board.Submit(gemms[3].Job);
        foreach (var gemm in gemms.Skip(1))
            await board.ExpectOutput(gemm);
        await board.WaitFor(RegisterMap.Ctrl, Board.Idle, Board.Idle);
        await board.Expect(RegisterMap.Status, 0);
    });
}
