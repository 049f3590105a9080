using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>Images that wait and come late, and jobs that queue behind each other on one image.</summary>
public sealed class ImageResidenceTests
{
    private const uint Images = 0x300, Loading = 1 << 16;

    private static readonly ArrayConfiguration Small = SmallArrays.Bitmask;
    private static readonly GemmShape Shape = new(9, 4, 19);

    [NeedsToolFact("verilator")]
    public void Jobs_on_one_image_are_queued_behind_each_other() => Board.Run(Small, async board =>
    {
        var first = PreparedGemm.DrawWithLists(Small, 1, Shape);
        PreparedGemm[] gemms = [first, first.WithActivations(3), first.WithActivations(8), PreparedGemm.Draw(Small, 2, Shape)];
        board.Weights.Queue(first.Job.Image);
        board.Weights.Queue(gemms[3].Job.Image);
        foreach (var gemm in gemms)
        {
            board.Activations.Queue(gemm.Job.Activations);
            await board.WaitFor(RegisterMap.Ctrl, Board.Ready, Board.Ready);
            await board.Submit(gemm.Job with { ReleasesImage = gemm == gemms[2] || gemm == gemms[3] });
        }

        foreach (var gemm in gemms)
            await board.ExpectOutput(gemm);
        await board.Clock.Cycles(10);
        await board.Expect(RegisterMap.Status, 0);
    });

    [NeedsToolTheory("verilator")]
    [InlineData(6, 128, 4)]   // the weight memory is too small for two
    [InlineData(6, 4, 1)]     // the tile table
    public void An_image_waits_for_room_until_the_one_before_is_released(int n, int k, int kept) => Board.Run(Small, async board =>
    {
        var shape = new GemmShape(6, n, k);
        var (first, second) = (PreparedGemm.Draw(Small, 1, shape, kept), PreparedGemm.Draw(Small, 2, shape, kept));
        board.Weights.Queue(first.Job.Image);
        board.Weights.Queue(second.Job.Image);
        await board.WaitFor(RegisterMap.Status, 0x100, Images | Loading);
        await board.Clock.Cycles(300);
        await board.Expect(RegisterMap.Status, 0x100);
        board.Activations.Queue(first.Job.Activations);
        board.Activations.Queue(second.Job.Activations);
        await board.Submit(first.Job);
        await board.Submit(second.Job);
        await board.ExpectOutput(first);
        await board.ExpectOutput(second);
        await board.Expect(RegisterMap.Status, 0, 0x7F);
    });

    [NeedsToolFact("verilator")]
    public void A_job_begins_while_its_weights_still_arrive() => Board.Run(
        Small,
        async board =>
        {
            var gemm = PreparedGemm.Draw(Small, 1, new GemmShape(9, 6, 100), kept: 4);
            board.Weights.Queue(gemm.Job.Image);
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job);
            while (await board.Read(RegisterMap.CountSteps) == 0)
                await board.Clock.RisingEdge;
            await board.Expect(RegisterMap.Status, Loading, Loading);
            await board.ExpectOutput(gemm);
            var waited = await board.Read(RegisterMap.CountWaitWeight);
            board.Require(waited > 0, "COUNT_WAIT_WEIGHT is 0 though weights came slowly");
        },
        seed: 3,
        Traffic.FullRate with { WeightIdle = StallPattern.Random(0.8) });
}
