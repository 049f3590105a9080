using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>Job registers take the bytes that are strobed and keep still while a job waits; jobs without sense are refused.</summary>
public sealed class JobRegisterCheck : IAcceleratorCheck
{
    /// <inheritdoc/>
    public string Name => "job registers";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        await Strobes(board, SimRandom.For(seed, "register values"));
        await Refused(board, configuration, CheckGemms.Draw(configuration, seed));
        await Queued(board, [.. Enumerable.Range(1, 4).Select(i => CheckGemms.Draw(configuration, seed + (ulong)i))]);
    }

    private static async SimTask Strobes(AcceleratorBoard board, SimRandom random)
    {
        foreach (var (register, mask, isSigned) in new[]
        {
            (RegisterMap.JobRows, uint.MaxValue, false), (RegisterMap.JobBlocks, uint.MaxValue, false), (RegisterMap.JobMode, 3u, false),
            (RegisterMap.JobZeroPoint, 0xFFFFu, true), (RegisterMap.JobClampLow, 0xFFFFu, true), (RegisterMap.JobClampHigh, 0xFFFFu, true),
        })
        {
            var expected = 0u;
            for (var strobe = 0u; strobe < 32; strobe++)
            {
                var value = (uint)random.NextUInt64();
                var bytes = (uint)Enumerable.Range(0, 4).Sum(i => (strobe >> i & 1) * (0xFFL << (8 * i)));
                expected = ((expected & ~bytes) | (value & bytes)) & mask;
                await board.Control.Write(register.Offset, value, strobe & 15);
                await board.Expect(register, isSigned ? (uint)(short)expected : expected);
            }
        }
    }

    private static async SimTask Refused(AcceleratorBoard board, ArrayConfiguration configuration, PreparedGemm gemm)
    {
        var error = RegisterMap.Status.Field("JOB").Mask;
        foreach (var (rows, blocks) in new[] { (0u, 1u), (1u, 0u), (1u, (uint)configuration.ActivationDepth + 1), (1u, uint.MaxValue), (1u << 31, 0u), (0u, 1u << 31) })
        {
            await board.Write(RegisterMap.JobRows, rows);
            await board.Write(RegisterMap.JobBlocks, blocks);
            await board.Write(RegisterMap.Ctrl, AcceleratorBoard.Start);
            await board.Expect(RegisterMap.Status, error);
            await board.Write(RegisterMap.Status, ~error);
            await board.Expect(RegisterMap.Status, error);
            await board.Write(RegisterMap.Status, error);
            await board.Expect(RegisterMap.Status, 0);
            await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Idle | AcceleratorBoard.Ready);
        }

        await board.Write(RegisterMap.JobRows, 1);
        await board.Write(RegisterMap.JobBlocks, 1);
        await board.Write(RegisterMap.Ctrl, ~AcceleratorBoard.Start);
        await board.Control.Write(RegisterMap.Ctrl.Offset, AcceleratorBoard.Start, strobe: 0b1110);
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Idle | AcceleratorBoard.Ready);
        await board.RunWhole(gemm);
        await board.Settle();
        await board.Expect(RegisterMap.Status, 0);
    }

    private static async SimTask Queued(AcceleratorBoard board, IReadOnlyList<PreparedGemm> gemms)
    {
        await board.Submit(gemms[0].Job);
        await board.Submit(gemms[1].Job);
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Ready, AcceleratorBoard.Ready | AcceleratorBoard.Start);
        await board.Submit(gemms[2].Job);
        await board.Expect(RegisterMap.Ctrl, AcceleratorBoard.Start, ~AcceleratorBoard.Done);  // waits: two are taken
        foreach (var register in new[]
        {
            RegisterMap.JobRows, RegisterMap.JobBlocks, RegisterMap.JobMode, RegisterMap.JobZeroPoint, RegisterMap.JobClampLow, RegisterMap.JobClampHigh,
        })
        {
            var before = await board.Read(register);
            await board.Write(register, ~before);
            await board.Expect(register, before);
        }

        foreach (var gemm in gemms)
        {
            board.Weights.Queue(gemm.Job.Image);
            board.Activations.Queue(gemm.Job.Activations);
        }

        await board.ExpectOutput(gemms[0]);
        await board.WaitFor(RegisterMap.Ctrl, AcceleratorBoard.Ready, AcceleratorBoard.Ready);
        await board.Submit(gemms[3].Job);
        foreach (var gemm in gemms.Skip(1))
            await board.ExpectOutput(gemm);
        await board.WaitFor(RegisterMap.Ctrl, AcceleratorBoard.Idle, AcceleratorBoard.Idle);
        await board.Expect(RegisterMap.Status, 0);
    }
}
