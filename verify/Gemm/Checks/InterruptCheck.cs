using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>The interrupt follows ISR, IER and GIER; ISR toggles where 1 is written; CTRL says what goes on.</summary>
public sealed class InterruptCheck : IAcceleratorCheck
{
    private const uint Done = 1, Error = 2;

    /// <inheritdoc/>
    public string Name => "interrupt";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        await WithoutEnable(board, CheckGemms.Draw(configuration, seed));
        await WithEnable(board, CheckGemms.Draw(configuration, seed + 1));
        await Toggle(board);
        await ErrorInterrupt(board);
    }

    private static async SimTask WithoutEnable(AcceleratorBoard board, PreparedGemm gemm)
    {
        const uint idle = AcceleratorBoard.Idle | AcceleratorBoard.Ready;
        await board.Expect(RegisterMap.Ctrl, idle);
        await board.Submit(gemm.Job);
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Ready);  // taken, waits for its image
        board.Weights.Queue(gemm.Job.Image);
        board.Activations.Queue(gemm.Job.Activations);
        await board.ExpectOutput(gemm);
        await board.Settle();
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Done | idle);
        await board.Expect(RegisterMap.Ctrl, idle);  // reading clears DONE
        await board.Expect(RegisterMap.Isr, 0);
        board.Require(!board.Irq, "irq is high though nothing is enabled");
    }

    private static async SimTask WithEnable(AcceleratorBoard board, PreparedGemm gemm)
    {
        await board.Write(RegisterMap.Ier, Done);
        await board.RunWhole(gemm);
        await board.Settle();
        await board.Expect(RegisterMap.Isr, Done);
        await board.Expect(RegisterMap.Isr, Done);  // reading clears nothing here
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Done, AcceleratorBoard.Done);
        board.Require(!board.Irq, "irq is high without GIER");
        await board.Write(RegisterMap.Gier, 1);
        board.Require(board.Irq, "irq is low though a job is done and its interrupt enabled");
        await board.Control.Write(RegisterMap.Gier.Offset, 0, strobe: 0b1110);
        board.Require(board.Irq, "irq is low after a write to GIER without its byte");
        await board.Control.Write(RegisterMap.Ier.Offset, 0, strobe: 0b1110);
        await board.Expect(RegisterMap.Ier, Done);
        await board.Write(RegisterMap.Ier, Error);
        board.Require(!board.Irq, "irq is high for an interrupt that is not enabled any more");
        await board.Write(RegisterMap.Ier, Done);
        await board.Write(RegisterMap.Gier, 0);
        board.Require(!board.Irq, "irq is high after GIER was cleared");
        await board.Write(RegisterMap.Gier, 1);
        await board.Write(RegisterMap.Isr, Done);
        await board.Expect(RegisterMap.Isr, 0);
        board.Require(!board.Irq, "irq is high after ISR was cleared");
    }

    // As a driver tests its interrupt.
    private static async SimTask Toggle(AcceleratorBoard board)
    {
        await board.Write(RegisterMap.Isr, Error);
        await board.Expect(RegisterMap.Isr, Error);
        board.Require(!board.Irq, "irq is high for an interrupt that is not enabled");
        await board.Write(RegisterMap.Isr, Done | Error);
        await board.Expect(RegisterMap.Isr, Done);
        board.Require(board.Irq, "irq is low though ISR was set by writing");
        await board.Write(RegisterMap.Isr, Done);
        await board.Expect(RegisterMap.Isr, 0);
    }

    private static async SimTask ErrorInterrupt(AcceleratorBoard board)
    {
        foreach (var enabled in new[] { Done, Error })
        {
            await board.Write(RegisterMap.Ier, enabled);
            await board.Write(RegisterMap.JobRows, 0);
            await board.Write(RegisterMap.Ctrl, AcceleratorBoard.Start);
            await board.Expect(RegisterMap.Isr, enabled & Error);
            board.Require(board.Irq == (enabled == Error), $"irq is {(board.Irq ? "high" : "low")} after a refused job, IER is {enabled}");
            await board.Write(RegisterMap.Status, RegisterMap.Status.Field("JOB").Mask);
        }

        await board.Write(RegisterMap.Isr, Error);
        await board.Expect(RegisterMap.Isr, 0);
    }
}
