using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>The counters count what they say: a job that is kept waiting a known time for each thing it needs.</summary>
public sealed class CounterCheck : IAcceleratorCheck
{
    private const int Wait = 300, Slack = 60;

    private static readonly Register[] Counters =
    [
        RegisterMap.CountBusy, RegisterMap.CountWaitActivation, RegisterMap.CountWaitWeight, RegisterMap.CountWaitOutput,
        RegisterMap.CountSteps, RegisterMap.CountArray,
    ];

    /// <inheritdoc/>
    public string Name => "counters";

    /// <inheritdoc/>
    public async SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed)
    {
        foreach (var counter in Counters)
            await board.Expect(counter, 0);
        var gemm = CheckGemms.Draw(configuration, seed);
        await board.Submit(gemm.Job);
        await board.Clock.Cycles(Wait);
        await Near(board, RegisterMap.CountBusy, Wait);
        await Near(board, RegisterMap.CountWaitWeight, Wait);
        await board.Expect(RegisterMap.CountSteps, 0);
        await board.Weights.Send(gemm.Job.Image);
        var weight = await board.Read(RegisterMap.CountWaitWeight);
        var activation = await board.Read(RegisterMap.CountWaitActivation);
        await board.Clock.Cycles(Wait);
        await Near(board, RegisterMap.CountWaitActivation, activation + Wait);
        board.Activations.Queue(gemm.Job.Activations);
        await board.ExpectOutput(gemm);
        await board.Settle();
        await board.Expect(RegisterMap.CountSteps, (uint)gemm.IdealCycles);
        var later = await board.Read(RegisterMap.CountWaitWeight);
        board.Require(later <= weight + Slack, $"COUNT_WAIT_WEIGHT rose from {weight} to {later} with all weights there");
        var (array, busy) = (await board.Read(RegisterMap.CountArray), await board.Read(RegisterMap.CountBusy));
        board.Require(array >= gemm.IdealCycles, $"COUNT_ARRAY is {array} for {gemm.IdealCycles} steps");
        board.Require(busy >= (2 * Wait) + array, $"COUNT_BUSY is {busy} after {2 * Wait} clocks of waiting and {array} of work");
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.CountBusy, busy);
        await board.Expect(RegisterMap.CountArray, array);
        await Clear(board, busy);
    }

    private static async SimTask Near(AcceleratorBoard board, Register counter, uint clocks)
    {
        await board.Expect(RegisterMap.CountSteps, 0);  // so that nothing is left on the bus of a counter read before
        var found = await board.Read(counter);
        board.Require(found + Slack >= clocks && found <= clocks + Slack, $"{counter.Name} is {found} after {clocks} clocks of waiting");
    }

    private static async SimTask Clear(AcceleratorBoard board, uint busy)
    {
        await board.Write(RegisterMap.CountClear, 2);
        await board.Control.Write(RegisterMap.CountClear.Offset, 1, strobe: 0b1110);
        await board.Expect(RegisterMap.CountBusy, busy);
        await board.Write(RegisterMap.CountClear, 1);
        foreach (var counter in Counters)
            await board.Expect(counter, 0);
        await board.Expect(RegisterMap.CountClear, 0);
    }
}
